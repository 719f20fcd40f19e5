// The API over HTTP, as its users meet it, on a free port and a database with the real catalogue.
import type { Kysely } from 'kysely'
import { pino } from 'pino'
import type { Connection } from '../../server/db/connect.ts'
import type { Database } from '../../server/db/tables.ts'
import { createApp } from '../../server/http/app.ts'
import { Lifecycle, type Limits } from '../../server/http/lifecycle.ts'
import { createExecutor } from '../../server/relational/index.ts'
import { revisions } from '../../server/revision/queries.ts'
import { buildSchema } from '../../server/schema.ts'
import { Coverage } from './coverage.ts'
import { catalogueDatabase, type TestOptions } from './database.ts'

export interface Answer {
  readonly status: number
  readonly body: {
    readonly data?: unknown
    readonly extensions?: Readonly<Record<string, unknown>>
    readonly errors?: readonly {
      readonly message: string
      readonly path?: readonly (string | number)[]
      readonly extensions?: Readonly<Record<string, unknown>>
    }[]
  }
}

export interface Api extends AsyncDisposable {
  readonly url: string
  readonly db: Kysely<Database>
  readonly connection: Connection
  /** Sends a query and gives the whole answer. */
  ask(query: string, variables?: object): Promise<Answer>
  /** Sends a query and gives its data; fails where there are errors. */
  data(query: string, variables?: object): Promise<unknown>
  /** Statements the database was sent since this was last emptied. */
  readonly statements: string[]
  /** Lines of the log since this was last emptied. */
  readonly lines: Readonly<Record<string, unknown>>[]
}

export interface ApiOptions {
  readonly playground?: boolean
  readonly explorer?: boolean
  readonly introspection?: boolean
  readonly trustedDocuments?: boolean
  readonly requireKey?: boolean
  /** The limits of connections that are not the usual ones. */
  readonly limits?: Partial<Limits>
  /** Opens another database than one with the real catalogue. */
  readonly database?: (options: TestOptions) => Promise<Connection>
}

export const schema = buildSchema()
const coverage = new Coverage(schema)

/** Notes what a query has reached that was answered without errors. */
export const note = (query: string, variables: object | undefined, data: unknown): void =>
  coverage.note(query, variables, data)

/** The database of another API, for one with other settings beside it. It stays open, and the other notes its statements. */
export const databaseOf =
  ({ connection }: Api) =>
  async (): Promise<Connection> => ({ ...connection, close: async () => {}, [Symbol.asyncDispose]: async () => {} })

export async function openApi({
  playground = true,
  explorer = true,
  introspection = true,
  trustedDocuments = false,
  requireKey = false,
  limits = {},
  database = catalogueDatabase,
}: ApiOptions = {}): Promise<Api> {
  const statements: string[] = []
  const lines: Api['lines'] = []
  const connection = await database({ onStatement: (text) => statements.push(text) })
  const { db } = connection
  const log = pino({ base: undefined }, { write: (line) => lines.push(JSON.parse(line)) })
  const server = createApp({
    schema,
    executor: createExecutor({ schema, db, read: connection.read, revisions }),
    db,
    watch: connection.watch,
    log,
    lifecycle: new Lifecycle(log, limits),
    health: connection.health,
    playground,
    explorer,
    introspection,
    trustedDocuments,
    requireKey,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  const url = `http://127.0.0.1:${address.port}`

  const ask: Api['ask'] = async (query, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables }),
    })
    const body: Answer['body'] = await response.json()
    if (body.data && !body.errors) coverage.note(query, variables, body.data)
    return { status: response.status, body }
  }
  return {
    url,
    db,
    connection,
    statements,
    lines,
    ask,
    async data(query, variables) {
      const { body } = await ask(query, variables)
      if (body.errors) throw new Error(JSON.stringify(body.errors, null, 2))
      return body.data
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await connection.close()
    },
  }
}
