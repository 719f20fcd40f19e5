// The public interface of this folder: the plugin, the executor, and helpers for declaring entities.

export {
  createExecutor,
  type ExecutionResult,
  type Executor,
  type ExecutorOptions,
  type TextResult,
} from './answer/execute.ts'
export { type Revisions, responseText } from './answer/reading.ts'
export { type RelationalServerContext, useRelational } from './answer/yoga-plugin.ts'
export type { RowFieldBuilder } from './declare/fields.ts'
export { pages } from './declare/pages.ts'
export { default as relational } from './declare/plugin.ts'
export {
  ContainerRef,
  EmbeddedRef,
  RowUnionRef,
  TableInterfaceRef,
  TableRef,
} from './declare/refs.ts'
export type { EdgeColumns } from './declare/types.ts'
export {
  type Access,
  type AnswerCost,
  memberOf,
  type Reading,
  type RelationalContext,
  typeNameOf,
} from './definition/answer.ts'
export {
  type AnyField,
  type Arguments,
  type Condition,
  type ConnectionField,
  columnOf,
  type DerivedTable,
  type Facet,
  type FieldDefinition,
  type ListField,
  type ObjectDefinition,
  type Only,
  type OrderKey,
  type Pair,
  type Query,
  type QueryContext,
  type Related,
  type Relation,
  type RootField,
  type SearchText,
  type Source,
  type Sql,
  type TextSearch,
} from './definition/definition.ts'
export { Definitions, definitionsOf } from './definition/definitions.ts'
export { Pointer } from './definition/pointer.ts'
export { derived, linked, linkedAll, through } from './definition/relation.ts'
export { maximumAnswer } from './plan/answer.ts'
export {
  maximumBytes,
  maximumConditionDepth,
  maximumConditions,
  maximumDepth,
  maximumFields,
  maximumJoins,
  maximumLists,
  maximumRows,
  maximumSearches,
  maximumValues,
} from './plan/cost.ts'
export { holds, isDate, isMoment, isStorable } from './request/column-kinds.ts'
export { documentBytes } from './request/document.ts'
export { type Path, RequestError } from './request/errors.ts'
export { badId, decodeId, encodeId } from './request/ids.ts'
export { type Input, searchText } from './request/input.ts'
export { inLetters } from './request/letters.ts'
export { maximumItems } from './request/reader.ts'
export { orderName } from './sql/order.ts'
export { distinctValues } from './sql/text.ts'
