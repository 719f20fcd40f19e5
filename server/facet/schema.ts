// Counts of the rows of a list.
import { builder } from '../builder.ts'
import { FacetField } from '../vocabulary.ts'

builder.facetTypes(FacetField, {
  facet: 'What the rows of a list are counted by, and the counts.',
  field: 'What is counted by.',
  buckets: 'The values there are, most frequent first.',
  bucket: 'One value rows are counted under.',
  value: 'The value: of an enumeration, a country’s code, the number of an action point, an agreement, or a year.',
  label: 'The name of the country or action point; the value itself for all others.',
  count: 'How many rows have it. A row may have several values, so counts do not add up.',
})
