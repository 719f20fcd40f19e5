// Stored queries: a query, the revision it was answered of, and the checksum of its answer. Opened again, it is answered as of
// then, and says whether the answer is still the same.
import { type DocumentNode, type GraphQLSchema, getOperationAST, OperationTypeNode, parse, visit } from 'graphql'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../db/tables.ts'
import { type Ask, dataOf } from '../operations/ask.ts'
import { type Executor, RequestError } from '../relational/index.ts'
import { atRevision } from './as-of.ts'
import { canonicalJson, sha256 } from './canonical.ts'
import { type CitedPages, pagesOf, withCitations } from './pages.ts'

/** The most that is kept: characters of a document and of its variables, and queries in all. */
export const storedLimits = { document: 20_000, variables: 20_000, queries: 100_000 } as const
/** Characters of the largest answer that a stored query may have. */
export const maximumStoredAnswer = 2_000_000

/** The number of digits in an id: too many for two queries to share one by chance. */
const idLength = 24

/** A query to store. Its document is valid. */
export interface QueryToStore {
  readonly text: string
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** The name of the key. */
  readonly author: string
}

/** A stored query. */
export interface StoredQuery {
  readonly id: string
  readonly text: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** The revision it is answered of. */
  readonly revision: number
  /** The SHA-256 of its data as canonical JSON. */
  readonly checksum: string
  /** The printed pages that its data is taken from. */
  readonly pages: readonly CitedPages[]
  readonly storedAt: Date
  readonly storedBy: string
}

/** What a stored query answers now, as of its revision. */
export interface ReopenedQuery {
  readonly data: unknown
  readonly checksum: string
  /** Whether the answer is the one that was stored. */
  readonly holds: boolean
  /** Why there is no answer any more, where there is none. */
  readonly problems: readonly string[]
}

export interface StoreOptions {
  readonly db: Kysely<Database>
  readonly schema: GraphQLSchema
  readonly ask: Ask
  readonly executor: Pick<Executor, 'newestRevision'>
}

const wrong = (message: string) => new RequestError('BAD_USER_INPUT', message, undefined)

/** The queries that are stored in a database. */
export class QueryStore {
  readonly #options: StoreOptions

  constructor(options: StoreOptions) {
    this.#options = options
  }

  /**
   * Stores a query with the answer it has now, or finds the same one. Throws the errors of its answer, and RequestError
   * where it cannot be stored.
   */
  async store(
    query: QueryToStore,
    signal?: AbortSignal,
  ): Promise<{ readonly stored: StoredQuery; readonly isNew: boolean }> {
    const { text, document, operationName, variables, author } = query
    refuseUnstorable(query)
    const { ask, executor, db } = this.#options
    const options = { signal, operationName }
    const isAsOf =
      getOperationAST(document, operationName)?.directives?.some(({ name }) => name.value === 'asOf') ?? false
    const first = isAsOf ? await ask(document, variables, options) : undefined
    if (first) dataOf(first)
    const revision = first ? first.revision : await executor.newestRevision(signal)
    if (revision === undefined) throw wrong('Only queries of the catalogue can be stored.')
    // Read as of the revision, not of now: cursors tell the two apart.
    const data = dataOf(await ask(atRevision(document, revision), variables, options))
    const answer = canonicalJson(data)
    if (answer.length > maximumStoredAnswer)
      throw wrong(`The answer of a stored query is limited to ${maximumStoredAnswer} characters.`)
    const pages = await this.#pages(atRevision(document, revision), query, signal)
    const given = canonicalJson(variables)
    const id = sha256(canonicalJson([text, operationName, given, revision])).slice(0, idLength)
    const { rows } = await sql<{ id: string }>`
      insert into stored_queries (id, document, operation_name, variables, revision, checksum, pages, stored_by)
      select ${id}, ${text}, ${operationName}, ${given}, ${revision}::integer, ${sha256(answer)}, ${JSON.stringify(pages)}, ${author}
      where (select count(*) from stored_queries) < ${storedLimits.queries}::integer
      on conflict (id) do nothing returning id`.execute(db)
    const stored = await this.find(id)
    if (!stored) throw wrong('No more queries can be stored here.')
    if (stored.text !== text || canonicalJson(stored.variables) !== given || stored.revision !== revision)
      throw new TypeError('Two stored queries have the same id.')
    return { stored, isNew: rows.length > 0 }
  }

  /** A stored query by its id. */
  async find(id: string): Promise<StoredQuery | undefined> {
    const row = await this.#options.db.selectFrom('stored_queries').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    return {
      ...{ id, text: row.document, operationName: row.operation_name, revision: row.revision, checksum: row.checksum },
      variables: z.record(z.string(), z.unknown()).parse(JSON.parse(row.variables)),
      pages: z.array(pagesShape).parse(JSON.parse(row.pages)),
      storedAt: row.stored_at,
      storedBy: row.stored_by,
    }
  }

  /** Answers a stored query as of its revision. Throws what the database throws. */
  async reopen(stored: StoredQuery, problems: readonly string[], signal?: AbortSignal): Promise<ReopenedQuery> {
    const { text, operationName, variables, revision } = stored
    if (problems.length > 0) return { data: null, checksum: '', holds: false, problems }
    const document = atRevision(parse(text), revision)
    const { data, errors } = await this.#options.ask(document, variables, { signal, operationName })
    const checksum = sha256(canonicalJson(data))
    return {
      ...{ data, checksum, holds: errors.length === 0 && checksum === stored.checksum },
      problems: errors.map(({ message }) => message),
    }
  }

  /** The pages that an answer is taken from. Where asking for them as well costs too much, none. */
  async #pages(document: DocumentNode, { operationName, variables }: QueryToStore, signal?: AbortSignal) {
    const cited = withCitations(document, this.#options.schema)
    const { data } = await this.#options.ask(cited, variables, { signal, operationName })
    return pagesOf(data)
  }
}

const pagesShape = z.object({ document: z.string(), title: z.string(), pages: z.string() })

function refuseUnstorable({ text, document, operationName, variables }: QueryToStore): void {
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== OperationTypeNode.QUERY) throw wrong('Only a query can be stored, and one alone.')
  if (text.length > storedLimits.document)
    throw wrong(`The document of a stored query is limited to ${storedLimits.document} characters.`)
  if (JSON.stringify(variables).length > storedLimits.variables)
    throw wrong(`The variables of a stored query are limited to ${storedLimits.variables} characters.`)
  visit(document, {
    Field({ name }) {
      if (name.value === '__schema' || name.value === '__type')
        throw wrong('What a query says of the schema changes with the program, and cannot be stored.')
    },
    Directive({ name }) {
      if (name.value === 'defer' || name.value === 'stream') throw wrong('A stored query is answered as a whole.')
    },
  })
}
