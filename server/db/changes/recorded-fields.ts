// What differs between two versions of a row, in words.
import type { RecordedChange, Value, Values } from './change.ts'
import { fieldName } from './problems.ts'
import { keyColumnsIn } from './recorded-tables.ts'

const textOf = (value: Value | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/** The fields that differ, with their values as text; sets are named by their tables. */
export function changedFields(before: Values, after: Values): RecordedChange['fields'] {
  const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return columns.flatMap((column) => {
    const field = { name: fieldName(column), before: textOf(before[column]), after: textOf(after[column]) }
    return field.before === field.after ? [] : [field]
  })
}

/** What people know a row by. */
export const keyIn = (table: string, row: Values): string =>
  keyColumnsIn(table)
    .flatMap((column) => textOf(row[column]) ?? [])
    .join(' ')

/** What people call a row, where it has a name or a text. */
export const titleIn = (row: Values): string | undefined =>
  titles.map((column) => row[column]).find((value) => typeof value === 'string')

/** The columns that hold what people call a row; the first that it has. */
export const titles = ['name', 'title', 'summary', 'text', 'label'] as const
