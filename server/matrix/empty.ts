// Why cells are empty: the source has no entry, its entries state nothing, or nobody has assessed them.
import type { AliasableExpression } from 'kysely'
import { all, asInteger, lit, selectFrom } from '../db/query.ts'
import { countries } from '../place/queries.ts'
import { ActorKind, Level, Region } from '../vocabulary.ts'
import { type Choice, counted } from './facts.ts'
import { numberIn } from './rows.ts'
import { type CellContext, ofInitiatives, rowsOf } from './scope.ts'

/** That an initiative belongs to a row. */
interface Belonging {
  readonly row_id: number | null
  readonly initiative_id: number
}

/** Each row with the initiatives that belong to it and have an entry in the source. */
function described(context: CellContext): AliasableExpression<Belonging> {
  const entries = selectFrom('initiatives as i')
    .select('i.id as initiative_id')
    .where('i.coverage', '<>', lit('MENTION'))
    .where(all(ofInitiatives(context)))
  switch (rowsOf(context)) {
    case 'INITIATIVE':
      return entries.select('i.id as row_id')
    case 'ACTOR':
      return entries
        .innerJoin('participations as p', 'p.initiative_id', 'i.id')
        .select('p.actor_id as row_id')
        .distinct()
    case 'ACTOR_KIND':
      return entries
        .innerJoin('participations as p', 'p.initiative_id', 'i.id')
        .innerJoin('actors as who', 'who.id', 'p.actor_id')
        .select(({ ref }) => numberIn(ActorKind, ref('who.kind')).as('row_id'))
        .distinct()
    case 'COUNTRY':
      return entries
        .innerJoin('initiative_places as covered', 'covered.initiative_id', 'i.id')
        .innerJoin(countries.as('country'), 'country.place_id', 'covered.place_id')
        .select('country.country_id as row_id')
        .distinct()
    case 'REGION':
      return entries.select(({ ref }) => numberIn(Region, ref('i.region')).as('row_id'))
    case 'LEVEL':
      return entries.select(({ ref }) => numberIn(Level, ref('i.level')).as('row_id'))
  }
}

/** How many initiatives with an entry belong to each row. */
export const entriesOf = (context: CellContext, of: NonNullable<Choice['of']>) =>
  selectFrom(described(context).as('v'))
    .select(({ fn }) => ['v.row_id', asInteger(fn.countAll()).as('n')])
    .where(({ ref }) => all(...of(ref('v.row_id'))))
    .groupBy('v.row_id')

/** How many of them editors have assessed under each point, and how many of these do not address it. */
export const judgedOf = (context: CellContext, of: NonNullable<Choice['of']>) =>
  selectFrom(described(context).as('v'))
    .innerJoin('matrix_assessments as m', 'm.initiative_id', 'v.initiative_id')
    .select(({ fn }) => [
      'v.row_id',
      'm.action_point_id',
      asInteger(fn.countAll()).as('n'),
      asInteger(fn.countAll().filterWhere('m.coverage', '=', lit('NONE'))).as('without'),
    ])
    .where(({ ref }) => all(...of(ref('v.row_id'))))
    .groupBy(['v.row_id', 'm.action_point_id'])

/** The rows and points that have an action, whatever the arguments count. */
export const thereIn = (context: CellContext, choice: Choice) =>
  selectFrom(counted(context, { ...choice, whatever: true }).as('f'))
    .select(['f.row_id', 'f.action_point_id'])
    .distinct()
