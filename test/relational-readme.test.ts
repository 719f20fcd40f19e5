// The README of the plugin keeps its promises: its example is code that compiles, and its queries answer as printed.
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Executor } from '../server/relational/index.ts'
import * as limits from '../server/relational/index.ts'
import { openBookshop, respond } from './support/bookshop.ts'
import { books, newBuilder } from './support/library.ts'

const readme = await readFile(new URL('../server/relational/README.md', import.meta.url), 'utf8')
const code = await readFile(new URL('support/bookshop.ts', import.meta.url), 'utf8')

/** The code blocks of a language. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)

const statements: string[] = []
let db: Kysely<unknown>
let executor: Executor

beforeAll(async () => {
  const pglite = await PGlite.create()
  db = new Kysely({
    dialect: new PGliteDialect({ pglite }),
    log: ({ query }) => {
      statements.push(query.sql)
    },
  })
  await pglite.exec(blocks('sql')[0] ?? '')
  executor = openBookshop(db)
})
afterAll(() => db.destroy())
beforeEach(() => {
  statements.length = 0
})

describe('the README of the plugin', () => {
  it('has the whole example as it is compiled and run here', () => {
    expect(blocks('ts')[0]).toBe(code)
  })

  it('shows the response to its query, which comes from one statement', async () => {
    const [query = ''] = blocks('graphql')
    const [response = ''] = blocks('json')
    expect(JSON.parse(await respond(executor, query))).toEqual(JSON.parse(response))
    expect(statements).toHaveLength(1)
  })

  it('shows that a guarded field is for those who may see it, and takes one statement too', async () => {
    const [, query = ''] = blocks('graphql')
    const [, forStaff = '', forOthers = ''] = blocks('json')
    expect(JSON.parse(await respond(executor, query, true))).toEqual(JSON.parse(forStaff))
    expect(statements).toHaveLength(1)
    expect(JSON.parse(await respond(executor, query))).toMatchObject(JSON.parse(forOthers))
  })

  it('lists every kind of compiled field of a row', () => {
    const section = readme.slice(readme.indexOf('### Fields of a row'), readme.indexOf('### Fields of the root'))
    const listed = [...section.matchAll(/^\| `t\.(\w+)\(/gm)].map(([, name]) => name)
    const kinds: string[] = []
    const builder = newBuilder()
    builder.table(books, {
      name: 'Book',
      description: 'A book.',
      fields: (t) => {
        kinds.push(...Object.getOwnPropertyNames(Object.getPrototypeOf(t)).filter((name) => name !== 'constructor'))
        return { title: t.column('title', 'The title.') }
      },
    })
    builder.toSchema()
    expect(listed.toSorted()).toEqual(kinds.toSorted())
  })

  it('lists every limit of what a query may cost', () => {
    const listed = [...readme.matchAll(/^\| `(maximum\w+)` \| ([\d,]+) \|/gm)].map(([, name, figure = '']) => [
      name,
      Number(figure.replaceAll(',', '')),
    ])
    const exported = Object.entries(limits).filter(([name]) => name.startsWith('maximum'))
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(exported))
  })
})
