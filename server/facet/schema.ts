// Counts of the rows of a list.
import { integer, text } from '../db/columns.ts'
import { embeddedObject, expression, frame } from '../relational/fields.ts'
import { FacetField } from '../vocabulary.ts'

export const FacetBucket = embeddedObject(
  'FacetBucket',
  'One value rows are counted under.',
  { value: text(), label: text(), count: integer() },
  (f) => ({
    value: f.column(
      'value',
      'The value: of an enumeration, a country’s code, the number of an action point, an agreement, or a year.',
    ),
    label: f.column('label', 'The name of the country or action point; the value itself for all others.'),
    count: f.column('count', 'How many rows have it. A row may have several values, so counts do not add up.'),
  }),
)

export const Facet = frame('Facet', 'What the rows of a list are counted by, and the counts.', {
  field: expression(FacetField, 'What is counted by.', () => {
    throw new TypeError('A facet is compiled with its connection.')
  }),
  buckets: {
    is: 'list',
    type: 'FacetBucket',
    description: 'The values there are, most frequent first.',
    links: { keys: [] },
    order: [],
  },
})
