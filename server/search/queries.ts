// Search over one table that the database keeps: whole words by their stems and without accents; where nothing has them,
// likeness by trigrams.
import { sql } from 'kysely'
import { integer, nullable, oneOf, text } from '../db/columns.ts'
import { derived, type Input, type LinkContext, type Sql, type TextSearch } from '../relational/index.ts'
import { SearchType, type ValueOf } from '../vocabulary.ts'

type Kind = ValueOf<typeof SearchType>

// Selected, so that they are worked out once and not for each entry.
const words = (asked: Sql): Sql => sql`(select websearch_to_tsquery('public.tenpoint', ${asked}))`
const folded = (asked: Sql): Sql => sql`(select public.fold(${asked}))`

/**
 * Entries `e` that have the words; where none has, those with one so similar that it may be meant. Which of the two is
 * found out first: likeness is costly to look for among many entries, and only noise beside the words themselves.
 */
function found(asked: Sql, among: Sql, columns: Sql): Sql {
  const exact = sql`${among} and e.words @@ ${words(asked)}`
  return sql`select ${columns} from search_entries e where ${exact}
    union all select ${columns} from search_entries e where ${among} and ${folded(asked)} <% e.folded
      and not exists (select 1 from search_entries e where ${exact})`
}

/**
 * Between 0 and about six million: an acronym that is the text itself counts most, then a title that is or begins with
 * it, then where and how often the words stand, then how similar the title is.
 */
const relevance = (asked: Sql): Sql => sql`(1000000 * (
  case when e.folded_acronym = ${folded(asked)} then 4
    when e.folded_title = ${folded(asked)} then 3
    when starts_with(e.folded_title, ${folded(asked)}) then 1 else 0 end
  + ts_rank(e.words, ${words(asked)}) + word_similarity(${folded(asked)}, e.folded_title)))::integer`

/** Search among the rows of one kind. */
export const searchOf = (kind: Kind): TextSearch => ({
  matching: (asked) => found(asked, sql`e.kind = ${sql.lit(kind)}`, sql`e.row_id`),
  relevance: (asked, id) =>
    sql`(select ${relevance(asked)} from search_entries e where e.kind = ${sql.lit(kind)} and e.row_id = ${id})`,
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
    const asked = sql`${query.param()}::text`
    const ofTypes =
      types && !types.isNull()
        ? sql`e.kind = any(${types.param((given) => (Array.isArray(given) ? given : [given]))}::text[])`
        : sql`true`
    const ids = Object.entries(subjects).map(
      ([column, kind]) => sql`case e.kind when ${sql.lit(kind)} then e.row_id end as ${sql.ref(column)}`,
    )
    const columns = sql`e.id, e.kind as type, e.title, concat_ws(' · ', e.title, e.acronym, e.names, e.body) as content,
      ${asked} as asked, ${relevance(asked)} as relevance, ${sql.join(ids)}`
    return found(asked, ofTypes, columns)
  },
})

const marks = `'StartSel=**, StopSel=**, MaxWords=30, MinWords=12, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … "'`

/** The passage that matches, with the matching words between asterisks: the words asked for, or the one most like them. */
export const snippet = (column: (name: 'asked' | 'content') => Sql): Sql => {
  const content = column('content')
  const asked = column('asked')
  const similar = sql`(select w from regexp_split_to_table(public.fold(${content}), '\\W+') w
    order by similarity(w, public.fold(${asked})) desc, w limit 1)`
  const present = sql`to_tsvector('public.tenpoint', ${content}) @@ ${words(asked)}`
  const shown = sql`case when ${present} then ${words(asked)} else plainto_tsquery('public.tenpoint', ${similar}) end`
  return sql`to_json(ts_headline('public.tenpoint', ${content}, ${shown}, ${sql.raw(marks)}))::text`
}
