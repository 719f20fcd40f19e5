// Helpers for declaring tables: what a column holds, for the compiler and at run time.
import type { ColumnType, Generated } from 'kysely'
import type { ValueOf, Vocabulary } from '../vocabulary.ts'

/** What kind of values a column holds. */
export type ColumnKind = 'integer' | 'text' | 'boolean' | 'date' | 'timestamp' | 'json' | 'tsvector' | 'internal'

export interface Column<T = unknown> {
  readonly kind: ColumnKind
  readonly nullable: boolean
  /** The only values allowed, where they are a vocabulary. */
  readonly vocabulary?: Vocabulary
  /** Text that never needs escaping in JSON: slugs, codes and vocabulary values, as the database's checks make sure. */
  readonly jsonSafe: boolean
  /** The letter case of a slug or a code. Values in the other case are equivalent. */
  readonly letters?: 'lower' | 'upper'
  /** The column of the same table that it is ordered by, where that is not itself. */
  readonly sort?: string
  /** Who gives the value, where it is not always the one who writes the row: the database alone, or the database unless it is given. */
  readonly given?: 'never' | 'optionally'
  /** What rows that no load made hold, where only a load can know the value. */
  readonly byHand?: number
  /** Only in the type: what a row holds. */
  readonly holds?: T
}

export type Columns = Readonly<Record<string, Column>>

export interface Table<Name extends string = string, C extends Columns = Columns> {
  readonly name: Name
  readonly columns: C
}

const column = <T>(kind: ColumnKind, more: Partial<Omit<Column, 'holds'>> = {}): Column<T> => ({
  kind,
  nullable: false,
  jsonSafe: kind !== 'text',
  ...more,
})

export const integer = (): Column<number> => column('integer')
export const text = (): Column<string> => column('text')
/** Text the database checks to be free of anything JSON would escape. */
export const jsonSafeText = (): Column<string> => column('text', { jsonSafe: true })
/** A text that people look for in the order of the alphabet: ordered by another column, which holds it as it sorts. */
export const sortedBy = (sort: string): Column<string> => column('text', { sort })
/** A slug: letters a to z, digits and hyphens. */
export const slugText = (): Column<string> => column('text', { jsonSafe: true, letters: 'lower' })
/** A code: letters A to Z, digits and hyphens. */
export const codeText = (): Column<string> => column('text', { jsonSafe: true, letters: 'upper' })
export const boolean = (): Column<boolean> => column('boolean')
/** A calendar date, as `YYYY-MM-DD`. */
export const date = (): Column<string> => column('date')
export const timestamp = (): Column<Date> => column('timestamp')
/** JSON as text, in queries that stand for a table. */
export const jsonText = (): Column<string> => column('json')
export const oneOf = <V extends Vocabulary>(vocabulary: V): Column<ValueOf<V>> =>
  column('text', { jsonSafe: true, vocabulary })
export const nullable = <T>(of: Column<T>): Column<T | null> => ({
  kind: of.kind,
  jsonSafe: of.jsonSafe,
  nullable: true,
  ...(of.vocabulary && { vocabulary: of.vocabulary }),
  ...(of.letters && { letters: of.letters }),
  ...(of.sort !== undefined && { sort: of.sort }),
})
/** Words as the database searches them; never shown. */
export const tsvector = (): Column<string> => column('tsvector')
/** A column that is never shown, nor compared with what a request brings. */
export const internal = <T>(): Column<T> => column('internal')
/** A column the database fills in itself, unless it is given. */
export const generated = <T>(of: Column<T>): Column<Generated<T>> => ({
  kind: of.kind,
  jsonSafe: of.jsonSafe,
  nullable: of.nullable,
  given: 'optionally',
})
/** A column the database computes; it can be read, never written. */
export const computed = <T>(of: Column<T>): Column<ColumnType<T, never, never>> => ({
  kind: of.kind,
  jsonSafe: of.jsonSafe,
  nullable: of.nullable,
  given: 'never',
})
/** A column that only a load can fill; what people enter holds `byHand`. */
export const loaded = <T extends number>(of: Column<T>, byHand: T): Column<T> => ({ ...of, byHand })

type Held<C> = C extends Column<infer T> ? T : never
export type RowOf<T extends Table> = { readonly [K in keyof T['columns']]: Held<T['columns'][K]> }

/** Of which revision a row is, and that it has not ended; the database says so. */
export const versioned = {
  revision_from: computed(integer()),
  revision_to: computed(integer()),
}

const everyRow = {
  created_at: generated(timestamp()),
  updated_at: generated(timestamp()),
  ...versioned,
}

/** The columns that only the database fills, whatever table they are in. */
export const bookkeeping: ReadonlySet<string> = new Set(['id', ...Object.keys(everyRow)])

/** A table of the catalogue; every one also has `created_at`, `updated_at`, `revision_from` and `revision_to`. */
export function table<Name extends string, C extends Columns>(
  name: Name,
  columns: C,
): Table<Name, C & typeof everyRow> {
  return Object.freeze({ name, columns: Object.freeze({ ...columns, ...everyRow }) })
}

/**
 * A table that the dataset fills; `identity` are the columns that tell a row from all others, by which a later load knows
 * it again.
 */
export function loadedTable<
  Name extends string,
  const Identity extends readonly (keyof C & string)[],
  C extends Columns,
>(
  name: Name,
  identity: Identity,
  columns: C,
): Table<Name, C & typeof everyRow> & { readonly identity: readonly string[] } {
  return Object.freeze({ name, columns: Object.freeze({ ...columns, ...everyRow }), identity: Object.freeze(identity) })
}
