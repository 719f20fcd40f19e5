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

function List({ items }: { readonly items: readonly unknown[] }) {
  if (items.length === 0) return <span class="muted">–</span>
  if (!items.every(isObject))
    return <>{items.map((item) => String(isObject(item) ? JSON.stringify(item) : item)).join(', ')}</>
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))]
  return (
    <>
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
          {items.slice(0, maximumRows).map((item, index) => (
            <tr key={`${index} ${names.length}`}>
              {names.map((name) => (
                <td key={name}>
                  <DataTable value={item[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > maximumRows && <p class="muted">{text.record.more(items.length - maximumRows)}</p>}
    </>
  )
}
