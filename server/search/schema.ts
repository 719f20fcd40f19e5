// Search over everything, best first.
import { expression, object, union } from '../relational/fields.ts'
import { searchHits, snippet } from './queries.ts'

export const SearchHit = object({
  name: 'SearchHit',
  description: 'Something a search found.',
  source: searchHits,
  fields: (f) => ({
    type: f.column('type', 'What it is.'),
    title: f.column('title', 'Its name, or what it says.'),
    snippet: expression('String', 'The passage that matches, with the matching words between `**`.', snippet),
    relevance: f.column('relevance', 'How well it matches; more is better. To be compared within one search only.'),
    subject: union(
      'SearchSubject',
      'What a search can find.',
      [
        { type: 'Initiative', column: 'initiative_id' },
        { type: 'Actor', column: 'actor_id' },
        { type: 'Action', column: 'action_id' },
        { type: 'Outcome', column: 'outcome_id' },
        { type: 'Guidance', column: 'guidance_id' },
        { type: 'Reference', column: 'reference_id' },
      ],
      'The object found.',
    ),
  }),
})
