// What the columns of a database can hold: values from outside are held against it before they get there.
import type { Column } from '../../db/columns.ts'

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

const fits: Readonly<Record<Column['kind'], (value: unknown) => boolean>> = {
  integer: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= greatest,
  text: (value) => typeof value === 'string' && isStorable(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDate(value),
  timestamp: (value) => typeof value === 'string' && isMoment(value),
  json: (value) => typeof value === 'string' && isStorable(value),
  tsvector: (value) => typeof value === 'string' && isStorable(value),
}

/** Whether a column can hold a value, which is one of JSON. */
export const holds = ({ kind, nullable }: Column, value: unknown): boolean =>
  value === null ? nullable : fits[kind](value)
