// The context of a field that is planned, and what it may read.
import type { FieldNode, GraphQLObjectType } from 'graphql'
import type { FieldDefinition, ObjectDefinition, Sql } from '../definition/definition.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Path } from '../request/errors.ts'
import type { FieldErrors } from '../request/field-errors.ts'
import type { SelectionContext } from '../request/selection.ts'
import type { RowScope, RowSet, RowSetSource } from '../sql/row-set.ts'
import type { Piece } from '../sql/text.ts'

export type Nodes = readonly [FieldNode, ...FieldNode[]]

/** A selected object: what its fields read, the nodes with its selections, and where it stands in the response. */
export interface Selected {
  readonly scope: RowScope
  readonly nodes: Nodes
  readonly path: Path
}

/** A field that is being planned. */
export interface FieldContext<Field = unknown> extends Selected {
  /** The type it is a field of. */
  readonly parent: GraphQLObjectType
  /** Its definition. */
  readonly field: Field
}

/** What a planner plans by. */
export interface Planning {
  readonly definitions: Definitions
  readonly selection: Omit<SelectionContext, 'countSelection'>
  readonly errors: FieldErrors
  /** The revision of what a statement reads, where the database counts revisions. */
  readonly revision: Sql | undefined
}

/** An object whose text is assembled. */
export interface ObjectContext {
  readonly type: GraphQLObjectType
  /** The rows it comes with; undefined at the root. */
  readonly set: RowSet | undefined
  readonly path: Path
  /** Which fields are left out of the text. */
  readonly isLeftOut?: (name: string) => boolean
  /** Members before the fields. */
  readonly before?: readonly Member[]
  /** Members after the fields, made when these are. */
  readonly after?: () => readonly Member[]
}

/** Where rows come from; the keys of their parents are those of the scope by default. */
export type NewSource = Omit<RowSetSource, 'parents' | 'areParentsUnique'> & { readonly parents?: Sql }

/** A member of an object: its key and its value. */
export type Member = readonly Piece[]

export const unknownField = (type: GraphQLObjectType, name: string): TypeError =>
  new TypeError(`Nothing says where ${type.name}.${name} comes from.`)

export function fieldOf(type: ObjectDefinition, name: string): FieldDefinition {
  const field = type.fields[name]
  if (!field) throw new TypeError(`${type.name} has no field "${name}".`)
  return field
}
