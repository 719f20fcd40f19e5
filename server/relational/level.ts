// One level of a nested answer: all related rows of all parents as one set, then their JSON text grouped by parent.
import { sql } from 'kysely'
import type { Arguments, Links, ObjectDefinition, Sql } from './definition.ts'
import { type FilterContext, fromSource, linkContext } from './filter.ts'
import { orderBy, type Sorting } from './order.ts'

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

  add(part: Sql): void {
    this.#parts.push(part)
  }

  with(): Sql {
    const parts = this.#parts.filter((part) => part !== undefined)
    return parts.length === 0 ? sql`` : sql`with ${sql.join(parts)} `
  }
}

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
  /** Selects the distinct keys, as k0, k1, …; undefined at the root. */
  readonly parents: Sql | undefined
  /** Conditions on the rows under `t`, their links under `l`. */
  readonly where: readonly Sql[]
  /** Where a page begins: left out of account when rows are counted. */
  readonly beyond?: Sql | undefined
  readonly order: readonly Sorting[]
  readonly reverse: boolean
  /** Rows wanted for each parent. */
  readonly limit: number | undefined
}

const key = (index: number): string => `k${index}`

export class Level {
  readonly #statement: Statement
  readonly #context: FilterContext
  readonly source: LevelSource
  readonly rows: string
  readonly aggregate: string
  readonly #parents: string
  readonly #reserved: (part: Sql) => void
  readonly #inner = new Map<string, Sql>()
  readonly #outer = new Map<string, Sql>()
  readonly #ones: Sql[] = []
  readonly #sets: Sql[] = []
  readonly #texts: Sql[] = []
  #count: string | undefined
  #matching: string | undefined
  /** Only so many rows of each parent are shown; one more may be fetched to know whether there are more. */
  shown: number | undefined

  /** How many levels it is part of, itself included, and how many rows it is reckoned to have. */
  readonly depth: number
  readonly reckoned: number

  constructor(
    statement: Statement,
    context: FilterContext,
    source: LevelSource,
    { depth, reckoned }: { readonly depth: number; readonly reckoned: number },
  ) {
    this.depth = depth
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
      this.#needed(alias).add(column)
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

  readonly #neededColumns = { t: new Set<string>(), l: new Set<string>() }
  #needed(alias: 't' | 'l'): Set<string> {
    return this.#neededColumns[alias]
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
  text(expression: Sql): string {
    this.#texts.push(expression)
    return `j${this.#texts.length - 1}`
  }

  /** The rows' texts in order, separated by commas: an aggregate over the level's rows. */
  list(text: Sql): Sql {
    const shown = this.shown === undefined ? sql`` : sql` filter (where r.rn <= ${sql.lit(this.shown)})`
    return sql`string_agg(${text}, ',' order by r.rn${this.source.reverse ? sql` desc` : sql``})${shown}`
  }

  /** Has the cursor of each row at hand. */
  cursor(text: Sql): Sql {
    this.#inner.set('cursor', text)
    this.#outer.set('cursor', sql.ref('x.cursor'))
    for (const { name } of this.source.order) if (!name.includes('.')) this.#needed('t').add(name)
    return sql.ref('r.cursor')
  }

  /** How many rows each parent has here; for the last one shown. */
  fetched(): Sql {
    this.#outer.set('cn', sql`count(*) over (partition by ${this.#keyList()})`)
    return sql.ref('r.cn')
  }

  get #keys(): readonly string[] {
    return this.source.links.keys.map((_, index) => key(index))
  }

  #keyList(): Sql {
    return this.source.parents ? sql.join(this.#keys.map((name) => sql.ref(`${this.#parents}.${name}`))) : sql.raw('1')
  }

  /** A query for the distinct keys of the sets that hang on rows of this level. */
  keysOf(columns: readonly Sql[]): Sql {
    const named = columns.map((column, index) => sql`${column} as ${sql.ref(key(index))}`)
    const present = columns.map((column) => sql`${column} is not null`)
    if (this.shown !== undefined) present.push(sql`r.rn <= ${sql.lit(this.shown)}`)
    return sql`select distinct ${sql.join(named)} from ${sql.ref(this.rows)} r where ${sql.join(present, sql` and `)}`
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

  /** Writes the level into the statement. Sets that hang on its rows are written before. */
  finish(): void {
    const { parents } = this.source
    const rows = this.#texts.length === 0 ? undefined : sql`${sql.ref(this.rows)} as (${this.#gathered()})`
    const keys = parents && sql`${sql.ref(this.#parents)} as (${parents})`
    const first = [keys, rows, this.#matched()].filter((part) => part !== undefined)
    if (first.length > 0) this.#reserved(sql.join(first))

    if (rows) {
      const texts = this.#texts.map((text, index) => sql`${text} as ${sql.ref(`j${index}`)}`)
      const grouped = parents ? this.#keys.map((name) => sql.ref(`r.${name}`)) : []
      const group = parents ? sql` group by ${sql.join(grouped)}` : sql``
      this.#statement.add(sql`${sql.ref(this.aggregate)} as (select ${sql.join([...grouped, ...texts])}
        from ${sql.ref(this.rows)} r ${sql.join(this.#sets, sql` `)}${group})`)
    }
    if (this.#count !== undefined) {
      const counted = sql`select count(*) as n ${this.#from(this.source.where)}`
      const each = sql`select ${this.#keyList()}, c.n from ${sql.ref(this.#parents)} cross join lateral (${counted}) c`
      this.#statement.add(sql`${sql.ref(this.#count)} as (${parents ? each : counted})`)
    }
  }

  #matched(): Sql | undefined {
    if (this.#matching === undefined) return undefined
    const rows = sql`select t.id ${this.#from(this.source.where)}`
    const each = sql`select ${this.#keyList()}, x.id from ${sql.ref(this.#parents)} cross join lateral (${rows}) x`
    return sql`${sql.ref(this.#matching)} as (${this.source.parents ? each : rows})`
  }

  /** The query for the rows, each with its place among its parent's. */
  #gathered(): Sql {
    const { parents, order, limit, where, beyond } = this.source
    for (const { name } of order) if (!name.includes('.')) this.#needed('t').add(name)
    const wanted: Sql[] = [...this.#inner].map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`)
    const outer = [...this.#outer].map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`)
    const keys = parents ? this.#keys.map((name) => sql.ref(`${this.#parents}.${name}`)) : []

    let ordinal: Sql
    let tail = sql``
    if (limit === undefined) {
      const places = order.map((sorting, index) => ({ ...sorting, expression: sql.ref(`x.o${index}`) }))
      wanted.push(...order.map(({ expression }, index) => sql`${expression} as ${sql.ref(`o${index}`)}`))
      ordinal = sql`row_number() over (order by ${orderBy(places, this.source.reverse)})`
    } else {
      wanted.push(sql`row_number() over (order by ${orderBy(order, this.source.reverse)}) as rn`)
      ordinal = sql.ref('x.rn')
      tail = sql` order by ${orderBy(order, this.source.reverse)} limit ${sql.lit(limit)}`
    }
    const inner = sql`select ${sql.join(wanted)} ${this.#from(beyond ? [...where, beyond] : where)}${tail}`
    const from = parents ? sql`${sql.ref(this.#parents)} cross join lateral (${inner}) x` : sql`(${inner}) x`
    return sql`select ${sql.join([...keys, sql`${ordinal} as rn`, ...outer])} from ${from} ${sql.join(this.#ones, sql` `)}`
  }

  /** The rows, under `t`, with their links, under `l`, for the parent's key. */
  #from(where: readonly Sql[]): Sql {
    const { links, target, scope, parents } = this.source
    const keys = links.keys.map((_, index) => sql.ref(`${this.#parents}.${key(index)}`))
    const [by] = links.by ?? []
    const only =
      parents && by !== undefined ? { column: by, values: sql`select k0 from ${sql.ref(this.#parents)}` } : undefined
    const filtered = where.length > 0 || target.source === undefined
    const needed = filtered ? new Set(Object.keys(target.source?.columns ?? {})) : this.#needed('t')
    const source = fromSource(this.#context, target.source, 't', { needed, scope, only })
    const condition = where.length === 0 ? sql`true` : sql.join(where, sql` and `)
    if (links.rows) {
      const rows = links.rows(keys, this.#needed('l'), linkContext(this.#context, scope))
      return sql`from (${rows}) l join ${source} on t.id = l.target_id where ${condition}`
    }
    const joined = (links.by ?? []).map((column, index) => sql`${sql.ref(`t.${column}`)} = ${keys[index] ?? sql`null`}`)
    return sql`from ${source} where ${sql.join([...joined, condition], sql` and `)}`
  }
}
