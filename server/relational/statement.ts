// A statement in the making: its common table expressions, and names for them.
import { sql } from 'kysely'
import type { Sql } from './definition.ts'

/** The common table expressions of a statement, in the order Postgres needs them. */
export class Statement {
  #parts: (Sql | undefined)[] = []
  #names = 0

  /** A name nothing else in the statement has. */
  name(prefix: string): string {
    this.#names += 1
    return `${prefix}${this.#names}`
  }

  /** Keeps a place; what is put there later still comes before what is added in between. */
  reserve(): (part: Sql) => void {
    const index = this.#parts.push(undefined) - 1
    return (part) => {
      this.#parts[index] = part
    }
  }

  add(name: string, query: Sql): void {
    this.#parts.push(named(name, query))
  }

  with(): Sql {
    const parts = this.#parts.filter((part) => part !== undefined)
    return parts.length === 0 ? sql`` : sql`with ${sql.join(parts)} `
  }
}

/** A common table expression. */
export const named = (name: string, query: Sql): Sql => sql`${sql.ref(name)} as (${query})`
