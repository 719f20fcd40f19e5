// The gap map: heading, filters, legend, grid, panel.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Address, linkTo, patchAddress, toggled } from '../address.ts'
import { columnsOf } from '../data/columns.ts'
import { countMap, type Group, type MapData } from '../data/count.ts'
import type { Facts } from '../data/facts.ts'
import { leftWithout } from '../data/filters.ts'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/states.tsx'
import { text } from '../text.ts'
import { actorKinds, levels, manyOf, regions } from '../words.ts'
import { FilterBar } from './filter-bar.tsx'
import { filterLabels } from './filter-labels.ts'
import { Grid } from './grid.tsx'
import type { GridActions } from './grid-props.ts'
import { Legend } from './legend.tsx'
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
    .toSorted((a, b) => place(a.value) - place(b.value) || a.value.localeCompare(b.value, 'en'))
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
  const counted = useMemo(
    () => countMap(facts, { rows, order: by, columns, filters }),
    [facts, rows, by, columns, filterKey],
  )
  const data = useMemo(() => arranged(counted, state, columns), [counted, state.sort, columns])
  const title = text.map.title[rows]
  useEffect(() => {
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
        <Heading facts={facts} title={title} lede={rows === 'countries' ? text.map.ledeCountries : text.map.lede}>
          <RowChoice state={state} />
        </Heading>
        <FilterBar facts={facts} filters={filters} />
        <PhoneAwareLegend facts={facts} />
        {filters.size > defaultFilters && data.rowCount > 0 && <Nobody {...{ facts, filters, rows }} />}
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
      {open && <Panel {...{ facts, state, data, labelOf, row, revision }} cell={cellAt(data, open, columns)} />}
    </div>
  )
}

/** The points under which none of the rows has an action: the answer that many filter for. */
function Nobody({ facts, filters, rows }: { readonly facts: Facts } & Pick<MapState, 'filters' | 'rows'>) {
  const data = countMap(facts, { rows, order: 'level', columns: allColumns, filters })
  const without = facts.points.filter((_point, index) => data.all.cells[index]?.count === 0)
  if (without.length === 0) return <p class="unserved">{text.map.everyPoint}</p>
  return (
    <p class="unserved" role="status">
      {text.map.noRowActs(text.map.noRow[rows])}{' '}
      {without.map(({ number, title }, index) => (
        <span key={number}>
          {index > 0 && '; '}
          <a href={linkTo('point', String(number))}>
            {number}. {title}
          </a>
        </span>
      ))}
      .
    </p>
  )
}

/** Nature is set by default. */
const defaultFilters = 1
const allColumns = columnsOf(new Set())

/** The open cell; undefined where the filters have taken it away. */
function cellAt(data: MapData, [key, column]: readonly [string, string], columns: readonly { key: string }[]) {
  const lines = [
    data.all,
    ...data.groups.flatMap((group) => [{ ...group, key: `group:${group.value}` }, ...group.rows]),
  ]
  const line = lines.find((each) => each.key === key)
  return column === 'all' ? line?.total : line?.cells[columns.findIndex((each) => each.key === column)]
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
