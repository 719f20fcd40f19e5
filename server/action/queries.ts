// Which actor has which part in an action.
import { integer, jsonText } from '../db/columns.ts'
import { lit, selectFrom } from '../db/query.ts'
import { distinctValues, linkedAll } from '../relational/index.ts'

const credit = { action_id: integer(), actor_id: integer(), roles: jsonText() }

/** The relation between actions and actors: one edge for each pair, however many roles it has. */
const credits = (from: 'action_id' | 'actor_id', to: 'action_id' | 'actor_id') =>
  linkedAll(
    {
      edgeColumns: credit,
      edges: selectFrom('action_actors').select((eb) => [eb.ref(from).as('parent_id'), eb.ref(to).as('target_id')]),
    },
    (isParent, needed) =>
      selectFrom('action_actors as c')
        .select((eb) => [
          eb.ref(`c.${from}`).as('key0'),
          eb.ref(`c.${to}`).as('target_id'),
          'c.action_id',
          'c.actor_id',
        ])
        .$if(needed.has('roles'), (query) =>
          query.select(({ ref, selectFrom }) => {
            const several = selectFrom('action_actors as d')
              .select(({ fn }) =>
                fn
                  .agg('string_agg', ['d.role', lit('","')])
                  .distinct()
                  .orderBy('d.role')
                  .as('roles'),
              )
              .whereRef('d.action_id', '=', 'c.action_id')
              .whereRef('d.actor_id', '=', 'c.actor_id')
            return distinctValues(ref('c.role'), several).as('roles')
          }),
        )
        .where((eb) => isParent(eb.ref(`c.${from}`)))
        .groupBy(['c.action_id', 'c.actor_id']),
  )

export const creditedActors = credits('action_id', 'actor_id')
export const creditedActions = credits('actor_id', 'action_id')
