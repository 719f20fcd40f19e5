// The heads of the grid: groups of points, which fold, and points, by which rows are sorted.
import { type Column, groups } from '../data/columns.ts'
import { text } from '../text.ts'
import { narrowPointHeads, pointHeads } from '../words.ts'
import type { GridProps } from './grid-props.ts'

/** Both lines of the head. */
export function GridHead({ rows, columns, points, foldedColumns, sort, open, actions }: GridProps) {
  return (
    // Beside the panel its words are short. The class stands here, since above it the browser would look at every row.
    <thead class={open ? 'tight' : ''}>
      <tr>
        <td class="rh corner" tabIndex={-1} />
        {groups.map((group, number) => {
          const span = columns.filter((column) => column.group === number).length
          const { name, short } = text.groups[number] ?? { name: '', short: '' }
          const label = (
            <>
              <span class="full">{name}</span>
              <span class="short">{short}</span>
            </>
          )
          return (
            <th key={name} scope="colgroup" class="cg gs" colSpan={span} style={{ '--span': String(span) }}>
              {group.length > 1 ? (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-expanded={!foldedColumns.has(number)}
                  onClick={() => actions.foldColumns(number)}
                >
                  <span class="tw" aria-hidden="true">
                    {foldedColumns.has(number) ? '+' : '–'}
                  </span>
                  {label}
                </button>
              ) : (
                <span class="lone" tabIndex={-1}>
                  {label}
                </span>
              )}
            </th>
          )
        })}
        <td class="rt corner" tabIndex={-1} />
      </tr>
      <tr>
        <th scope="col" class="rh ch" aria-sort={sort === 'name' ? 'ascending' : 'none'}>
          <button type="button" tabIndex={-1} onClick={() => actions.sort('name')}>
            <span>
              {text.map.head[rows]}
              <SortMark on={sort === 'name'} up />
            </span>
          </button>
        </th>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            class={`ch ${column.isFirst ? 'gs' : ''}`}
            aria-sort={sort === column.key ? 'descending' : 'none'}
            title={titleOf(column, points)}
          >
            <button type="button" tabIndex={-1} onClick={() => actions.sort(column.key)}>
              <b>
                {column.key.replace('-', '–')}
                <SortMark on={sort === column.key} />
              </b>
              <span>
                <Head column={column} />
              </span>
            </button>
          </th>
        ))}
        <th scope="col" class="ch rt" aria-sort={sort === 'all' ? 'descending' : 'none'}>
          <button type="button" tabIndex={-1} onClick={() => actions.sort('all')}>
            {text.map.allPoints}
            <SortMark on={sort === 'all'} />
          </button>
        </th>
      </tr>
    </thead>
  )
}

/** The head of a column in words: those of a point have more breaks where columns are narrow. */
function Head({ column: { points } }: { readonly column: Column }) {
  if (points.length > 1) return <>{text.map.together(points.length)}</>
  const [first = 0] = points
  return (
    <>
      <span class="full">{pointHeads[first]}</span>
      <span class="short">{narrowPointHeads[first]}</span>
    </>
  )
}

const titleOf = ({ points: numbers }: Column, points: readonly { title: string; gist: string }[]): string =>
  numbers.map((number) => `${number + 1}. ${points[number]?.title ?? ''}: ${points[number]?.gist ?? ''}`).join('\n')

const SortMark = ({ on, up = false }: { readonly on: boolean; readonly up?: boolean }) =>
  on ? (
    <span class="so" aria-hidden="true">
      {up ? ' ↑' : ' ↓'}
    </span>
  ) : null
