// The data of an answer, whatever its query: lists of objects as tables, objects as names with values.
import { text } from '../text.ts'

/** More rows than this are for programs. */
const maximumRows = 200

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value, as far as it goes. */
export function DataTable({ value }: { readonly value: unknown }) {
  if (value === null || value === undefined) return <span class="muted">–</span>
  if (Array.isArray(value)) return <List items={value} />
  if (isObject(value))
    return (
      <dl class="data">
        {Object.entries(value).map(([name, member]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <DataTable value={member} />
            </dd>
          </div>
        ))}
      </dl>
    )
  return <>{String(value)}</>
}

/** An object with what objects it holds as members of its own: `period.text`. */
const flat = (value: Members, before = ''): Members =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      isObject(member) ? Object.entries(flat(member, `${before}${name}.`)) : [[before + name, member]],
    ),
  )

function List({ items }: { readonly items: readonly unknown[] }) {
  if (items.length === 0) return <span class="muted">–</span>
  if (!items.every(isObject))
    return <>{items.map((item) => String(isObject(item) ? JSON.stringify(item) : item)).join(', ')}</>
  const rows = items.slice(0, maximumRows).map((item) => flat(item))
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  // An object that is null in some rows has its members' columns, and needs none of its own.
  const names = all.filter((name) => !all.some((other) => other.startsWith(`${name}.`)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div class="scroll" tabIndex={0}>
      <table class="list">
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${index} ${names.length}`}>
              {names.map((name) => (
                <td key={name}>
                  <DataTable value={row[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > maximumRows && <p class="muted">{text.record.more(items.length - maximumRows)}</p>}
    </div>
  )
}
