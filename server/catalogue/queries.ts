// The catalogue's size and origin, as one row.
import { integer, nullable } from '../db/columns.ts'
import { asInteger, lit, queries, selectFrom } from '../db/query.ts'
import { datasets } from '../db/tables.ts'
import { derived } from '../relational/index.ts'

const counted = [
  'initiatives',
  'actors',
  'participations',
  'actions',
  'outcomes',
  'documents',
  'places',
  'implementation_plans',
] as const

const { name, dataset_version, as_of, licence, attribution, method, document_id, updated_at } = datasets.columns

/** Always one row, also where nothing is loaded. With several datasets, it describes the first one. */
export const catalogue = derived({
  name: 'catalogue',
  columns: {
    id: integer(),
    name: nullable(name),
    dataset_version: nullable(dataset_version),
    as_of: nullable(as_of),
    licence: nullable(licence),
    attribution: nullable(attribution),
    method: nullable(method),
    document_id: nullable(document_id),
    updated_at: nullable(updated_at),
    initiatives_count: integer(),
    actors_count: integer(),
    participations_count: integer(),
    actions_count: integer(),
    outcomes_count: integer(),
    documents_count: integer(),
    places_count: integer(),
    implementation_plans_count: integer(),
  },
  query: (needed) =>
    selectFrom(queries.selectNoFrom(lit(1).as('id')).as('one'))
      .leftJoinLateral(
        (eb) => eb.selectFrom('datasets').selectAll().orderBy('id').limit(lit(1)).as('d'),
        (join) => join.onTrue(),
      )
      .select([
        'one.id',
        'd.name',
        'd.dataset_version',
        'd.as_of',
        'd.licence',
        'd.attribution',
        'd.method',
        'd.document_id',
        'd.updated_at',
      ])
      .select(({ selectFrom }) =>
        counted
          .filter((table) => needed.has(`${table}_count`))
          .map((table) =>
            selectFrom(table)
              .select(({ fn }) => asInteger(fn.countAll()).as('n'))
              .as(`${table}_count`),
          ),
      ),
})
