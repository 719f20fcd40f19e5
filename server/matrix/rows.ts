// The rows of the matrix, with empty ones.
import { type AliasableExpression, type Expression, sql } from 'kysely'
import { all, asInteger, eb, inBytes, lit, selectFrom } from '../db/query.ts'
import { countries } from '../place/queries.ts'
import { ActorKind, Level, Region, type Vocabulary, valuesOf } from '../vocabulary.ts'
import { type CellContext, ofInitiatives, rowsOf } from './scope.ts'

interface MatrixRow {
  readonly row_id: number
  /** The slug, code or value by which clients know what the row stands for. */
  readonly row_key: string
  readonly label: string
  readonly label_sort: string
  readonly initiative_id: number | null
  readonly actor_id: number | null
  readonly place_id: number | null
}

/** The values of a vocabulary as an array. The builder has no word for arrays. */
const listed = <Value extends string>(vocabulary: Vocabulary<Value>) =>
  sql<Value[]>`array[${sql.join(valuesOf(vocabulary).map((value) => lit(value)))}]`

/** The number of a row that is a value of a vocabulary; null where there is no value. */
export const numberIn = (vocabulary: Vocabulary, value: Expression<string | null>) =>
  eb.fn<number | null>('array_position', [listed(vocabulary), value])

/** The values of a vocabulary, numbered from 1. */
function ofVocabulary(vocabulary: Vocabulary): AliasableExpression<MatrixRow> {
  // Nor for the numbers a function gives its rows.
  const values = sql<{ value: string; n: number }>`unnest(${listed(vocabulary)}) with ordinality`
  return selectFrom(values.as<'v'>(sql`v (value, n)`)).select(({ fn, ref }) => [
    asInteger(ref('v.n')).as('row_id'),
    inBytes(ref('v.value')).as('row_key'),
    inBytes(ref('v.value')).as('label'),
    fn<string>('lower', [inBytes(ref('v.value'))]).as('label_sort'),
    none.as('initiative_id'),
    none.as('actor_id'),
    none.as('place_id'),
  ])
}

const none = eb.cast<number | null>(eb.lit(null), 'integer')

/** The rows there are. */
export function allRows(context: CellContext): AliasableExpression<MatrixRow> {
  const wanted = ofInitiatives(context)
  switch (rowsOf(context)) {
    case 'INITIATIVE':
      return selectFrom('initiatives as i')
        .select([
          'i.id as row_id',
          'i.slug as row_key',
          'i.name as label',
          'i.name_sort as label_sort',
          'i.id as initiative_id',
        ])
        .select([none.as('actor_id'), none.as('place_id')])
        .where(all(wanted))
    case 'ACTOR':
      return selectFrom('actors as a')
        .select([
          'a.id as row_id',
          'a.slug as row_key',
          'a.name as label',
          'a.name_sort as label_sort',
          none.as('initiative_id'),
        ])
        .select(['a.id as actor_id', none.as('place_id')])
        .$if(!context.scope.withIdleActors, (query) =>
          query.where(({ exists, selectFrom }) =>
            exists(
              selectFrom('participations as p')
                .innerJoin('initiatives as i', 'i.id', 'p.initiative_id')
                .select(lit(1).as('one'))
                .whereRef('p.actor_id', '=', 'a.id')
                .where(all(wanted)),
            ),
          ),
        )
    case 'COUNTRY':
      return selectFrom('places as p')
        .select([
          'p.id as row_id',
          'p.code as row_key',
          'p.name as label',
          'p.name_sort as label_sort',
          none.as('initiative_id'),
        ])
        .select([none.as('actor_id'), 'p.id as place_id'])
        .where('p.kind', '=', lit('COUNTRY'))
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom(countries.as('country'))
              .innerJoin('initiative_places as covered', 'covered.place_id', 'country.place_id')
              .innerJoin('initiatives as i', 'i.id', 'covered.initiative_id')
              .select(lit(1).as('one'))
              .whereRef('country.country_id', '=', 'p.id')
              .where(all(wanted)),
          ),
        )
    case 'ACTOR_KIND':
      return ofVocabulary(ActorKind)
    case 'REGION':
      return ofVocabulary(Region)
    case 'LEVEL':
      return ofVocabulary(Level)
  }
}
