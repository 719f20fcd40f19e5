// Builds a statement: its common table expressions, and names for them.
import { sql } from 'kysely'
import type { Sql } from '../definition/definition.ts'

/** A common table expression. */
export interface Part {
  readonly name: string
  readonly query: Sql
}

/**
 * With more parts than this, each is planned by itself. Up to there Postgres may merge one into another, which can make a
 * better plan; but for each merge it walks the whole statement. It planned 996 parts for 5 s merged, for 0.3 s by themselves.
 */
const maximumMerged = 64

/** The common table expressions of a statement, in the order Postgres needs them. */
export class Statement {
  #sets: Part[] = []
  #parts: (readonly Part[])[] = []
  #names = 0

  /** A unique name in the statement. */
  name(prefix: string): string {
    this.#names += 1
    return `${prefix}${this.#names}`
  }

  /** Reserves a position: what is put there later still comes before what is added in between. */
  reserve(): (parts: readonly Part[]) => void {
    const index = this.#parts.push([]) - 1
    return (parts) => {
      this.#parts[index] = parts
    }
  }

  add(name: string, query: Sql): void {
    this.#parts.push([{ name, query }])
  }

  /** Adds a set that reads no other parts but sets added before. It comes first and runs once. */
  addSet(name: string, query: Sql): void {
    this.#sets.push({ name, query })
  }

  with(): Sql {
    const parts = this.#parts.flat()
    const isLong = parts.length + this.#sets.length > maximumMerged
    const written = [
      ...this.#sets.map((set) => materialized(set)),
      ...parts.map((part) => (isLong ? materialized(part) : sql`${sql.ref(part.name)} as (${part.query})`)),
    ]
    return written.length === 0 ? sql`` : sql`with ${sql.join(written)} `
  }
}

const materialized = ({ name, query }: Part): Sql => sql`${sql.ref(name)} as materialized (${query})`
