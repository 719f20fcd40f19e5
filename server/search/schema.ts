// Search over everything, best first.
import { Action } from '../action/schema.ts'
import { Guidance } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { Initiative } from '../initiative/schema.ts'
import { Outcome, Reference } from '../outcome/schema.ts'
import { SearchType } from '../vocabulary.ts'
import { searchHits, snippet, unsearchable } from './queries.ts'

export const SearchHit = builder.tableRef(searchHits, { name: 'SearchHit' })

export const SearchSubject = builder.rowUnion('SearchSubject', {
  description: 'What a search can find.',
  types: [Initiative, Actor, Action, Outcome, Guidance, Reference],
})

builder.tableFields(SearchHit, {
  description: 'Something a search found.',
  fields: (t) => ({
    type: t.column('type', 'What it is.'),
    title: t.column('title', 'Its name, or what it says.'),
    snippet: t.expression('String', 'The passage that matches, with the matching words between `**`.', snippet),
    relevance: t.column('relevance', 'How well it matches; more is better. To be compared within one search only.'),
    subject: t.firstOf(
      SearchSubject,
      {
        initiative_id: Initiative,
        actor_id: Actor,
        action_id: Action,
        outcome_id: Outcome,
        guidance_id: Guidance,
        reference_id: Reference,
      },
      'The object found.',
    ),
  }),
})

builder.queryFields((t) => ({
  search: t.rows(SearchHit, {
    description:
      'Search over initiatives, actors, actions, outcomes, guidance and references, best first: all its words by their stems, without accents; where nothing has them, what is spelt most like it. An acronym that is the text itself comes first.',
    order: ['-relevance'],
    args: {
      query: builder.searchArgument({
        required: true,
        unsearchable,
        description:
          'The text to search for, at most 200 characters. Words in quotation marks stand together; a minus before a word excludes it; `or` between two takes either. Words that stand in nearly every text, such as "the", are passed over; a text of nothing else is refused with SEARCH_TOO_COMMON.',
      }),
      types: t.arg({ type: [builder.vocabulary(SearchType)], description: 'What to search. Without it, everything.' }),
    },
  }),
}))
