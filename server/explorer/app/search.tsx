// Search as one types, by keyboard: "/" leads to it, arrows and Enter choose.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SearchQuery } from '../../../sdk/src/index.ts'
import { goTo, linkTo } from './address.ts'
import { readerAt } from './data/client.ts'
import { useLoaded } from './parts/use-loaded.ts'
import { text } from './text.ts'

export type Hit = SearchQuery['search']['nodes'][number]

const shown = 10
const pauseMs = 120

/** Its list is the page's own; the types of JSX want to hear of the browser's kind, too. */
const ownList = { list: undefined } as const

/** Where a match leads. */
export function targetOf({ subject }: Hit): string | undefined {
  switch (subject?.__typename) {
    case 'Initiative':
      return linkTo('initiative', subject.slug)
    case 'Actor':
      return linkTo('actor', subject.slug)
    case 'Action':
      return linkTo('action', subject.id)
    case 'Outcome':
    case 'Reference':
      return linkTo('initiative', subject.initiative.slug)
    case 'ImplementationPlan':
      return linkTo('plan', subject.slug)
    case 'PlanItem':
      return linkTo('plan', subject.plan.slug)
    default:
      return undefined
  }
}

/** The type of a match in words. */
export const typeLabel = (type: string): string => {
  const words = type.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The search box with its list. */
export function SearchBox({ revision }: { readonly revision: number | undefined }) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    const onSlash = (event: KeyboardEvent): void => {
      const { target } = event
      const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select')
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onSlash)
    return () => document.removeEventListener('keydown', onSlash)
  }, [])
  const loaded = useLoaded(asked === '' ? undefined : `${revision ?? ''} ${asked}`, (signal) =>
    readerAt(revision).search({ query: asked, first: shown }, { signal }),
  )
  const hits = loaded.is === 'ready' && asked !== '' ? loaded.value.nodes.filter((hit) => targetOf(hit)) : []
  const isShown = isOpen && asked !== '' && loaded.is === 'ready'
  const total = loaded.is === 'ready' ? loaded.value.totalCount : 0
  /** Goes to a match, or to the page of all of them. */
  const choose = (hit: Hit | undefined): void => {
    const target = hit ? targetOf(hit) : linkTo('search', '', { q: asked })
    if (target === undefined) return
    setOpen(false)
    setTyped('')
    input.current?.blur()
    goTo(target)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && isShown) choose(hits[at])
    else if (event.key === 'Escape') setOpen(false)
    else return
    event.preventDefault()
  }
  return (
    <div
      class="find"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOpen(false)
      }}
    >
      <input
        ref={input}
        type="search"
        role="combobox"
        {...ownList}
        aria-label={text.search.label}
        aria-expanded={isShown}
        aria-controls="matches"
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `match-${Math.min(at, hits.length)}` : undefined}
        placeholder={text.search.label}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setAt(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <span class="key" aria-hidden="true">
        {text.search.hint}
      </span>
      {isShown && (
        <div id="matches" role="listbox" aria-label={text.search.results} class="matches">
          {hits.map((hit, index) => (
            <div
              key={`${hit.type} ${index}`}
              id={`match-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault()
                choose(hit)
              }}
            >
              <span>{hit.title}</span>
              <span class="muted">{typeLabel(hit.type)}</span>
            </div>
          ))}
          <div
            id={`match-${hits.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={at >= hits.length}
            onPointerDown={(event) => {
              event.preventDefault()
              choose(undefined)
            }}
          >
            {hits.length === 0 ? text.search.none : text.search.all(total)}
          </div>
        </div>
      )}
    </div>
  )
}
