// One level of a nested answer: all related rows of all parents as one set, then their JSON text grouped by parent.
import { type SqlBool, sql } from 'kysely'
import type { Among, Arguments, Links, ObjectDefinition, Sql } from '../definition/definition.ts'
import { type FilterContext, fromSource, keyOf, linkContext } from './filter.ts'
import { orderBy, type Sorting } from './order.ts'
import type { Part, Statement } from './statement.ts'

/** What the fields of one object may read: columns of its row, and sets that hang on them. */
export interface Scope {
  readonly type: ObjectDefinition
  readonly scope: Arguments
  /** A column where the level's rows are gathered. */
  raw(column: string): Sql
  /** A column where the level's JSON text is put together. */
  column(column: string): Sql
  readonly level: Level | undefined
}

/** Where a level's rows come from. */
export interface LevelSource {
  readonly target: ObjectDefinition
  readonly links: Links
  readonly scope: Arguments
  /** Selects the parents' keys, as k0, k1, …, each at least once; undefined at the root. */
  readonly parents: Sql | undefined
  /** Conditions on the rows under `t`, their links under `l`. */
  readonly where: readonly Sql[]
  /** Where a page begins: left out of account when rows are counted. */
  readonly beyond?: Sql | undefined
  readonly order: readonly Sorting[]
  readonly reverse: boolean
  /** Rows wanted for each parent. */
  readonly limit: number | undefined
  /** Rows each parent is expected to have at most, where neither a page nor the usual number says. */
  readonly expected?: number
  /** The set of the only rows there can be, by `row_id`, where a text was searched for. */
  readonly found?: string | undefined
  /** Whether the conditions leave one row at most: then there is nothing to order and nothing to put together. */
  readonly single?: boolean
}

/** What a level is reckoned to be. */
export interface Reckoned {
  /** How many levels it is part of, itself included. */
  readonly depth: number
  readonly parents: number
  readonly rows: number
}

/** How the rows of several parents are read: all at once, or of each parent by itself, its first rows only. */
type Reading = 'set' | 'each'

/** So few parents are better asked one by one for their first rows than for all they have. */
const fewParents = 10

const key = (index: number): string => `k${index}`
const place = (index: number): string => `o${index}`

/** A list of columns, of which Postgres wants at least one. */
const columns = (list: readonly Sql[]): Sql => (list.length === 0 ? sql`1` : sql.join(list))

export class Level {
  readonly #statement: Statement
  readonly #context: FilterContext
  readonly source: LevelSource
  readonly reckoned: Reckoned
  readonly rows: string
  readonly aggregate: string
  readonly #parents: string
  readonly #reserved: (parts: readonly Part[]) => void
  readonly #inner = new Map<string, Sql>()
  readonly #outer = new Map<string, Sql>()
  readonly #needed = { t: new Set<string>(), l: new Set<string>() }
  readonly #ones: Sql[] = []
  readonly #sets: Sql[] = []
  readonly #values: Sql[] = []
  readonly #texts: (() => Sql)[] = []
  /** Whether further levels hang on its rows. */
  #hasKeys = false
  /** Whether the values of the order's keys are read. */
  #keepsPlaces = false
  #count: string | undefined
  #matching: string | undefined
  /** Only so many rows of each parent are shown; one more may be fetched to know whether there are more. */
  shown: number | undefined

  constructor(statement: Statement, context: FilterContext, source: LevelSource, reckoned: Reckoned) {
    this.reckoned = reckoned
    this.#statement = statement
    this.#context = context
    this.source = source
    this.rows = statement.name('rows')
    this.aggregate = statement.name('text')
    this.#parents = statement.name('keys')
    this.#reserved = statement.reserve()
  }

  /** The related rows. */
  get item(): Scope {
    return this.#scope(this.source.target, 't')
  }

  /** The links between parents and related rows. */
  edge(type: ObjectDefinition): Scope {
    return this.#scope(type, 'l')
  }

  #scope(type: ObjectDefinition, alias: 't' | 'l'): Scope {
    const raw = (column: string): Sql => {
      const name = `${alias}_${column}`
      this.#inner.set(name, sql.ref(`${alias}.${column}`))
      this.#needed[alias].add(column)
      return sql.ref(`x.${name}`)
    }
    return {
      type,
      scope: this.source.scope,
      level: this,
      raw,
      column: (column) => {
        this.#outer.set(`${alias}_${column}`, raw(column))
        return sql.ref(`r.${alias}_${column}`)
      },
    }
  }

  /** The one row another table holds for a column of a scope of this level. */
  one(from: Scope, column: string, type: ObjectDefinition): Scope {
    const alias = this.#statement.name('one')
    this.#ones.push(
      sql`left join ${fromSource(this.#context, type.source, alias)} on ${sql.ref(`${alias}.id`)} = ${from.raw(column)}`,
    )
    const raw = (name: string): Sql => sql.ref(`${alias}.${name}`)
    return {
      type,
      scope: from.scope,
      level: this,
      raw,
      column: (name) => {
        this.#outer.set(`${alias}_${name}`, raw(name))
        return sql.ref(`r.${alias}_${name}`)
      },
    }
  }

  /** Adds a set that has at most one row for each row here, and gives the name it goes by. */
  join(set: string, keys: readonly Sql[]): string {
    const alias = this.#statement.name('set')
    const on = keys.map((value, index) => sql`${sql.ref(`${alias}.${key(index)}`)} = ${value}`)
    this.#sets.push(sql`left join ${sql.ref(set)} ${sql.ref(alias)} on ${sql.join(on, sql` and `)}`)
    return alias
  }

  /** Has the level compute something for each parent over its rows `r`; gives the column's name. */
  text(expression: Sql | (() => Sql)): string {
    this.#texts.push(typeof expression === 'function' ? expression : () => expression)
    return `j${this.#texts.length - 1}`
  }

  /** The rows' texts in order, separated by commas: an aggregate over the level's rows, to be made when all is known of it. */
  list(text: Sql): () => Sql {
    const value = sql.ref(`r.v${this.#values.push(text) - 1}`)
    return () => {
      if (this.source.single) return value
      // The rows come in their order: sorting them once is cheaper than having the aggregate sort those of each parent.
      const size = this.shown ?? this.source.limit
      if (size !== undefined && this.#isLast) return sql`array_to_string((array_agg(${value}))[:${sql.lit(size)}], ',')`
      const shown = this.shown === undefined ? sql`` : sql` filter (where r.rn <= ${sql.lit(this.shown)})`
      return sql`string_agg(${value}, ',')${shown}`
    }
  }

  /** The values of the order's keys in each row. */
  places(): readonly Sql[] {
    this.#keepsPlaces = true
    return this.source.order.map((_, index) => sql.ref(`r.${place(index)}`))
  }

  /** A query for the keys of the sets that hang on rows of this level. */
  keysOf(columns: readonly Sql[]): Sql {
    this.#hasKeys = true
    const keys = columns.map((column, index) => sql`${column} as ${sql.ref(key(index))}`)
    const present = columns.map((column) => sql`${column} is not null`)
    if (this.shown !== undefined) present.push(sql`r.rn <= ${sql.lit(this.shown)}`)
    return sql`select ${sql.join(keys)} from ${sql.ref(this.rows)} r where ${sql.join(present, sql` and `)}`
  }

  /** Counts all related rows of each parent. Gives the set's name; the count is its column `n`. */
  count(): string {
    this.#count ??= this.#statement.name('count')
    return this.#count
  }

  /** Finds all related rows of each parent, those of other pages included. Gives the set's name; the row is its `id`. */
  matching(): string {
    this.#matching ??= this.#statement.name('match')
    return this.#matching
  }

  /** The conditions on the rows, that of the text searched for included. */
  get #where(): readonly Sql[] {
    const { where, found } = this.source
    return found === undefined ? where : [...where, sql`t.id = any(array(select row_id from ${sql.ref(found)}))`]
  }

  /** Whether the rows that match are found once, for the page and for the count: where finding them is most of the work. */
  get #sharesMatching(): boolean {
    const { parents, found } = this.source
    return found !== undefined && parents === undefined && (this.#count !== undefined || this.#matching !== undefined)
  }

  /** Writes the level into the statement. Sets that hang on its rows are written before. */
  finish(): void {
    const parts: Part[] = []
    const gathered = this.#texts.length > 0
    const { parents } = this.source
    const eachRead =
      (gathered && this.#reading === 'each') || (this.#every === 'each' && (this.#count || this.#matching))
    if (parents && eachRead) parts.push({ name: this.#parents, query: sql`select distinct * from (${parents}) k` })
    const rows = gathered && { name: this.rows, query: this.#gathered() }
    if (this.#sharesMatching) this.matching()
    if (this.#matching !== undefined) parts.push({ name: this.#matching, query: this.#matched() })
    if (rows) parts.push(rows)
    this.#reserved(parts)
    if (gathered) this.#statement.add(this.aggregate, this.#aggregated())
    if (this.#count !== undefined) this.#statement.add(this.#count, this.#counted())
  }

  get #keys(): readonly string[] {
    return this.source.parents ? this.source.links.keys.map((_, index) => key(index)) : []
  }

  /** How all related rows of the parents are read. */
  get #every(): Reading {
    const { links } = this.source
    return links.rows && !links.set ? 'each' : 'set'
  }

  /** How the rows wanted are read. An index gives each parent's first rows where they carry the parent's key themselves. */
  get #reading(): Reading {
    const { links, limit } = this.source
    const firstOnly = limit !== undefined && (links.rows === undefined || this.reckoned.parents <= fewParents)
    return firstOnly ? 'each' : this.#every
  }

  /** The keys of the parent a row of a set belongs to. */
  #keysOfRow(): readonly Sql[] {
    const { links } = this.source
    return this.#keys.map((name, index) => sql.ref(links.rows ? `l.${name}` : `t.${links.by?.[index] ?? name}`))
  }

  /** The query for the rows, each with its number among its parent's. */
  #gathered(): Sql {
    const { parents, order, limit, beyond, single, reverse } = this.source
    const inner = [...this.#inner].map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`)
    const outer = [...this.#outer].map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`)
    const sorted = orderBy(order, reverse)
    const among = this.#sharesMatching
      ? [sql`t.id = any(array(select id from ${sql.ref(this.matching())}))`]
      : this.#where
    const conditions = beyond ? [...among, beyond] : among
    const ones = sql.join(this.#ones, sql` `)

    if (single)
      return sql`select ${columns(outer)} from (select ${columns(inner)} ${this.#from(conditions, 'set')}) x ${ones}`

    const kept = this.#keepsPlaces || this.#isLast ? order.map((_, index) => place(index)) : []
    const places = kept.map((name, index) => sql`${order[index]?.expression} as ${sql.ref(name)}`)
    const told = [...(this.#isLast ? [] : ['rn']), ...kept].map((name) => sql.ref(`x.${name}`))
    if (parents && this.#reading === 'set') {
      const keys = this.#keysOfRow()
      const own = keys.map((value, index) => sql`${value} as ${sql.ref(key(index))}`)
      const number = sql`row_number() over (partition by ${sql.join(keys)} order by ${sorted}) as rn`
      const numbers = this.#isLast ? [] : [number]
      const rows = sql`select ${columns([...own, ...inner, ...places, ...numbers])} ${this.#from(conditions, 'set')}`
      const page = limit === undefined || this.#isLast ? sql`` : sql` where x.rn <= ${sql.lit(limit)}`
      const keysTold = this.#keys.map((name) => sql.ref(`x.${name}`))
      return sql`select ${columns([...keysTold, ...told, ...outer])} from (${rows}) x ${ones}${page}`
    }
    // Numbered after the page is cut, so that of many rows only the first are ever sorted.
    const found = sql`select ${columns([...inner, ...places])} ${this.#from(conditions, 'each')}`
    const page = limit === undefined ? sql`` : sql` limit ${sql.lit(limit)}`
    const rows = sql`select y.*, row_number() over () as rn from (${found} order by ${sorted}${page}) y`
    const keys = this.#keys.map((name) => sql.ref(`${this.#parents}.${name}`))
    const from = parents ? sql`${sql.ref(this.#parents)} cross join lateral (${rows}) x` : sql`(${rows}) x`
    return sql`select ${columns([...keys, ...told, ...outer])} from ${from} ${ones}`
  }

  /**
   * Whether it is a set that no further levels hang on: then its rows need no numbers. They are sorted once, and a page is
   * a slice of their texts.
   */
  get #isLast(): boolean {
    return this.#reading === 'set' && this.source.parents !== undefined && !this.source.reverse && !this.#hasKeys
  }

  /** The query for the texts of each parent. */
  #aggregated(): Sql {
    const { single, reverse, order } = this.source
    const values = this.#values.map((value, index) => sql`${value} as ${sql.ref(`v${index}`)}`)
    const texts = this.#texts.map((text, index) => sql`${text()} as ${sql.ref(`j${index}`)}`)
    const from = sql`from ${sql.ref(this.rows)} r ${sql.join(this.#sets, sql` `)}`
    if (single) return sql`select ${columns(texts)} from (select ${columns(values)} ${from}) r`

    const keys = this.#keys.map((name) => sql.ref(`r.${name}`))
    const places = this.#keepsPlaces ? order.map((_, index) => sql.ref(`r.${place(index)}`)) : []
    const sorted = order.map((sorting, index) => ({ ...sorting, expression: sql.ref(`r.${place(index)}`) }))
    const within = this.#isLast ? orderBy(sorted, false) : reverse ? sql`r.rn desc` : sql`r.rn`
    const number = this.#isLast ? [] : [sql`r.rn`]
    const ordered = sql`select ${columns([...keys, ...number, ...places, ...values])} ${from} order by ${columns([...keys, within])}`
    const group = keys.length === 0 ? sql`` : sql` group by ${sql.join(keys)}`
    return sql`select ${columns([...keys, ...texts])} from (${ordered}) r${group}`
  }

  #counted(): Sql {
    const { parents } = this.source
    const where = this.#where
    if (this.#sharesMatching) return sql`select count(*) as n from ${sql.ref(this.matching())}`
    if (!parents) return sql`select count(*) as n ${this.#from(where, 'set')}`
    if (this.#every === 'set') {
      const keys = this.#keysOfRow()
      const own = keys.map((value, index) => sql`${value} as ${sql.ref(key(index))}`)
      return sql`select ${sql.join([...own, sql`count(*) as n`])} ${this.#from(where, 'set')} group by ${sql.join(keys)}`
    }
    return this.#forEach(sql`n`, sql`select count(*) as n ${this.#from(where, 'each')}`)
  }

  #matched(): Sql {
    const { parents } = this.source
    const where = this.#where
    if (!parents) return sql`select t.id ${this.#from(where, 'set')}`
    if (this.#every === 'set') {
      const own = this.#keysOfRow().map((value, index) => sql`${value} as ${sql.ref(key(index))}`)
      return sql`select ${sql.join([...own, sql`t.id`])} ${this.#from(where, 'set')}`
    }
    return this.#forEach(sql`id`, sql`select t.id ${this.#from(where, 'each')}`)
  }

  #forEach(column: Sql, query: Sql): Sql {
    const keys = this.#keys.map((name) => sql.ref(`${this.#parents}.${name}`))
    return sql`select ${sql.join([...keys, sql`x.${column}`])} from ${sql.ref(this.#parents)} cross join lateral (${query}) x`
  }

  /** The rows, under `t`, with their links, under `l`: of the parent at hand, or of all parents. */
  #from(where: readonly Sql[], reading: Reading): Sql {
    const { links, target, scope, parents } = this.source
    const keys = this.#keys.map((name) => sql.ref<number>(`${this.#parents}.${name}`))
    const all = reading === 'set' ? parents : parents && sql`select ${sql.join(keys)} from ${sql.ref(this.#parents)}`
    const among: Among = (columns) => {
      const [first, ...more] = columns
      if (!first || !all) return sql<SqlBool>`true`
      if (more.length > 0) return sql<SqlBool>`(${sql.join(columns)}) in (${all})`
      return sql<SqlBool>`${first} = any(array(${all}))`
    }
    const [by] = links.by ?? []
    const only =
      parents && by !== undefined && links.keys.length === 1 && all
        ? { column: by, values: sql<{ k0: number }>`${all}` }
        : undefined
    const filtered = where.length > 0 || target.source === undefined
    const needed = filtered ? new Set(Object.keys(target.source?.columns ?? {})) : this.#neededOfRows()
    const source = fromSource(this.#context, target.source, 't', { needed, scope, only })
    const context = linkContext(this.#context, scope)
    if (links.rows) {
      const rows =
        reading === 'set' && links.set
          ? links.set(among, this.#needed.l, context)
          : links.rows(keyOf(links.keys, keys), this.#needed.l, context)
      const condition = where.length === 0 ? sql`` : sql` where ${sql.join(where, sql` and `)}`
      return sql`from (${rows}) l join ${source} on t.id = l.target_id${condition}`
    }
    const hung = (parents ? (links.by ?? []) : []).map((column) => sql.ref(`t.${column}`))
    // A query that is told the only values that matter gives no others.
    const isTold = only !== undefined && target.source !== undefined && 'query' in target.source
    const own =
      hung.length === 0 || (reading === 'set' && isTold)
        ? []
        : reading === 'set'
          ? [among(hung)]
          : hung.map((column, index) => sql`${column} = ${keys[index] ?? sql`null`}`)
    const conditions = [...own, ...where]
    return sql`from ${source}${conditions.length === 0 ? sql`` : sql` where ${sql.join(conditions, sql` and `)}`}`
  }

  /** The columns of the related rows that are read, those they are ordered by and hang on their parents by included. */
  #neededOfRows(): ReadonlySet<string> {
    const { order, links } = this.source
    const ordered = order.flatMap(({ name }) => (name.includes('.') ? [] : [name]))
    return new Set([...this.#needed.t, ...ordered, ...(links.by ?? [])])
  }
}
