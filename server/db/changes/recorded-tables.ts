// Whose changes are recorded: every table of the catalogue that changesets write, and what tells the rows of each apart.
import { sql } from 'kysely'
import type { Column } from '../columns.ts'
import { tables } from '../tables.ts'
import type { EditableTable } from './change.ts'

type Declared = (typeof tables)[number]
export type EditableDeclaration = Extract<Declared, { readonly name: EditableTable }>

const isEditable = (table: Declared): table is EditableDeclaration =>
  'identity' in table || table.name === 'actor_identifiers'

/** The tables as they are declared. */
export const editable: readonly EditableDeclaration[] = tables.filter(isEditable)

export const changedTables: readonly EditableTable[] = editable.map(({ name }) => name)

const columnsOf = (table: EditableDeclaration): Readonly<Record<string, Column>> => table.columns

/** The column that names a row by itself: places are named by their codes, others by slug or key. */
function nameColumn(table: EditableDeclaration): string | undefined {
  const identity: readonly string[] = 'identity' in table ? table.identity : []
  return ['slug', 'code', 'key']
    .filter((column) => column in table.columns)
    .toSorted((a, b) => Number(identity.includes(b)) - Number(identity.includes(a)))[0]
}

function keyColumnsOf(table: EditableDeclaration): readonly string[] {
  const name = nameColumn(table)
  if (name !== undefined) return [name]
  return 'identity' in table ? table.identity : ['actor_id', 'scheme', 'value']
}

const keyColumns = new Map<string, readonly string[]>(editable.map((table) => [table.name, keyColumnsOf(table)]))

/** The columns that people tell the rows of a table apart by. */
export const keyColumnsIn = (table: string): readonly string[] => keyColumns.get(table) ?? []

/** The sets that are part of other rows: table, column of the owner, and columns that say what an item is. */
const sets = editable.flatMap((table) => {
  const [owner, ...rest] = keyColumnsOf(table)
  // Citations are shared by all that cite the same spot; they are part of nothing.
  if (owner === undefined || rest.length === 0 || table.name === 'citations') return []
  const kinds = Object.entries(columnsOf(table)).flatMap(([name, { vocabulary }]) => (vocabulary ? [name] : []))
  return [[table.name, owner, ...new Set([...rest, ...kinds])].join(' ')]
})

const texts = (values: readonly string[]) => sql`array[${sql.join(values.map((value) => sql.lit(value)))}]::text[]`

/** Both as arrays of the database. */
export const changedTablesText = texts(changedTables)
export const setsText = texts(sets)
