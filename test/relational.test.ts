// The plugin on a schema of three tables: what goes out as text, what goes through resolvers, and with which statements.
import { execute, extendSchema, parse, validate, visit } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { createExecutor, type Executor, maximumLabel } from '../server/relational/index.ts'
import { freshDatabase } from './support/database.ts'
import { authors, books, fillLibrary, librarySchema, newBuilder } from './support/library.ts'

const schema = librarySchema()
const statements: string[] = []
let connection: Connection
let executor: Executor

beforeAll(async () => {
  connection = await freshDatabase({ onStatement: (text) => statements.push(text) })
  await fillLibrary(connection.db)
  executor = createExecutor({ schema, ...connection })
})
afterAll(() => connection.close())
beforeEach(() => {
  statements.length = 0
})

interface Answered {
  /** Whether the database's text was the answer. */
  readonly isText: boolean
  readonly data: unknown
  readonly errors: readonly string[]
}

async function ask(query: string, { librarian = false, variables = {} } = {}): Promise<Answered> {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const operation = executor.relationalOperation(document)
  if (operation) {
    const result = await executor.text(document, operation, variables)
    if ('errors' in result)
      return { isText: true, data: undefined, errors: result.errors.map(({ message }) => message) }
    if ('text' in result) return { isText: true, data: JSON.parse(result.text), errors: [] }
  }
  const { data, errors = [] } = await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: { ...executor, librarian, db: connection.db },
  })
  return { isText: false, data: JSON.parse(JSON.stringify(data ?? null)), errors: errors.map(({ message }) => message) }
}

describe('compiled fields', () => {
  it('are answered by the text of one statement', async () => {
    expect(await ask('{ authors { totalCount nodes { name books { nodes { title } } } } }')).toEqual({
      isText: true,
      data: {
        authors: {
          totalCount: 3,
          nodes: [
            { name: 'Anonymous', books: { nodes: [] } },
            { name: 'Stanisław Lem', books: { nodes: [{ title: 'Solaris' }] } },
            { name: 'Virginia Woolf', books: { nodes: [{ title: 'Orlando' }, { title: 'The Waves' }] } },
          ],
        },
      },
      errors: [],
    })
    expect(statements).toHaveLength(1)
  })

  it('read one row by its key with one condition', async () => {
    expect(await ask('{ author(slug: "lem") { id born } }')).toMatchObject({
      isText: true,
      data: { author: { id: Buffer.from('Author:lem').toString('base64url'), born: 1921 } },
    })
    expect(statements).toMatchInlineSnapshot(`
      [
        "/* { author } */ with "rows1" as (select "base"."target_slug", "base"."target_born" from (select "target"."slug" as "target_slug", "target"."born" as "target_born" from "authors" "target" where "target"."slug" = $1::text) "base" ), "text1" as (select "item"."value0" as "json0" from (select ((('{"id":'::text || ('"' || translate(encode(convert_to('Author:' || "item"."target_slug"::text, 'UTF8'), 'base64'), E'+/=\\n', '-_') || '"')) || ',"born":'::text) || ((coalesce("item"."target_born"::text, 'null')) || '}'::text)) as "value0" from "rows1" "item" ) "item") select (('{"author":'::text || (coalesce((select "json0" from "text1"), 'null'))) || '}'::text) as data",
      ]
    `)
  })

  it('filter and order by what fields declared later say', async () => {
    const { data } = await ask(
      '{ books(where: { author: { name: { contains: "woolf" } } }, orderBy: [{ field: YEAR, direction: DESC }]) { nodes { title } } }',
    )
    expect(data).toEqual({ books: { nodes: [{ title: 'The Waves' }, { title: 'Orlando' }] } })
    expect(
      await ask('{ authors(where: { books: { some: { title: { eq: "Solaris" } } } }) { nodes { slug } } }'),
    ).toMatchObject({
      data: { authors: { nodes: [{ slug: 'lem' }] } },
    })
  })
})

describe('the comment that begins a statement', () => {
  const commentOf = async (query: string): Promise<string | undefined> => {
    statements.length = 0
    await ask(query, { librarian: true })
    return statements.at(-1)?.match(/^\/\* (.*?) \*\/ with /)?.[1]
  }

  it.each([
    ['is the name of the operation', 'query Born { author(slug: "lem") { born } }', 'Born'],
    [
      'is the root fields of an operation without a name',
      '{ author(slug: "lem") { born } hello: authors { totalCount } }',
      '{ author authors }',
    ],
    ['names the operation that resolvers answer, too', 'query Old { author(slug: "lem") { age(year: 1930) } }', 'Old'],
    ['names the operation of rows that a resolver points to', 'query New { newest(count: 1) { title } }', 'New'],
    [
      'is short, however long the name',
      `query ${'a'.repeat(5000)} { author(slug: "lem") { born } }`,
      'a'.repeat(maximumLabel),
    ],
  ])('%s', async (_, query, comment) => {
    expect(await commentOf(query)).toBe(comment)
  })

  it('cannot be ended by a name that no parser would take', async () => {
    const parsed = parse('query Q { author(slug: "lem") { born } }')
    const document = visit(parsed, {
      Name: (node) => (node.value === 'Q' ? { ...node, value: '*/ drop table authors; /*' } : undefined),
    })
    const operation = executor.relationalOperation(document)
    if (!operation) throw new TypeError('It is no query.')
    expect(await executor.text(document, operation, {})).toMatchObject({ text: '{"author":{"born":1921}}' })
    expect(statements[0]).toMatch(/^\/\* __ drop table authors_ __ \*\/ with /)
  })
})

describe('ordinary fields', () => {
  it('read the columns they name, in the statement of their neighbours', async () => {
    const query = '{ authors { nodes { born: name age(year: 1930) greeting books(first: 1) { nodes { title } } } } }'
    expect(await ask(query)).toEqual({
      isText: false,
      data: {
        authors: {
          nodes: [
            { born: 'Anonymous', age: null, greeting: 'Good day.', books: { nodes: [] } },
            { born: 'Stanisław Lem', age: 9, greeting: 'Good day.', books: { nodes: [{ title: 'Solaris' }] } },
            { born: 'Virginia Woolf', age: 48, greeting: 'Good day.', books: { nodes: [{ title: 'Orlando' }] } },
          ],
        },
      },
      errors: [],
    })
    expect(statements).toHaveLength(1)
  })

  it('stand on edges, too', async () => {
    expect(await ask('{ author(slug: "woolf") { shelved { edges { lent state node { title } } } } }')).toEqual({
      isText: false,
      data: { author: { shelved: { edges: [{ lent: true, state: 'out', node: { title: 'Solaris' } }] } } },
      errors: [],
    })
  })

  it('stand at the root without a statement, and beside compiled ones', async () => {
    expect(await ask('{ hello }')).toEqual({ isText: false, data: { hello: 'Hello.' }, errors: [] })
    expect(statements).toEqual([])
    expect(await ask('{ hello author(slug: "lem") { name } }')).toMatchObject({
      data: { hello: 'Hello.', author: { name: 'Stanisław Lem' } },
    })
  })

  it('point to rows, which are read with what is selected of them, one statement for all of a field', async () => {
    expect(await ask('{ books { nodes { title next { title author { name } } } } }')).toMatchObject({
      isText: false,
      data: {
        books: {
          nodes: [
            { title: 'Orlando', next: { title: 'The Waves', author: { name: 'Virginia Woolf' } } },
            { title: 'Solaris', next: null },
            { title: 'The Waves', next: { title: 'Solaris', author: { name: 'Stanisław Lem' } } },
          ],
        },
      },
    })
    expect(statements).toHaveLength(2)
  })

  it('give lists of rows in the order of the resolver', async () => {
    expect(await ask('{ newest(count: 3) { title } }')).toMatchObject({
      data: { newest: [{ title: 'Solaris' }, { title: 'Orlando' }, { title: 'The Waves' }] },
    })
    expect(statements).toHaveLength(1)
  })

  it('have their arguments validated', async () => {
    const { errors } = await ask('{ newest(count: 4) { title } }')
    expect(errors.join()).toContain('At most three.')
    expect(statements).toEqual([])
  })
})

describe('a field that says nothing of where it comes from', () => {
  it('is refused, and not left out', async () => {
    const extended = extendSchema(
      schema,
      parse('extend type Author { unplanned: String } extend type Query { nowhere: String }'),
    )
    const own = createExecutor({ schema: extended, ...connection })
    for (const query of ['{ author(slug: "lem") { name unplanned } }', '{ nowhere author(slug: "lem") { name } }']) {
      const document = parse(query)
      expect(own.relationalOperation(document)).toBeUndefined()
      const { errors } = await execute({ schema: extended, document, contextValue: own })
      expect(String(errors)).toMatch(/unplanned|nowhere/)
    }
  })
})

describe('a guarded field', () => {
  it('goes through its guard, however deep it stands', async () => {
    expect(await ask('{ books { nodes { author { name secret } } } }')).toMatchObject({
      isText: false,
      errors: expect.arrayContaining([expect.stringContaining('Not authorized')]),
    })
    expect(await ask('{ author(slug: "lem") { ...F } } fragment F on Author { secret }', { librarian: true })).toEqual({
      isText: false,
      data: { author: { secret: 'l' } },
      errors: [],
    })
    expect(await ask('{ node(id: "QXV0aG9yOmxlbQ") { id ... on Author { secret } } }')).toMatchObject({ isText: false })
    expect(await ask('{ node(id: "QXV0aG9yOmxlbQ") { id ... on Author { name } } }')).toMatchObject({ isText: true })
  })
})

describe('a guard on what clients filter or order by', () => {
  const guarded = { authScopes: { librarian: true } }
  const build = (declare: (builder: ReturnType<typeof newBuilder>) => void) => () => {
    const builder = newBuilder()
    declare(builder)
    builder.queryType({ fields: (t) => ({ hello: t.string({ resolve: () => 'Hello.' }) }) })
    return builder.toSchema()
  }
  const withName = (options: { readonly filter?: boolean; readonly sort?: boolean; readonly authScopes?: object }) =>
    build((builder) => {
      builder.table(authors, {
        name: 'Author',
        description: 'Who writes.',
        fields: (t) => ({ name: t.column('name', 'The name.', options) }),
      })
    })

  it('is refused when the schema is built, for its values could be found out', () => {
    expect(withName({ ...guarded, filter: true })).toThrow(/^Author\.name has a guard: /)
    expect(withName({ ...guarded, sort: true })).toThrow(/^Author\.name has a guard: /)
    expect(withName(guarded)).not.toThrow()
    expect(withName({ filter: true, sort: true })).not.toThrow()
  })

  it('is refused on a relation, and on the type of the field', () => {
    const relation = build((builder) => {
      const Author = builder.tableRef(authors, { name: 'Author' })
      builder.tableFields(Author, {
        description: 'Who writes.',
        fields: (t) => ({ name: t.column('name', 'The name.', { filter: true }) }),
      })
      builder.table(books, {
        name: 'Book',
        description: 'What is written.',
        fields: (t) => ({ author: t.one(Author, 'author_id', 'The author.', { ...guarded, filter: true }) }),
      })
    })
    expect(relation).toThrow(/^Book\.author has a guard: /)
    const type = build((builder) => {
      builder.table(authors, {
        ...guarded,
        name: 'Author',
        description: 'Who writes.',
        fields: (t) => ({ name: t.column('name', 'The name.', { sort: true }) }),
      })
    })
    expect(type).toThrow(/^Author\.name has a guard: /)
  })
})

describe('a limit of an argument', () => {
  const tooLong = 'Comparison strings are limited to 1000 characters.'
  it.each([
    ['a text that finds a row', 'author(slug: $text) { name }', tooLong],
    [
      'a text in a filter',
      'authors(where: { books: { some: { title: { in: ["a", $text] } } } }) { totalCount }',
      tooLong,
    ],
    [
      'the size of a page',
      'authors(first: 101, where: { name: { ne: $text } }) { totalCount }',
      '"first" must be between 0 and 100.',
    ],
  ])('holds with and without resolvers: of %s', async (_, field, message) => {
    const variables = { text: 'x'.repeat(1001) }
    for (const others of ['', 'hello']) {
      const { errors } = await ask(`query ($text: String!) { ${field} ${others} }`, { variables })
      expect(errors).toEqual([message])
    }
  })
})

describe('a mutation', () => {
  const rename = (title: string) => `mutation {
    renameBook(isbn: "b1", title: "${title}") {
      __typename
      ... on Book { title author { name books { totalCount nodes { title } } } }
      ... on TitleTaken { message }
    }
  }`

  it('answers any selection of its row with one statement', async () => {
    expect(await ask(rename('Orlando: A Biography'), { librarian: true })).toEqual({
      isText: false,
      data: {
        renameBook: {
          __typename: 'Book',
          title: 'Orlando: A Biography',
          author: {
            name: 'Virginia Woolf',
            books: { totalCount: 2, nodes: [{ title: 'Orlando: A Biography' }, { title: 'The Waves' }] },
          },
        },
      },
      errors: [],
    })
    expect(statements).toHaveLength(3)
    await ask(rename('Orlando'), { librarian: true })
  })

  it('answers with its errors as data, and obeys its scopes', async () => {
    expect(await ask(rename('Solaris'), { librarian: true })).toMatchObject({
      data: { renameBook: { __typename: 'TitleTaken', message: 'There is a book "Solaris".' } },
      errors: [],
    })
    expect((await ask(rename('Kew Gardens'))).errors.join()).toContain('Not authorized')
    expect(await ask('{ author(slug: "woolf") { books { nodes { title } } } }')).toMatchObject({
      data: { author: { books: { nodes: [{ title: 'Orlando' }, { title: 'The Waves' }] } } },
    })
  })
})
