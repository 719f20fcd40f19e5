// Under the map: its source, and ways to take it along.
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { MatrixDocument } from '../../../../sdk/src/index.ts'
import type { Column } from '../data/columns.ts'
import type { Group, MapData } from '../data/count.ts'
import { type Facts, partsIn } from '../data/facts.ts'
import { actionsWhere, matrixVariables, tableParameters } from '../data/query.ts'
import { Behind } from '../parts/behind.tsx'
import { Downloads } from '../parts/downloads.tsx'
import type { Lines } from '../parts/files.ts'
import { save } from '../parts/save.ts'
import { text } from '../text.ts'
import type { MapState } from './state.ts'
import { tabbed, tableOf } from './table-text.ts'

interface ToolsProps {
  readonly data: MapData
  readonly columns: readonly Column[]
  readonly labelOf: (group: string) => string
  readonly isFolded: (group: Group) => boolean
  readonly isQuietShown: (group: string) => boolean
  readonly title: string
  readonly state: MapState
  readonly facts: Facts
}

/** The source line, and buttons to copy, save and print the table. */
export function Tools({ data, columns, labelOf, isFolded, isQuietShown, title, state, facts }: ToolsProps) {
  const [copied, setCopied] = useState(false)
  const group = state.rows === 'initiatives' ? text.map.order[state.order] : text.map.kinds[state.rows]
  const lines = (): Lines => tableOf(data, columns, labelOf, { group, row: text.map.head[state.rows] })
  useLayoutEffect(() => {
    // A copy within the grid takes the table, unless the reader has marked something.
    const onCopy = (event: ClipboardEvent): void => {
      const isInGrid = document.activeElement?.closest('table.map') !== null
      if (!isInGrid || !(getSelection()?.isCollapsed ?? true) || !event.clipboardData) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', tabbed(lines()))
      setCopied(true)
    }
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  })
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 4000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    navigator.clipboard.writeText(tabbed(lines())).then(
      () => setCopied(true),
      // Where the browser forbids it, the file is left.
      () => save('map.tsv', 'text/tab-separated-values', tabbed(lines())),
    )
  }
  const { document: source } = facts.about
  const variables = matrixVariables(state)
  return (
    <div class="under">
      <p class="src" id="counted">
        {countedText(facts, data, state)}
      </p>
      <p class="src">{text.map.source(source?.title ?? '', '')}</p>
      <p class="src noprint">{text.map.keys}</p>
      <p class="btns noprint">
        <button type="button" class="btn" onClick={copy}>
          {text.map.copy}
        </button>
        <Downloads
          {...{ facts, title, lines }}
          name="map"
          picture={async () =>
            (await import('./map-picture.ts')).mapPicture({
              ...{ data, columns, labelOf, isFolded, isQuietShown },
              rows: state.rows,
              points: facts.points,
            })
          }
        />
        <button type="button" class="btn" onClick={() => print()}>
          {text.map.print}
        </button>
        <span class="muted" role="status">
          {copied && text.map.copied}
        </span>
      </p>
      <Behind
        query={MatrixDocument}
        variables={variables}
        sdk={`await client.matrix(${JSON.stringify(variables, null, 2)})`}
        tables={[
          [text.behind.matrix, '/export/matrix', tableParameters(variables)],
          [text.behind.gaps, '/export/gaps', tableParameters(variables)],
          [text.behind.records, '/export/actions', tableParameters({ where: actionsWhere(state.filters) })],
        ]}
        view={{ facts, title }}
        {...(data.leftOut > 0 &&
          state.rows !== 'initiatives' && { note: text.behind.moreRows[state.rows](data.leftOut) })}
      />
    </div>
  )
}

/** How many of the actions in the catalogue all rows have together, and why the others are not among them. */
function countedText(facts: Facts, { all }: MapData, { rows }: MapState): string {
  const { count } = all.total
  const pointless = facts.actions.filter(({ ties }) => ties.length === 0).length
  const rest = facts.actions.length - pointless - count
  const others = [
    ...(rest > 0 ? [text.map.notCounted[rows](rest)] : []),
    ...(pointless > 0 ? [text.map.pointless(pointless)] : []),
  ]
  return text.map.counted(count, facts.about.actionCount, partsIn(facts), others.join(', and '))
}
