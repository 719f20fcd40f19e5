// The columns of tables, by the tables' names.
import type { Columns } from '../db/columns.ts'
import { tables } from '../db/tables.ts'

const columnsByTable: ReadonlyMap<string, Columns> = new Map(tables.map(({ name, columns }) => [name, columns]))

export const tableColumns = (table: string): Columns => columnsByTable.get(table) ?? {}
