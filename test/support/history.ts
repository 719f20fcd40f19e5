// A history of random steps: what was submitted, so that another database can go the same way.
import { type Kysely, sql } from 'kysely'
import type { Outcome } from '../../server/db/changes/change.ts'
import { revertRevision } from '../../server/db/changes/revert.ts'
import { publishChangeset } from '../../server/db/changes/review.ts'
import { headRevision } from '../../server/db/revisions.ts'
import { type Database, tables } from '../../server/db/tables.ts'
import { type Change, numberOf, submit } from './changes.ts'
import { Random } from './differential/random.ts'
import { RandomChanges } from './random-changes.ts'

/** Something that is done to a database, or tried. */
export type Step =
  | { readonly is: 'submitted' | 'tried' | 'proposed and published'; readonly changes: readonly Change[] }
  | { readonly is: 'reverted'; readonly revision: number }

const author = 'a random hand'

export async function take(db: Kysely<Database>, step: Step): Promise<Outcome> {
  if (step.is === 'reverted') return revertRevision(db, step.revision, 'A random revert.', { author })
  if (step.is !== 'proposed and published')
    return submit(db, step.changes, { author, dryRun: step.is === 'tried', reason: 'A random change.' })
  const proposed = await submit(db, step.changes, { author, publish: false, reason: 'A random proposal.' })
  return proposed.is === 'changeset' ? publishChangeset(db, numberOf(proposed), { author: 'another hand' }) : proposed
}

/** What the database draws ids from continues after the rows that were given theirs. */
export async function continueIds(db: Kysely<Database>): Promise<void> {
  for (const { name, columns } of tables) {
    if (!('id' in columns) || columns.id.kind !== 'integer') continue
    await sql`select setval(s, greatest((select max(id) from ${sql.table(name)}), 1))
      from (select pg_get_serial_sequence(${name}, 'id') as s) as found where s is not null`.execute(db)
  }
}

export interface History {
  readonly steps: readonly Step[]
  /** How often each kind of change was taken, by kind and table. */
  readonly taken: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Makes so many revisions; the steps on the way that were refused belong to it, too. */
export async function makeHistory(db: Kysely<Database>, seed: number, revisions: number): Promise<History> {
  const random = new Random(seed)
  const draw = await RandomChanges.over(db, random)
  const first = await headRevision(db)
  const steps: Step[] = []
  const taken = new Map<string, number>()
  const refused = new Map<string, number>()
  for (let head = first; head < first + revisions; head = await headRevision(db)) {
    if (steps.length > revisions * 20) throw new Error('Too few random changesets can be made.')
    const isRevert = head > first && random.chance(0.1)
    const step: Step = isRevert
      ? { is: 'reverted', revision: random.between(first + 1, head) }
      : {
          is: random.pick(['submitted', 'submitted', 'submitted', 'proposed and published', 'tried'] as const),
          changes: await draw.next(),
        }
    steps.push(step)
    const outcome = await take(db, step)
    const names =
      step.is === 'reverted'
        ? ['revert']
        : step.changes.map((change) => `${change.kind} ${'table' in change ? change.table : 'actors'}`)
    if (outcome.is === 'refused') for (const { code } of outcome.problems) count(refused, code)
    else if (outcome.is === 'conflict') count(refused, 'conflict')
    else if (outcome.revision !== null) for (const name of names) count(taken, name)
  }
  return { steps, taken, refused }
}
