// The public interface of this folder. Other folders import nothing else of it; README.md says how the parts fit together.

// Tables: columns and what they hold.

export {
  boolean,
  type Column,
  type ColumnKind,
  type Columns,
  codeText,
  date,
  integer,
  jsonSafeText,
  jsonText,
  nullable,
  oneOf,
  type RowOf,
  slugText,
  sortedBy,
  type Table,
  text,
  timestamp,
} from '../db/columns.ts'
export type { ValueOf, Vocabulary } from '../vocabulary.ts'

// The Pothos plugin, its options for Relay's plugin, and what its methods take and give.

export { type DeclaredField, type DeclaredType, whenDeclared } from './declare/declared.ts'
export type { RowFieldBuilder } from './declare/fields.ts'
export { implementInput, type MadeField, madeInput, valueType } from './declare/made-inputs.ts'
export { pages } from './declare/pages.ts'
export { default as relational } from './declare/plugin.ts'
export { ContainerRef, EmbeddedRef, RowUnionRef, TableInterfaceRef, TableRef } from './declare/refs.ts'
export type { EdgeColumns } from './declare/types.ts'

// Relations and tables by queries of one's own, facets and search.

export type {
  Arguments,
  Condition,
  DerivedTable,
  Edit,
  Facet,
  Only,
  PageOfRows,
  Pair,
  Query,
  QueryContext,
  Related,
  Relation,
  SearchText,
  Source,
  Sql,
  TextSearch,
} from './definition/definition.ts'
export { derived, linked, linkedAll, through } from './definition/relation.ts'
export { type ArgumentValues, type Input, searchText } from './request/input.ts'
export { inLetters } from './request/letters.ts'
export { distinctValues } from './sql/text.ts'

// Executing operations, and resolvers beside statements.

export {
  createExecutor,
  type ExecutionResult,
  type Executor,
  type ExecutorOptions,
  type TextResult,
} from './answer/execute.ts'
export { type Revisions, responseText } from './answer/reading.ts'
export { type RelationalServerContext, useRelational } from './answer/yoga-plugin.ts'
export {
  type Access,
  type AnswerCost,
  memberOf,
  type Reading,
  type RelationalContext,
  rowKey,
  typeNameOf,
} from './definition/answer.ts'
export { Pointer } from './definition/pointer.ts'
export { isDate, isMoment, isStorable } from './request/column-kinds.ts'
export { documentBytes } from './request/document.ts'
export { type Path, RequestError, type RequestErrorCode } from './request/errors.ts'
export { badId, decodeId, encodeId, type GlobalId, keyOfParts, partsOfKey } from './request/ids.ts'

// Limits.

export { maximumVariableErrors } from './answer/execute.ts'
export { maximumLabel } from './answer/label.ts'
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
  maximumSelections,
  maximumValues,
} from './plan/cost.ts'
export { planCacheBytes } from './plan/plans.ts'
export {
  defaultPageSize,
  maximumListLength,
  maximumPageSize,
  maximumSearchLength,
  maximumTextLength,
} from './request/limits.ts'
export { maximumItems } from './request/reader.ts'

// What a finished schema declares, for tools and tests.

export {
  type AnyField,
  type ConnectionField,
  columnOf,
  type FieldDefinition,
  type ListField,
  type ObjectDefinition,
  type OrderKey,
  type RootField,
} from './definition/definition.ts'
export { Definitions, definitionsOf } from './definition/definitions.ts'
export { holds } from './request/column-kinds.ts'
export { orderName } from './sql/order.ts'
