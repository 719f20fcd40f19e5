// What the reviews of initiatives found, and what their entries refer to.
import { Actor } from '../actor/schema.ts'
import { builder } from '../builder.ts'
import { initiativeReferences, outcomeActors, outcomePlaces, outcomes } from '../db/tables.ts'
import { Initiative, Period } from '../initiative/schema.ts'
import { Phase } from '../phase/schema.ts'
import { Place } from '../place/schema.ts'
import { through } from '../relational/index.ts'
import { searchOf } from '../search/queries.ts'
import { Citation, Cited, Document } from '../source/schema.ts'

export const Outcome = builder.tableRef(outcomes, { name: 'Outcome', key: 'key', search: searchOf('OUTCOME') })

export const Reference = builder.tableRef(initiativeReferences, { name: 'Reference', key: 'key' })

builder.tableFields(Outcome, {
  description: 'A finding of the review of an initiative, such as a result, a challenge, a gap or a lesson.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative.', { filter: true }),
    ordinal: t.column('ordinal', 'The position in the source, starting at 1.', { sort: true }),
    kind: t.column('kind', 'The type of finding.', { filter: true, sort: true }),
    text: t.column('text', 'The finding, in the words of this catalogue.', { filter: true }),
    period: t.embedded(Period, 'When it took place, if the source says.', { present: 'period_text' }),
    phase: t.one(
      Phase,
      'phase_id',
      'The phase that the finding concerns, or null if it concerns the whole initiative.',
      { filter: true },
    ),
    actors: t.list(Actor, {
      description: 'Actors that the finding names.',
      relation: through(outcomeActors, 'outcome_id', 'actor_id'),
      order: ['name'],
      filter: true,
    }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
    places: t.list(Place, {
      description: 'Places that the finding names.',
      relation: through(outcomePlaces, 'outcome_id', 'place_id'),
      order: ['name'],
      filter: true,
    }),
  }),
})

builder.tableFields(Reference, {
  description: 'An annex, document, web address or footnote of an entry.',
  interfaces: [Cited],
  fields: (t) => ({
    initiative: t.one(Initiative, 'initiative_id', 'The initiative whose entry has the reference.', { filter: true }),
    ordinal: t.column('ordinal', 'The position in the source, starting at 1.', { sort: true }),
    kind: t.column('kind', 'The type of reference.', { filter: true, sort: true }),
    label: t.column('label', 'The label in the source, such as Annex 7bis.', { filter: true, sort: true }),
    document: t.one(Document, 'document_id', 'The document, if the reference is to one.', { filter: true }),
    url: t.column('url', 'The web address, as the source prints it.', { filter: true }),
    note: t.column('note', 'Further information about the reference.', { filter: true }),
    citation: t.one(Citation, 'citation_id', 'The printed page this comes from.', { filter: true }),
  }),
})

builder.moreTableFields(Initiative, (t) => ({
  outcomes: t.connection(Outcome, {
    description: 'Findings of the review in the source.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
  references: t.connection(Reference, {
    description: 'Annexes, documents, web addresses and footnotes in the entry of the initiative.',
    by: 'initiative_id',
    order: ['ordinal'],
    filter: true,
  }),
}))

builder.tableField(Phase, 'outcomes', (t) =>
  t.connection(Outcome, {
    description: 'Findings of the review about this phase.',
    by: 'phase_id',
    order: ['ordinal'],
  }),
)

builder.tableField(Document, 'references', (t) =>
  t.connection(Reference, {
    description: 'References to this document from initiatives.',
    by: 'document_id',
    order: ['initiative_id', 'ordinal'],
    filter: true,
  }),
)

builder.queryField('outcomes', (t) =>
  t.rows(Outcome, {
    description: 'Findings of the reviews in the source.',
    order: ['initiative_id', 'ordinal'],
  }),
)
