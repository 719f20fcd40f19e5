// Takes entries as one changeset of the living catalogue: the same checks and the same writes as any other change.
import { type Kysely, sql } from 'kysely'
import { allEditable, allNames } from '../../changeset/inputs.ts'
import { ReadChanges } from '../../changeset/read.ts'
import type { Changes, Conflict, Outcome, RowChange } from '../../db/changes/change.ts'
import { MOST_CHANGES, type Problem } from '../../db/changes/problems.ts'
import { submitChangeset } from '../../db/changes/submit.ts'
import { headRevision } from '../../db/revisions.ts'
import type { Database } from '../../db/tables.ts'
import { type Entry, spotOf } from '../entry.ts'
import type { CellProblem, ImportOutcome, Question } from '../report.ts'
import { Comparison } from './compare.ts'
import { columnAt } from './input.ts'
import type { KeptMade } from './kept.ts'
import { cellsOf, inputOfMade, operationOf, reportOfMade, tableOf } from './made.ts'

export interface Submitting {
  readonly reason: string
  readonly author: string
  readonly keyId?: number | undefined
  /** Whether the changes are made; otherwise they are proposed. */
  readonly publish: boolean
  readonly dryRun: boolean
  /** Called with the number of rows that were read so far, and the share of the files, from 0 to 1. */
  readonly onRow?: ((rows: number, share: number) => void) | undefined
  /** Called when all rows were read, with the number of changes. */
  readonly onCompared?: ((changes: number) => void) | undefined
}

/** What an import reads, each time it is asked: the catalogue may change meanwhile. */
export interface Reading {
  readonly entries: AsyncIterable<Entry>
  readonly notes: readonly string[]
  /** How much of the files was read so far, from 0 to 1. */
  readonly share: () => number
  /** Names that a person has to say what they are, once all entries were read. */
  readonly questions: () => Promise<readonly Question[]>
  /** Changes of rows that no mutation makes, such as that of a dataset, once all entries were read. */
  readonly besides: () => Promise<readonly RowChange[]>
}

/** How often the files are compared anew with a catalogue that changes meanwhile. */
const TRIES = 3

/** From so many changes on, the database is told to count its rows anew. */
const manyChanges = 1_000

/** Takes what is read, all of it or nothing. */
export async function takeEntries(
  db: Kysely<Database>,
  read: (report: (problem: CellProblem) => void) => Reading,
  options: Submitting,
): Promise<ImportOutcome> {
  for (let left = TRIES; ; left -= 1) {
    const base = await headRevision(db)
    const attempt = await compare(db, read, options)
    using kept = new DisposableStack()
    kept.use(attempt.made)
    const outcome = await submit(db, attempt, base, options)
    // Somebody changed the same rows after they were compared; what the files themselves expect stays a conflict.
    const isStale = outcome?.is === 'conflict' && (await headRevision(db)) !== base
    if (isStale && left > 1) continue
    if (outcome?.is === 'changeset' && outcome.revision !== null) await analyze(db, attempt.made)
    const report = reportOf(attempt, outcome, options)
    // The report has the rows, and is closed by whoever takes it.
    kept.move()
    return report
  }
}

interface Attempt {
  readonly made: KeptMade
  readonly besides: readonly RowChange[]
  readonly unchanged: number
  readonly leftOut: ReadonlySet<string>
  readonly problems: CellProblem[]
  readonly questions: readonly Question[]
  readonly notes: readonly string[]
}

async function compare(
  db: Kysely<Database>,
  read: (report: (problem: CellProblem) => void) => Reading,
  { onRow, onCompared }: Submitting,
): Promise<Attempt> {
  const problems: CellProblem[] = []
  const report = (problem: CellProblem): void => {
    problems.push(problem)
  }
  const reading = read(report)
  using kept = new DisposableStack()
  const comparison = kept.use(new Comparison(db, allEditable(), report))
  let rows = 0
  for await (const entry of reading.entries) {
    await comparison.add(entry)
    rows += 1
    onRow?.(rows, reading.share())
    if (comparison.made.length > MOST_CHANGES) break
  }
  await comparison.finish()
  const { made } = comparison
  onCompared?.(made.length)
  const attempt = {
    made,
    besides: await reading.besides(),
    unchanged: comparison.unchanged,
    leftOut: comparison.leftOut,
    problems,
    questions: await reading.questions(),
    notes: [...reading.notes, ...comparison.spoilt.notes],
  }
  kept.move()
  return attempt
}

/** Reading stops at the limit, so the total is unknown. */
const tooMany = `A changeset has at most ${MOST_CHANGES} changes, and these files make more. Split the file: each part is then taken, or refused, by itself.`

/** Tries the changes, or makes them where nothing is wrong with the files. Undefined where there are none. */
async function submit(
  db: Kysely<Database>,
  { made, besides, problems, questions }: Attempt,
  base: number,
  { reason, author, keyId, publish, dryRun }: Submitting,
): Promise<Outcome | undefined> {
  if (made.length + besides.length === 0) return undefined
  if (made.size + besides.length > MOST_CHANGES)
    return { is: 'refused', problems: [{ change: -1, path: [], code: 'TOO_MANY_CHANGES', message: tooMany }] }
  const read = new ReadChanges(allEditable(), {
    length: made.length,
    at: (index) => {
      const each = made.at(index)
      return each && inputOfMade(each)
    },
  })
  const isSound = problems.length === 0 && questions.length === 0 && read.problems.length === 0
  const outcome = await submitChangeset(db, {
    ...{ reason, author, keyId, publish },
    origin: 'IMPORT',
    changes: oneAfterOther(
      read,
      besides.map((change, index) => ({ ...change, at: { change: made.length + index, path: [] } })),
    ),
    baseRevision: base,
    // What is wrong besides is found all the same.
    dryRun: dryRun || !isSound,
  })
  if (outcome.is === 'refused')
    return { ...outcome, problems: [...read.problems, ...outcome.problems].map((problem) => read.told(problem)) }
  if (outcome.is === 'changeset') return { ...outcome, warnings: outcome.warnings.map((problem) => read.told(problem)) }
  return outcome
}

const oneAfterOther = (...lists: readonly Changes[]): Changes => ({
  *[Symbol.iterator]() {
    for (const list of lists) yield* list
  },
})

async function analyze(db: Kysely<Database>, made: KeptMade): Promise<void> {
  if (made.length < manyChanges) return
  const changed = new Set<string>()
  for (const each of made) changed.add(tableOf(each))
  await sql`analyze ${sql.join([...changed, 'search_entries'].map((table) => sql.id(table)))}`.execute(db)
}

function reportOf(attempt: Attempt, outcome: Outcome | undefined, { publish, dryRun }: Submitting): ImportOutcome {
  const { made, unchanged, questions, notes } = attempt
  const problems = [...attempt.problems, ...engineProblems(attempt, outcome)]
  const bad = new Set(problems.map(rowText))
  const isRefused = problems.length + questions.length > 0
  const sound = { ...made.counts }
  if (bad.size > 0)
    for (const each of made) if (bad.has(rowText(spotOf(each.place, null)))) sound[operationOf(each)] -= 1
  const taken = outcome?.is === 'changeset' && !isRefused ? outcome : undefined
  return {
    outcome: isRefused
      ? 'REFUSED'
      : taken === undefined
        ? 'UNCHANGED'
        : dryRun
          ? 'TRIED'
          : publish
            ? 'DONE'
            : 'PROPOSED',
    counts: { create: sound.CREATE, update: sound.UPDATE, unchanged, refused: bad.size },
    rows: {
      *[Symbol.iterator]() {
        for (const each of made) yield reportOfMade(each)
      },
    },
    problems,
    warnings: outcome?.is === 'changeset' ? outcome.warnings.map((warning) => located(attempt, warning)) : [],
    questions,
    notes,
    changeset: taken?.number ?? null,
    revision: taken?.revision ?? null,
    [Symbol.dispose]: () => made[Symbol.dispose](),
  }
}

const rowText = ({ file, sheet, row }: { file: string; sheet: string; row: number | null }): string =>
  JSON.stringify([file, sheet, row])

/** The problems that the checks of the catalogue found, in the words of the files. */
function engineProblems(attempt: Attempt, outcome: Outcome | undefined): readonly CellProblem[] {
  if (outcome?.is === 'conflict') return outcome.conflicts.map((conflict) => conflictAt(attempt, conflict))
  if (outcome?.is !== 'refused') return []
  const fieldText = (problem: CellProblem): string =>
    JSON.stringify([rowText(problem), problem.column?.split('.')[0] ?? null])
  const known = new Set(attempt.problems.map(fieldText))
  return (
    outcome.problems
      // A file that changes nothing is no problem.
      .filter(({ code }) => code !== 'EMPTY')
      .map((problem) => located(attempt, problem))
      .filter(
        (problem) =>
          // What a cell is for is missing because nothing could be read from it, or because its row was left out.
          !known.has(fieldText(problem)) &&
          !(problem.code === 'UNKNOWN_REFERENCE' && attempt.leftOut.has(problem.value ?? '')),
      )
  )
}

/** Where in the files a problem of a change stands. */
function located({ made }: Attempt, { change, path, code, message }: Problem): CellProblem {
  const own = made.at(change)
  if (own === undefined) {
    const nowhere = { file: made.at(0)?.place.sheet.file ?? '', sheet: '', row: null, column: null, cell: null }
    return { ...nowhere, value: null, code, message }
  }
  if (own.is === 'set') {
    const item = own.items[Number(path.at(-1))]
    return {
      ...spotOf(item?.place ?? own.place, own.shape.item),
      value: item ? String(item.item) : null,
      code,
      message,
    }
  }
  const column = columnAt(own.shape, path, code)
  const value = cellsOf(own).find((cell) => cell.column === column)?.after ?? null
  return { ...spotOf(own.place, column), value: value === null ? null : String(value), code, message }
}

function conflictAt({ made }: Attempt, { change, table, field, base, theirs, yours }: Conflict): CellProblem {
  const own = made.at(change)
  const column =
    field === null || own?.is !== 'row'
      ? null
      : columnAt(own.shape, ['', ...allNames().fieldOf(table, field).split('.')])
  const spot = own ? spotOf(own.place, column) : { file: '', sheet: '', row: null, column: null, cell: null }
  return {
    ...spot,
    value: yours === null ? null : String(yours),
    code: 'CONFLICT',
    message: `Somebody changed it since: it was ${JSON.stringify(base)} and is ${JSON.stringify(theirs)} now. Export it again.`,
  }
}
