// Checks what can be checked of a changeset without the catalogue: columns, types, vocabularies, lengths and periods.

import { CitationSection, valuesOf } from '../../vocabulary.ts'
import { noSpan, readSpan, runsBackwards } from '../dataset/period.ts'
import type { Cells, CellValue, Changes, CitationSpot, Origin, RowChange, Value } from './change.ts'
import { fieldPath, MOST_CHANGES, type ProblemCode, Problems, texts } from './problems.ts'
import type { ColumnFact, Structure, TableFact } from './structure.ts'

/** The columns of a row that were checked; those in `bad` have a problem already. */
export interface CheckedRow {
  readonly cells: Cells
  readonly bad: ReadonlySet<string>
}

/** A change with its rows as they were checked. */
export interface Step {
  readonly change: RowChange
  readonly rows: readonly CheckedRow[]
}

/** Changes as they were checked, one after the other. */
export type Steps = Iterable<Step>

/** Takes down what is wrong with a change. */
interface Listener {
  readonly add: (at: Origin, below: Origin['path'], code: ProblemCode, message: string) => void
}

/** Whether there is anything to do, and not too much; before any work. Each row of a set counts. */
export function checkSize(changes: Changes): Problems {
  const problems = new Problems()
  const whole = { change: 0, path: [] }
  let [count, size] = [0, 0]
  for (const change of changes) {
    count += 1
    size += change.kind === 'replace' ? Math.max(change.rows.length, 1) : 1
  }
  if (count === 0) problems.add(whole, [], 'EMPTY', texts.empty)
  if (size > MOST_CHANGES)
    problems.add(whole, [], 'TOO_MANY_CHANGES', texts.tooMany(count > MOST_CHANGES ? count : size))
  return problems
}

/** Checks every change by itself. Text is composed, periods become dates. */
export function* stepsOf(changes: Changes, structure: Structure, problems: Listener): Generator<Step> {
  for (const change of changes) {
    const fact = structure.tables.get('table' in change ? change.table : 'actors')
    if (fact === undefined)
      problems.add(change.at, [], 'BAD_VALUE', texts.noTable('table' in change ? change.table : ''))
    else yield { change, rows: rowsOf(change, fact, problems) }
  }
}

const unheard: Listener = { add: () => {} }

/** The same, whenever they are asked for; what is wrong with them is known already. */
export const stepsAgain = (changes: Changes, structure: Structure): Steps => ({
  [Symbol.iterator]: () => stepsOf(changes, structure, unheard),
})

function rowsOf(change: RowChange, fact: TableFact, problems: Listener): readonly CheckedRow[] {
  switch (change.kind) {
    case 'insert':
    case 'splitActor':
      return [checkRow(fact, named(fact, change.name, change.row), change.at, problems, true)]
    case 'update':
      return [checkRow(fact, change.set, change.at, problems, false)]
    case 'replace':
      return change.rows.map((row, index) => {
        const at = { change: change.at.change, path: [...change.at.path, index] }
        if (change.owner.column in row)
          problems.add(at, [], 'BAD_VALUE', texts.notOfOwner(fieldPath(change.owner.column).join('.')))
        return checkRow(fact, row, at, problems, true, change.owner.column)
      })
    case 'delete':
    case 'mergeActors':
      return []
  }
}

/** A row has its natural name, also where only the change says it. */
function named(fact: TableFact, name: string, row: Cells): Cells {
  const [column] = fact.naming
  if (column === undefined || row[column] !== undefined) return row
  return { ...row, [column]: name === '' && column === 'key' ? crypto.randomUUID() : name }
}

function checkRow(
  fact: TableFact,
  cells: Cells,
  at: Origin,
  problems: Listener,
  isNew: boolean,
  owner?: string,
): CheckedRow {
  const checked: Record<string, CellValue> = {}
  const bad = new Set<string>()
  for (const [name, value] of Object.entries(cells)) {
    const column = fact.columns.get(name)
    if (column === undefined) {
      // A row that comes back keeps its id.
      if (name === 'id' && isNew && typeof value === 'number') checked[name] = value
      else problems.add(at, fieldPath(name), 'BAD_VALUE', texts.noColumn(fact.name, fieldPath(name).join('.')))
      continue
    }
    const fine = checkCell(fact, column, value, at, problems)
    if (fine === undefined) bad.add(name)
    checked[name] = fine ?? null
  }
  Object.assign(checked, datesOf(fact, checked, at, bad, problems))
  for (const { name, isRequired, initial } of fact.columns.values()) {
    if (name === owner) continue
    if (isNew && checked[name] === undefined) checked[name] = initial
    // An ordinal that is missing will be the next one.
    if (!isRequired || bad.has(name) || name === 'ordinal' || checked[name] !== null) continue
    bad.add(name)
    if (name === 'citation_id') problems.add(at, ['citation'], 'MISSING_CITATION', texts.missingCitation)
    else problems.add(at, fieldPath(name), 'MISSING_VALUE', texts.missing)
  }
  return { cells: checked, bad }
}

/** The dates that a period means; a writer who gives dates of its own, as a revert does, is taken at its word. */
function datesOf(fact: TableFact, checked: Cells, at: Origin, bad: Set<string>, problems: Listener): Cells {
  const edtf = checked['period_edtf']
  if (edtf === undefined || bad.has('period_edtf') || !fact.columns.has('starts_on')) return {}
  const span = typeof edtf === 'string' ? readSpan(edtf) : noSpan
  if (span === undefined || runsBackwards(String(edtf))) {
    bad.add('period_edtf')
    if (runsBackwards(String(edtf)))
      problems.add(at, ['period', 'edtf'], 'ENDS_BEFORE_IT_BEGINS', texts.endsBefore(String(edtf)))
    else problems.add(at, ['period', 'edtf'], 'BAD_PERIOD', texts.noPeriod(String(edtf)))
    return {}
  }
  return Object.fromEntries(
    Object.entries(span).filter(([column]) => fact.columns.has(column) && checked[column] === undefined),
  )
}

/** The value as it is stored; undefined where it cannot be. */
function checkCell(
  fact: TableFact,
  column: ColumnFact,
  value: CellValue,
  at: Origin,
  problems: Listener,
): CellValue | undefined {
  const bad = (message: string): undefined => {
    problems.add(at, fieldPath(column.name), 'BAD_VALUE', message)
  }
  if (value === null) return null
  const target = fact.references.get(column.name)
  if (target !== undefined) return checkReference(target, value, bad)
  if (typeof value === 'object') return bad(texts.noReference)
  const wrong = wrongIn(column, value)
  if (wrong !== undefined) return bad(wrong)
  return typeof value === 'string' ? value.normalize('NFC') : value
}

function checkReference(target: string, value: CellValue, bad: (message: string) => undefined): CellValue | undefined {
  if (typeof value !== 'object' || value === null) return bad(texts.needsReference(target))
  if ('row' in value) return value.row.table === target ? value : bad(texts.needsReference(target))
  if (target !== 'citations') return bad(texts.needsReference(target))
  return isSpot(value.cite) ? value : bad(texts.needsSpot)
}

const sections: readonly string[] = valuesOf(CitationSection)

const isPage = (page: number): boolean => Number.isInteger(page) && page > 0 && page <= LARGEST

function isSpot({ document, pageStart, pageEnd, section, footnote }: CitationSpot): boolean {
  return (
    document.table === 'documents' &&
    isPage(pageStart) &&
    isPage(pageEnd) &&
    pageEnd >= pageStart &&
    sections.includes(section) &&
    (footnote !== null) === (section === 'FOOTNOTE') &&
    (footnote === null || isPage(footnote))
  )
}

/** The largest integer of a column. */
const LARGEST = 2_147_483_647

/** Why a column cannot hold a value. */
function wrongIn({ type, vocabulary, length }: ColumnFact, value: Exclude<Value, null>): string | undefined {
  if (type === 'integer')
    return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= LARGEST
      ? undefined
      : texts.wrongType('a whole number')
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : texts.wrongType('true or false')
  if (typeof value !== 'string') return texts.wrongType('a text')
  if (value.includes('\0') || !value.isWellFormed()) return texts.brokenText
  if (type === 'date') return isDay(value) ? undefined : texts.wrongType('a date, as in 2008-05-31')
  if (vocabulary !== undefined && !vocabulary.includes(value)) return texts.notOneOf(vocabulary)
  // Short enough in any case, so that most texts are not counted.
  if (value.length > length && [...value].length > length) return texts.tooLong(length)
  return undefined
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
