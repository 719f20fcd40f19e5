// Short forms of changes for tests.
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type {
  Cells,
  CellValue,
  EditableTable,
  Outcome,
  RowChange,
  Submission,
  Target,
} from '../../server/db/changes/change.ts'
import { submitChangeset } from '../../server/db/changes/submit.ts'
import type { Database } from '../../server/db/tables.ts'
import { tables } from '../../server/db/tables.ts'

export const chapter = '10-point-plan-in-action-chapter-1'

export const named = (table: EditableTable, name: string): Target => ({ table, name })
export const to = (table: EditableTable, name: string): CellValue => ({ row: named(table, name) })

/** A citation of a page of the chapter. */
export const page = (number: number): CellValue => ({
  cite: {
    document: named('documents', chapter),
    pageStart: number,
    pageEnd: number,
    section: 'ACTORS',
    footnote: null,
  },
})

type Unplaced<C> = C extends RowChange ? Omit<C, 'at'> : never
/** A change without its place in the list. */
export type Change = Unplaced<RowChange>

/** Changes in their places. */
export const placed = (changes: readonly Change[]): readonly RowChange[] =>
  changes.map((change, index) => ({ ...change, at: { change: index, path: ['changes', index] } }))

export const insert = (table: EditableTable, name: string, row: Cells): Change => ({ kind: 'insert', table, name, row })
export const update = (table: EditableTable, name: string, set: Cells, expectedVersion?: number): Change => ({
  kind: 'update',
  table,
  target: named(table, name),
  set,
  expectedVersion,
})
export const remove = (table: EditableTable, name: string): Change => ({
  kind: 'delete',
  table,
  target: named(table, name),
})

export const newActor = (slug: string, more: Cells = {}): Change =>
  insert('actors', slug, { name: `The ${slug}`, kind: 'NGO', citation_id: page(20), ...more })

export const newInitiative = (slug: string, more: Cells = {}): Change =>
  insert('initiatives', slug, {
    name: `The ${slug}`,
    kind: 'PROJECT',
    level: 'NATIONAL',
    coverage: 'MENTION',
    status: 'UNKNOWN',
    citation_id: page(20),
    ...more,
  })

export const newParticipation = (initiative: string, actor: string, role: string, more: Cells = {}): Change =>
  insert('participations', `${initiative}/${actor}/${role}`, {
    initiative_id: to('initiatives', initiative),
    actor_id: to('actors', actor),
    role,
    certainty: 'STATED',
    listed: true,
    citation_id: page(21),
    ...more,
  })

/** Submits changes, to be published unless it says otherwise. */
export const submit = (
  db: Kysely<Database>,
  changes: readonly Change[],
  more: Partial<Submission> = {},
): Promise<Outcome> =>
  submitChangeset(db, {
    reason: 'A test',
    author: 'tester',
    origin: 'API',
    changes: placed(changes),
    publish: true,
    dryRun: false,
    ...more,
  })

/** The revision of a changeset that was published. */
export function revisionOf(outcome: Outcome): number {
  if (outcome.is !== 'changeset' || outcome.revision === null) throw new Error(JSON.stringify(outcome, null, 2))
  return outcome.revision
}

/** The number of a changeset that was kept. */
export function numberOf(outcome: Outcome): number {
  if (outcome.is !== 'changeset' || outcome.number === null) throw new Error(JSON.stringify(outcome, null, 2))
  return outcome.number
}

/** The codes of problems with the changes and fields they are of, as in `0 citation MISSING_CITATION`. */
export function problemsOf(outcome: Outcome): readonly string[] {
  if (outcome.is !== 'refused') throw new Error(JSON.stringify(outcome, null, 2))
  return outcome.problems
    .map(({ change, path, code }) => [change, path.slice(2).join('.'), code].filter((part) => part !== '').join(' '))
    .toSorted()
}

/** The only problem's sentence. */
export function messageOf(outcome: Outcome): string {
  if (outcome.is !== 'refused') throw new Error(JSON.stringify(outcome, null, 2))
  return outcome.problems.map(({ message }) => message).join('\n')
}

const passing: ReadonlySet<string> = new Set(['created_at', 'updated_at', 'revision_from', 'revision_to', 'loaded_at'])

/** What the catalogue says, table by table: every row without the marks of who wrote it when. */
export async function stateOf(db: Kysely<Database>): Promise<Readonly<Record<string, readonly string[]>>> {
  const state: Record<string, readonly string[]> = {}
  for (const { name, columns } of tables) {
    if (!('updated_at' in columns) && name !== 'place_closure' && name !== 'search_entries') continue
    const { rows } = await sql<Readonly<Record<string, unknown>>>`select * from ${sql.table(name)}`.execute(db)
    state[name] = rows
      .map((row) =>
        JSON.stringify(
          Object.entries(row).filter(
            ([column]) => !passing.has(column) && !(name === 'search_entries' && column === 'id'),
          ),
        ),
      )
      .toSorted()
  }
  return state
}
