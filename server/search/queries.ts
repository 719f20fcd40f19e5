// Search over one table that the database keeps: whole words by their stems and without accents; where nothing has them,
// likeness by trigrams. Every text is folded before it is compared, so that the database's language has no say in it.
import { type Expression, expressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { integer, nullable, oneOf, text } from '../db/columns.ts'
import { all, arrayOf, asInteger, eb, inBytes, lit, queries, selectFrom, textsParameter } from '../db/query.ts'
import type { Database } from '../db/tables.ts'
import {
  type Condition,
  derived,
  type Input,
  type QueryContext,
  type SearchText,
  type Sql,
  searchText,
  type TextSearch,
} from '../relational/index.ts'
import { SearchType, type ValueOf } from '../vocabulary.ts'
import { likenesses, onlyCommonWords, wantedIn } from './wording.ts'

type Kind = ValueOf<typeof SearchType>

/** Builds expressions that read an entry `e`. */
const entry = expressionBuilder<{ e: Database['search_entries'] }, 'e'>()

// Functions that a migration makes for searches: what they do stays out of the statement, so that it is planned soon.
const fold = (value: Expression<unknown>) => eb.fn<string>('folded', [value])
const searchWords = (query: Expression<unknown>) => eb.fn<string>('search_words', [query])
const toQuery = (value: Expression<unknown>) => eb.fn<string>('websearch_to_tsquery', [lit('tenpoint'), value])

// Selected, so that they are worked out once and not for each entry.
const wordsOf = (query: Expression<unknown>) => queries.selectNoFrom(searchWords(query).as('words')).$asScalar()
const foldedOf = (wanted: Expression<unknown>) => queries.selectNoFrom(fold(wanted).as('folded')).$asScalar()

const enteredOf = (search: SearchText) =>
  eb.cast<string>(
    search((query) => query),
    'text',
  )
const wantedOf = (search: SearchText) => eb.cast<string>(search(wantedIn), 'text')

const entries = selectFrom('search_entries as e')
type Entries = typeof entries
type Found<Row> =
  Entries extends SelectQueryBuilder<infer Tables, infer Names, unknown>
    ? SelectQueryBuilder<Tables, Names, Row>
    : never

/** The ways a text can be met: words that may be misspelt, folded, and what holds as it is written. */
const alternativesOf = (search: SearchText) => {
  const loose = textsParameter<string>(search((query) => likenesses(query).map((alternative) => alternative.loose)))
  const strict = textsParameter<string>(search((query) => likenesses(query).map((alternative) => alternative.strict)))
  return eb.fn<{ loose: string; strict: string }>('search_alternatives', [loose, strict])
}

/**
 * Entries `e` that have the words; where none has, those with one so similar that it may be meant, as long as they have the
 * phrases and nothing of what is excluded. Which of the two is found out first: likeness is costly to look for among many
 * entries, and only noise beside the words themselves.
 */
function found<Row>(search: SearchText, condition: Condition, select: (entries: Entries) => Found<Row>): Found<Row> {
  const exact = all(condition, entry('e.words', '@@', wordsOf(enteredOf(search))))
  const similar = selectFrom(alternativesOf(search).as('a'))
    // The operator of trigrams, of which the builder does not know.
    .innerJoin('search_entries as e', (join) => join.on('a.loose', sql`<%`, (eb) => eb.ref('e.folded')))
    .select('e.id')
    .where(condition)
    .where((eb) =>
      eb.or([eb(eb.fn<number>('numnode', ['a.strict']), '=', lit(0)), eb('e.words', '@@', eb.ref('a.strict'))]),
    )
  return select(entries.where(exact)).unionAll(
    select(
      entries
        .where((eb) => eb.not(eb.exists(entries.select(lit(1).as('one')).where(exact))))
        .where((eb) => eb('e.id', '=', eb.fn.any(arrayOf(similar)))),
    ),
  )
}

/**
 * Between 0 and about six million: an acronym that is the text itself counts most, then a title that is or begins with
 * it, then where and how often the words stand, then how similar the title is. What is excluded has no part in it.
 */
const relevance = (search: SearchText) => {
  const wanted = foldedOf(wantedOf(search))
  const { fn } = entry
  const whole = entry
    .case()
    .when('e.folded_acronym', '=', wanted)
    .then(lit<number>(4))
    .when('e.folded_title', '=', wanted)
    .then(lit<number>(3))
    .when(fn<boolean>('starts_with', ['e.folded_title', wanted]))
    .then(lit<number>(1))
    .else(lit<number>(0))
    .end()
  const words = fn<number>('ts_rank', ['e.words', wordsOf(enteredOf(search))])
  const title = fn<number>('word_similarity', [wanted, 'e.folded_title'])
  return asInteger(entry(lit<number>(1_000_000), '*', entry.parens(entry(entry(whole, '+', words), '+', title))))
}

/** Why nothing can be found by a text; undefined where something can. */
export const unsearchable: TextSearch['unsearchable'] = (query) =>
  onlyCommonWords(query)
    ? {
        code: 'SEARCH_TOO_COMMON',
        message: 'The search text has only very common words, such as "the". Add another word.',
      }
    : undefined

/** Search among the rows of one kind. */
export const searchOf = (kind: Kind): TextSearch => ({
  unsearchable,
  matching: (search) => found(search, entry('e.kind', '=', lit(kind)), (entries) => entries.select('e.row_id')),
  relevance: (search, id) =>
    entries
      .select(relevance(search).as('relevance'))
      .where('e.kind', '=', lit(kind))
      .where('e.row_id', '=', eb.cast<number>(id, 'integer')),
})

/** The row of an entry, where it is of that kind. */
const rowOf = (kind: Kind) => entry.case('e.kind').when(lit(kind)).then(entry.ref('e.row_id')).end()

const subject = nullable(integer())

/** The arguments of the search. */
export type SearchScope = {
  /** The text. */
  readonly query?: Input | undefined
  /** A list of kinds of entries. */
  readonly types?: Input | undefined
}

/** Everything a text finds, of the requested kinds. */
export const searchHits = derived({
  name: 'search_hits',
  columns: {
    id: integer(),
    type: oneOf(SearchType),
    title: text(),
    content: text(),
    entered: text(),
    wanted: text(),
    relevance: integer(),
    initiative_id: subject,
    actor_id: subject,
    action_id: subject,
    outcome_id: subject,
    guidance_id: subject,
    reference_id: subject,
    implementation_plan_id: subject,
    plan_item_id: subject,
  },
  query: (_needed, { scope: { query, types } }: QueryContext<SearchScope>) => {
    if (!query) throw new TypeError('A search needs a text.')
    const search = searchText(query)
    const ofTypes =
      types && !types.isNull() ? entry('e.kind', '=', entry.fn.any(textsParameter<Kind>(types.param()))) : undefined
    return found(search, all(ofTypes), (entries) =>
      entries
        .select(['e.id', 'e.kind as type', 'e.title'])
        .select(({ fn }) => [
          fn<string>('concat_ws', [lit(' · '), 'e.title', 'e.acronym', 'e.names', 'e.body']).as('content'),
          enteredOf(search).as('entered'),
          wantedOf(search).as('wanted'),
          relevance(search).as('relevance'),
        ])
        .select([
          rowOf('INITIATIVE').as('initiative_id'),
          rowOf('ACTOR').as('actor_id'),
          rowOf('ACTION').as('action_id'),
          rowOf('OUTCOME').as('outcome_id'),
          rowOf('GUIDANCE').as('guidance_id'),
          rowOf('REFERENCE').as('reference_id'),
          rowOf('IMPLEMENTATION_PLAN').as('implementation_plan_id'),
          rowOf('PLAN_ITEM').as('plan_item_id'),
        ]),
    )
  },
})

const marks = 'StartSel=**, StopSel=**, MaxWords=30, MinWords=12, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … "'

/** Characters that are letters in some locales, each with one that is a letter in none. */
const asciiSigns = (value: Expression<unknown>) =>
  eb.fn<string>('translate', [value, lit('“”„«»‘’‚‐‒–—―·'), lit(`"""""'''-----|`)])

/**
 * The passage that matches, with the matching words between asterisks: the words wanted, or the one most like them.
 * ts_headline folds capitals by the database's language, to which an I may be another letter than an i; so words are
 * looked for in each case they may be written in.
 */
export const snippet = (column: (name: 'entered' | 'content' | 'wanted') => Sql) => {
  const content = column('content')
  const wanted = fold(column('wanted'))
  const words = eb.fn<{ w: string }>('regexp_split_to_table', [inBytes(fold(content)), lit('[^a-z0-9\u0080-\uffff]+')])
  const similar = selectFrom(words.as('w'))
    .select('w.w')
    .orderBy(({ fn }) => fn('similarity', ['w.w', wanted]), 'desc')
    .orderBy(({ ref }) => inBytes(ref('w.w')))
    .limit(lit(1))
    .$asScalar()
  const inText = eb.fn<string>('to_tsvector', [lit('tenpoint'), fold(content)])
  const shown = eb
    .case()
    .when(eb(inText, '@@', wordsOf(column('entered'))))
    .then(fold(column('entered')))
    .else(similar)
    .end()
  return selectFrom(queries.selectNoFrom(shown.as('shown')).as('s')).select(({ eb, fn, ref }) => {
    const written = inBytes(ref('s.shown'))
    const inCases = eb(
      eb(toQuery(written), '||', toQuery(fn('initcap', [written]))),
      '||',
      toQuery(fn('upper', [written])),
    )
    const headline = fn('ts_headline', [lit('tenpoint'), asciiSigns(content), inCases, lit(marks)])
    return eb.cast<string>(fn('to_json', [headline]), 'text').as('snippet')
  })
}
