// Reads what the catalogue says of the things that rows are about, in the words of the tables: all of a batch at once.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { EditableType, EditableTypes } from '../../changeset/editable.ts'
import type { Database } from '../../db/tables.ts'
import { decodeId, encodeId, keyOfParts, partsOfKey } from '../../relational/index.ts'
import type { RowsShape, SetColumn, SetShape } from '../own/shapes.ts'
import type { Value } from '../own/values.ts'

/** A thing of the catalogue. */
export interface Current {
  /** Its key, or the names of what tells it apart. */
  readonly names: readonly string[]
  readonly values: ReadonlyMap<string, Value>
}

/** What stands between the names of one thing where they are compared as one text. */
const between = '\u0001'

export const joined = (names: readonly string[]): string =>
  names.length === 1 ? (names[0] ?? '') : names.join(between)

/** The global id of a thing of a type. */
export const idOf = ({ name, key }: EditableType, names: readonly string[]): string =>
  encodeId({ type: name, key: key === undefined ? keyOfParts(names) : (names[0] ?? '') })

/** The names in a global id; undefined where it is of another type. */
export function namesOfId({ name, key, identity }: EditableType, id: string): readonly string[] | undefined {
  const decoded = decodeId(id, new Set([name]))?.key
  if (decoded === undefined) return undefined
  return key === undefined ? partsOfKey(decoded, identity.length) : [decoded]
}

/** Reads things of a type, by their names. */
export class CurrentReader {
  readonly #db: Kysely<Database>
  readonly #types: EditableTypes

  constructor(db: Kysely<Database>, types: EditableTypes) {
    this.#db = db
    this.#types = types
  }

  /** The things that have these names, by their joined names. */
  async read(shape: RowsShape, names: readonly (readonly string[])[]): Promise<ReadonlyMap<string, Current>> {
    const found = new Map<string, Current>()
    if (names.length === 0) return found
    const { type } = shape
    const columns = [...shape.columns.values()]
    const own = this.#ownNames(type)
    const list = columns.map((column, index) => sql`${this.#expression(column)} as ${sql.ref(`c${index}`)}`)
    const { rows } = await sql<Readonly<Record<string, Value>>>`
      select ${sql.join(own.map((name, index) => sql`${name} as ${sql.ref(`n${index}`)}`))}, ${sql.join(list)}
      from ${sql.table(type.table)} as t
      where ${sql.join([...this.#parts(type, names), sql`${this.#whole(own)} = any (${names.map(joined)}::text[])`], sql` and `)}`.execute(
      this.#db,
    )
    for (const row of rows) {
      const ownNames = own.map((_, index) => String(row[`n${index}`]))
      const values = new Map(columns.map(({ name }, index) => [name, row[`c${index}`] ?? null]))
      found.set(joined(ownNames), { names: ownNames, values })
    }
    return found
  }

  /** Which of some rows are there already, word by word: their positions. What a row leaves empty is not looked at. */
  async alike(shape: RowsShape, rows: readonly ReadonlyMap<string, Value>[]): Promise<ReadonlySet<number>> {
    const found = new Set<number>()
    const given = rows.map((row, n) => ({ n, values: [...row].filter(([, value]) => value !== null) }))
    const byColumns = Map.groupBy(given, ({ values }) => JSON.stringify(values.map(([name]) => name)))
    for (const group of byColumns.values()) {
      const names = group[0]?.values.map(([name]) => name) ?? []
      const columns = names.flatMap((name) => shape.columns.get(name) ?? [])
      if (columns.length === 0) continue
      const list = sql.join(columns.map((column) => this.#expression(column)))
      const wanted = group.map(({ n, values }) => ({ n, row: values.map(([, value]) => comparable(value)) }))
      const { rows: alike } = await sql<{ n: number }>`
        select distinct given.n from json_to_recordset(${JSON.stringify(wanted)}::json) as given (n integer, row jsonb)
        join ${sql.table(shape.type.table)} as t
          on ${sql.join([...this.#glances(group, shape), sql`jsonb_build_array(${list}) = given.row`], sql` and `)}`.execute(
        this.#db,
      )
      for (const { n } of alike) found.add(n)
    }
    return found
  }

  /** What each part of the names of things may be, where they have several: an index finds it, and the rest is looked at in few rows. */
  #parts({ key, identity }: EditableType, names: readonly (readonly string[])[]): readonly RawBuilder<unknown>[] {
    if (key !== undefined) return []
    return identity.map(({ column, type }, part) => this.#isAmong(`t.${column}`, type, (row) => row[part], names))
  }

  /** The same of rows without names: what they refer to, and their first text. */
  #glances(
    rows: readonly { readonly values: readonly (readonly [string, Value])[] }[],
    shape: RowsShape,
  ): readonly RawBuilder<unknown>[] {
    let hasText = false
    return (rows[0]?.values ?? []).flatMap(([name], index) => {
      const column = shape.columns.get(name)
      if (column === undefined) return []
      const { field, kind, values } = column
      const among = (name: string, type?: string): readonly RawBuilder<unknown>[] => [
        this.#isAmong(`t.${name}`, type, (row) => comparable(row.values[index]?.[1] ?? null), rows),
      ]
      if (field.is === 'reference') return among(field.column, field.type)
      if (field.is !== 'value' || kind !== 'text' || values !== undefined || hasText) return []
      hasText = true
      return among(field.column)
    })
  }

  /** Whether a column has one of some values, or refers to what is called so. */
  #isAmong<Row>(
    column: string,
    type: string | undefined,
    valueIn: (row: Row) => Value | undefined,
    rows: readonly Row[],
  ): RawBuilder<unknown> {
    const values = [...new Set(rows.map((row) => String(valueIn(row) ?? '')))]
    if (type === undefined) return sql`${sql.ref(column)}::text = any (${values}::text[])`
    const { table, key } = this.#named(type)
    return sql`${sql.ref(column)} in (select r.id from ${sql.table(table)} as r where ${sql.ref(`r.${key}`)}::text = any (${values}::text[]))`
  }

  /** The sets of some owners, by the owner's name. */
  async readSets(
    { type, field }: SetShape,
    owners: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<Value>>> {
    const sets = new Map<string, Set<Value>>()
    if (type.key === undefined) throw new TypeError(`The sets of ${type.name} cannot be imported: it has no key.`)
    const item = field.type === undefined ? sql.ref(`s.${field.item}`) : this.#nameOf(field.type, `s.${field.item}`)
    const { rows } = await sql<{ owner: string; item: Value }>`
      select ${sql.ref(`t.${type.key}`)} as owner, ${item} as item from ${sql.table(type.table)} as t
      left join ${sql.table(field.table)} as s on ${sql.ref(`s.${field.owner}`)} = t.id
      where ${sql.ref(`t.${type.key}`)} = any (${[...owners]}::text[])`.execute(this.#db)
    for (const { owner, item } of rows) {
      const set = sets.get(owner) ?? new Set()
      if (item !== null) set.add(item)
      sets.set(owner, set)
    }
    return sets
  }

  /** The key of a row, or what tells it apart, as texts. */
  #ownNames({ key, identity }: EditableType): readonly RawBuilder<unknown>[] {
    if (key !== undefined) return [sql`${sql.ref(`t.${key}`)}::text`]
    return identity.map(({ column, type }) =>
      type === undefined ? sql`${sql.ref(`t.${column}`)}::text` : this.#nameOf(type, `t.${column}`),
    )
  }

  #whole(names: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
    const [first] = names
    return names.length === 1 && first ? first : sql`concat_ws(${sql.lit(between)}, ${sql.join(names)})`
  }

  /** The natural name of the row that a column refers to. */
  #nameOf(type: string, column: string): RawBuilder<unknown> {
    const { table, key } = this.#named(type)
    return sql`(select ${sql.ref(`r.${key}`)}::text from ${sql.table(table)} as r where r.id = ${sql.ref(column)})`
  }

  #named(type: string): { readonly table: EditableType['table']; readonly key: string } {
    const target = this.#types.get(type)
    if (target?.key === undefined) throw new TypeError(`Rows of ${type} have no name of their own.`)
    return { table: target.table, key: target.key }
  }

  #expression({ field, part, kind }: SetColumn): RawBuilder<unknown> {
    switch (field.is) {
      case 'value':
        return kind === 'date' ? sql`${sql.ref(`t.${field.column}`)}::text` : sql.ref(`t.${field.column}`)
      case 'reference':
        return this.#nameOf(field.type, `t.${field.column}`)
      case 'citation':
        return sql`(select ${citationParts[part ?? ''] ?? sql`null`} from citations c where c.id = ${sql.ref(`t.${field.column}`)})`
      case 'period':
        return sql.ref(`t.period_${part}`)
      case 'set':
        throw new TypeError('A set is no column.')
    }
  }
}

const comparable = (value: Value): Value => (typeof value === 'string' ? value.trim().normalize('NFC') : value)

const citationParts: Readonly<Record<string, RawBuilder<unknown>>> = {
  document: sql`(select d.slug from documents d where d.id = c.document_id)`,
  pageStart: sql`c.page_start`,
  pageEnd: sql`c.page_end`,
  section: sql`c.section`,
  footnote: sql`c.footnote`,
}
