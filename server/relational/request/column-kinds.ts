// What each kind of column means: in SQL, in GraphQL, in JSON, and which values it can hold. One table, so that a new kind
// is one entry.
import { sql } from 'kysely'
import type { Column, ColumnKind } from '../../db/columns.ts'
import type { Sql } from './search-text.ts'

export type ScalarName = 'ID' | 'String' | 'Int' | 'Boolean' | 'Date' | 'DateTime'

interface Kind {
  /** The type that parameters are cast to. */
  readonly sqlType: string
  /** The scalar that shows a value. `Date` and `DateTime` are declared by whoever has such columns. */
  readonly scalar: ScalarName
  /** What clients may compare a value with, by the names of the operators. */
  readonly operators: readonly string[]
  /** Whether a column of this kind can hold a JSON value other than null. */
  readonly accepts: (value: unknown) => boolean
  /** The JSON text of a value; null of a null. */
  readonly toJson: (value: Sql, column: Column) => Sql
  /** A value written as text, as in ids; null where the text is no such value. */
  readonly fromText: (text: Sql) => Sql
}

/** The least and the greatest of Postgres' integers, which are GraphQL's too. */
const [least, greatest] = [-(2 ** 31), 2 ** 31 - 1]

/** Whether a text is a calendar date as YYYY-MM-DD. There is no year 0. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !text.startsWith('0000') &&
  new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

/** Whether a text is a moment as YYYY-MM-DDTHH:MM:SS.ssssss, with Z or its distance from Coordinated Universal Time. */
export const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/.test(text) &&
  isDate(text.slice(0, 10)) &&
  !Number.isNaN(Date.parse(text))

/** Whether a text can be stored, and compared with, as it is. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

const isStorableText = (value: unknown): boolean => typeof value === 'string' && isStorable(value)
const itself = (value: Sql): Sql => value

const equality = ['eq', 'ne', 'in', 'notIn'] as const
const range = ['lt', 'lte', 'gt', 'gte'] as const

export const columnKinds: Readonly<Record<ColumnKind, Kind>> = {
  integer: {
    sqlType: 'integer',
    scalar: 'Int',
    operators: [...equality, ...range, 'isNull'],
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= greatest,
    toJson: (value) => sql`${value}::text`,
    fromText: (text) => sql`case when ${text} collate "C" ~ '^[0-9]{1,9}$' then ${text}::integer end`,
  },
  text: {
    sqlType: 'text',
    scalar: 'String',
    operators: [...equality, 'contains', 'startsWith', 'isNull'],
    accepts: isStorableText,
    toJson: (value, { jsonSafe }) => (jsonSafe ? sql`'"' || ${value} || '"'` : sql`to_json(${value})::text`),
    fromText: itself,
  },
  boolean: {
    sqlType: 'boolean',
    scalar: 'Boolean',
    operators: ['eq', 'ne', 'isNull'],
    accepts: (value) => typeof value === 'boolean',
    toJson: (value) => sql`case ${value} when true then 'true' when false then 'false' end`,
    fromText: itself,
  },
  date: {
    sqlType: 'date',
    scalar: 'Date',
    operators: [...equality, ...range, 'isNull'],
    accepts: (value) => typeof value === 'string' && isDate(value),
    toJson: (value) => sql`'"' || to_char(${value}, 'YYYY-MM-DD') || '"'`,
    fromText: itself,
  },
  timestamp: {
    sqlType: 'timestamptz',
    scalar: 'DateTime',
    operators: range,
    accepts: (value) => typeof value === 'string' && isMoment(value),
    toJson: (value) => sql`'"' || to_char(${value} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`,
    fromText: itself,
  },
  json: {
    sqlType: 'text',
    scalar: 'String',
    operators: [],
    accepts: isStorableText,
    toJson: itself,
    fromText: itself,
  },
  tsvector: {
    sqlType: 'text',
    scalar: 'String',
    operators: [],
    accepts: isStorableText,
    toJson: itself,
    fromText: itself,
  },
  internal: {
    sqlType: 'text',
    scalar: 'String',
    operators: [],
    accepts: () => false,
    toJson: itself,
    fromText: itself,
  },
}

/** Whether a column can hold a value, which is one of JSON. */
export const holds = ({ kind, nullable }: Column, value: unknown): boolean =>
  value === null ? nullable : columnKinds[kind].accepts(value)

/** What a parameter that is compared with a column is cast to. */
export const sqlTypeOf = ({ kind }: Column): Sql => sql.raw(columnKinds[kind].sqlType)
