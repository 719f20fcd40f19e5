// Prints what an import does, for people: what it did on stdout, what is wrong on stderr.
import type { CellProblem, ImportReport, Question, RowReport } from '../sheets/report.ts'

const signs = { CREATE: '+', UPDATE: '~' } as const

/** The report as text. */
export function importText(report: ImportReport): { readonly out: string; readonly err: string } {
  const { outcome, problems, questions, warnings, notes, rows, changeset, revision } = report
  const err = [
    ...notes.map((note) => `Note: ${note}`),
    ...warnings.map((warning) => `Warning: ${problemText(warning)}`),
    ...(outcome === 'REFUSED' ? [refusedText(report)] : []),
    ...problems.map((problem) => `  ${problemText(problem)}`),
    ...questions.flatMap(questionLines),
  ]
  const tried = [...rows.flatMap(rowLines), `${countsText(report)}. Nothing was kept.`]
  const out = {
    DONE: [`${countsText(report)}.`, `Published changeset ${changeset}: revision ${revision}.`],
    PROPOSED: [`${countsText(report)}.`, `Proposed changeset ${changeset}.`],
    TRIED: tried,
    UNCHANGED: [`${countsText(report)}.`, 'no change'],
    REFUSED: [],
  }[outcome]
  return { out: out.join('\n'), err: err.join('\n') }
}

const countsText = ({ counts: { create, update, unchanged, refused } }: ImportReport): string =>
  `${create} to create, ${update} to update, ${unchanged} unchanged, ${refused} refused`

function refusedText(report: ImportReport): string {
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

function rowLines({ file, row, table, operation, name, cells }: RowReport): readonly string[] {
  return [
    `${signs[operation]} ${table} ${name ?? '(new)'} (${file}, row ${row})`,
    ...cells.map(({ column, before, after }) =>
      operation === 'CREATE'
        ? `    ${column}: ${JSON.stringify(after)}`
        : `    ${column}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
    ),
  ]
}
