// Search over one table that the database keeps: whole words by their stems and without accents; where nothing has them,
// likeness by trigrams. Every text is folded before it is compared, so that the database's language has no say in it.
import { sql } from 'kysely'
import { integer, nullable, oneOf, text } from '../db/columns.ts'
import {
  derived,
  type Input,
  type LinkContext,
  type SearchText,
  type Sql,
  searchText,
  type TextSearch,
} from '../relational/index.ts'
import { SearchType, type ValueOf } from '../vocabulary.ts'
import { likenesses, onlyCommonWords, wantedIn } from './wording.ts'

type Kind = ValueOf<typeof SearchType>

// Selected, so that they are worked out once and not for each entry.
const wordsOf = (asked: Sql): Sql => sql`(select websearch_to_tsquery('tenpoint', fold(${asked})))`
const foldedOf = (wanted: Sql): Sql => sql`(select fold(${wanted}))`

const askedOf = (given: SearchText): Sql => sql`${given((asked) => asked)}::text`
const wantedOf = (given: SearchText): Sql => sql`${given(wantedIn)}::text`

/**
 * Entries `e` that have the words; where none has, those with one so similar that it may be meant, as long as they have the
 * phrases and nothing of what is excluded. Which of the two is found out first: likeness is costly to look for among many
 * entries, and only noise beside the words themselves.
 */
function found(given: SearchText, among: Sql, columns: Sql): Sql {
  const exact = sql`${among} and e.words @@ ${wordsOf(askedOf(given))}`
  const loose = given((asked) => likenesses(asked).map((alternative) => alternative.loose))
  const strict = given((asked) => likenesses(asked).map((alternative) => alternative.strict))
  // `offset 0` has them worked out once, and not for each entry.
  const alternatives = sql`select fold(u.loose) as loose, websearch_to_tsquery('tenpoint', fold(u.strict)) as strict
    from unnest(${loose}::text[], ${strict}::text[]) u (loose, strict) offset 0`
  return sql`select ${columns} from search_entries e where ${exact}
    union all select ${columns} from search_entries e
      where not exists (select 1 from search_entries e where ${exact}) and e.id = any(array(
        select e.id from (${alternatives}) a join search_entries e on a.loose <% e.folded
        where ${among} and (numnode(a.strict) = 0 or e.words @@ a.strict)))`
}

/**
 * Between 0 and about six million: an acronym that is the text itself counts most, then a title that is or begins with
 * it, then where and how often the words stand, then how similar the title is. What is excluded has no part in it.
 */
const relevance = (given: SearchText): Sql => {
  const wanted = foldedOf(wantedOf(given))
  return sql`(1000000 * (
  case when e.folded_acronym = ${wanted} then 4
    when e.folded_title = ${wanted} then 3
    when starts_with(e.folded_title, ${wanted}) then 1 else 0 end
  + ts_rank(e.words, ${wordsOf(askedOf(given))}) + word_similarity(${wanted}, e.folded_title)))::integer`
}

/** Why nothing can be found by a text; undefined where something can. */
export const unsearchable: TextSearch['unsearchable'] = (asked) =>
  onlyCommonWords(asked)
    ? {
        code: 'SEARCH_TOO_COMMON',
        message: 'The search text has only very common words, such as "the". Add another word.',
      }
    : undefined

/** Search among the rows of one kind. */
export const searchOf = (kind: Kind): TextSearch => ({
  unsearchable,
  matching: (given) => found(given, sql`e.kind = ${sql.lit(kind)}`, sql`e.row_id`),
  relevance: (given, id) =>
    sql`(select ${relevance(given)} from search_entries e where e.kind = ${sql.lit(kind)} and e.row_id = ${id})`,
})

const subjects = {
  initiative_id: 'INITIATIVE',
  actor_id: 'ACTOR',
  action_id: 'ACTION',
  outcome_id: 'OUTCOME',
  guidance_id: 'GUIDANCE',
  reference_id: 'REFERENCE',
} as const

const subject = nullable(integer())

/** What is searched for, and among what. */
export type SearchScope = {
  /** The text. */
  readonly query?: Input | undefined
  /** A list of kinds of entries. */
  readonly types?: Input | undefined
}

/** Everything a text finds, of the kinds asked for. */
export const searchHits = derived({
  name: 'search_hits',
  columns: {
    id: integer(),
    type: oneOf(SearchType),
    title: text(),
    content: text(),
    asked: text(),
    wanted: text(),
    relevance: integer(),
    initiative_id: subject,
    actor_id: subject,
    action_id: subject,
    outcome_id: subject,
    guidance_id: subject,
    reference_id: subject,
  },
  query: (_needed, { scope: { query, types } }: LinkContext<SearchScope>) => {
    if (!query) throw new TypeError('A search needs a text.')
    const given = searchText(query)
    const ofTypes =
      types && !types.isNull()
        ? sql`e.kind = any(${types.param((kinds) => (Array.isArray(kinds) ? kinds : [kinds]))}::text[])`
        : sql`true`
    const ids = Object.entries(subjects).map(
      ([column, kind]) => sql`case e.kind when ${sql.lit(kind)} then e.row_id end as ${sql.ref(column)}`,
    )
    const columns = sql`e.id, e.kind as type, e.title, concat_ws(' · ', e.title, e.acronym, e.names, e.body) as content,
      ${askedOf(given)} as asked, ${wantedOf(given)} as wanted, ${relevance(given)} as relevance, ${sql.join(ids)}`
    return found(given, ofTypes, columns)
  },
})

const marks = `'StartSel=**, StopSel=**, MaxWords=30, MinWords=12, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … "'`

/** Signs that some databases take for letters, each with one that all take for a sign. */
const asciiSigns = (value: Sql): Sql => sql`translate(${value}, '“”„«»‘’‚‐‒–—―·', '"""""''''''-----|')`

/**
 * The passage that matches, with the matching words between asterisks: the words wanted, or the one most like them.
 * ts_headline folds capitals by the database's language, to which an I may be another letter than an i; so words are
 * looked for in each case they may be written in.
 */
export const snippet = (column: (name: 'asked' | 'content' | 'wanted') => Sql): Sql => {
  const content = column('content')
  const wanted = sql`fold(${column('wanted')})`
  const similar = sql`(select w from regexp_split_to_table(fold(${content}) collate "C", '[^a-z0-9\u0080-\uffff]+') w
    order by similarity(w, ${wanted}) desc, w collate "C" limit 1)`
  const present = sql`to_tsvector('tenpoint', fold(${content})) @@ ${wordsOf(column('asked'))}`
  const shown = sql`case when ${present} then fold(${column('asked')}) else ${similar} end`
  const inCases = ['', 'initcap', 'upper'].map(
    (letters) => sql`websearch_to_tsquery('tenpoint', ${sql.raw(letters)}(shown collate "C"))`,
  )
  return sql`(select to_json(ts_headline('tenpoint', ${asciiSigns(content)}, ${sql.join(inCases, sql` || `)}, ${sql.raw(marks)}))::text
    from (select ${shown} as shown) s)`
}
