// Runs statements as of the revision that their operation reads.
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Reading } from '../definition/answer.ts'
import { answerOf, type FormerKeys, revisionOf } from '../plan/answer.ts'
import type { Plan } from '../plan/plans.ts'
import { addCost, type Moment, type Read, type Revisions } from './reading.ts'

interface Options<Database> {
  /** Makes the statements. */
  readonly db: Kysely<Database>
  readonly read: Read
  readonly revisions?: Revisions | undefined
}

/** A revision that no database has: reading as of it fails as reading as of any unknown one does. */
const none = -1

export class Snapshots<Database> {
  readonly #db: Kysely<Database>
  readonly #read: Options<Database>['read']
  readonly #revisions: Options<Database>['revisions']
  /** The newest revision that was seen. There may be newer ones. */
  #seen = none

  constructor({ db, read, revisions }: Options<Database>) {
    this.#db = db
    this.#read = read
    this.#revisions = revisions
  }

  /** Turns a reading to a moment. Where no revision is that old, to one that is unknown. */
  async turn(reading: Reading, moment: Moment | undefined, signal: AbortSignal | undefined): Promise<Reading> {
    if (!moment || !this.#revisions) return reading
    reading.revision =
      'revision' in moment ? moment.revision : await this.#revision(this.#revisions.at(moment.time), signal)
    return reading
  }

  /** Settles the revision of a reading: the one it is turned to if there is such a one, else the newest. */
  async settle(reading: Reading, signal: AbortSignal | undefined): Promise<void> {
    if (!this.#revisions) return
    const newest = await this.newest(signal)
    if (reading.revision === undefined) reading.revision = newest
    // Any statement fails as of a revision that does not exist.
    else if (reading.revision !== newest) await this.#read('select 1', [], signal, reading.revision)
  }

  /** The newest revision. */
  async newest(signal: AbortSignal | undefined): Promise<number | undefined> {
    if (!this.#revisions) return undefined
    const newest = await this.#revision(sql`select ${this.#revisions.current} as revision`, signal)
    this.#note(newest)
    return newest
  }

  /** The text that a plan gives, of the revision of the reading. If that is open, it is the newest from now on. */
  async read(
    plan: Plan,
    values: readonly unknown[],
    reading: Reading,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    addCost(reading, plan.cost)
    const text = await this.#text(plan.sql, values, reading, signal)
    const { formerKeys } = plan
    if (!formerKeys?.missing.test(text)) return text
    const followed = await this.#follow(plan, formerKeys, values, reading, signal)
    return followed ? this.#text(plan.sql, followed, reading, signal) : text
  }

  /** The values of a plan with each former key replaced by the current one. Undefined where none of the keys is a former one. */
  async #follow(
    { parameters }: Plan,
    { parameters: keys, query }: FormerKeys<CompiledQuery>,
    values: readonly unknown[],
    reading: Reading,
    signal: AbortSignal | undefined,
  ): Promise<readonly unknown[] | undefined> {
    const keyValues = query.parameters.map((parameter) => values[parameters.indexOf(parameter)])
    const answer = await this.#text(query.sql, keyValues, reading, signal)
    const currentKeys: readonly (string | null)[] = JSON.parse(answer)
    if (currentKeys.every((key) => key === null)) return undefined
    const current = new Map(keys.map((key, index) => [key, currentKeys[index] ?? undefined]))
    return parameters.map((parameter, place) => current.get(parameter) ?? values[place])
  }

  async #text(
    text: string,
    values: readonly unknown[],
    reading: Reading,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const { revision } = reading
    // The newest revision is read like any, which is faster: the statement says itself which one it has read.
    if (revision === undefined || revision >= this.#seen) {
      const rows = await this.#read(text, values, signal)
      const actual = revisionOf(rows)
      this.#note(actual)
      if (revision === undefined || revision === actual) {
        reading.revision = actual
        return answerOf(rows)
      }
    }
    return answerOf(await this.#read(text, values, signal, revision))
  }

  #note(revision: number | undefined): void {
    if (revision !== undefined && revision > this.#seen) this.#seen = revision
  }

  async #revision(query: RawBuilder<unknown>, signal: AbortSignal | undefined): Promise<number> {
    const { sql: text, parameters } = query.compile(this.#db)
    return revisionOf(await this.#read(text, parameters, signal)) ?? none
  }
}
