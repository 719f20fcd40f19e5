// Which schema the catalogue's tables are in, and migrations that name another one.
import { type Kysely, type KyselyPlugin, type RawNode, type RootOperationNode, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { DatabaseError } from './errors.ts'

/**
 * The schema of the search path that holds the catalogue: the one whose record of migrations has one of ours. Another
 * program's record, of the same name in another schema, is none of ours. Before the first migration, the first schema.
 */
export async function homeSchema<DB>(db: Kysely<DB>, names: readonly string[]): Promise<string> {
  const { rows } = await sql<{ name: string; recorded: boolean }>`
    select name, coalesce(has_table_privilege(to_regclass(format('%I.kysely_migration', name)), 'select'), false) as recorded
    from unnest(current_schemas(false)) with ordinality path (name, n) order by n`.execute(db)
  for (const { name, recorded } of rows) {
    if (!recorded) continue
    const ours = await sql`
      select from ${sql.id(name, 'kysely_migration')} where name in (${sql.join(names)}) limit 1`.execute(db)
    if (ours.rows.length > 0) return name
  }
  const [first] = rows
  if (!first)
    throw new DatabaseError(
      'MIGRATION_FAILED',
      'No schema of the search path exists in the database. Create one, or set search_path.',
    )
  return first.name
}

/**
 * A migration that was written for the schema `public`, run where the catalogue is: `public.unaccent` means unaccent in
 * the schema of its extension, any other name one in the schema of the catalogue, which may be one that needs quotes. In
 * `public` its statements do what they always did.
 */
export const inSchema = (migration: Migration, home: string): Migration => ({
  ...migration,
  async up(db) {
    const { rows } = await sql<{ schema: string }>`
      select extnamespace::regnamespace::text as schema from pg_extension where extname = 'unaccent'`.execute(db)
    await migration.up(
      db.withPlugin(new Renaming({ home: `"${home.replaceAll('"', '""')}"`, unaccent: rows[0]?.schema ?? 'public' })),
    )
  },
})

class Renaming implements KyselyPlugin {
  readonly #schemas: { readonly home: string; readonly unaccent: string }

  constructor(schemas: { readonly home: string; readonly unaccent: string }) {
    this.#schemas = schemas
  }

  transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
    if (node.kind !== 'RawNode') return node
    const { home, unaccent } = this.#schemas
    const rename = (text: string): string =>
      text
        .replaceAll('public.unaccent', `${unaccent}.unaccent`)
        .replaceAll('public.', `${home}.`)
        .replaceAll('current_schema()::regnamespace', '(select oid from pg_namespace where nspname = current_schema())')
    return { ...node, sqlFragments: node.sqlFragments.map(rename) } satisfies RawNode
  }

  async transformResult<T>({ result }: { readonly result: T }): Promise<T> {
    return result
  }
}
