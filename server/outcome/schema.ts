// What the reviews of initiatives found, and what their entries refer to.
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { initiativeReferences, outcomeActors, outcomePlaces, outcomes } from '../db/tables.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Phase } from '../phase/schema.ts'
import { Place } from '../place/schema.ts'
import { through } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Cited, Document } from '../source/schema.ts'

export const Outcome = builder.tableRef(outcomes, { name: 'Outcome', key: 'key', search: searchOf('OUTCOME') })

export const Reference = builder.tableRef(initiativeReferences, { name: 'Reference', key: 'key' })

builder.tableFields(Outcome, {
  description:
    'A finding of the review of an initiative: what came about, what was produced, what was hard, what is missing.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.', { filter: true }),
    ordinal: t.column('ordinal', 'Its place in the order of the source, from 1.', { sort: true }),
    kind: t.column('kind', 'What sort of finding it is.', { filter: true, sort: true }),
    text: t.column('text', 'The finding, in the words of this catalogue.', { filter: true }),
    period: t.embedded(Period, 'When it was, where the source says.', { present: 'period_text' }),
    phase: t.one(Phase, 'phase_id', 'The phase it concerns; none where it is the whole initiative.', { filter: true }),
    actors: t.list(Actor, {
      description: 'Actors it names.',
      links: through(outcomeActors, 'outcome_id', 'actor_id'),
      order: ['name'],
      filter: true,
    }),
    places: t.list(Place, {
      description: 'Places it names.',
      links: through(outcomePlaces, 'outcome_id', 'place_id'),
      order: ['name'],
      filter: true,
    }),
  }),
})

builder.tableFields(Reference, {
  description: 'An annex, document, web address or footnote of an entry.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative whose entry it is.', { filter: true }),
    ordinal: t.column('ordinal', 'Its place in the order of the source, from 1.', { sort: true }),
    kind: t.column('kind', 'What sort of reference it is.', { filter: true, sort: true }),
    label: t.column('label', 'How the source labels it, such as Annex 7bis.', { filter: true, sort: true }),
    document: t.one(Document, 'document_id', 'The document referred to, where it is one.', { filter: true }),
    url: t.column('url', 'The web address, as the source prints it.', { filter: true }),
    note: t.column('note', 'What else there is to know of it.', { filter: true }),
  }),
})

builder.moreTableFields(Initiative, (t) => ({
  outcomes: t.connection(Outcome, {
    description: 'What the review in the source found.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
  references: t.connection(Reference, {
    description: 'Annexes, documents, web addresses and footnotes of its entry.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
}))

builder.tableField(Phase, 'outcomes', (t) =>
  t.connection(Outcome, {
    description: 'What the review found of it.',
    by: 'phase_id',
    order: ['ordinal'],
  }),
)

builder.tableField(Document, 'references', (t) =>
  t.connection(Reference, {
    description: 'Where initiatives refer to it.',
    by: 'document_id',
    order: ['initiative_id', 'ordinal'],
    filter: true,
  }),
)

builder.queryField('outcomes', (t) =>
  t.rows(Outcome, {
    description: 'What the reviews in the source found.',
    order: ['initiative_id', 'ordinal'],
  }),
)
