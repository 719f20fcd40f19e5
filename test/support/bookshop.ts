import SchemaBuilder from '@pothos/core'
import relay from '@pothos/plugin-relay'
import scopeAuth from '@pothos/plugin-scope-auth'
import { execute, parse, validate } from 'graphql'
import { CompiledQuery, type Kysely } from 'kysely'
import {
  createExecutor,
  type Executor,
  integer,
  nullable,
  pages,
  type RelationalContext,
  relational,
  text,
} from '../../server/relational/index.ts'

const authors = { name: 'authors', columns: { id: integer(), slug: text(), name: text(), email: text() } } as const
const books = {
  name: 'books',
  columns: { id: integer(), author_id: integer(), title: text(), year: nullable(integer()) },
} as const

interface Types {
  Defaults: 'v4'
  Context: RelationalContext & { readonly isStaff: boolean }
  AuthScopes: { staff: boolean }
  DefaultFieldNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
}
const builder = new SchemaBuilder<Types>({
  defaults: 'v4',
  defaultFieldNullability: false,
  plugins: [relational, scopeAuth, relay],
  relational: { request: (context) => context },
  relay: { ...pages, nodeQueryOptions: false, nodesQueryOptions: false },
  scopeAuth: { authScopes: ({ isStaff }) => ({ staff: isStaff }) },
})

// The types come before their fields, so that each can name the other.
const Author = builder.tableRef(authors, { name: 'Author', key: 'slug' })
const Book = builder.tableRef(books, { name: 'Book' })

builder.tableFields(Author, {
  description: 'A person who writes books.',
  fields: (t) => ({
    name: t.column('name', 'The full name.', { filter: true, sort: true }),
    email: t.column('email', 'For the staff only.', { authScopes: { staff: true } }),
    books: t.connection(Book, { description: 'Their books.', by: 'author_id', order: ['year', 'title'], filter: true }),
  }),
})
builder.tableFields(Book, {
  description: 'A book.',
  fields: (t) => ({
    title: t.column('title', 'The title.', { filter: true, sort: true }),
    year: t.column('year', 'The year of the first print.', { filter: true, sort: true }),
    author: t.one(Author, 'author_id', 'The person who wrote it.', { filter: true }),
  }),
})
builder.queryType({
  fields: (t) => ({
    author: t.row(Author, 'slug', { description: 'One author.', argumentDescription: 'The short name.' }),
    authors: t.rows(Author, { description: 'All authors.', order: ['name'] }),
  }),
})
const schema = builder.toSchema()

/** Make one executor for a schema and a database, and keep it: it caches the statements it compiles. */
export const openBookshop = <DB>(db: Kysely<DB>): Executor =>
  createExecutor({
    schema,
    db,
    read: async (sql, parameters) =>
      (await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, [...parameters]))).rows,
  })

/** The response to a request, as JSON text. */
export async function respond(executor: Executor, query: string, isStaff = false, variables = {}): Promise<string> {
  const document = parse(query)
  const invalid = validate(schema, document)
  if (invalid.length > 0) return JSON.stringify({ errors: invalid })
  const operation = executor.relationalOperation(document)
  const result = operation
    ? await executor.text(document, operation, variables)
    : executor.refusal(document, undefined, variables)
  if (result && 'text' in result) return `{"data":${result.text}}`
  if (result && 'errors' in result) return JSON.stringify(result)
  // Mutations, guarded and ordinary fields, partial errors: graphql-js answers, and its resolvers ask the executor.
  const contextValue = { ...executor, isStaff }
  return JSON.stringify(await execute({ schema, document, variableValues: variables, contextValue }))
}
