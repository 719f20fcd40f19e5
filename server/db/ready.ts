// Whether a database holds what this program needs. It may be emptied, restored from an older backup or taken back while the
// program runs.
import { migrations } from '../../migrations/index.ts'
import { tables } from './tables.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const newest = Object.keys(migrations).at(-1) ?? ''

/**
 * A query with a row whose column `ready` says whether every table is there, and the newest migration was run. It waits for
 * no lock of a table of the catalogue, and fails with an undefined table where nothing was ever migrated.
 */
export const readyQuery = `select not exists (select from unnest(array[${tables.map(({ name }) => literal(name)).join(', ')}]) as name
    where to_regclass(quote_ident(name)) is null)
  and exists (select from kysely_migration where name = ${literal(newest)}) as ready`
