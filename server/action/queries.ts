// Which actor has which part in an action.
import { sql } from 'kysely'
import { integer, jsonText } from '../db/columns.ts'
import type { Links } from '../relational/definition.ts'

const credit = { action_id: integer(), actor_id: integer(), roles: jsonText() }

const roles = sql`'["' || string_agg(distinct c.role, '","' order by c.role) || '"]'`

/** Links between actions and actors, one for each pair however many roles there are. */
const pairs = (from: 'action_id' | 'actor_id', to: 'action_id' | 'actor_id'): Links => ({
  keys: ['id'],
  edge: credit,
  pairs: sql`select ${sql.ref(`c.${from}`)} as parent_id, ${sql.ref(`c.${to}`)} as target_id from action_actors c`,
  rows: ([id], needed) => sql`
    select ${sql.ref(`c.${to}`)} as target_id, c.action_id, c.actor_id${needed.has('roles') ? sql`, ${roles} as roles` : sql``}
    from action_actors c where ${sql.ref(`c.${from}`)} = ${id} group by c.action_id, c.actor_id`,
})

export const creditedActors = pairs('action_id', 'actor_id')
export const creditedActions = pairs('actor_id', 'action_id')
