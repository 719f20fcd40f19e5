// The values of a mapping in one row: constants, texts with names in braces, columns and what their values mean.

import { fold } from '../match/fold.ts'
import type { Value } from '../own/values.ts'
import { readDate } from './dates.ts'
import type { MappedValue, Mapping, SingleValue } from './schema.ts'

/** What names stand for in a row: null where they stand for nothing. */
export type Names = ReadonlyMap<string, string | null>

/** A value, or why there is none; `column` is the one that it comes from. */
export interface Evaluated {
  readonly value: Value
  readonly column?: string
  readonly problem?: string
}

/** `{column}`, `{column:table}` for what its value means, `{column:table.take}` for one of several meanings. */
const braces = /\{([A-Za-z][A-Za-z0-9]*)(?::([A-Za-z][A-Za-z0-9]*)(?:\.([A-Za-z][A-Za-z0-9]*))?)?\}/g

/** Something in braces. */
export interface Reference {
  readonly name: string
  readonly table: string | undefined
}

/** What stands in braces in a text. */
export const referencesIn = (text: string): readonly Reference[] =>
  [...text.matchAll(braces)].map(([, name = '', table]) => ({ name, table }))

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
    if (!Array.isArray(value)) return this.#single(value, names)
    const tried = value.map((each) => this.#single(each, names))
    return (
      tried.find(({ value: said, problem }) => said !== null || problem !== undefined) ?? tried[0] ?? { value: null }
    )
  }

  #single(value: SingleValue, names: Names): Evaluated {
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return { value }
    if (typeof value === 'string') return this.fill(value, names)
    const { column, values, take, date, default: otherwise = null } = value
    const text = names.get(column) ?? null
    if (values !== undefined && (text !== null || this.#tables.get(values)?.has(''))) {
      const meaning = this.#meaning(values, take, text ?? '', column)
      return { ...meaning, value: meaning.value ?? (text === null ? otherwise : null) }
    }
    if (text === null) return { value: otherwise, column }
    if (date === undefined) return { value: text, column }
    const read = readDate(text, date)
    return read === undefined
      ? { value: null, column, problem: `The value must be a date as in ${date}.${serialHint(text)}` }
      : { value: read, column }
  }

  /** A text with what stands in braces filled in; null where one of these stands for nothing. */
  fill(text: string, names: Names, shown: (value: string) => string = (value) => value): Evaluated {
    let isNothing = false
    let problem: string | undefined
    const filled = text.replace(braces, (_, name: string, table?: string, take?: string) => {
      const found =
        table === undefined
          ? { value: names.get(name) ?? null }
          : this.evaluate({ column: name, values: table, ...(take !== undefined && { take }) }, names)
      problem ??= 'problem' in found ? found.problem : undefined
      isNothing ||= found.value === null
      return found.value === null ? '' : shown(String(found.value))
    })
    const [first] = referencesIn(text)
    return {
      value: isNothing ? null : filled,
      ...(first && { column: first.name }),
      ...(problem !== undefined && { problem }),
    }
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

/** Numbers that spreadsheets keep days of 1955 to 2064 as. */
const serial = /^[2-5]\d{4}(\.\d+)?$/

const serialHint = (text: string): string =>
  serial.test(text)
    ? ` It looks like the number that a spreadsheet keeps ${new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10)} as: format the cells as dates.`
    : ''
