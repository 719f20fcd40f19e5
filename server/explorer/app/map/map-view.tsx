// The gap map: heading, filters, legend, grid, panel.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type Address, linkTo, patchAddress, toggled } from '../address.ts'
import { columnsOf } from '../data/columns.ts'
import { countMap, type Group, type MapData } from '../data/count.ts'
import type { Facts } from '../data/facts.ts'
import { leftWithout } from '../data/filters.ts'
import { type Counted, keptFrom } from '../data/kept.ts'
import { inOrder } from '../data/order.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/states.tsx'
import { text } from '../text.ts'
import { actorKinds, levels, manyOf, regions } from '../words.ts'
import { FilterBar } from './filter-bar.tsx'
import { filterLabels } from './filter-labels.ts'
import { Gaps } from './gaps.tsx'
import { Grid } from './grid.tsx'
import type { GridActions } from './grid-props.ts'
import { Legend } from './legend.tsx'
import { cellAt, cellsUnder } from './open-cell.ts'
import { closePanel, Panel } from './panel.tsx'
import { isFolded, type MapState, mapStateOf, sorted } from './state.ts'
import { Tools } from './tools.tsx'

interface MapViewProps {
  readonly address: Address
  readonly facts: Facts
  readonly revision: number | undefined
}

const words: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(actorKinds).map(([kind, label]) => [kind, manyOf(label)])),
  ...levels,
  ...regions,
}
const labelOf = (group: string): string => words[group] ?? group

/** The order of groups: of their vocabulary, or of the alphabet. */
const order: readonly string[] = Object.keys(words)

function arranged(data: MapData, { sort }: MapState, columns: readonly { readonly key: string }[]): MapData {
  const place = (value: string): number => order.indexOf(value)
  const groups = data.groups
    .map((group) => ({ ...group, rows: sorted(group.rows, sort, columns) }))
    .toSorted((a, b) => place(a.value) - place(b.value) || inOrder(a.value, b.value))
  return { ...data, groups }
}

/** What the reader may do. The functions read the address themselves, so that they are the same for ever. */
const actions: GridActions = {
  open: (row, column) => {
    const open = `${row}~${column}`
    const isOpen = new URLSearchParams(location.search).get('open') === open
    patchAddress({ open: isOpen ? undefined : open })
  },
  sort: (column) => patchAddress({ sort: column === 'name' ? undefined : column }, 'inPlace'),
  fold: (group) => turn('fold', group),
  foldColumns: (group) => turn('cols', String(group)),
  showQuiet: (group) => turn('named', group),
}
function turn(parameter: string, value: string): void {
  const list = new URLSearchParams(location.search).get(parameter)?.split(',').filter(Boolean) ?? []
  patchAddress({ [parameter]: toggled(list, value) }, 'inPlace')
}

/** The whole view. */
export function MapView({ address, facts, revision }: MapViewProps) {
  // The address is another object at each step; what of it concerns the map is in its words.
  const search = address.query.toString()
  const state = useMemo(() => mapStateOf(new URLSearchParams(search)), [search])
  const { rows, order: by, filters, foldedColumns, open } = state
  const columns = useMemo(() => columnsOf(foldedColumns), [[...foldedColumns].join()])
  const filterKey = [...filters].map(([name, values]) => `${name}=${[...values].join()}`).join('&')
  const before = useRef<Counted | undefined>(undefined)
  const counted = useMemo(() => {
    const data = keptFrom(before.current, { data: countMap(facts, { rows, order: by, columns, filters }), columns })
    before.current = { data, columns }
    return data
  }, [facts, rows, by, columns, filterKey])
  const data = useMemo(() => arranged(counted, state, columns), [counted, state.sort, columns])
  const title = text.map.title[rows]
  useLayoutEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) closePanel()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [])
  const row = data.groups.flatMap((group) => group.rows).find(({ key }) => key === open?.[0])
  return (
    <div class={`sheet ${open ? 'open' : ''}`}>
      <div class="main">
        <Heading facts={facts} title={title} lede={<Lede state={state} data={data} />}>
          <RowChoice state={state} />
        </Heading>
        <FilterBar facts={facts} filters={filters} />
        <PhoneAwareLegend facts={facts} />
        {data.rowCount > 0 && <Gaps {...{ address, facts, state, data }} />}
        {data.rowCount === 0 ? (
          <NothingLeft facts={facts} state={state} />
        ) : (
          <Grid
            {...{ data, rows, columns, labelOf, actions, foldedColumns, open }}
            points={facts.points}
            isFolded={(group: Group) => isFolded(state, group)}
            isQuietShown={(group) => state.quiet.includes(group)}
            sort={state.sort}
            caption={title}
          />
        )}
        <Tools
          {...{ data, columns, labelOf, state, facts, title }}
          isFolded={(group) => isFolded(state, group)}
          isQuietShown={(group) => state.quiet.includes(group)}
        />
      </div>
      {open && (
        <Panel
          {...{ facts, state, labelOf, row, revision }}
          cell={cellAt(data, open, columns)}
          under={cellsUnder(data, open, columns)}
        />
      )}
    </div>
  )
}

/** What a cell counts; and which actors are rows, where a filter chooses some, with the way to those who work with them. */
function Lede({ state: { rows, filters }, data }: { readonly state: MapState; readonly data: MapData }) {
  if (rows === 'countries') return <>{text.map.ledeCountries}</>
  if (rows === 'initiatives' || data.leftOut === 0) return <>{text.map.lede}</>
  const [first, ...others] = filters.get('actor') ?? []
  const focus = others.length === 0 ? first : undefined
  return (
    <>
      {text.map.lede} {text.map.ledeChosen}{' '}
      <a href={linkTo('network', '', { focus })}>{text.nav.network.toLowerCase()}</a>.
    </>
  )
}

/** Open on wide screens; on a phone one line of signs. */
function PhoneAwareLegend({ facts }: { readonly facts: Facts }) {
  const [isWide] = useState(() => matchMedia('(min-width: 601px)').matches)
  return <Legend points={facts.points} isOpen={isWide} />
}

const rowKinds = ['initiatives', 'actors', 'countries'] as const
const orders = ['level', 'region'] as const

function RowChoice({ state: { rows, order: by } }: { readonly state: MapState }) {
  const chooseRows = (kind: string): void =>
    patchAddress({
      rows: kind === 'initiatives' ? undefined : kind,
      open: undefined,
      fold: undefined,
      named: undefined,
    })
  return (
    <div class="choice noprint">
      <span class="fld">
        <span>{text.map.rows}</span>
        <span class="seg">
          {rowKinds.map((kind) => (
            <button key={kind} type="button" class="btn" aria-pressed={rows === kind} onClick={() => chooseRows(kind)}>
              {text.map.kinds[kind]}
            </button>
          ))}
        </span>
      </span>
      {rows === 'initiatives' && (
        <span class="fld">
          <span>{text.map.by}</span>
          <span class="seg">
            {orders.map((each) => (
              <button
                key={each}
                type="button"
                class="btn"
                aria-pressed={by === each}
                onClick={() =>
                  patchAddress({ by: each === 'level' ? undefined : each, fold: undefined, named: undefined })
                }
              >
                {text.map.order[each]}
              </button>
            ))}
          </span>
        </span>
      )}
    </div>
  )
}

function NothingLeft({ facts, state: { filters, rows } }: { readonly facts: Facts; readonly state: MapState }) {
  const labels = filterLabels(facts)
  if (facts.initiatives.length === 0) return <Notice title={text.states.empty}>{text.states.emptyHelp}</Notice>
  return (
    <Notice title={text.filters.nothing[rows]}>
      <p>{text.filters.nothingHelp}</p>
      <p class="btns">
        {[...filters].map(([name, values]) => {
          const left = leftWithout(facts, filters, name)
          if (left === 0) return null
          const set = `${text.filters[name][0]}: ${[...values].map((value) => labels.of(name, value)).join(', ')}`
          return (
            <button
              key={name}
              type="button"
              class="btn"
              onClick={() => patchAddress({ [name]: name === 'nature' ? 'ANY' : undefined })}
            >
              {text.filters.without(set, left)}
            </button>
          )
        })}
      </p>
    </Notice>
  )
}
