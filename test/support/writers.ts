// Clients that change the catalogue through HTTP, on servers that may be gone the next moment.
import { type Kysely, sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '../../server/db/tables.ts'
import { type Result, submission } from './changesets.ts'
import type { Journal } from './journal.ts'

export const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'BACKGROUND' }

/** Sends a changeset to a server; undefined where no answer came. */
export async function send(url: string, key: string, input: object): Promise<Result | undefined> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({
        query: submission,
        variables: { input: { reason: 'Written under fire.', publish: true, ...input } },
      }),
    })
    const { data }: { readonly data?: { readonly submitChangeset: Result } } = await response.json()
    return data?.submitChangeset
  } catch {
    return undefined
  }
}

/** Two changes that belong together: an actor, and a name of it. */
export const actorAndName = (slug: string): readonly object[] => [
  { createActor: { slug, name: `Actor ${slug}`, kind: 'OTHER', citation } },
  { createActorName: { actor: slug, name: `Name of ${slug}`, kind: 'ALIAS' } },
]

/** The same, with an actor that there is not. */
const impossible = (slug: string): readonly object[] => [
  { createActor: { slug, name: `Actor ${slug}`, kind: 'OTHER', citation } },
  { createActorName: { actor: `${slug}-not`, name: `Name of ${slug}`, kind: 'ALIAS' } },
]

/** Writes one thing after the other until told to stop, each to one of the servers there are now. */
export async function write(
  writer: string,
  key: string,
  urls: () => readonly string[],
  journal: Journal,
  signal: AbortSignal,
): Promise<void> {
  for (let number = 0; !signal.aborted; number += 1) {
    const name = `${writer}-${number}`
    const at = urls()
    const url = at[number % at.length]
    if (url === undefined) throw new TypeError('There is no server.')
    journal.note({ name, ending: 'sent' })
    const changes = number % 5 === 4 ? impossible(name) : actorAndName(name)
    const result = await send(url, key, { changes, idempotencyKey: name })
    if (result?.__typename === 'Changeset')
      journal.note({ name, ending: 'acknowledged', revision: result.revision ?? null })
    else if (result) journal.note({ name, ending: 'refused' })
    else {
      journal.note({ name, ending: 'unknown' })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Repeats what nobody knows the end of, until an answer comes: then its end is known. */
export async function resolveUnknown(url: string, key: string, journal: Journal): Promise<number> {
  const unknown = [...journal.read().values()].filter(({ ending }) => ending === 'unknown')
  for (const { name } of unknown) {
    const isImpossible = Number(name.split('-').at(-1)) % 5 === 4
    const input = { changes: isImpossible ? impossible(name) : actorAndName(name), idempotencyKey: name }
    const first = await send(url, key, input)
    const again = await send(url, key, input)
    if (first?.__typename === 'Changeset') {
      expect(again, name).toMatchObject({ number: first.number, revision: first.revision })
      journal.note({ name, ending: 'acknowledged', revision: first.revision ?? null })
    } else {
      expect(first?.__typename, name).toBe('ChangesetRefused')
      expect(isImpossible, name).toBe(true)
      journal.note({ name, ending: 'refused' })
    }
  }
  return unknown.length
}

/** Holds the journal, whose ends are all known, against the database. */
export async function expectKept(db: Kysely<Database>, journal: Journal): Promise<void> {
  const told = [...journal.read().values()]
  const { rows: actors } = await sql<{ slug: string; revision: number; names: number }>`
    select slug, a.revision_from as revision,
      (select count(*)::integer from actor_names n where n.actor_id = a.id and n.revision_from = a.revision_from) as names
    from actors a where slug ~ '^w[0-9]+-[0-9]+-[0-9]+$'`.execute(db)
  const expected = told
    .filter(({ ending }) => ending === 'acknowledged')
    .map(({ name, revision }) => ({ slug: name, revision, names: 1 }))
  const inOrder = <T extends { readonly slug: string }>(rows: readonly T[]) =>
    rows.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  expect(inOrder(actors)).toEqual(inOrder(expected))

  const { rows: orphans } = await sql`select name from actor_names n
    where name ~ '^Name of w[0-9]' and not exists (select from actors a where a.id = n.actor_id)`.execute(db)
  expect(orphans).toEqual([])
  const { rows: numbers } = await sql<{ head: number; count: number; first: number; last: number; ordered: boolean }>`
    select (select revision from revision_head) as head, count(*)::integer as count, min(revision) as first,
      max(revision) as last, bool_and(committed_at >= before) as ordered
    from (select *, coalesce(lag(committed_at) over (order by revision), committed_at) as before from revisions) as r`.execute(
    db,
  )
  const { head = 0 } = numbers[0] ?? {}
  expect(numbers).toEqual([{ head, count: head, first: 1, last: head, ordered: true }])
  const { rows: changesets } = await sql<{ name: string; revision: number }>`
    select idempotency_key as name, revision from changesets 
    where status = 'PUBLISHED' and idempotency_key is not null order by revision`.execute(db)
  expect(changesets).toEqual(
    expected
      .map(({ slug, revision }) => ({ name: slug, revision }))
      .toSorted((a, b) => Number(a.revision) - Number(b.revision)),
  )
}
