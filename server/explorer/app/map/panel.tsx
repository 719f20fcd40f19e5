// What stands behind a cell: its actions with who, why and the page; or what it means that there are none.
import { useMemo } from 'preact/hooks'
import { linkTo, patchAddress } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { pointsOf } from '../data/columns.ts'
import { actionsIn, type Cell, type Row, type RowKind } from '../data/count.ts'
import type { Facts } from '../data/facts.ts'
import { ExplorerAssessmentsDocument, ExplorerCellDocument } from '../generated.ts'
import { ActionCard, actionsText } from '../parts/action-card.tsx'
import { isDetail } from '../parts/detail.ts'
import { Failure, Waiting } from '../parts/states.tsx'
import { basisText } from '../parts/tile.tsx'
import { useLoaded } from '../parts/use-loaded.ts'
import { text } from '../text.ts'
import { assessments, plural, shortBases } from '../words.ts'
import type { MapState } from './state.ts'

/** The most actions that the panel reads at once; the row's page has all. */
const maximumActions = 100

interface PanelProps {
  readonly facts: Facts
  readonly state: MapState
  readonly labelOf: (group: string) => string
  /** The cell that is open, by the columns as they stand. */
  readonly cell: Cell | undefined
  /** The cells of the rows that it has together; none where it is one of a row. */
  readonly under: readonly Cell[]
  readonly row: Row | undefined
  readonly revision: number | undefined
}

/** Closes the panel. */
export const closePanel = (): void => patchAddress({ open: undefined })

/** The panel beside the map. It is no dialog: the arrows go on in the grid, and Enter changes what it shows. */
export function Panel({ facts, state, labelOf, cell, under, row, revision }: PanelProps) {
  const [rowKey = '', column = ''] = state.open ?? []
  const points = pointsOf(column) ?? []
  const ids = useMemo(() => actionsIn(facts, state, rowKey, points).map(({ id }) => id), [facts, state, rowKey, column])
  const wanted = ids.slice(0, maximumActions)
  const loaded = useLoaded(wanted.length > 0 ? `${facts.revision} ${wanted.join()}` : undefined, (signal) =>
    readerAt(revision).query(ExplorerCellDocument, { ids: wanted }, { signal }),
  )
  const [first = 0] = points
  const last = points.at(-1) ?? first
  const label = row?.label ?? (rowKey === 'all' ? text.map.all : labelOf(rowKey.replace('group:', '')))
  const numbers = points.map((point) => point + 1)
  return (
    <aside class="panel" aria-label={text.panel.label} id="panel">
      <header>
        <button type="button" class="x" onClick={closePanel} aria-label={text.panel.close}>
          ×
        </button>
        <p>
          {points.length === 1
            ? text.panel.point(first + 1, facts.points[first]?.title ?? '')
            : text.panel.points(first + 1, last + 1)}
        </p>
        <h2>{row ? <a href={linkTo(viewOf[state.rows], row.key)}>{label}</a> : label}</h2>
        {points.length === 1 && <a href={linkTo('point', String(first + 1))}>{text.panel.wholePoint}</a>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="body" tabIndex={0} aria-label={label}>
        {cell && cell.count + cell.outside > 0 && (
          <p class="sub">
            {cell.count > 0 ? `${actionsText(cell.count)}: ${basisText(cell)}` : text.panel.none}
            {cell.outside > 0 && <span class="muted"> {text.map.outside(cell.outside)}</span>}
          </p>
        )}
        {cell?.count === 0 && cell.outside === 0 && <EmptyWords empty={cell.empty} />}
        {under.length > 0 && <p class="judged">{underText(under, state.rows)}</p>}
        {row?.page && state.rows === 'initiatives' && (
          <Assessed slug={row.key} points={numbers} revision={revision} at={facts.revision} />
        )}
        {wanted.length > 0 && loaded.is === 'loading' && <Waiting isPart />}
        {loaded.is === 'failed' && <Failure error={loaded.error} again={loaded.again} isPart />}
        {wanted.length > 0 && loaded.is === 'ready' && (
          <ul class={`acts ${loaded.isOld ? 'old' : ''}`}>
            {loaded.value.nodes.filter(isDetail).map((action) => (
              <ActionCard
                key={action.id}
                facts={facts}
                action={action}
                points={numbers}
                withInitiative={state.rows !== 'initiatives' || !row}
              />
            ))}
          </ul>
        )}
        {ids.length > wanted.length && <p class="muted">{text.record.more(ids.length - wanted.length)}</p>}
      </section>
    </aside>
  )
}

const viewOf = { initiatives: 'initiative', actors: 'actor', countries: 'country' } as const

/** How many rows have something under the point, and what the others are. */
function underText(cells: readonly Cell[], rows: RowKind): string {
  const kinds = cells.map(kindOf)
  const parts = Object.entries(text.panel.under).flatMap(([kind, words]) => {
    const some = kinds.filter((each) => each === kind).length
    return some > 0 ? [`${some} ${words}`] : []
  })
  return `${plural(cells.length, text.map.nouns[rows], text.map.manyNouns[rows])}: ${parts.join(', ')}.`
}

function kindOf({ count, outside, empty }: Cell): keyof typeof text.panel.under {
  if (count > 0) return 'ACTION'
  return outside > 0 ? 'OUTSIDE' : (empty ?? 'TOUCHED')
}

function EmptyWords({ empty }: Pick<Cell, 'empty'>) {
  const { panel } = text
  const [title, words] = {
    TOUCHED: [panel.touched, panel.touchedText],
    NONE_STATED: [panel.noneStated, panel.noneStatedText],
    NOT_ASSESSED: [panel.notAssessed, panel.notAssessedText],
    NOT_COVERED: [panel.notCovered, panel.notCoveredText],
  }[empty ?? 'TOUCHED']
  return (
    <p class={`assess ${empty === 'NONE_STATED' ? 'warn' : ''}`}>
      <b>{title}</b> {words}
    </p>
  )
}

interface AssessedProps {
  readonly slug: string
  readonly points: readonly number[]
  readonly revision: number | undefined
  /** The revision of the map. */
  readonly at: number
}

function Assessed({ slug, points, revision, at }: AssessedProps) {
  const loaded = useLoaded(`${at} ${slug}`, (signal) =>
    readerAt(revision).query(ExplorerAssessmentsDocument, { slug }, { signal }),
  )
  if (loaded.is !== 'ready' || loaded.isOld) return null
  const own = loaded.value.initiative?.assessments.filter(({ actionPoint }) => points.includes(actionPoint.number))
  return (
    <>
      {own?.map(({ coverage, summary, basis, rationale, actionPoint }) => (
        <p key={actionPoint.number} class="judged">
          <b>
            {points.length > 1 && `${actionPoint.number}. `}
            {assessments[coverage]}.
          </b>{' '}
          {summary}{' '}
          <span class="muted">
            {shortBases[basis]}
            {rationale !== null && `: ${rationale}`}
          </span>
        </p>
      ))}
    </>
  )
}
