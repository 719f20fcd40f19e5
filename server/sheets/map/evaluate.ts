// The values of a mapping in one row: constants, texts with names in braces, columns and what their values mean.

import { fold } from '../match/fold.ts'
import type { Value } from '../own/values.ts'
import { readDate } from './dates.ts'
import type { MappedValue, Mapping } from './schema.ts'

/** What names stand for in a row: null where they stand for nothing. */
export type Names = ReadonlyMap<string, string | null>

/** A value, or why there is none; `column` is the one that it comes from. */
export interface Evaluated {
  readonly value: Value
  readonly column?: string
  readonly problem?: string
}

const braces = /\{([A-Za-z][A-Za-z0-9]*)\}/g

/** The names in braces in a text. */
export const namesIn = (text: string): readonly string[] => [...text.matchAll(braces)].flatMap(([, name]) => name ?? [])

/** A text with its names filled in; null where one of them stands for nothing. */
export function fill(text: string, names: Names, shown: (value: string) => string = (value) => value): string | null {
  if (namesIn(text).some((name) => (names.get(name) ?? null) === null)) return null
  return text.replace(braces, (_, name: string) => shown(names.get(name) ?? ''))
}

/** Evaluates values against the tables of a mapping. */
export class Evaluator {
  readonly #tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>

  constructor({ values }: Pick<Mapping, 'values'>) {
    this.#tables = new Map(
      Object.entries(values).map(([table, meanings]) => [
        table,
        new Map(Object.entries(meanings).map(([value, meaning]) => [value === '*' ? value : fold(value), meaning])),
      ]),
    )
  }

  evaluate(value: MappedValue, names: Names): Evaluated {
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return { value }
    if (typeof value === 'string') {
      const [column] = namesIn(value)
      return { value: fill(value, names), ...(column !== undefined && { column }) }
    }
    const { column, values, take, date, default: otherwise = null } = value
    const text = names.get(column) ?? null
    if (text === null) return { value: otherwise, column }
    if (values !== undefined) return this.#meaning(values, take, text, column)
    if (date === undefined) return { value: text, column }
    const read = readDate(text, date)
    return read === undefined
      ? { value: null, column, problem: `The value must be a date as in ${date}.` }
      : { value: read, column }
  }

  #meaning(name: string, take: string | undefined, text: string, column: string): Evaluated {
    const table = this.#tables.get(name) ?? new Map<string, unknown>()
    const folded = fold(text)
    const meaning = table.has(folded) ? table.get(folded) : table.get('*')
    if (meaning === undefined)
      return {
        value: null,
        column,
        problem: `The table ${name} of the mapping does not say what it means. Add it there.`,
      }
    const taken: unknown =
      take !== undefined && typeof meaning === 'object' && meaning !== null ? Reflect.get(meaning, take) : meaning
    return { value: isPlain(taken) ? taken : null, column }
  }
}

const isPlain = (value: unknown): value is Value =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
