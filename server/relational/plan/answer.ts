// The answer of a statement: bounded where it is made, so that no more of it ever comes into this process.
import { type RawBuilder, sql } from 'kysely'
import type { AnswerCost } from '../definition/answer.ts'
import type { Sql } from '../definition/definition.ts'
import { RequestError } from '../request/errors.ts'

/**
 * The most bytes an answer may have. It stands in memory several times on its way: as it is read, as text, and as it is
 * sent. The largest answer of the benchmark has a fortieth of this.
 */
export const maximumAnswer = 32_000_000

/** The text of an answer's data; null instead of one that is too long. */
export interface AnswerRow {
  readonly data: string | null
}

/** A query for the text of an answer, and what it may cost. */
export interface AnswerQuery {
  readonly query: RawBuilder<AnswerRow>
  readonly cost: AnswerCost
}

/** The keys of lookups that may be former ones, such as the slug of a row that was renamed. There is at least one. */
export interface FormerKeys<Query> {
  /** The parameters that are the keys. */
  readonly parameters: readonly unknown[]
  /** Matches the text of every answer in which a key has no row. It may match others: then the query below finds nothing. */
  readonly missing: RegExp
  /** Returns the current key for each of the keys, null where it is not a former one. */
  readonly query: Query
}

/** Estimates below this are far enough below the maximum that the answer need not be measured, in bytes. */
const certainlyShort = maximumAnswer / 1000

/**
 * A query for `data`, which is null where it would be longer than an answer may be; nothing else is sent then. Where the
 * database counts revisions, it also gives the `revision` of what it reads: one statement is one snapshot.
 */
export function answerQuery(
  parts: Sql,
  text: Sql,
  { cost, revision }: { readonly cost: AnswerCost; readonly revision: Sql | undefined },
): AnswerQuery {
  const more = revision ? sql`, ${revision} as revision` : sql``
  const query =
    cost.bytes < certainlyShort
      ? sql<AnswerRow>`${parts}select ${text} as data${more}`
      : // With `offset 0` the text is put together once, and not once for its length and once to be sent.
        sql<AnswerRow>`select case when octet_length(data) <= ${sql.lit(maximumAnswer)} then data end as data${more}
          from (${parts}select ${text} as data offset 0) answer`
  return { query, cost }
}

type Rows = readonly Readonly<Record<string, unknown>>[]

/** What a bounded query gave. Throws RequestError QUERY_TOO_COMPLEX where it was too long. */
export function answerOf([row]: Rows): string {
  const data = row?.['data']
  if (data === null) throw tooLong()
  if (typeof data !== 'string') throw new TypeError('The statement gave no text.')
  return data
}

/** The revision that a query read; undefined where the database counts none. */
export function revisionOf([row]: Rows): number | undefined {
  const revision = row?.['revision']
  return typeof revision === 'number' ? revision : undefined
}

/** Throws RequestError QUERY_TOO_COMPLEX where an answer has more bytes than it may. */
export function refuseLonger(bytes: number): void {
  if (bytes > maximumAnswer) throw tooLong()
}

const tooLong = (): RequestError =>
  new RequestError(
    'QUERY_TOO_COMPLEX',
    `The answer is over the limit of ${maximumAnswer} bytes. Select less, or use smaller pages.`,
    [],
    { maximum: maximumAnswer },
  )
