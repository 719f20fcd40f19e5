// The description of a whole revision as a Data Package: what each table is, what its columns hold, and how tables refer to each
// other. See https://datapackage.org/standard/data-package/ (version 2.0).
import type { Column } from './column.ts'
import { addressColumn, type Place, type ShownColumn } from './rows.ts'
import type { Table, Tables } from './tables.ts'

/** What the catalogue says of itself. */
export interface Terms {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly attribution: string
  readonly updatedAt: string
}

/** The description of the tables; `pathOf` says where the file of each is. */
export function dataPackage(
  tables: Tables,
  { revision }: Place,
  terms: Terms,
  pathOf: (table: Table) => string,
): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'tenpoint',
    title: terms.name,
    description: `${terms.attribution} ${formulaNote}`,
    version: `${terms.version}-r${revision}`,
    created: terms.updatedAt,
    // The data are under no single licence that has a name of its own; the title has the terms.
    licenses: [{ name: 'other', title: terms.licence }],
    sources: [{ title: terms.attribution }],
    resources: [...tables.values()].map((table) => resource(table, tables, pathOf(table))),
  }
}

const formulaNote = 'A text that a program might run as a formula has an apostrophe in front.'

function resource(table: Table, tables: Tables, path: string): object {
  const { name, meaning, columns, key } = table
  const foreignKeys = columns.flatMap((column) => foreignKey(column, table, tables))
  return {
    name,
    path,
    type: 'table',
    description: meaning,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { header: true, delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true },
    schema: {
      fields: [...columns, addressColumn].map(field),
      missingValues: [''],
      primaryKey: key,
      ...(foreignKeys.length > 0 && { foreignKeys }),
    },
  }
}

const field = ({ name, meaning, type, nullable, values }: ShownColumn): object => ({
  name,
  description: meaning,
  type: types[type],
  ...((!nullable || values) && {
    constraints: {
      ...(!nullable && { required: true }),
      ...(values && { enum: values.map((value) => value.name) }),
    },
  }),
})

const types: Readonly<Record<ShownColumn['type'], string>> = {
  text: 'string',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  moment: 'datetime',
  enum: 'string',
  id: 'string',
  reference: 'string',
}

function foreignKey({ name, names }: Column, from: Table, tables: Tables): readonly object[] {
  const target = [...tables.values()].find((table) => table.type === names && !table.isSet && table.isEditable)
  const [key] = target?.key ?? []
  if (!target || key === undefined) return []
  // A table that refers to itself does not say its name.
  return [{ fields: [name], reference: { ...(target.name !== from.name && { resource: target.name }), fields: [key] } }]
}
