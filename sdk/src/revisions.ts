// The revisions of the catalogue: as a list, or followed as they come.
import type { List } from './calls.ts'
import { follow } from './follow.ts'
import {
  NewRevisionsDocument,
  type NewRevisionsSubscription,
  type RevisionsQuery,
  type RevisionsQueryVariables,
} from './generated.ts'
import type { ClientOptions, RequestOptions } from './transport.ts'

/** A revision: who made it, when and why. */
export type NewRevision = NewRevisionsSubscription['revisions']

/** What to follow. */
export interface FollowVariables {
  /** Goes on with each revision as it is committed, without end. */
  readonly follow: true
  /** Begin after the revision with this number. By default, with the first that is yet to come. */
  readonly since?: number | null | undefined
}

/** The revisions: a list as others, which can also be followed. */
export interface RevisionList extends List<RevisionsQueryVariables, RevisionsQuery['revisions']> {
  /**
   * With `follow`, for `for await`: the revisions after `since`, and then each as it is committed, in order, none lost or
   * doubled. Connections that break are opened again. Leaving the loop, or a `signal`, ends it.
   */
  (variables: FollowVariables, options?: RequestOptions): AsyncGenerator<NewRevision, void, void>
}

/** Makes the list of revisions followable. */
export function revisionsOf(
  options: ClientOptions,
  list: List<RevisionsQueryVariables, RevisionsQuery['revisions']>,
): RevisionList {
  async function* following(since: number | null | undefined, request: RequestOptions | undefined) {
    const start = since ?? (await list({ first: 1 }, request)).nodes[0]?.number ?? 0
    const followed = {
      document: NewRevisionsDocument,
      pick: ({ revisions }: NewRevisionsSubscription) => revisions,
      numberOf: ({ number }: NewRevision) => number,
    }
    yield* follow(options, followed, start, request)
  }
  function revisions(variables: FollowVariables, request?: RequestOptions): AsyncGenerator<NewRevision, void, void>
  function revisions(
    variables?: RevisionsQueryVariables,
    request?: RequestOptions,
  ): ReturnType<List<RevisionsQueryVariables, RevisionsQuery['revisions']>>
  function revisions(variables: FollowVariables | RevisionsQueryVariables = {}, request?: RequestOptions) {
    if (!('follow' in variables)) return list(variables, request)
    return following(variables.since, request)
  }
  return Object.assign(revisions, { all: list.all })
}
