// A statement that reads, as a query class for the driver, like the one of pg-cursor. It writes all messages at once, because
// system calls are most of what a small statement costs this process, and describes a prepared statement only once for each
// connection.
import type pg from 'pg'
import utils from 'pg/lib/utils.js'
import { serialize } from 'pg-protocol'
import { type Settings, unknownRevision } from '../past.ts'
import { type Columns, hasParsed, type Prepared } from './prepared.ts'
import { valueTypes } from './values.ts'

export type Row = Readonly<Record<string, unknown>>

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** The name it is prepared under. */
  readonly name?: string | undefined
}

export interface SendOptions {
  readonly statement: Statement
  /** The prepared statement on this connection. Its columns are set once they are described. */
  readonly prepared: Prepared | undefined
  /**
   * A query that is sent first and makes the settings that the statement needs. Both stand before one Sync, which makes them
   * one transaction without begin and commit: the settings end with it, a pooler gives it one backend, and if the settings
   * fail the server skips the statement.
   */
  readonly settings?: (Settings & Pick<Statement, 'name'>) | undefined
}

/** Sends a statement and returns its rows. Rejects with DatabaseError REVISION_UNKNOWN if the settings name no revision. */
export const send = (client: pg.Client, options: SendOptions): Promise<readonly Row[]> =>
  new Promise((resolve, reject) => {
    client.query(new ReadQuery(options, resolve, reject))
  })

const types = valueTypes()
const describePortal = serialize.describe({ type: 'P' })
const execute = serialize.execute()
const executeAndSync = Buffer.concat([execute, serialize.sync()])

const bind = ({ name, values }: Pick<Statement, 'name' | 'values'>): Buffer =>
  serialize.bind({ statement: name ?? '', values: [...values], valueMapper: utils.prepareValue })

/** The driver calls these methods as the messages of the server arrive. */
class ReadQuery implements pg.Submittable {
  /** The driver records under this name that the text has been parsed. */
  readonly name: string | undefined
  readonly text: string
  readonly #statement: Statement
  readonly #resolve: (rows: readonly Row[]) => void
  readonly #reject: (error: unknown) => void
  /** The settings, until the server has applied them. */
  #settings: SendOptions['settings']
  readonly #prepared: Prepared | undefined
  #columns: Columns | undefined
  readonly #rows: Row[] = []
  #error: unknown

  constructor(
    { statement, prepared, settings }: SendOptions,
    resolve: (rows: readonly Row[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.name = statement.name
    this.text = statement.text
    this.#statement = statement
    this.#prepared = prepared
    this.#columns = prepared?.columns
    this.#settings = settings
    this.#resolve = resolve
    this.#reject = reject
  }

  /** Returns the error if a value cannot be sent; the driver reports it. */
  submit(connection: pg.Connection): Error | undefined {
    try {
      const messages = this.#messages(connection)
      // If the stream has ended, the driver is about to fail this query.
      if (connection.stream.writable) connection.stream.write(messages)
      return undefined
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') }))
    if (this.#prepared) this.#prepared.columns = this.#columns
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#settings) {
      // Their first column says whether there is such a revision.
      if (fields[0] !== 't') this.#error = unknownRevision()
      return
    }
    try {
      this.#rows.push(rowOf(this.#columns ?? [], fields))
    } catch (error) {
      this.#error = error
    }
  }

  handleCommandComplete(): void {
    this.#settings = undefined
  }

  handleReadyForQuery(): void {
    if (this.#error === undefined) this.#resolve(this.#rows)
    else this.#reject(this.#error)
  }

  handleError(error: unknown): void {
    this.#reject(this.#error ?? error)
  }

  #messages(connection: pg.Connection): Buffer {
    const { text, name } = this.#statement
    const messages: Buffer[] = []
    if (this.#settings) {
      if (this.#settings.name === undefined) messages.push(serialize.parse({ text: this.#settings.text }))
      messages.push(bind(this.#settings), execute)
    }
    if (name === undefined || !hasParsed(connection, name)) {
      messages.push(serialize.parse({ name: name ?? '', text }))
      this.#columns = undefined
    }
    messages.push(bind(this.#statement))
    if (!this.#columns) messages.push(describePortal)
    messages.push(executeAndSync)
    return Buffer.concat(messages)
  }
}

function rowOf(columns: Columns, fields: readonly (string | null)[]): Row {
  const row: Record<string, unknown> = {}
  for (const [index, { name, parse }] of columns.entries()) {
    const value = fields[index]
    row[name] = value === null || value === undefined ? null : parse(value)
  }
  return row
}
