// Participations of actors in initiatives, with their roles, and partners.
import { integer, jsonText } from '../db/columns.ts'
import { all, asInteger, lit, selectFrom } from '../db/query.ts'
import { participations } from '../db/tables.ts'
import { distinctValues, type Input, linkedAll, type QueryContext, type Relation } from '../relational/index.ts'

/** The columns of an edge between an initiative and an actor: both ends, and all roles between them. */
const participation = { initiative_id: integer(), actor_id: integer(), roles: jsonText() }

/** What the edges between initiatives and actors can be filtered by. */
export type ParticipationScope = {
  /** A filter of participations. */
  readonly participation?: Input | undefined
}

/** The condition on participations under an alias, where there is one. */
const wanted = ({ scope, condition }: QueryContext<ParticipationScope>, alias: string) =>
  condition(participations, scope.participation, alias)

/** The relation between initiatives and actors: one edge for each pair, however many roles it has. */
const participants = (from: 'initiative_id' | 'actor_id', to: 'initiative_id' | 'actor_id') =>
  linkedAll<typeof participation, ParticipationScope>(
    {
      edgeColumns: participation,
      edges: selectFrom('participations').select((eb) => [eb.ref(from).as('parent_id'), eb.ref(to).as('target_id')]),
    },
    (isParent, needed, context) =>
      selectFrom('participations as p')
        .select((eb) => [
          eb.ref(`p.${from}`).as('key0'),
          eb.ref(`p.${to}`).as('target_id'),
          'p.initiative_id',
          'p.actor_id',
        ])
        .$if(needed.has('roles'), (query) =>
          query.select(({ ref, selectFrom }) => {
            const several = selectFrom('participations as q')
              .select(({ fn }) =>
                fn
                  .agg('string_agg', ['q.role', lit('","')])
                  .distinct()
                  .orderBy('q.role')
                  .as('roles'),
              )
              .whereRef('q.initiative_id', '=', 'p.initiative_id')
              .whereRef('q.actor_id', '=', 'p.actor_id')
              .where(all(wanted(context, 'q')))
            return distinctValues(ref('p.role'), several).as('roles')
          }),
        )
        .where((eb) => all(isParent(eb.ref(`p.${from}`)), wanted(context, 'p')))
        .groupBy(['p.initiative_id', 'p.actor_id']),
  )

export const actorsOfInitiative = participants('initiative_id', 'actor_id')
export const initiativesOfActor = participants('actor_id', 'initiative_id')

/** The participations behind one such edge. */
export const participationsOfPair: Relation<'initiative_id' | 'actor_id', Record<never, never>, ParticipationScope> = {
  keys: ['initiative_id', 'actor_id'],
  rows: ({ initiative_id, actor_id }, _needed, context) =>
    selectFrom('participations as p')
      .select('p.id as target_id')
      .where('p.initiative_id', '=', initiative_id)
      .where('p.actor_id', '=', actor_id)
      .where(all(wanted(context, 'p'))),
}

const partnership = { actor_id: integer(), shared_count: integer() }

/** Two actors' stated participations in the same initiative. */
const together = selectFrom('participations as own')
  .innerJoin('participations as other', (join) =>
    join.onRef('other.initiative_id', '=', 'own.initiative_id').onRef('other.actor_id', '<>', 'own.actor_id'),
  )
  .where('own.certainty', '=', lit('STATED'))
  .where('other.certainty', '=', lit('STATED'))

/** Actors that take part in an initiative together with an actor; plans and requests for participation do not count. */
export const partnersOf: Relation<'id', typeof partnership, Record<never, never>> = {
  keys: ['id'],
  edgeColumns: partnership,
  edges: together.select(['own.actor_id as parent_id', 'other.actor_id as target_id']),
  rows: ({ id }) =>
    together
      .where('own.actor_id', '=', id)
      .select(({ fn }) => [
        'other.actor_id as target_id',
        'own.actor_id',
        asInteger(fn.count('own.initiative_id').distinct()).as('shared_count'),
      ])
      .groupBy(['other.actor_id', 'own.actor_id']),
}

/** The initiatives two partners share. */
export const sharedBy: Relation<'actor_id' | 'target_id', Record<never, never>, Record<never, never>> = {
  keys: ['actor_id', 'target_id'],
  rows: ({ actor_id: own, target_id: other }) =>
    selectFrom('participations as p')
      .select('p.initiative_id as target_id')
      .distinct()
      .where('p.actor_id', '=', own)
      .where('p.certainty', '=', lit('STATED'))
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('participations as o')
            .select(lit(1).as('one'))
            .whereRef('o.initiative_id', '=', 'p.initiative_id')
            .where('o.actor_id', '=', other)
            .where('o.certainty', '=', lit('STATED')),
        ),
      ),
}
