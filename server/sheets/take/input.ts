// Columns as the inputs of mutations: `citation.pageStart` is a member of `citation`.
import type { ProblemCode } from '../../db/changes/problems.ts'
import type { RowsShape } from '../own/shapes.ts'
import type { Value } from '../own/values.ts'

/** The input that sets these columns. A citation or period without anything in it is null. */
export function inputOf(shape: RowsShape, values: ReadonlyMap<string, Value>): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {}
  const parts = new Map<string, Record<string, Value>>()
  for (const [name, value] of values) {
    const column = shape.columns.get(name)
    if (column === undefined) continue
    const { field, part } = column
    if (part === undefined) {
      input[field.name] = field.is === 'reference' && typeof value === 'string' ? value.trim() : value
      continue
    }
    const inside = parts.get(field.name) ?? {}
    parts.set(field.name, inside)
    if (value !== null) inside[part] = value
  }
  for (const [name, inside] of parts) input[name] = Object.keys(inside).length === 0 ? null : inside
  return input
}

/** The column that a path in the input of a change leads to; null where it leads to the row as a whole. */
export function columnAt(shape: RowsShape, path: readonly (string | number)[], code?: ProblemCode): string | null {
  const [, ...inside] = path
  const names = inside[0] === 'set' ? inside.slice(1) : inside
  for (let length = names.length; length > 0; length -= 1) {
    const name = names.slice(0, length).join('.')
    if (shape.columns.has(name) || name === 'id' || name === shape.type.key) return name
  }
  // A citation as a whole: the page, or else its first column, which is the document.
  const [root] = names
  const parts = [...shape.columns.keys()].filter((column) => root !== undefined && column.startsWith(`${root}.`))
  const page = code === 'PAGE_OUTSIDE_DOCUMENT' ? parts.find((column) => column.endsWith('.pageStart')) : undefined
  return page ?? parts[0] ?? null
}
