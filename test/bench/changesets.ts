// How fast changesets are made, what their history takes up, and what reading the past costs: `node test/bench/changesets.ts`,
// with DATABASE_URL on a server.
import { sql } from 'kysely'
import { headRevision } from '../../server/db/revisions.ts'
import { type Change, newActor, revisionOf, submit, update } from '../support/changes.ts'
import { catalogueDatabase } from '../support/database.ts'

const singles = Number(process.env['SINGLES'] ?? 200)
const thousands = Number(process.env['THOUSANDS'] ?? 3)

await using connection = await catalogueDatabase({ statementTimeoutMs: 0 })
const { db, kind } = connection

const take = async (changes: readonly Change[]) => revisionOf(await submit(db, changes))
const seconds = async (run: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await run()
  return (performance.now() - began) / 1000
}
const historyBytes = async (): Promise<number> => {
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_total_relation_size(c.oid))::float8 as bytes from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname = 'history' and relkind = 'r'`.execute(db)
  return rows[0]?.bytes ?? 0
}

const names = Array.from({ length: 1000 }, (_, number) => `measured-${number}`)
await take(names.map((name, number) => newActor(name, { name: `Measured ${(number * 7919) % 104_729}` })))

const single = await seconds(async () => {
  for (let number = 0; number < singles; number += 1)
    await take([update('actors', names[number % 10] ?? '', { description: `Once ${number}` })])
})
const before = await historyBytes()
const thousand = await seconds(async () => {
  for (let number = 0; number < thousands; number += 1)
    await take(names.map((name) => update('actors', name, { description: `Turn ${number}` })))
})
const bytes = ((await historyBytes()) - before) / (thousands * names.length)
console.log(`${kind}: ${(singles / single).toFixed(1)} changesets of one change a second
${kind}: ${(thousands / thousand).toFixed(2)} changesets of 1,000 changes a second, ${Math.round((thousands * 1000) / thousand)} changes a second
${kind}: ${Math.round(bytes)} bytes of history for a change of an actor, indexes included`)

const query = `select count(*), min(i.name) from initiatives i join participations p on p.initiative_id = i.id
  join actors a on a.id = p.actor_id where a.kind = 'UN_AGENCY'`
const median = async (run: () => Promise<unknown>): Promise<number> => {
  const times: number[] = []
  for (let number = 0; number < 31; number += 1) times.push((await seconds(run)) * 1000)
  return times.toSorted((a, b) => a - b)[15] ?? 0
}
const head = await headRevision(db)
const now = await median(() => connection.read(query, []))
const past = await median(() => connection.read(query, [], undefined, head - 1))
const first = await median(() => connection.read(query, [], undefined, 1))
console.log(
  `${kind}: a query of now ${now.toFixed(2)} ms, as of the revision before ${past.toFixed(2)} ms, as of the first ${first.toFixed(2)} ms (medians of 31)`,
)
