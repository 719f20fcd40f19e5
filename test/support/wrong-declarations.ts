// What the compiler refuses in declarations: each line would otherwise be a mistake found by a request, or never. Checked
// by tsc, which complains where one of them compiles; never run.
import { sql } from 'kysely'
import { integer, jsonText } from '../../server/db/columns.ts'
import {
  derived,
  type Input,
  linked,
  type Pair,
  type QueryContext,
  type Related,
  type Relation,
  through,
} from '../../server/relational/index.ts'
import { authors, books, newBuilder, shelvings } from './library.ts'

type CountScope = { readonly since?: Input | 'RECENT' | undefined }
const counts = derived({
  name: 'counts',
  columns: { author_id: integer(), n: integer() },
  query: (needed, { scope }: QueryContext<CountScope>) => {
    // @ts-expect-error the query reads an argument that its scope does not have
    void scope.sinse
    return sql`select ${sql.join([...needed].map((name) => sql.ref(name)))} from books`
  },
})
const pair: Relation<
  'author_id' | 'target_id',
  { readonly roles: ReturnType<typeof jsonText> },
  Record<never, never>
> = {
  keys: ['author_id', 'target_id'],
  edgeColumns: { roles: jsonText() },
  rows: ({ author_id: author, target_id: book }) => sql<Related>`select ${author}, ${book}`,
}
const since = linked<CountScope>((id) => sql<Related>`select ${id} as target_id`, sql<Pair>`select 1`)

export function refused(): void {
  const builder = newBuilder()
  const Author = builder.tableRef(authors, { name: 'Author', key: 'slug' })
  const Book = builder.tableRef(books, { name: 'Book', key: 'isbn' })
  const Count = builder.tableRef(counts, { name: 'Count', identity: ['author_id'] })
  const Named = builder.tableInterface(
    'Named',
    { slug: authors.columns.slug },
    {
      description: '',
      fields: (t) => ({ slug: t.column('slug', '') }),
    },
  )
  const Life = builder.embedded(
    'Life',
    { born: authors.columns.born },
    {
      description: '',
      fields: (t) => ({
        born: t.column('born', ''),
        // @ts-expect-error a column the group does not have
        name: t.column('name', ''),
      }),
    },
  )

  // @ts-expect-error a key that is no column
  builder.tableRef(authors, { name: 'A', key: 'slag' })
  // @ts-expect-error a key with a part that is no column
  builder.tableRef(books, { name: 'A', compoundKey: [['author_id', Author], 'isbm'] })
  // @ts-expect-error a key with a foreign key that is no column
  builder.tableRef(books, { name: 'A', compoundKey: [['author', Author], 'isbn'] })
  // @ts-expect-error what tells rows apart is no column
  builder.tableRef(counts, { name: 'A', identity: ['author'] })

  builder.tableFields(Author, {
    description: '',
    interfaces: [Named],
    fields: (t) => ({
      // @ts-expect-error a column
      column: t.column('nome', ''),
      // @ts-expect-error a column that leads to one row
      one: t.one(Book, 'book_id', ''),
      // @ts-expect-error the column of the related rows
      by: t.list(Book, { description: '', by: 'author', order: ['title'] }),
      // @ts-expect-error a column of this row, where it must be one of the related rows
      own: t.list(Book, { description: '', by: 'slug', order: ['title'] }),
      // @ts-expect-error pairs: a column of this row
      pairs: t.list(Book, { description: '', by: { slag: 'isbn' }, order: ['title'] }),
      // @ts-expect-error pairs: a column of the related rows
      others: t.list(Book, { description: '', by: { slug: 'isbm' }, order: ['title'] }),
      // @ts-expect-error an order
      order: t.list(Book, { description: '', by: 'author_id', order: ['titel'] }),
      // @ts-expect-error an order turned round
      turned: t.connection(Book, { description: '', by: 'author_id', order: ['-titel'] }),
      linked: t.connection(Book, {
        description: '',
        relation: through(shelvings, 'author_id', 'book_id'),
        // @ts-expect-error an order by a column of the link
        order: ['link.lend'],
      }),
      // @ts-expect-error neither `by` nor `relation`: every row there is, for each parent
      none: t.list(Book, { description: '', order: ['title'] }),
      // @ts-expect-error a column of the table between
      through: t.list(Book, { description: '', relation: through(shelvings, 'author', 'book_id'), order: ['title'] }),
      // @ts-expect-error a relation from columns that this row does not have
      keys: t.list(Book, { description: '', relation: pair, order: ['title'] }),
      edge: t.connection(Book, {
        description: '',
        relation: through(shelvings, 'author_id', 'book_id'),
        order: ['title'],
        edge: (e) => ({
          // @ts-expect-error a column of the edge
          lent: e.column('lend', ''),
        }),
      }),
      // @ts-expect-error a constant that no query below reads
      fixed: t.list(Count, { description: '', by: 'author_id', order: ['n'], fixed: { sinse: 'RECENT' } }),
      // @ts-expect-error a constant of another type
      value: t.list(Count, { description: '', by: 'author_id', order: ['n'], fixed: { since: 'RECENTLY' } }),
      // @ts-expect-error an argument that no query below reads
      argument: t.list(Count, { description: '', by: 'author_id', order: ['n'], args: { sinse: t.arg.int() } }),
      // @ts-expect-error an argument that the relation does not read
      ofRelation: t.list(Book, { description: '', relation: since, order: ['title'], args: { sinse: t.arg.int() } }),
      // @ts-expect-error values of a table: its columns
      values: t.values(shelvings, 'author', 'lent', ''),
      expression: t.expression('String', '', (column) => {
        // @ts-expect-error an expression reads a column there is not
        return column('nome')
      }),
      // @ts-expect-error an id by a column there is not
      scoped: t.scopedId(['nome'], (values) => values),
      // @ts-expect-error columns for a resolver
      columns: t.int({ columns: ['nome'], resolve: () => 1 }),
      // @ts-expect-error a column the resolver did not name
      unnamed: t.string({ columns: ['born'], resolve: (row) => row.name }),
      // @ts-expect-error no column named
      nothing: t.string({ resolve: (row) => row.name }),
      // @ts-expect-error what may be null
      nullable: t.int({ columns: ['born'], resolve: (row) => row.born }),
      // @ts-expect-error a pointer to a row of another table
      pointer: t.field({ type: Book, resolve: () => Author.at('woolf') }),
      // @ts-expect-error a row is no pointer
      row: t.field({ type: Book, resolve: () => ({ isbn: 'b1' }) }),
      life: t.embedded(Life, ''),
      // @ts-expect-error where an embedded object is present
      present: t.embedded(Life, '', { present: 'burn' }),
    }),
  })
  builder.tableFields(Book, {
    description: '',
    // @ts-expect-error an interface over columns the table does not have
    interfaces: [Named],
    fields: (t) => ({
      // @ts-expect-error an embedded object of columns the row does not have
      life: t.embedded(Life, ''),
    }),
  })
  builder.tableField(Author, 'more', (t) =>
    // @ts-expect-error a field added later: a column
    t.column('nome', ''),
  )
  builder.queryFields((t) => ({
    // @ts-expect-error the column of a look-up
    row: t.row(Author, 'slag', { description: '', argumentDescription: '' }),
    // @ts-expect-error the order of all rows
    rows: t.rows(Author, { description: '', order: ['nome'] }),
    // @ts-expect-error an argument no query reads
    args: t.rows(Count, { description: '', order: ['n'], args: { sinse: t.arg.int() } }),
  }))
  // @ts-expect-error the key is text
  Author.at(1)
  // @ts-expect-error a type without a key cannot be pointed to
  Count.at(1)
  // @ts-expect-error nor can one with a key of several parts
  builder.tableRef(books, { name: 'A', compoundKey: [['author_id', Author], 'isbn'] }).at('b1')
}
