// Prepared statements. A backend keeps each one, parse tree and plan, for as long as the connection lives: about a hundred
// times the size of its text. So few are kept on a connection, and the least recently used ones go.
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import pg from 'pg'

/** The longest text that is prepared, in characters. Parsing a longer one again costs little beside running it. */
export const maximumPrepared = 24_000
/** Prepared statements of one connection: how many at most, and how many characters their texts have together. */
export const preparedPerConnection = 100
export const charactersPerConnection = 120_000

/** How long nothing is prepared after a name led to no statement: the connection is not ours alone. */
const pauseMs = 60_000

/** Texts whose name is kept. */
const namesKept = 200

/**
 * Names of statements, for all connections of a pool. A name is a hash of the text: if others use the same backend,
 * the same name never stands for another statement.
 */
export class StatementNames {
  readonly #names = new LRUCache<string, string>({ max: namesKept })
  #pausedUntil = 0

  /** The name to prepare a text under; undefined if it is too long, or while preparing is paused. */
  nameOf(text: string): string | undefined {
    if (text.length > maximumPrepared || (this.#pausedUntil > 0 && this.#isPaused())) return undefined
    const existing = this.#names.get(text)
    if (existing !== undefined) return existing
    const name = `tenpoint_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
    this.#names.set(text, name)
    return name
  }

  /** Prepares nothing for a while: a pooler hands each statement to another backend. */
  pause(): void {
    this.#pausedUntil = performance.now() + pauseMs
  }

  #isPaused(): boolean {
    if (performance.now() < this.#pausedUntil) return true
    this.#pausedUntil = 0
    return false
  }
}

/** The columns of a statement, with the parsers of their values. */
export type Columns = readonly { readonly name: string; readonly parse: (text: string) => unknown }[]

/** A prepared statement of one connection. */
export interface Prepared {
  /** Characters of the text. */
  readonly length: number
  /** The columns, once they have been described. */
  columns?: Columns
}

/** What one connection has prepared. */
export class PreparedStatements {
  #gone: string[] = []
  readonly #prepared = new LRUCache<string, Prepared>({
    max: preparedPerConnection,
    maxSize: charactersPerConnection,
    sizeCalculation: ({ length }) => length,
    dispose: (_, name, reason) => {
      if (reason === 'evict') this.#gone.push(name)
    },
  })

  has(name: string): boolean {
    return this.#prepared.has(name)
  }

  /** Records the use of a statement. Returns the names of the least recently used ones that were evicted for it. */
  use(name: string, text: string): readonly string[] {
    if (this.#prepared.get(name)) return none
    this.#prepared.set(name, { length: text.length })
    const gone = this.#gone
    if (gone.length > 0) this.#gone = []
    return gone
  }

  /** The statement of that name. Does not count as a use. */
  find(name: string): Prepared | undefined {
    return this.#prepared.peek(name)
  }

  forget(name: string): void {
    this.#prepared.delete(name)
  }
}

const none: readonly string[] = []

/**
 * Lets the backend drop a statement with what is sent next: the message goes ahead of the next statement and costs no
 * round trip. Nothing may be running on the connection.
 */
export function deallocate({ connection }: pg.Client, name: string): void {
  connection.close({ type: 'S', name }, true)
  forgetParsed(connection, name)
}

/** The driver believes that what it has parsed once is there for ever, and has no way to say otherwise. */
export function forgetParsed(connection: pg.Connection, name: string): void {
  Reflect.deleteProperty(parsedOn(connection), name)
}

/** Whether the driver has parsed a statement on a connection. */
export const hasParsed = (connection: pg.Connection, name: string): boolean => Object.hasOwn(parsedOn(connection), name)

function parsedOn(connection: pg.Connection): object {
  const parsed: unknown = Reflect.get(connection, 'parsedStatements')
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError('The driver keeps its statements elsewhere.')
  return parsed
}

/** Whether a statement can no longer be run by its name. Nothing was run then: it may be sent again without one. */
export function isNameOfNoUse(error: unknown): error is pg.DatabaseError {
  if (!(error instanceof pg.DatabaseError)) return false
  // Postgres refuses to run a prepared statement whose columns a migration has changed.
  if (error.code === '0A000') return error.routine === 'RevalidateCachedQuery'
  return isNameOfOthers(error)
}

/** Whether a name is there that this connection has not prepared, or not there although it has: a pooler's doing. */
export const isNameOfOthers = ({ code }: pg.DatabaseError): boolean => code === '42P05' || code === '26000'
