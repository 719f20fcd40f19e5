// Random histories. What a query as of a revision answers is what the same query answers in a database that was led only
// so far; and all of it, reverted from the last to the first, leaves what was there. HISTORY_SEED repeats a run,
// HISTORY_CHANGESETS sets the number of revisions, HISTORY_QUERIES the queries for each of them.
import { print } from 'graphql'
import { expect, it } from 'vitest'
import { atRevision } from '../../server/cite/as-of.ts'
import { revertRevision } from '../../server/db/changes/revert.ts'
import { headRevision } from '../../server/db/revisions.ts'
import { revisionOf, stateOf } from '../support/changes.ts'
import { inChangeset } from '../support/changeset.ts'
import { databaseKind } from '../support/database.ts'
import { Fuzzer, openGenerated } from '../support/differential/fuzzer.ts'
import { continueIds, makeHistory, take } from '../support/history.ts'
import type { Api } from '../support/server.ts'
import { makeSound } from '../support/sound.ts'

const seed = Number(process.env['HISTORY_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const changesets = Number(process.env['HISTORY_CHANGESETS'] ?? 300)
const queries = Number(process.env['HISTORY_QUERIES'] ?? 5)

async function open(): Promise<Api> {
  const api = await openGenerated(seed)
  await continueIds(api.db)
  await inChangeset(api.db, makeSound)
  return api
}

const began = Date.now()

/** An answer as text. When something was made differs between two databases, and nothing else. */
const withoutTimes = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && Date.parse(value) >= began
      ? 'meanwhile'
      : value,
  )

it(`a random history is the same from behind and from within (HISTORY_SEED=${seed}, ${databaseKind})`, {
  timeout: 3_600_000,
}, async () => {
  await using all = await open()
  await using part = await open()
  const begin = await stateOf(all.db)
  expect(await stateOf(part.db)).toEqual(begin)
  const first = await headRevision(all.db)

  const { steps, taken, refused } = await makeHistory(all.db, seed, changesets)
  const end = await stateOf(all.db)
  console.log(
    `HISTORY_SEED=${seed}: ${changesets} revisions of ${steps.length} steps; taken ${JSON.stringify(Object.fromEntries(taken))}; refused ${JSON.stringify(Object.fromEntries(refused))}`,
  )

  const compare = async (revision: number): Promise<void> => {
    const fuzzer = await Fuzzer.over(part, seed + revision, async (document, variables, data) => {
      const { body } = await all.ask(print(atRevision(document, revision)), variables)
      if (body.errors) return `the server fails as of revision ${revision}: ${JSON.stringify(body.errors)}`
      const [then, now] = [withoutTimes(body.data), withoutTimes(data)]
      return then === now ? undefined : `as of revision ${revision} it is\n${then}\nand it was\n${now}`
    })
    for (let number = 0; number < queries; number += 1) {
      const found = await fuzzer.next(['text'])
      if (found !== undefined) expect.fail(`HISTORY_SEED=${seed}, revision ${revision}, query ${number}. ${found}`)
    }
  }
  await compare(first)
  for (const [number, step] of steps.entries()) {
    const outcome = await take(part.db, step)
    if (outcome.is !== 'changeset' || outcome.revision === null) continue
    expect(outcome.revision, `step ${number}`).toBe(await headRevision(part.db))
    await compare(outcome.revision)
  }
  expect(await headRevision(part.db)).toBe(await headRevision(all.db))
  expect(await stateOf(part.db)).toEqual(end)

  for (let revision = first + changesets; revision > first; revision -= 1) {
    const outcome = await revertRevision(all.db, revision, 'Back to the beginning.', { author: 'tester' })
    expect(outcome, `HISTORY_SEED=${seed}, revert of ${revision}`).toMatchObject({ is: 'changeset' })
    revisionOf(outcome)
  }
  expect(await stateOf(all.db)).toEqual(begin)
})
