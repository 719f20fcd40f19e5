// Warnings of texts that still say what their row no longer does: a background with the year in which a period used to begin.
import { originOf } from './blame.ts'
import type { Value } from './change.ts'
import type { Simulation } from './making.ts'
import { fieldPath, type Problems, texts } from './problems.ts'
import { isUpdated } from './states.ts'
import type { ColumnFact, TableFact } from './structure.ts'
import type { Working } from './working.ts'

/** A longer text is prose: what it said before is no value that another text repeats. */
const LONGEST_VALUE = 100

/** A shorter one, such as a code of two letters, stands in too many words. */
const SHORTEST_VALUE = 3

/** Adds a warning for each text that still has a value that a change took out of the same row. */
export function warnOfOldValues({ workspace }: Simulation, warnings: Problems): void {
  for (const table of workspace.tables) {
    for (const working of workspace.each(table, isUpdated)) warnOf(working, warnings)
  }
}

function warnOf(working: Working, warnings: Problems): void {
  const { fact, before, row } = working
  if (before === undefined) return
  const columns = [...fact.columns.values()]
  const changed = columns.filter(({ name }) => before[name] !== row[name])
  const old = changed.flatMap(({ name }) => lostOf(working, name).map((value) => ({ value, from: name })))
  if (old.length === 0) return
  for (const { name } of columns.filter((column) => isText(fact, column))) {
    const text = row[name]
    const found = old.find(({ value, from }) => from !== name && typeof text === 'string' && says(text, value))
    if (found === undefined) continue
    // The change that took the value out is the one to look at again; the text may be in none.
    const origin = originOf(working, working.setBy(name) === undefined ? found.from : name)
    warnings.add(origin, fieldPath(name), 'OLD_VALUE_IN_TEXT', texts.stillSays(name, found.value, found.from))
  }
}

/** Whether people wrote a column in their own words. */
const isText = ({ references, naming }: TableFact, { name, type, vocabulary }: ColumnFact): boolean =>
  type === 'text' && vocabulary === undefined && !references.has(name) && !naming.includes(name) && !isDate(name)

const isDate = (column: string): boolean => column === 'period_edtf'

/** What a column no longer says: years, and the whole of a short text. */
function lostOf({ fact, before, row }: Working, column: string): readonly string[] {
  const was = textOf(before?.[column])
  const is = textOf(row[column])
  const declared = fact.columns.get(column)
  if (declared === undefined || declared.vocabulary !== undefined || declared.type !== 'text') return []
  if (fact.references.has(column) || fact.naming.includes(column) || was.length > LONGEST_VALUE) return []
  // A year is right as long as the period has it, whatever else no longer names it.
  const now = `${is} ${textOf(row['period_edtf'])}`
  const years = yearsOf(was).filter((year) => !says(now, year))
  const isName = !isDate(column) && was.length >= SHORTEST_VALUE && !says(is, was)
  return isName ? [...years, was] : years
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

const yearsOf = (text: string): readonly string[] => [...new Set(text.match(/(?<!\d)\d{4}(?!\d)/g) ?? [])]

/** Whether a text has a value, not only as a part of a longer word or number. */
function says(text: string, value: string): boolean {
  const isInside = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!isInside(text[at - 1]) && !isInside(text[at + value.length])) return true
  }
  return false
}
