// What revisions changed, as tables that the API reads: the database derives them from the versions of rows.
import { type RawBuilder, sql } from 'kysely'
import { mergedInto, versionsOf } from '../db/changes/recorded.ts'
import { titles } from '../db/changes/recorded-fields.ts'
import { changedTables, changedTablesText, keyColumnsIn } from '../db/changes/recorded-tables.ts'
import { integer, jsonSafeText, nullable, oneOf, slugText, text, timestamp } from '../db/columns.ts'
import { derived, type Input, type Only, type PageOfRows, type QueryContext, type Sql } from '../relational/index.ts'
import { ChangeOperation } from '../vocabulary.ts'

/** A type whose objects can be changed, with the table of its rows and the column of their keys. */
export interface Subject {
  readonly type: string
  readonly table: string
  readonly key: string
}

/** Which revisions. */
export type RevisionScope = { readonly since?: Input | undefined }

/** The revisions; `position` counts from the newest backwards, or onwards from the one a client names. */
export const revisionRows = derived({
  name: 'revision_rows',
  columns: {
    id: integer(),
    position: integer(),
    committed_at: timestamp(),
    author: text(),
    reason: text(),
    published_by: text(),
  },
  query: (needed, { scope: { since } }: QueryContext<RevisionScope>, only: Only | undefined): RawBuilder<unknown> => {
    const isSince = since !== undefined && !since.isNull()
    const conditions = [
      sql`revision <= last_visible_revision()`,
      ...(isSince ? [sql`revision > ${since.param()}::integer`] : []),
      ...(only ? [sql`revision = any(array(${only.values}))`] : []),
    ]
    const publishedBy = needed.has('published_by')
      ? sql`, coalesce((select decided_by from changesets where number = revisions.changeset), author) as published_by`
      : sql``
    return sql`select revision as id, ${isSince ? sql`revision` : sql`-revision`} as position, committed_at, author, reason${publishedBy}
      from revisions where ${sql.join(conditions, sql` and `)}`
  },
})

/** Whose changes: those of the rows of one table, where they are read for a row. */
export type ChangeScope = { readonly table?: string | undefined }

/** The column of changes that leads to a row of a table. */
export const subjectColumn = (table: string): string => `${table}_id`

/** The changes of a row, or of a revision, for the types that can be changed. */
export const changes = (subjects: readonly Subject[]) =>
  derived({
    name: 'recorded_changes',
    columns: {
      row_id: integer(),
      revision: nullable(integer()),
      table_name: jsonSafeText(),
      handle: text(),
      operation: oneOf(ChangeOperation),
      type: jsonSafeText(),
      key: text(),
      name: text(),
      before: nullable(text()),
      after: nullable(text()),
      sets: nullable(text()),
      merged_into: nullable(slugText()),
      // One more for each table: see `subjectColumn`.
    },
    query: (
      needed,
      { scope }: QueryContext<ChangeScope>,
      only: Only | undefined,
      page?: PageOfRows,
    ): RawBuilder<unknown> => {
      const versions = versionsOf('c', sql`c.revision`)
      const kept = sql`coalesce(${versions.after}, ${versions.before})`
      const cells = (columns: readonly string[]) =>
        sql.join(columns.map((column) => sql`row.kept ->> ${sql.lit(column)}`))
      const keys = changedTables.map(
        (table) => sql`when ${sql.lit(table)} then concat_ws(' ', ${cells(keyColumnsIn(table))})`,
      )
      const key = sql`case c.table_name ${sql.join(keys, sql` `)} end`
      const ofKept = (value: RawBuilder<unknown>) => sql`(select ${value} from (select ${kept} as kept) row)`
      const computed: Readonly<Record<string, RawBuilder<unknown>>> = {
        type: typeOfTable(subjects),
        key: ofKept(key),
        name: ofKept(sql`coalesce(${cells(titles)}, ${key})`),
        before: sql`${versions.before}::text`,
        after: sql`${versions.after}::text`,
        sets: sql`(${versions.sets})::text`,
        merged_into: mergedInto('c', sql`${versions.before} ->> 'slug'`),
      }
      const columns = [
        // The language of the database must not order them.
        sql`c.row_id, c.revision, c.table_name collate "C" as table_name, c.handle collate "C" as handle, c.operation`,
        ...Object.entries(computed).flatMap(([name, value]) =>
          needed.has(name) ? [sql`${value} as ${sql.ref(name)}`] : [],
        ),
        ...subjects
          .map(({ table }) => subjectColumn(table))
          .flatMap((column) => {
            if (!needed.has(column)) return []
            const table = sql.lit(column.replace(/_id$/, ''))
            return [sql`case when c.table_name = ${table} then c.row_id end as ${sql.ref(column)}`]
          }),
      ]
      return sql`select ${sql.join(columns)} from (${changed(scope, only, page)}) c`
    },
  })

/** What the API calls the rows of a table; those without a type, by the name of the table. */
export const typeIn = (subjects: readonly Subject[], table: string): string =>
  subjects.find((subject) => subject.table === table)?.type ??
  table.replace(/s$/, '').replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())

function typeOfTable(subjects: readonly Subject[]): RawBuilder<unknown> {
  const types = changedTables.map((table) => sql`when ${sql.lit(table)} then ${sql.lit(typeIn(subjects, table))}`)
  return sql`case c.table_name ${sql.join(types, sql` `)} end`
}

function changed({ table }: ChangeScope, only: Only | undefined, page: PageOfRows | undefined): Sql {
  if (!only) throw new TypeError('Changes are read of a row or of a revision.')
  if (only.column === 'row_id' && table !== undefined)
    return sql`select o.k0 as row_id, found.revision, ${sql.lit(table)}::text as table_name,
        lpad(o.k0::text, 10, '0') as handle, found.operation
      from (${only.values}) o (k0) cross join lateral row_changes(${sql.lit(table)}, o.k0) found`
  return sql`select found.row_id, o.k0 as revision, found.table_name, found.handle, found.operation
    from (${only.values}) o (k0) cross join lateral revision_changes(${changedTablesText}, o.k0${startOf(page)}) found`
}

/** Where the changes of a revision begin, and how many are read: they come in the order of their tables and handles. */
function startOf(page: PageOfRows | undefined): Sql {
  if (page?.columns.slice(0, 2).join() !== 'table_name,handle') return sql``
  const [table = sql`null`, handle = sql`null`] = page.after
  return sql`, ${table}, ${handle}, ${sql.lit(page.limit)}, ${sql.lit(page.backward)}`
}

/** What has been deleted, by type and key. */
export const tombstones = (subjects: readonly Subject[]) =>
  derived({
    name: 'tombstones',
    columns: {
      id: integer(),
      node: text(),
      type: jsonSafeText(),
      key: text(),
      name: text(),
      revision: integer(),
    },
    query: (_needed, _context, only: Only | undefined): RawBuilder<unknown> => {
      if (!only) throw new TypeError('What has been deleted is read by its key.')
      const known = subjects.map(({ type, table, key }) => sql`(${sql.lit(type)}, ${sql.lit(table)}, ${sql.lit(key)})`)
      return sql`select found.row_id as id, o.k0 as node, subject.type, named.key, found.name, found.revision
        from (${only.values}) o (k0)
        join (values ${sql.join(known)}) subject (type, table_name, key_column) on o.k0 like subject.type || ':%'
        cross join lateral (select substr(o.k0, length(subject.type) + 2) as key) named
        cross join lateral gone_row(subject.table_name, subject.key_column, named.key) found`
    },
  })
