// Counts of the rows of a list.
import { builder } from '../builder.ts'
import { FacetField } from '../vocabulary.ts'

builder.facetTypes(FacetField, {
  facet: 'A property by which the items of a list are counted, and the counts.',
  field: 'The property.',
  buckets: 'The values that occur, most frequent first.',
  bucket: 'One value and the number of items that have it.',
  value: 'The value: an enum value, a country code, the number of an action point, an agreement, or a year.',
  label: 'The name of the country or action point. For all others, the value itself.',
  count: 'The number of items with this value. An item may have several values, so counts do not add up.',
})
