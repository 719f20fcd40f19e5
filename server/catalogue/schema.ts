// The catalogue as a whole: which data it holds, from where, and how much.
import { object } from '../relational/fields.ts'
import { catalogue } from './queries.ts'

export const Catalogue = object({
  name: 'Catalogue',
  description: 'The catalogue as a whole.',
  source: catalogue,
  fields: (f) => ({
    name: f.column('name', 'The name of the dataset; none as long as nothing is loaded.'),
    version: f.column('dataset_version', 'The version of the dataset.'),
    asOf: f.column('as_of', 'The date of the source, up to which all of it is true, as an EDTF date.'),
    licence: f.column('licence', 'On what terms the data may be used.'),
    attribution: f.column('attribution', 'Whom to name when using it.'),
    method: f.column(
      'method',
      'How actions are tied to action points: the rules with an example each, how far three readings of the source agree, and what was decided where they differ. In Markdown, with the figures of this dataset.',
    ),
    document: f.one('Document', 'document_id', 'The document it is taken from.'),
    updatedAt: f.column('updated_at', 'When the dataset was last changed in this database.'),
    initiativeCount: f.column('initiatives_count', 'How many initiatives there are.'),
    actorCount: f.column('actors_count', 'How many actors.'),
    participationCount: f.column('participations_count', 'How many participations.'),
    actionCount: f.column(
      'actions_count',
      'How many actions, recommendations and agenda topics; those that are part of others included.',
    ),
    outcomeCount: f.column('outcomes_count', 'How many findings of reviews.'),
    documentCount: f.column('documents_count', 'How many documents.'),
    placeCount: f.column('places_count', 'How many places.'),
  }),
})
