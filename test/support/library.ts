// Another API on the same plugin: authors, books, and the shelves books stand on.
import SchemaBuilder from '@pothos/core'
import errors from '@pothos/plugin-errors'
import relay from '@pothos/plugin-relay'
import scopeAuth from '@pothos/plugin-scope-auth'
import validation from '@pothos/plugin-validation'
import type { GraphQLSchema } from 'graphql'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { boolean, integer, nullable, text } from '../../server/db/columns.ts'
import type { Database } from '../../server/db/tables.ts'
import { encodeId, pages, type RelationalContext, relational, through } from '../../server/relational/index.ts'

export const authors = {
  name: 'authors',
  columns: { id: integer(), slug: text(), name: text(), born: nullable(integer()), secret: text() },
} as const
export const books = {
  name: 'books',
  columns: { id: integer(), isbn: text(), author_id: integer(), title: text(), year: nullable(integer()) },
} as const
export const shelvings = {
  name: 'shelvings',
  columns: { id: integer(), book_id: integer(), author_id: integer(), lent: boolean() },
} as const

export interface LibraryContext extends RelationalContext {
  readonly librarian: boolean
  readonly db: Kysely<Database>
}

interface Types {
  Defaults: 'v4'
  Context: LibraryContext
  DefaultFieldNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
  AuthScopes: { librarian: boolean }
}

export const newBuilder = () =>
  new SchemaBuilder<Types>({
    defaults: 'v4',
    defaultFieldNullability: false,
    plugins: [relational, errors, scopeAuth, relay, validation],
    relational: { request: (context) => context },
    scopeAuth: { authScopes: ({ librarian }) => ({ librarian }) },
    errors: { defaultTypes: [] },
    relay: {
      ...pages,
      encodeGlobalID: (type, key) => encodeId({ type, key: String(key) }),
      nodeQueryOptions: false,
      nodesQueryOptions: false,
    },
  })

export class TitleTaken extends Error {}

/** The schema, with everything a field can be: compiled, ordinary, guarded, validated, a mutation. */
export function librarySchema(): GraphQLSchema {
  const builder = newBuilder()
  const Author = builder.tableRef(authors, { name: 'Author', key: 'slug' })
  const Book = builder.tableRef(books, { name: 'Book', key: 'isbn' })

  builder.tableFields(Author, {
    description: 'Who writes.',
    fields: (t) => ({
      slug: t.column('slug', 'A short name.'),
      name: t.column('name', 'The name.', { filter: true, sort: true }),
      born: t.column('born', 'The year of birth.'),
      secret: t.column('secret', 'For librarians.', { authScopes: { librarian: true } }),
      books: t.connection(Book, { description: 'The books.', by: 'author_id', order: ['year', 'title'], filter: true }),
      shelved: t.connection(Book, {
        description: 'Books of others that the author has.',
        relation: through(shelvings, 'author_id', 'book_id'),
        order: ['title'],
        edge: (e) => ({
          lent: e.column('lent', 'Whether it is lent.'),
          state: e.string({
            description: 'The same in a word.',
            columns: ['lent'],
            resolve: ({ lent }) => (lent ? 'out' : 'in'),
          }),
        }),
      }),
      age: t.int({
        description: 'How old in a year.',
        nullable: true,
        columns: ['born'],
        args: { year: t.arg.int({ required: true, description: 'The year.' }) },
        resolve: ({ born }, { year }) => (born === null ? null : year - born),
      }),
      greeting: t.string({ description: 'Reads no column.', resolve: () => 'Good day.' }),
    }),
  })

  builder.tableFields(Book, {
    description: 'What is written.',
    fields: (t) => ({
      isbn: t.column('isbn', 'The number.'),
      title: t.column('title', 'The title.', { filter: true, sort: true }),
      year: t.column('year', 'The year.', { sort: true }),
      author: t.one(Author, 'author_id', 'The author.', { filter: true }),
    }),
  })

  builder.tableField(Book, 'next', (t) =>
    t.field({
      type: Book,
      nullable: true,
      description: 'An ordinary field that points to a row.',
      columns: ['isbn'],
      resolve: ({ isbn }) => (isbn === 'b3' ? null : Book.at(`b${Number(isbn.slice(1)) + 1}`)),
    }),
  )

  builder.objectType(TitleTaken, {
    name: 'TitleTaken',
    description: 'Another book has the title.',
    fields: (t) => ({ message: t.exposeString('message', { description: 'What is wrong.' }) }),
  })

  builder.queryType({
    description: 'Questions.',
    fields: (t) => ({
      node: t.rowById('Node', { description: 'Any object.' }),
      author: t.row(Author, 'slug', { description: 'One author.', argumentDescription: 'Its slug.' }),
      authors: t.rows(Author, { description: 'All authors.', order: ['name'] }),
      books: t.rows(Book, { description: 'All books.', order: ['title'] }),
      hello: t.string({ description: 'Needs no database.', resolve: () => 'Hello.' }),
      newest: t.field({
        type: [Book],
        description: 'Rows that a resolver points to.',
        args: {
          count: t.arg.int({
            required: true,
            description: 'How many.',
            validate: z.int().max(3, 'At most three.'),
          }),
        },
        resolve: (_root, { count }) => ['b3', 'b1', 'b2'].slice(0, count).map((isbn) => Book.at(isbn)),
      }),
    }),
  })

  builder.mutationType({
    description: 'Changes.',
    fields: (t) => ({
      renameBook: t.field({
        type: Book,
        description: 'Gives a book another title.',
        authScopes: { librarian: true },
        errors: { types: [TitleTaken], directResult: true },
        args: {
          isbn: t.arg.string({ required: true, description: 'Which.' }),
          title: t.arg.string({ required: true, description: 'The title.' }),
        },
        resolve: async (_root, { isbn, title }, { db }) => {
          const { rows } = await sql`select from books where title = ${title}`.execute(db)
          if (rows.length > 0) throw new TitleTaken(`There is a book "${title}".`)
          await sql`update books set title = ${title} where isbn = ${isbn}`.execute(db)
          return Book.at(isbn)
        },
      }),
    }),
  })
  return builder.toSchema({ sortSchema: false })
}

export async function fillLibrary(db: Kysely<Database>): Promise<void> {
  await sql`create table authors (id integer primary key, slug text not null unique, name text not null, born integer, secret text not null)`.execute(
    db,
  )
  await sql`create table books (id integer primary key, isbn text not null unique, author_id integer not null references authors, title text not null, year integer)`.execute(
    db,
  )
  await sql`create table shelvings (id integer primary key, book_id integer not null references books, author_id integer not null references authors, lent boolean not null)`.execute(
    db,
  )
  await sql`insert into authors values (1, 'woolf', 'Virginia Woolf', 1882, 'w'), (2, 'lem', 'Stanisław Lem', 1921, 'l'), (3, 'anon', 'Anonymous', null, 'a')`.execute(
    db,
  )
  await sql`insert into books values (1, 'b1', 1, 'Orlando', 1928), (2, 'b2', 1, 'The Waves', 1931), (3, 'b3', 2, 'Solaris', 1961)`.execute(
    db,
  )
  await sql`insert into shelvings values (1, 3, 1, true), (2, 1, 2, false)`.execute(db)
}
