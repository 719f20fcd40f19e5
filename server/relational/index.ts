// The only door of this room: the plugin, the executor, and helpers by which entities say how rows hang together.
export { type Access, memberOf, type RelationalContext } from './declare/answer.ts'
export type { RowFieldBuilder } from './declare/fields.ts'
export { pages } from './declare/pages.ts'
export { default as relational } from './declare/plugin.ts'
export { Pointer } from './declare/pointer.ts'
export {
  ContainerRef,
  EmbeddedRef,
  RowUnionRef,
  TableInterfaceRef,
  TableRef,
} from './declare/refs.ts'
export type { EdgeColumns } from './declare/types.ts'
export {
  type AnyField,
  type Arguments,
  type ConnectionField,
  columnOf,
  type DerivedTable,
  type Facet,
  type FieldDefinition,
  type LinkContext,
  type Links,
  type ListField,
  type ObjectDefinition,
  type Only,
  type OrderKey,
  type RootField,
  type SearchText,
  type Source,
  type Sql,
  type TextSearch,
} from './definition.ts'
export { Definitions, definitionsOf } from './definitions.ts'
export { documentBytes } from './document.ts'
export { type Path, RequestError } from './errors.ts'
export { createExecutor, type Executor, type ExecutorOptions, type Outcome } from './execute.ts'
export { encodeId } from './ids.ts'
export { type Input, searchText } from './input.ts'
export { inLetters } from './letters.ts'
export { derived, linked, linkedAll, through } from './links.ts'
export { orderName } from './order.ts'
export { useRelational } from './plugin.ts'
export { distinctValues } from './text.ts'
