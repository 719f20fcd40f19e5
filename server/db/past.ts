// Reading the catalogue as of a revision: the same statement, with the schema of the past first in its search path.
import { LRUCache } from 'lru-cache'
import { DatabaseError } from './errors.ts'

type Row = Readonly<Record<string, unknown>>

/** Runs one statement of this module and gives its rows. */
type Run = (text: string) => Promise<readonly Row[]>

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Where the catalogue's tables are, and the search path that finds them. */
const findHome = `select nspname as home, current_schemas(false)::text[] as path
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace where pg_class.oid = to_regclass('revisions')`

/** A query with its parameters. */
export interface Settings {
  readonly text: string
  readonly values: string[]
}

/** Characters of texts that are kept. */
const charactersKept = 1_000_000

/** The settings that make a statement read the past; they end with its transaction. */
export class Past {
  readonly #run: Run
  readonly #texts = new LRUCache<string, string>({ maxSize: charactersKept, sizeCalculation: ({ length }) => length })
  #text: Promise<string> | undefined

  /** `run` runs a statement outside of any transaction. */
  constructor(run: Run) {
    this.#run = run
  }

  /**
   * A query that turns its transaction, which then only reads, to a revision. Its row says whether there is such a
   * revision; otherwise what reads the past next fails.
   */
  async settings(revision: number): Promise<Settings> {
    // A number outside of Postgres's integers is no revision.
    if (!Number.isInteger(revision) || Math.abs(revision) > 2_147_483_647) throw unknownRevision()
    // A failure is not kept: the next reading tries again.
    this.#text ??= this.#find().catch((error: unknown) => {
      this.#text = undefined
      throw error
    })
    return { text: await this.#text, values: [String(revision)] }
  }

  /**
   * A statement as it is prepared for the past: another text has another name, so that a backend does not plan one statement
   * for now and the past in turns. It is kept, because a text that is put together anew is hashed anew.
   */
  textOf(text: string): string {
    const existing = this.#texts.get(text)
    if (existing !== undefined) return existing
    const past = `/* as of a revision */ ${text}`
    this.#texts.set(text, past)
    return past
  }

  async #find(): Promise<string> {
    const [row] = await this.#run(findHome)
    const home = row?.['home']
    const path = row?.['path']
    if (typeof home !== 'string' || !Array.isArray(path)) throw unknownRevision()
    const past = home === 'public' ? 'as_of' : `${home}_as_of`
    // Named last, the schema of temporary tables is not searched first.
    const searchPath = [past, ...path.map(String), 'pg_temp'].map(quoted).join(', ')
    const known = `(select revision::text from ${quoted(home)}.revisions where revision = $1)`
    return `select set_config('tenpoint.revision', coalesce(${known}, ''), true) <> '' as is_known,
      concat(set_config('search_path', ${literal(searchPath)}, true), set_config('transaction_read_only', 'on', true),
        set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)) as others`
  }
}

/** Whether the settings say, in their row, that there is no such revision. */
export const isUnknown = (settings: Row | undefined): boolean => settings?.['is_known'] === false

export const unknownRevision = (): DatabaseError =>
  new DatabaseError('REVISION_UNKNOWN', 'The catalogue has no such revision.')
