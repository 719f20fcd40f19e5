// Pages of what a large revision changed: they make up the whole, from either end, and each is read by itself.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from './support/change.ts'
import { type Api, openApi } from './support/server.ts'

const each = 150
const many = 20_000
let api: Api
let revision: number
beforeAll(async () => {
  api = await openApi()
  const named = sql`select id from actors where slug = 'iom'`
  await change(api.db, async (db) => {
    await sql`insert into actor_names (actor_id, name, kind) select (${named}), 'Old ' || n, 'ALIAS'
      from generate_series(1, 40) n`.execute(db)
    await sql`insert into actor_identifiers (actor_id, scheme, value) select (${named}), 'old', n from generate_series(1, 40) n`.execute(
      db,
    )
  })
  revision = await change(api.db, async (db) => {
    await sql`insert into actors (slug, name, kind, citation_id)
      select 'paged-' || n, 'Paged ' || n, 'OTHER', (select min(id) from citations) from generate_series(1, ${each}::integer) n`.execute(
      db,
    )
    await sql`insert into actor_names (actor_id, name, kind) select (${named}), 'New ' || n, 'ALIAS'
      from generate_series(1, ${each}::integer) n`.execute(db)
    // Texts that come before and after a space where they are compared as one with what follows them.
    await sql`insert into actor_identifiers (actor_id, scheme, value)
      select (${named}), scheme, n from unnest(array['a', 'a b', 'a!', 'a-b']) scheme, generate_series(1, 60) n`.execute(
      db,
    )
    await sql`update actor_names set kind = 'FORMER' where name like 'Old 1%'`.execute(db)
    await sql`delete from actor_names where name like 'Old 2%'`.execute(db)
    await sql`delete from actor_identifiers where scheme = 'old'`.execute(db)
    await sql`update places set name = name || ' (changed)' where code in ('SO', 'KE')`.execute(db)
  })
  await sql`analyze`.execute(api.db)
})
afterAll(() => api[Symbol.asyncDispose]())

interface Change {
  readonly type: string
  readonly key: string
  readonly operation: string
}
interface PageOfChanges {
  readonly nodes: readonly Change[]
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>
}

const fields = 'nodes { type key operation } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
const asked = {
  revision: `query Page($number: Int!, $first: Int, $last: Int, $after: String, $before: String) {
    from: revision(number: $number) { changes(first: $first, last: $last, after: $after, before: $before) { ${fields} } } }`,
  changeset: `query Page($number: Int!, $first: Int, $after: String) {
    from: changeset(number: $number) { changes(first: $first, after: $after) { ${fields} } } }`,
}

async function page(of: keyof typeof asked, number: number, more: object): Promise<PageOfChanges> {
  const { from }: { readonly from?: { readonly changes: PageOfChanges } } = Object(
    await api.data(asked[of], { number, ...more }),
  )
  if (!from) throw new Error('It is not there.')
  return from.changes
}

const textOf = ({ type, key, operation }: Change): string => `${operation} ${type} ${key}`

async function walk(of: keyof typeof asked, number: number, way: 'first' | 'last'): Promise<readonly string[]> {
  const found: string[] = []
  for (let cursor: string | null = null, more = true; more; ) {
    const place = cursor === null ? {} : way === 'first' ? { after: cursor } : { before: cursor }
    const { nodes, pageInfo } = await page(of, number, { [way]: 100, ...place })
    const texts = nodes.map(textOf)
    found.splice(way === 'first' ? found.length : 0, 0, ...texts)
    cursor = way === 'first' ? pageInfo.endCursor : pageInfo.startCursor
    more = way === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage
  }
  return found
}

/** How many rows of the table the database reads for a page of twenty changes. */
const rowsReadOf = (revision: number, after: string | null, backward: boolean): Promise<number> =>
  api.db.transaction().execute(async (db) => {
    const count = async () => {
      const { rows } = await sql<{ read: number }>`
        select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as read
        from pg_stat_xact_user_tables where relname = 'citations'`.execute(db)
      return rows[0]?.read ?? 0
    }
    const before = await count()
    const table = after === null ? null : 'citations'
    const { rows } = await sql`select * from revision_changes(array['citations', 'documents'], ${revision}::integer,
      ${table}::text, ${after}::text, 20, ${backward}::boolean)`.execute(db)
    expect(rows.length).toBeGreaterThan(0)
    return (await count()) - before
  })

describe('the changes of a large revision', () => {
  it('are the same from either end, and each comes once', async () => {
    const forward = await walk('revision', revision, 'first')
    expect(new Set(forward).size).toBe(forward.length)
    const count = (pattern: RegExp) => forward.filter((text) => pattern.test(text)).length
    expect(count(/^CREATE Actor paged-/)).toBe(each)
    expect(count(/^CREATE ActorName iom New /)).toBe(each)
    expect(count(/^CREATE ActorIdentifier iom a/)).toBe(240)
    expect(count(/^DELETE ActorIdentifier iom old /)).toBe(40)
    expect(count(/^UPDATE ActorName iom Old 1/)).toBe(11)
    expect(count(/^DELETE ActorName iom Old 2/)).toBe(11)
    expect(count(/^UPDATE Place /)).toBe(2)
    expect(forward.length).toBe(2 * each + 304)
    expect(await walk('revision', revision, 'last')).toEqual(forward)
  })

  it('are those of its changeset', async () => {
    const { rows } = await sql<{ number: number }>`
      insert into changesets (status, reason, origin, author, revision) values ('PUBLISHED', 'A test.', 'API', 'test', ${revision})
      returning number`.execute(api.db)
    expect(await walk('changeset', rows[0]?.number ?? 0, 'first')).toEqual(await walk('revision', revision, 'first'))
  })

  it('are read a page at a time, wherever it begins', async () => {
    const large = await change(api.db, (db) =>
      sql`insert into citations (document_id, page_start, page_end, section)
        select (select id from documents where last_page is null order by id limit 1), n, n, 'REVIEW'
        from generate_series(10001, 10000 + ${many}::integer) n`.execute(db),
    )
    await sql`analyze citations`.execute(api.db)
    const { rows } = await sql<{ handle: string }>`
      select lpad(max(id - 30)::text, 10, '0') as handle from citations`.execute(api.db)
    const last = rows[0]?.handle ?? ''
    for (const [after, backward] of [
      [null, false],
      [last, false],
      [null, true],
      [last, true],
    ] as const)
      expect(await rowsReadOf(large, after, backward)).toBeLessThan(many / 10)
  })

  it('have no page after what is no cursor of theirs', async () => {
    const after = Buffer.from('changes:../etc').toString('base64url')
    const { body } = await api.ask(asked.changeset, { number: 1, first: 1, after })
    expect(body.errors?.[0]?.extensions?.['code']).toBe('BAD_CURSOR')
    const forged = Buffer.from('["table_name ASC,handle ASC,revision ASC","actors","none",1]').toString('base64url')
    expect((await page('revision', revision, { first: 1, after: forged })).nodes).toHaveLength(1)
  })
})
