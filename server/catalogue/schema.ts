// The catalogue as a whole: which data it holds, from where, and how much.
import { sql } from 'kysely'
import { integer, nullable } from '../db/columns.ts'
import { datasets } from '../db/tables.ts'
import type { DerivedTable } from '../relational/definition.ts'
import { object } from '../relational/fields.ts'

const counted = {
  initiatives: 'initiatives', actors: 'actors', participations: 'participations', actions: 'actions', outcomes: 'outcomes', documents: 'documents', places: 'places',
} as const

const { name, dataset_version, as_of, licence, attribution, document_id, updated_at } = datasets.columns

const catalogue: DerivedTable = {
  name: 'catalogue',
  columns: {
    id: integer(), name: nullable(name), dataset_version: nullable(dataset_version), as_of: nullable(as_of), licence: nullable(licence),
    attribution: nullable(attribution), document_id: nullable(document_id), updated_at: nullable(updated_at),
    ...Object.fromEntries(Object.keys(counted).map((table) => [`${table}_count`, integer()])),
  },
  query: (needed) => {
    const counts = Object.values(counted).filter((table) => needed.has(`${table}_count`))
    return sql`select ${sql.join([
      sql`one.id, d.name, d.dataset_version, d.as_of, d.licence, d.attribution, d.document_id, d.updated_at`,
      ...counts.map((table) => sql`(select count(*)::integer from ${sql.table(table)}) as ${sql.ref(`${table}_count`)}`),
    ])} from (values (1)) one (id) left join lateral (select * from datasets order by loaded_at desc, id desc limit 1) d on true`
  },
}

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
    document: f.one('Document', 'document_id', 'The document it is taken from.'),
    updatedAt: f.column('updated_at', 'When the dataset was last changed in this database.'),
    initiativeCount: f.column('initiatives_count', 'How many initiatives there are.'),
    actorCount: f.column('actors_count', 'How many actors.'),
    participationCount: f.column('participations_count', 'How many participations.'),
    actionCount: f.column('actions_count', 'How many actions, recommendations and agenda topics; those that are part of others included.'),
    outcomeCount: f.column('outcomes_count', 'How many findings of reviews.'),
    documentCount: f.column('documents_count', 'How many documents.'),
    placeCount: f.column('places_count', 'How many places.'),
  }),
})
