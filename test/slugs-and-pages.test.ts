// What the database itself makes sure of, whoever writes: where slugs lead that were given up, and that citations are of pages
// that a document has.
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import type { Database } from '../server/db/tables.ts'
import { catalogueDatabase } from './support/database.ts'
import { asOf, change, document } from './support/past.ts'

let connection: Connection
let db: Kysely<Database>
beforeAll(async () => {
  connection = await catalogueDatabase()
  ;({ db } = connection)
})
afterAll(() => connection.close())

describe('a slug that is given up', () => {
  const redirects = async () =>
    (await sql`select kind, old_slug from slug_redirects where kind = 'documents' order by 2`.execute(db)).rows

  it('leads on to what was renamed, and no more once it is in use again', async () => {
    await change(db, document('first-name'))
    const renamed = await change(db, `update documents set slug = 'second-name' where slug = 'first-name'`)
    expect(await redirects()).toEqual([{ kind: 'documents', old_slug: 'first-name' }])
    await expect(change(db, document('first-name'))).rejects.toMatchObject({ code: '23505' })
    await change(db, `update documents set slug = 'first-name' where slug = 'second-name'`)
    expect(await redirects()).toEqual([{ kind: 'documents', old_slug: 'second-name' }])
    expect(await asOf(db, renamed, `select old_slug from slug_redirects where kind = 'documents'`)).toEqual([
      { old_slug: 'first-name' },
    ])
    await change(db, `delete from documents where slug = 'first-name'`)
    expect(await redirects()).toEqual([])
  })

  it('stays where two things change theirs for each other', async () => {
    await change(db, document('left'), document('right'))
    await change(
      db,
      `update documents set slug = 'between' where slug = 'left'`,
      `update documents set slug = 'left' where slug = 'right'`,
    ).catch((error: unknown) => expect(error).toMatchObject({ code: '23505' }))
    expect(await redirects()).toEqual([])
  })

  it.each([
    ['in use', `insert into slug_redirects select 'documents', slug, id from documents limit 1`, '23505'],
    ['of nothing', `insert into slug_redirects values ('documents', 'lost', 0)`, '23503'],
    ['of another kind', `insert into slug_redirects values ('actions', 'lost', 1)`, '23514'],
  ])('is refused as a redirect where it is %s', async (_, statement, code) => {
    await expect(change(db, statement)).rejects.toMatchObject({ code })
  })
})

describe('the pages of a document', () => {
  const cite = (from: number, to: number) => `insert into citations (document_id, page_start, page_end, section)
    select id, ${from}, ${to}, 'ACTIONS' from documents where slug = 'paged'`
  beforeAll(() =>
    change(db, document('paged'), `update documents set first_page = 10, last_page = 20 where slug = 'paged'`),
  )

  it('hold its citations', async () => {
    await change(db, cite(10, 20))
    await expect(change(db, cite(9, 9))).rejects.toMatchObject({
      code: '23514',
      message: expect.stringContaining('paged'),
    })
    await expect(change(db, cite(20, 21))).rejects.toMatchObject({ code: '23514' })
    await expect(
      change(
        db,
        `update citations set page_end = 21 where page_start = 10 and page_end = 20 and document_id = (select id from documents where slug = 'paged')`,
      ),
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('shrink only where no citation is left outside', async () => {
    const shrunk = (to: number) => change(db, `update documents set last_page = ${to} where slug = 'paged'`)
    await expect(shrunk(19)).rejects.toMatchObject({ code: '23514' })
    await shrunk(25)
    await expect(shrunk(9)).rejects.toMatchObject({ code: '23514' })
  })
})
