// Prints what an import does, for people: what it did on stdout, what is wrong on stderr.
import type { CellProblem, ImportOutcome, Question, RowReport } from '../sheets/report.ts'

const signs = { CREATE: '+', UPDATE: '~' } as const

/** What it did, line by line. */
export function* doneLines(report: ImportOutcome): Generator<string> {
  const { outcome, rows, changeset, revision } = report
  if (outcome === 'REFUSED') return
  if (outcome === 'TRIED') for (const row of rows) yield* rowLines(row)
  yield `${countsText(report)}.${outcome === 'TRIED' ? ' Nothing was kept.' : ''}\n`
  if (outcome === 'DONE') yield `Published changeset ${changeset}: revision ${revision}.\n`
  if (outcome === 'PROPOSED') yield `Proposed changeset ${changeset}.\n`
  if (outcome === 'UNCHANGED') yield 'no change\n'
}

/** What is wrong, or may be, line by line. */
export function* wrongLines(report: ImportOutcome): Generator<string> {
  const { outcome, problems, questions, warnings, notes } = report
  for (const note of notes) yield `Note: ${note}\n`
  for (const warning of warnings) yield `Warning: ${problemText(warning)}\n`
  if (outcome === 'REFUSED') yield `${refusedText(report)}\n`
  for (const problem of problems) yield `  ${problemText(problem)}\n`
  for (const question of questions) yield `${questionLines(question).join('\n')}\n`
}

/** The report as JSON, its rows a line each. */
export function* jsonLines({ rows, ...report }: ImportOutcome): Generator<string> {
  yield `${JSON.stringify(report, null, 2).slice(0, -2)},\n  "rows": [`
  let count = 0
  for (const row of rows) {
    yield `${count === 0 ? '' : ','}\n    ${JSON.stringify(row)}`
    count += 1
  }
  yield `${count === 0 ? '' : '\n  '}]\n}\n`
}

const countsText = ({ counts: { create, update, unchanged, refused } }: ImportOutcome): string =>
  `${create} to create, ${update} to update, ${unchanged} unchanged, ${refused} refused`

function refusedText(report: ImportOutcome): string {
  const { problems, questions } = report
  const parts = [
    ...(problems.length > 0 ? [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`] : []),
    ...(questions.length > 0 ? [`${questions.length} ${questions.length === 1 ? 'question' : 'questions'}`] : []),
  ]
  return `The files have ${parts.join(' and ')}. Nothing was changed. (${countsText(report)}.)`
}

/** A problem on one line: file, sheet, cell, column, value, and what would be right. */
function problemText({ file, sheet, row, column, cell, value, message }: CellProblem): string {
  const where = [
    file,
    ...(sheet === '' || file.startsWith(`${sheet}.`) ? [] : [`sheet ${sheet}`]),
    ...(cell !== null ? [`cell ${cell}`] : row !== null && row > 0 ? [`row ${row}`] : []),
    ...(column !== null ? [`column ${column}`] : []),
  ].filter((part) => part !== '')
  return `${where.join(', ')}${value === null ? '' : `: ${JSON.stringify(value)}`}: ${message}`
}

function questionLines({ name, kind, spot, count, candidates }: Question): readonly string[] {
  const where = `${spot.file}, row ${spot.row}${count > 1 ? ` and ${count - 1} more` : ''}`
  return [
    `  Which ${kind} is ${JSON.stringify(name)}? (${where})`,
    ...candidates.map((each) => `      ${each.slug}: ${each.name} (${each.why})`),
    ...(candidates.length === 0 ? ['      nothing alike is there: probably a new one'] : []),
  ]
}

function* rowLines({ file, row, table, operation, name, cells }: RowReport): Generator<string> {
  yield `${signs[operation]} ${table} ${name ?? '(new)'} (${file}, row ${row})\n`
  for (const { column, before, after } of cells)
    yield operation === 'CREATE'
      ? `    ${column}: ${JSON.stringify(after)}\n`
      : `    ${column}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}\n`
}
