// The catalogue as a whole: which data it holds, from where, and how much.
import { builder } from '../builder.ts'
import { datasets } from '../db/tables.ts'
import { Document } from '../source/schema.ts'
import { catalogue } from './queries.ts'

export const Catalogue = builder.tableRef(catalogue, { name: 'Catalogue' })

builder.tableFields(Catalogue, {
  description:
    'The catalogue as a whole. If it holds several datasets, name, version, licence and document are those of the first one.',
  fields: (t) => ({
    name: t.column('name', 'The name of the dataset, or null if none is loaded.'),
    version: t.column('dataset_version', 'The version of the dataset.'),
    asOf: t.column('as_of', 'The date of the source, for which all information is valid, as an EDTF date.'),
    licence: t.column('licence', 'The terms on which the data may be used.'),
    attribution: t.column('attribution', 'The attribution to give when using the data.'),
    method: t.column(
      'method',
      'How actions are tied to action points, in Markdown: the rules with an example each, how far three readings of the source agree, and how differences were settled. Has the figures of this dataset.',
    ),
    document: t.one(Document, 'document_id', 'The document that the data comes from.'),
    updatedAt: t.column('updated_at', 'When the dataset was last changed in this database.'),
    initiativeCount: t.column('initiatives_count', 'The number of initiatives.'),
    actorCount: t.column('actors_count', 'The number of actors.'),
    participationCount: t.column('participations_count', 'The number of participations.'),
    actionCount: t.column(
      'actions_count',
      'The number of actions, recommendations and agenda topics, including those that are part of others.',
    ),
    outcomeCount: t.column('outcomes_count', 'The number of findings of reviews.'),
    documentCount: t.column('documents_count', 'The number of documents.'),
    placeCount: t.column('places_count', 'The number of places.'),
    implementationPlanCount: t.column('implementation_plans_count', 'The number of implementation plans.'),
  }),
})

export const Dataset = builder.tableRef(datasets, { name: 'Dataset', key: 'slug', edits: [] })

builder.tableFields(Dataset, {
  description: 'What the catalogue holds of one document.',
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes.'),
    name: t.column('name', 'The name.'),
    datasetVersion: t.column('dataset_version', 'The version that its editors gave it.'),
    asOf: t.column('as_of', 'The date of the source, for which all information is valid, as an EDTF date.'),
    document: t.one(Document, 'document_id', 'The document that the data comes from.'),
    licence: t.column('licence', 'The terms on which the data may be used.'),
    attribution: t.column('attribution', 'The attribution to give when using the data.'),
    method: t.column('method', 'How actions are tied to action points, in Markdown.'),
  }),
})

builder.queryField('datasets', (t) =>
  t.allRows(Dataset, {
    description:
      'The datasets that the catalogue consists of, the first one first. Filter by `citation: { document: { slug: … } }` for what comes from the document of one.',
    order: ['id'],
  }),
)

builder.queryField('catalogue', (t) =>
  t.onlyRow(Catalogue, { description: 'The catalogue as a whole: its data, licence and size.' }),
)
