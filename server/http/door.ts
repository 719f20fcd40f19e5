// What the addresses beside the API are made of.
import type { IncomingMessage } from 'node:http'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Exports } from '../export/exports.ts'
import type { KeyHolder } from '../keys/keys.ts'
import type { Ask } from '../operations/ask.ts'
import type { Executor } from '../relational/index.ts'
import type { MayGoOn, News } from '../revision/news.ts'
import type { Authenticate } from './authenticate.ts'
import type { DocumentStore } from './document-store.ts'
import type { Reply } from './reply.ts'

/** What doors work with. */
export interface DoorOptions {
  readonly exports: Exports
  readonly db: Kysely<Database>
  readonly schema: GraphQLSchema
  readonly ask: Ask
  /** The documents that clients may name by their SHA-256, and the rule on all others. */
  readonly documents: DocumentStore
  readonly executor: Pick<Executor, 'newestRevision'>
  readonly news: News
  readonly authenticate: Authenticate
  readonly requireKey: boolean
  /** Whether there are pages for people. */
  readonly explorer: boolean
  /** Makes an error of the database one that clients may see. */
  readonly toClientError: (error: unknown) => GraphQLError
}

/** A request at a door, by one who may read, where the door is not for writers. */
export interface Caller {
  readonly request: IncomingMessage
  /** The path without a slash at its end, and the parameters after it. */
  readonly path: string
  readonly parameters: URLSearchParams
  readonly signal: AbortSignal
  readonly holder: KeyHolder | undefined
  /** Whether a stream may go on; undefined where anybody may read. */
  readonly mayGoOn: MayGoOn | undefined
}

/** Something that answers requests of its addresses. */
export interface Door {
  readonly takes: (path: string, request: IncomingMessage) => boolean
  /** Whether it takes changes, as mutations do: who may make them need not be one who may read. */
  readonly isForWriters?: true
  /** Throws GraphQLErrors with a code, which are shown. */
  readonly answer: (caller: Caller) => Promise<Reply>
}
