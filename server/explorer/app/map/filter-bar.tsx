// The filters: a button for each, a list of its values with how many each leaves, and the set ones as chips.
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { patchAddress } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { choices, type FilterName, type Filters, filterNames, filterParameter, firstFilters } from '../data/filters.ts'
import { text } from '../text.ts'
import { type FilterLabels, filterLabels } from './filter-labels.ts'

interface BarProps {
  readonly facts: Facts
  readonly filters: Filters
}

const setFilter = (name: FilterName, values: readonly string[], how: 'step' | 'inPlace'): void =>
  patchAddress({ [name]: filterParameter(name, values), open: undefined }, how)

/** The buttons of the filters, and the chips of those that are set. */
export function FilterBar({ facts, filters }: BarProps) {
  const [opened, setOpened] = useState<FilterName | undefined>()
  const close = useCallback(() => setOpened(undefined), [])
  const rest = filterNames.slice(firstFilters)
  const [more, setMore] = useState(() => rest.some((name) => filters.has(name)))
  const labels = filterLabels(facts)
  const names = more ? filterNames : filterNames.slice(0, firstFilters)
  return (
    <div class="frow noprint-controls">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways on a phone */}
      <div class={`filters ${opened ? 'opened' : ''}`} role="group" aria-label={text.filters.label}>
        {names.map((name) => (
          <FilterMenu
            key={name}
            {...{ name, facts, filters, labels }}
            isOpen={opened === name}
            toggle={() => setOpened(opened === name ? undefined : name)}
            close={close}
          />
        ))}
        <button type="button" class="btn quiet" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? text.filters.fewer : text.filters.more}
        </button>
      </div>
      <Chips filters={filters} labels={labels} />
    </div>
  )
}

interface MenuProps extends BarProps {
  readonly name: FilterName
  readonly labels: FilterLabels
  readonly isOpen: boolean
  readonly toggle: () => void
  readonly close: () => void
}

/** Lists longer than this can be searched. */
const longList = 12

function FilterMenu({ name, facts, filters, labels, isOpen, toggle, close }: MenuProps) {
  const [wanted, setWanted] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  // Before the next key is heard: a later move of the focus would take it from where the reader went meanwhile.
  useLayoutEffect(() => {
    if (!isOpen) return undefined
    box.current?.querySelector('input')?.focus()
    const closeOutside = ({ target }: Event): void => {
      if (target instanceof Node && !box.current?.parentElement?.contains(target)) close()
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [isOpen, close])
  const [label, help] = text.filters[name]
  const chosen = filters.get(name)
  const id = `filter-${name}`
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is for the button and the list inside
    <div
      class="fac"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        close()
        button.current?.focus()
      }}
    >
      <button
        type="button"
        ref={button}
        class={`btn ${chosen ? 'set' : ''}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={toggle}
      >
        {label}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset of a pop-up has no better meaning
        <div class="pop" id={id} ref={box} role="group" aria-label={label}>
          <p class="help">{help}</p>
          <Options {...{ name, facts, filters, labels, wanted, setWanted }} />
        </div>
      )}
    </div>
  )
}

interface OptionsProps extends BarProps {
  readonly name: FilterName
  readonly labels: FilterLabels
  readonly wanted: string
  readonly setWanted: (wanted: string) => void
}

function Options({ name, facts, filters, labels, wanted, setWanted }: OptionsProps) {
  const chosen = filters.get(name) ?? new Set<string>()
  const all = labels.sorted(name, [...choices(facts, filters, name)])
  const low = wanted.toLowerCase()
  const shown = all.filter(([value]) => labels.of(name, value).toLowerCase().includes(low))
  const tick = (value: string, on: boolean): void =>
    setFilter(name, on ? [...chosen, value] : [...chosen].filter((each) => each !== value), 'inPlace')
  return (
    <>
      {all.length > longList && (
        <input
          type="search"
          aria-label={text.filters.find}
          placeholder={text.filters.find}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      <ul>
        {shown.map(([value, count]) => (
          <li key={value}>
            <label class={count === 0 ? 'zero' : ''}>
              <input
                type="checkbox"
                checked={chosen.has(value)}
                onChange={({ currentTarget }) => tick(value, currentTarget.checked)}
              />
              <span>{labels.of(name, value)}</span>
              <span class="c">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}

function Chips({ filters, labels }: { readonly filters: Filters; readonly labels: FilterLabels }) {
  const isDefault = filters.size === 1 && filters.get('nature')?.has('ACTION') && filters.get('nature')?.size === 1
  return (
    <div class="chips">
      {[...filters].map(([name, values]) => (
        <button
          key={name}
          type="button"
          class="chip"
          onClick={() => setFilter(name, [], 'step')}
          title={text.filters.remove}
        >
          <i>{text.filters[name][0]}</i> {[...values].map((value) => labels.of(name, value)).join(', ')}
          <span class="vh">: {text.filters.remove}</span>
          <span class="x noprint" aria-hidden="true">
            ×
          </span>
        </button>
      ))}
      {!isDefault && (
        <button
          type="button"
          class="btn quiet noprint"
          onClick={() => patchAddress(Object.fromEntries([...filterNames, 'open'].map((name) => [name, undefined])))}
        >
          {text.filters.clear}
        </button>
      )}
    </div>
  )
}
