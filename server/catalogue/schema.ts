// The catalogue as a whole: which data it holds, from where, and how much.
import { builder } from '../builder.ts'
import { Document } from '../source/schema.ts'
import { catalogue } from './queries.ts'

export const Catalogue = builder.tableRef(catalogue, { name: 'Catalogue' })

builder.tableFields(Catalogue, {
  description: 'The catalogue as a whole.',
  fields: (t) => ({
    name: t.column('name', 'The name of the dataset; none as long as nothing is loaded.'),
    version: t.column('dataset_version', 'The version of the dataset.'),
    asOf: t.column('as_of', 'The date of the source, up to which all of it is true, as an EDTF date.'),
    licence: t.column('licence', 'On what terms the data may be used.'),
    attribution: t.column('attribution', 'Whom to name when using it.'),
    method: t.column(
      'method',
      'How actions are tied to action points: the rules with an example each, how far three readings of the source agree, and what was decided where they differ. In Markdown, with the figures of this dataset.',
    ),
    document: t.one(Document, 'document_id', 'The document it is taken from.'),
    updatedAt: t.column('updated_at', 'When the dataset was last changed in this database.'),
    initiativeCount: t.column('initiatives_count', 'How many initiatives there are.'),
    actorCount: t.column('actors_count', 'How many actors.'),
    participationCount: t.column('participations_count', 'How many participations.'),
    actionCount: t.column(
      'actions_count',
      'How many actions, recommendations and agenda topics; those that are part of others included.',
    ),
    outcomeCount: t.column('outcomes_count', 'How many findings of reviews.'),
    documentCount: t.column('documents_count', 'How many documents.'),
    placeCount: t.column('places_count', 'How many places.'),
  }),
})

builder.queryField('catalogue', (t) =>
  t.onlyRow(Catalogue, { description: 'The catalogue as a whole: its data, licence and size.' }),
)
