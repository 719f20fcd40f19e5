// The types of the answers of a fake client. All follow from the documents of the SDK.
import type { Document } from './document.ts'
import type { Failure } from './fake-failure.ts'
import type * as ready from './generated.ts'
import type { Page } from './pages.ts'

type Ready = typeof ready

/** What a document is answered, and asked with. */
type TypesOf<Text> = Text extends { readonly __apiType: infer Carrier }
  ? NonNullable<Carrier> extends (variables: infer Variables) => infer Result
    ? { readonly result: Result[keyof Result]; readonly variables: Variables }
    : never
  : never

/** A result; of a page also the whole list, which is then paged by `first`, `after`, `last` and `before`. */
export type Result<Value> = [Value] extends [Page<unknown>] ? Value | readonly Value['nodes'][number][] : Value

/** A result, or why there is none. */
export type Outcome<Value> = Value | Failure | Error

/** A result, a failure, or a function that makes one of the variables of a call. */
export type Answer<Value, Variables> =
  | Outcome<Value>
  | ((variables: Variables) => Outcome<Value> | Promise<Outcome<Value>>)

type Names<Key> = Key extends 'NewRevisionsDocument'
  ? never
  : Key extends `${infer Name}Document`
    ? Uncapitalize<Name>
    : never

/** Answers by the name of the operation: `initiative`, `actors`, `submitChangeset`. */
export type Answers = {
  readonly [Key in keyof Ready as Names<Key>]?: Answer<
    Result<TypesOf<Ready[Key]>['result']>,
    TypesOf<Ready[Key]>['variables']
  >
} & {
  /** The revisions that `revisions({ follow: true })` brings, those after `since`. It then waits, as for more to come. */
  readonly newRevisions?: Answer<
    readonly TypesOf<Ready['NewRevisionsDocument']>['result'][],
    TypesOf<Ready['NewRevisionsDocument']>['variables']
  >
}

/** The answer to a document of your own, made by `answerTo`. */
export interface OwnAnswer {
  /** The document. */
  readonly document: object | string
  /** Its answer. */
  readonly answer: unknown
}

/** The answer to a document of your own: its whole result, from the root fields down. */
export const answerTo = <Value, Variables>(
  document: Document<Value, Variables>,
  answer: Answer<Value, Variables>,
): OwnAnswer => ({ document, answer })
