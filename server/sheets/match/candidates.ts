// Candidates for unknown names: things with nearly the same name, by the trigrams of Postgres.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { Candidate } from '../report.ts'
import type { Matched } from './directory.ts'
import { fold } from './fold.ts'

/** How alike names have to be to be asked about, and how many are shown. */
const least = 0.4
const most = 5

/** A name to look up, and what its acronym stands for. */
export interface Wanted {
  readonly name: string
  readonly slugs: readonly string[]
}

/** What tells a name from others: all governments are called alike but for their State. */
const telling = (name: string): string =>
  fold(name).replace(/^(the )?(government|gouvernement|gobierno) (of|de|du) (the )?(?=.)/, '')

/** The candidates of names, in the order of the names. */
export async function candidatesOf(
  db: Kysely<Database>,
  type: Matched,
  wanted: readonly Wanted[],
): Promise<readonly (readonly Candidate[])[]> {
  if (wanted.length === 0) return []
  const given = JSON.stringify(wanted.map(({ name, slugs }, n) => ({ n, name: telling(name), slugs })))
  const [slug, table, names, owner] =
    type === 'Actor'
      ? (['slug', 'actors', 'actor_names', 'actor_id'] as const)
      : (['code', 'places', 'place_names', 'place_id'] as const)
  const { rows } = await sql<{
    n: number
    slug: string
    name: string
    alike: string
    likeness: number
    byAcronym: boolean
  }>`
    with given as materialized (select n, name, slugs from json_to_recordset(${given}::json) as g (n integer, name text, slugs jsonb)),
    spelt as materialized (
      select id, name as alike, fold(name) as folded from ${sql.table(table)}
      union all select ${sql.ref(owner)}, name, fold(name) from ${sql.table(names)}),
    found as (
      select g.n, s.id, s.alike, similarity(s.folded, g.name) as likeness, false as by_acronym
        from given g join spelt s on similarity(s.folded, g.name) >= ${sql.lit(least)}
      union all
      select g.n, t.id, t.name, 1, true from given g join ${sql.table(table)} t on g.slugs ? ${sql.ref(`t.${slug}`)}),
    best as (select distinct on (n, id) * from found order by n, id, likeness desc),
    ranked as (select *, row_number() over (partition by n order by likeness desc, id) as rank from best)
    select r.n, ${sql.ref(`t.${slug}`)} as slug, t.name, r.alike, r.likeness::float8 as likeness, r.by_acronym as "byAcronym"
    from ranked r join ${sql.table(table)} t on t.id = r.id where r.rank <= ${sql.lit(most)} order by r.n, r.rank`.execute(
    db,
  )
  const byName = Map.groupBy(rows, ({ n }) => n)
  return wanted.map((_, n) =>
    (byName.get(n) ?? []).map(({ slug, name, alike, likeness, byAcronym }) => ({
      slug,
      name,
      why: byAcronym
        ? 'it has such a name or acronym'
        : `${alike === name ? 'its name' : `its name "${alike}"`} is alike, ${Math.round(likeness * 100)} %`,
    })),
  )
}
