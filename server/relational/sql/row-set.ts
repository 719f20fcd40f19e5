// A set of related rows: where they come from, and what the fields selected of them need.
import { sql } from 'kysely'
import type { Arguments, ObjectDefinition, Relation, Sql } from '../definition/definition.ts'
import { type FilterContext, fromSource } from './filter.ts'
import type { SortKey } from './order.ts'
import {
  baseAlias,
  edgeAlias,
  itemAlias,
  jsonColumn,
  keyColumn,
  numberOfItem,
  sortColumn,
  targetAlias,
  valueColumn,
} from './row-columns.ts'
import type { Statement } from './statement.ts'

/** What the fields of one object may read: columns of its row, and sets of related rows. */
export interface RowScope {
  readonly type: ObjectDefinition
  /** The arguments handed down to it. */
  readonly args: Arguments
  /** A column where the set's rows are read. */
  raw(column: string): Sql
  /** A column where the set's JSON text is assembled. */
  column(column: string): Sql
  /** The set the row is one of; undefined at the root. */
  readonly set: RowSet | undefined
  /** Whether it is a row of the set itself, and not one that belongs to it: several rows may share such a one. */
  readonly isItem: boolean
}

/** Where the rows of a set come from, and which of them it has. */
export interface RowSetSource {
  readonly target: ObjectDefinition
  readonly relation: Relation
  readonly args: Arguments
  /** Selects the parents' keys, as key0, key1, …; undefined at the root. */
  readonly parents: Sql | undefined
  /** Whether it selects each of them once: else, as where an object stands in several lists, a key may come several times. */
  readonly areParentsUnique?: boolean
  /** Conditions on the rows under `target`, their edges under `edge`. */
  readonly where: readonly Sql[]
  /** Where a page begins; counts ignore it. */
  readonly seek?: Sql | undefined
  /** The values of the sort keys that a page comes after, counted its way; none where it begins with the first row. */
  readonly start?: readonly Sql[]
  readonly order: readonly SortKey[]
  readonly reverse: boolean
  /** Rows read for each parent. */
  readonly limit: number | undefined
  /** Rows shown of each parent, if one more is read to find out whether there is a next page. */
  readonly shown?: number | undefined
  /** The most rows expected for each parent, if it is neither the page size nor the default. */
  readonly expected?: number
  /** The set of the only rows there can be, by `row_id`, where a text was searched for. */
  readonly found?: string | undefined
  /** Whether the conditions leave at most one row: then there is nothing to order and nothing to aggregate. */
  readonly single?: boolean
}

/** Estimated size, for the cost limit. */
export interface Estimate {
  /** How deeply the set is nested, itself included. */
  readonly depth: number
  readonly parents: number
  readonly rows: number
}

/** The names of the common table expressions a set may have. */
export interface RowSetNames {
  readonly rows: string
  readonly texts: string
  /** The parents' keys, each once. */
  readonly parents: string
  readonly count: string
  readonly matching: string
}

/** A text for each parent: the rows' texts in their order with commas between them, or an expression over the rows `item`. */
export type RowSetText = { readonly list: Sql } | { readonly expression: Sql }

/** What is needed of a set, as plain data. Its SQL depends on nothing else. */
export interface RowSetNeeds {
  readonly source: RowSetSource
  readonly estimate: Estimate
  readonly names: RowSetNames
  /** Columns read where the rows come from, by the names they get. */
  readonly inside: ReadonlyMap<string, Sql>
  /** Which of these are read where the texts are assembled, too. */
  readonly carried: ReadonlySet<string>
  /** Columns of joined rows read where the texts are assembled, by the names they get. */
  readonly joinedColumns: ReadonlyMap<string, Sql>
  /** The columns read of the rows, and of their edges. */
  readonly columns: { readonly target: ReadonlySet<string>; readonly edge: ReadonlySet<string> }
  /** Joins of the one row another table holds for each row here. */
  readonly joinedRows: readonly Sql[]
  /** Joins of the sets related to the rows, by name. */
  readonly joinedSets: ReadonlyMap<string, Sql>
  /** Texts of each row. */
  readonly values: readonly Sql[]
  /** Texts of each parent. */
  readonly texts: readonly RowSetText[]
  /** Whether further sets are related to the rows. */
  readonly hasChildren: boolean
  /** Whether texts read the values the rows are ordered by. */
  readonly keepsSortValues: boolean
  readonly isCounted: boolean
  readonly isMatched: boolean
}

/** Collects what is needed of a set while the selection is compiled. `emitRowSet` writes the SQL. */
export class RowSet implements RowSetNeeds {
  readonly source: RowSetSource
  readonly estimate: Estimate
  readonly names: RowSetNames
  readonly inside = new Map<string, Sql>()
  readonly carried = new Set<string>()
  readonly joinedColumns = new Map<string, Sql>()
  readonly columns = { target: new Set<string>(), edge: new Set<string>() }
  readonly joinedRows: Sql[] = []
  readonly joinedSets = new Map<string, Sql>()
  readonly values: Sql[] = []
  readonly texts: RowSetText[] = []
  hasChildren = false
  keepsSortValues = false
  isCounted = false
  isMatched = false
  readonly #statement: Statement
  readonly #context: FilterContext

  constructor(statement: Statement, context: FilterContext, source: RowSetSource, estimate: Estimate) {
    this.#statement = statement
    this.#context = context
    this.source = source
    this.estimate = estimate
    const id = statement.name('')
    this.names = {
      rows: `rows${id}`,
      texts: `text${id}`,
      parents: `keys${id}`,
      count: `count${id}`,
      matching: `matching${id}`,
    }
  }

  /** The related rows. */
  get item(): RowScope {
    return this.#scope(this.source.target, targetAlias)
  }

  /** The edges between parents and related rows. */
  edge(type: ObjectDefinition): RowScope {
    return this.#scope(type, edgeAlias)
  }

  #scope(type: ObjectDefinition, alias: typeof targetAlias | typeof edgeAlias): RowScope {
    const raw = (column: string): Sql => {
      const name = `${alias}_${column}`
      this.inside.set(name, sql.ref(`${alias}.${column}`))
      this.columns[alias].add(column)
      return sql.ref(`${baseAlias}.${name}`)
    }
    const column = (name: string): Sql => {
      raw(name)
      this.carried.add(`${alias}_${name}`)
      return sql.ref(`${itemAlias}.${alias}_${name}`)
    }
    return { type, args: this.source.args, set: this, isItem: alias === targetAlias, raw, column }
  }

  /** The one row another table holds for a column of a scope of this set. */
  one(from: RowScope, column: string, type: ObjectDefinition): RowScope {
    const alias = this.#statement.name('one')
    this.joinedRows.push(
      sql`left join ${fromSource(this.#context, type.source, alias)} on ${sql.ref(`${alias}.id`)} = ${from.raw(column)}`,
    )
    const raw = (name: string): Sql => sql.ref(`${alias}.${name}`)
    const carry = (name: string): Sql => {
      this.joinedColumns.set(`${alias}_${name}`, raw(name))
      return sql.ref(`${itemAlias}.${alias}_${name}`)
    }
    return { type, args: from.args, set: this, isItem: false, raw, column: carry }
  }

  /** Joins a set with at most one row for each row here, once. */
  join(set: string, keys: readonly Sql[]): void {
    const on = keys.map((value, index) => sql`${sql.ref(`${set}.${keyColumn(index)}`)} = ${value}`)
    this.joinedSets.set(set, sql`left join ${sql.ref(set)} on ${sql.join(on, sql` and `)}`)
  }

  /** Adds a text for each parent. Returns the name of its column. */
  text(text: RowSetText): string {
    return jsonColumn(this.texts.push(text) - 1)
  }

  /** Adds the rows' texts in their order, with commas between them. Returns the name of the column. */
  list(text: Sql): string {
    return this.text({ list: sql.ref(`${itemAlias}.${valueColumn(this.values.push(text) - 1)}`) })
  }

  /** The values of the sort keys in each row. */
  sortValues(): readonly Sql[] {
    this.keepsSortValues = true
    return this.source.order.map((_, index) => sql.ref(`${itemAlias}.${sortColumn(index)}`))
  }

  /** Whether no two rows have the same values in these columns of a scope: the root has each row once. */
  hasEachOnce({ isItem }: RowScope, columns: readonly string[]): boolean {
    const { target, parents, single = false } = this.source
    const { identity = ['id'] } = target
    const isIdentity = isItem && identity.every((column) => columns.includes(column))
    return parents === undefined && (single || isIdentity)
  }

  /** A query for the keys of a set related to the rows of this one. */
  keysOf(columns: readonly Sql[]): Sql {
    const { shown } = this.source
    this.hasChildren = true
    const keys = columns.map((column, index) => sql`${column} as ${sql.ref(keyColumn(index))}`)
    const present = columns.map((column) => sql`${column} is not null`)
    if (shown !== undefined) present.push(sql`${numberOfItem} <= ${sql.lit(shown)}`)
    return sql`select ${sql.join(keys)} from ${sql.ref(this.names.rows)} ${sql.ref(itemAlias)} where ${sql.join(present, sql` and `)}`
  }

  /** Counts all related rows of each parent. Returns the set's name; the count is its column `count`. */
  count(): string {
    this.isCounted = true
    return this.names.count
  }

  /** Finds all related rows of each parent, on all pages. Returns the set's name; the row is its `id`. */
  matching(): string {
    this.isMatched = true
    return this.names.matching
  }
}
