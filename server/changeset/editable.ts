// What of the catalogue can be edited, read from the declarations of its types: every type of rows that has a table of its
// own. A new entity is editable by being declared.

import type { EditableTable } from '../db/changes/change.ts'
import { fieldName } from '../db/changes/problems.ts'
import { bookkeeping, type Column, type Table } from '../db/columns.ts'
import { tables } from '../db/tables.ts'
import type { DeclaredField, DeclaredType, Edit } from '../relational/index.ts'

interface Field {
  readonly name: string
  readonly description: string
}

/** A value of the row. */
export interface ValueField extends Field {
  readonly is: 'value'
  readonly column: string
  readonly of: Column
  /** Whether a new row needs it. */
  readonly required: boolean
}

/** Another row, which is named by its slug, key, code or global id. */
export interface ReferenceField extends Field {
  readonly is: 'reference'
  readonly column: string
  readonly type: string
  readonly required: boolean
  /** Whether a field of the type shows it. */
  readonly isDeclared: boolean
}

/** The spot in a document that the row cites. */
export interface CitationField extends Field {
  readonly is: 'citation'
  readonly column: string
  readonly required: boolean
}

/** When something was. */
export interface PeriodField extends Field {
  readonly is: 'period'
}

/** A set of values or of other rows, which is replaced as a whole. */
export interface SetField extends Field {
  readonly is: 'set'
  readonly table: EditableTable
  /** The column of the join table that holds the row, and the one that holds an item. */
  readonly owner: string
  readonly item: string
  readonly of: Column
  /** The type of the items, where they are rows. */
  readonly type?: string
}

export type EditableField = ValueField | ReferenceField | CitationField | PeriodField | SetField

/** Rows of another type that belong to this one, and can be made together with it. */
export interface PartsField extends Field {
  readonly type: string
}

/** The row that a part belongs to. */
export interface Owner {
  readonly column: string
  readonly type: string
}

/** A column that tells rows apart, and the type of the rows that it refers to, where it does. */
export interface IdentityPart {
  readonly column: string
  readonly type?: string
}

/** A type whose rows can be edited. */
export interface EditableType {
  readonly name: string
  readonly table: EditableTable
  /** The column that names a row: its slug, key or code. Rows without one are named by their global id. */
  readonly key: string | undefined
  readonly identity: readonly IdentityPart[]
  readonly edits: readonly Edit[]
  readonly fields: readonly EditableField[]
  readonly parts: readonly PartsField[]
  readonly owner: Owner | undefined
}

export type EditableTypes = ReadonlyMap<string, EditableType>

const everyEdit: readonly Edit[] = ['create', 'update', 'delete']
/** The columns that tell rows apart, by table. */
const identities: ReadonlyMap<string, readonly string[]> = new Map(
  tables.flatMap((table) => ('identity' in table ? [[table.name, table.identity] as const] : [])),
)
const isEditable = (name: string): name is EditableTable => identities.has(name) || name === 'actor_identifiers'

/** The type of embedded objects, and the type of rows, whose inputs are their own. */
const period = 'Period'
const citation = 'Citation'

interface Draft {
  readonly type: DeclaredType
  readonly table: Table & { readonly name: EditableTable }
  readonly edits: readonly Edit[]
}

/** The editable ones among all types. Throws TypeError where a declaration leaves open how a row is to be filled. */
export function editableTypes(types: readonly DeclaredType[]): EditableTypes {
  const drafts = new Map(types.flatMap((type) => draftOf(type).map((draft) => [type.name, draft] as const)))
  const owners = new Map([...drafts].map(([name, draft]) => [name, ownerOf(draft, drafts)] as const))
  return new Map([...drafts].map(([name, draft]) => [name, complete(draft, drafts, owners)]))
}

function draftOf(type: DeclaredType): readonly Draft[] {
  const { source, edits = everyEdit } = type.row
  if (!source || 'query' in source || edits.length === 0) return []
  const { name } = source
  return isEditable(name) ? [{ type, table: { ...source, name }, edits }] : []
}

/** The first row that a new row must refer to and that lists it: what it is a part of. */
function ownerOf({ type, table }: Draft, drafts: ReadonlyMap<string, Draft>): Owner | undefined {
  for (const [column, { nullable }] of Object.entries(table.columns)) {
    if (nullable) continue
    for (const [name, owner] of drafts)
      if (owner.type.fields.some((field) => listsBy(field, type.name, column))) return { column, type: name }
  }
  return undefined
}

/** Whether a field lists the rows of a type whose column holds the id of the object. */
function listsBy({ definition }: DeclaredField, type: string, column: string): boolean {
  if ((definition.is !== 'list' && definition.is !== 'connection') || definition.type !== type) return false
  const { relation, args, fixed } = definition
  if (relation.rows || args.length > 0 || Object.keys(fixed).length > 0) return false
  return relation.keys.join() === 'id' && relation.by?.join() === column
}

function complete(
  { type, table, edits }: Draft,
  drafts: ReadonlyMap<string, Draft>,
  owners: ReadonlyMap<string, Owner | undefined>,
): EditableType {
  const owner = owners.get(type.name)
  const declared = type.fields.flatMap((field) => fieldOf(field, table, drafts))
  const fields = [...keyField(table, declared), ...ownerField(owner, declared), ...declared]
  const [key, ...more] = type.row.key ?? []
  const editable: EditableType = {
    name: type.name,
    table: table.name,
    key: key && !key.of && more.length === 0 ? key.column : undefined,
    identity: (type.row.key ?? []).map(({ column }) => {
      const reference = fields.find((field) => field.is === 'reference' && field.column === column)
      return { column, ...(reference?.is === 'reference' && { type: reference.type }) }
    }),
    edits,
    fields,
    parts: type.fields.flatMap((field) => {
      const part = 'type' in field.definition ? field.definition.type : undefined
      const ofPart = part === undefined ? undefined : owners.get(part)
      if (part === undefined || ofPart?.type !== type.name || !listsBy(field, part, ofPart.column)) return []
      return drafts.get(part)?.edits.includes('create')
        ? [{ name: field.name, description: field.description, type: part }]
        : []
    }),
    owner,
  }
  refuseGaps(editable, table)
  return editable
}

function fieldOf(
  { name, description, definition }: DeclaredField,
  table: Table,
  drafts: ReadonlyMap<string, Draft>,
): readonly EditableField[] {
  switch (definition.is) {
    case 'column': {
      const { column } = definition
      const of = table.columns[column]
      if (!of || bookkeeping.has(column) || of.given === 'never' || of.byHand !== undefined) return []
      return [{ is: 'value', name, description, column, of, required: isRequired(column, of) }]
    }
    case 'one': {
      const { column, type, nullable } = definition
      if (type === citation) return [{ is: 'citation', name, description, column, required: !nullable }]
      return [{ is: 'reference', name, description, column, type, required: !nullable, isDeclared: true }]
    }
    case 'embedded':
      return definition.type === period ? [{ is: 'period', name, description }] : []
    case 'values': {
      const { table: values, by, column } = definition
      return setField({ name, description }, values, by, column)
    }
    case 'list':
    case 'connection': {
      const { relation, type } = definition
      if (!relation.join) return []
      const { table: join, parent, target } = relation.join
      const hasType = [...drafts.values()].some((draft) => draft.table.name === join.name)
      return hasType ? [] : setField({ name, description }, join, parent, target, type)
    }
    default:
      return []
  }
}

/** An ordinal that is left out is the next one. */
const isRequired = (column: string, { nullable, given }: Column): boolean =>
  !nullable && given === undefined && column !== 'ordinal'

/** A set belongs to the row that comes first in its identity; the way back from the items is only read. */
function setField(
  field: Field,
  { name: table, columns }: Table,
  owner: string,
  item: string,
  type?: string,
): readonly SetField[] {
  const of = columns[item]
  if (!of || !isEditable(table) || identities.get(table)?.[0] !== owner) return []
  return [{ ...field, is: 'set', table, owner, item, of, ...(type !== undefined && { type }) }]
}

/** A key that no field shows can still be chosen, so that other changes can name the row. */
function keyField({ columns }: Table, declared: readonly EditableField[]): readonly EditableField[] {
  const of = columns['key']
  if (!of || declared.some((field) => 'column' in field && field.column === 'key')) return []
  const description =
    'The key by which other changes name it, unique among all of its type. Letters, digits, dots, hyphens and slashes. By default, one is made.'
  return [{ is: 'value', name: 'key', description, column: 'key', of, required: false }]
}

/** What a part belongs to, where no field of the part shows it. */
function ownerField(owner: Owner | undefined, declared: readonly EditableField[]): readonly EditableField[] {
  if (!owner || declared.some((field) => 'column' in field && field.column === owner.column)) return []
  const { column, type } = owner
  const name = fieldName(column)
  const description = `The ${words(type)} it belongs to.`
  return [{ is: 'reference', name, description, column, type, required: true, isDeclared: false }]
}

/** A column that must be filled needs a field that fills it. */
function refuseGaps({ name, fields, edits }: EditableType, { columns }: Table): void {
  if (!edits.includes('create')) return
  const filled = new Set(fields.flatMap((field) => ('column' in field ? [field.column] : [])))
  for (const [column, of] of Object.entries(columns)) {
    if (bookkeeping.has(column) || filled.has(column) || of.byHand !== undefined || !isRequired(column, of)) continue
    throw new TypeError(
      `${name} cannot be created: no field fills ${column}. Declare one, or its "edits" without "create".`,
    )
  }
}

/** The name of a type in words: `ActionCredit` is `action credit`. */
export const words = (type: string): string => type.replace(/\B[A-Z]/g, (letter) => ` ${letter}`).toLowerCase()
