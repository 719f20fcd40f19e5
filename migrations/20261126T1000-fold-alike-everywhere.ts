// Folding that gives the same in a database of any language. lower() and unaccent() of the database's own language make a
// dotless i of the I in "MIGRATION" where that language is Turkish; this function names the collation of every step.
import { type Kysely, sql } from 'kysely'

/** Marks above and below letters once these are taken apart, and what takes no room: soft hyphens, joiners. */
const marks = '[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]'
/** Signs beyond ASCII that are no letters: they part words like a space. */
const signs = '[\u00a0-\u00bf\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f]'
/** Quotation marks, dashes, the sigma that ends a word, and letters that are none with a mark, each with its plain form. */
const plain = [
  ['“”„«»', '"""""'],
  ['‘’‚', `'''`],
  ['‐‒–—―−', '------'],
  ['ςøłđðħıŧŋ', 'σolddhitn'],
] as const
const longer = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
] as const

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Lower case by the rules of Unicode; of ASCII alone on a server built without ICU. */
const fold = (collation: string): string => {
  const lowered = `lower(regexp_replace(normalize(value, NFKD) collate "C", ${literal(marks)}, '', 'g') collate "${collation}")`
  const letters = longer.reduce((text, [from, to]) => `replace(${text}, ${literal(from)}, ${literal(to)})`, lowered)
  const [from, to] = [plain.map(([sign]) => sign).join(''), plain.map(([, sign]) => sign).join('')]
  // Not strict, so that Postgres can write the body into the query; of null it gives null all the same.
  return `create function fold(value text) returns text language sql immutable parallel safe return
    case when octet_length(value) = char_length(value) then lower(value collate "C") else
      regexp_replace(translate(${letters}, ${literal(from)}, ${literal(to)}) collate "C", ${literal(signs)}, ' ', 'g') end`
}

const columns = `
  add column folded text collate "C" not null generated always as (
    fold(coalesce(acronym, '') || ' ' || title || ' ' || coalesce(names, '') || ' ' || coalesce(body, ''))) stored,
  add column folded_title text collate "C" not null generated always as (fold(title)) stored,
  add column folded_acronym text collate "C" generated always as (fold(acronym)) stored`

/** Words are read from `text(…)` of each column. */
const words = (text: (column: string) => string): string => `
  add column words tsvector not null generated always as (
    setweight(to_tsvector('tenpoint', ${text(`coalesce(acronym, '') || ' ' || title`)}), 'A') ||
    setweight(to_tsvector('tenpoint', ${text(`coalesce(names, '')`)}), 'B') ||
    setweight(to_tsvector('tenpoint', ${text(`coalesce(body, '')`)}), 'C')) stored`

const indexes = [
  'create index search_entries_words on search_entries using gin (words)',
  'create index search_entries_folded on search_entries using gin (folded gin_trgm_ops)',
  ...['INITIATIVE', 'ACTOR', 'ACTION', 'OUTCOME'].map(
    (kind) =>
      `create index search_entries_words_${kind.toLowerCase()} on search_entries using gin (words) where kind = '${kind}'`,
  ),
]

/** Puts another `fold` in place and computes what is made by it anew; the indexes of dropped columns go with them. */
async function refold(db: Kysely<unknown>, body: string, text: (column: string) => string): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`alter table search_entries drop column folded, drop column folded_title, drop column folded_acronym,
    drop column words`)
  await run('drop function fold')
  await run(body)
  await run(`alter table search_entries ${columns}, ${words(text)}`)
  for (const statement of indexes) await run(statement)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql`
    select from pg_collation where collname = 'und-x-icu' and collnamespace = 'pg_catalog'::regnamespace`.execute(db)
  await refold(db, fold(rows.length > 0 ? 'und-x-icu' : 'C'), (column) => `fold(${column})`)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const body = `create function fold(value text) returns text language sql immutable strict parallel safe
    return lower(unaccent('unaccent'::regdictionary, value))`
  await refold(db, body, (column) => column)
}
