// Slugs that were given up lead on to what bears them no more: where a thing was renamed, or merged into another.
import { sql } from 'kysely'
import type { Sql } from '../relational/index.ts'

/** The tables whose former slugs are kept. */
const redirected: ReadonlySet<string> = new Set([
  'documents',
  'places',
  'actors',
  'initiatives',
  'implementation_plans',
])

/**
 * The slug that a former slug of a table leads to, or null. A slug in use leads nowhere else, so that it is as right to look
 * here last, as a lookup does, as to look here first, as a list of slugs does.
 */
export const redirects = (table: string): { readonly slug: (former: Sql) => Sql } | undefined =>
  redirected.has(table)
    ? {
        slug: (former) => sql`(select target.slug from slug_redirects join ${sql.table(table)} target
          on target.id = slug_redirects.target_id
          where slug_redirects.kind = ${sql.lit(table)} and slug_redirects.old_slug = ${former})`,
      }
    : undefined
