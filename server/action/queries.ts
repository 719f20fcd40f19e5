// Which actor has which part in an action.
import { sql } from 'kysely'
import { integer, jsonText } from '../db/columns.ts'
import { distinctValues, linkedAll } from '../relational/index.ts'

const credit = { action_id: integer(), actor_id: integer(), roles: jsonText() }

const roles = distinctValues(
  sql`c.role`,
  sql`select string_agg(distinct d.role, '","' order by d.role) from action_actors d
    where d.action_id = c.action_id and d.actor_id = c.actor_id`,
)

/** Links between actions and actors, one for each pair however many roles there are. */
const pairs = (from: 'action_id' | 'actor_id', to: 'action_id' | 'actor_id') =>
  linkedAll(
    {
      edge: credit,
      pairs: sql`select ${sql.ref(`c.${from}`)} as parent_id, ${sql.ref(`c.${to}`)} as target_id from action_actors c`,
    },
    (among, needed) => {
      const asked = needed.has('roles') ? sql`, ${roles} as roles` : sql``
      return sql`select ${sql.ref(`c.${from}`)} as k0, ${sql.ref(`c.${to}`)} as target_id, c.action_id, c.actor_id${asked}
      from action_actors c where ${among(sql.ref(`c.${from}`))} group by c.action_id, c.actor_id`
    },
  )

export const creditedActors = pairs('action_id', 'actor_id')
export const creditedActions = pairs('actor_id', 'action_id')
