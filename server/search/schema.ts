// Search over everything, best first.
import { Action } from '../action/schema.ts'
import { Guidance } from '../action-point/schema.ts'
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { Initiative } from '../initiative/schema.ts'
import { Outcome, Reference } from '../outcome/schema.ts'
import { ImplementationPlan, PlanItem } from '../plan/schema.ts'
import { SearchType } from '../vocabulary.ts'
import { searchHits, snippet, unsearchable } from './queries.ts'

export const SearchHit = builder.tableRef(searchHits, { name: 'SearchHit' })

export const SearchSubject = builder.rowUnion('SearchSubject', {
  description: 'The types of objects that a search can find.',
  types: [Initiative, Actor, Action, Outcome, Guidance, Reference, ImplementationPlan, PlanItem],
})

builder.tableFields(SearchHit, {
  description: 'A search result.',
  fields: (t) => ({
    type: t.column('type', 'The type of the object found.'),
    title: t.column('title', 'The name or the text of the object.'),
    snippet: t.expression('String', 'The passage that matches, with the matching words between `**`.', snippet),
    relevance: t.column('relevance', 'How well it matches; higher is better. Compare values only within one search.'),
    subject: t.firstOf(
      SearchSubject,
      {
        initiative_id: Initiative,
        actor_id: Actor,
        action_id: Action,
        outcome_id: Outcome,
        guidance_id: Guidance,
        reference_id: Reference,
        implementation_plan_id: ImplementationPlan,
        plan_item_id: PlanItem,
      },
      'The object found.',
    ),
  }),
})

builder.queryFields((t) => ({
  search: t.rows(SearchHit, {
    description:
      'Searches initiatives, actors, actions, outcomes, guidance, references, implementation plans and their items, best match first. All words must match, in any grammatical form and with or without accents. If nothing matches, similar spellings are found. An acronym equal to the search text comes first.',
    order: ['-relevance'],
    args: {
      query: builder.searchArgument({
        required: true,
        unsearchable,
        description:
          'The search text, at most 200 characters. Quotation marks keep words together, a minus before a word excludes it, and `or` between two words matches either. Very common words, such as "the", are ignored; a text with only such words fails with SEARCH_TOO_COMMON.',
      }),
      types: t.arg({
        type: [builder.vocabulary(SearchType)],
        description: 'The types of objects to search. By default, all.',
      }),
    },
  }),
}))
