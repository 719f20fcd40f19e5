// The network of actors found by walking from each actor to those it shares initiatives with.
import { common, type Link, type Oracle, type Row, type Scope, type Value } from './store.ts'

/** The requested initiatives that each actor takes part in as a fact. */
function statedBy({ store, holds }: Oracle, { where }: Scope): ReadonlyMap<Value, ReadonlySet<Value>> {
  const stated = new Map<Value, Set<Value>>()
  for (const { certainty, actor_id = null, initiative_id = null } of store.rows('participations')) {
    const initiative = store.byId('initiatives', initiative_id)
    if (certainty !== 'STATED' || !initiative) continue
    if (where !== undefined && where !== null && !holds('Initiative', initiative, where)) continue
    stated.set(actor_id, (stated.get(actor_id) ?? new Set()).add(initiative_id))
  }
  return stated
}

/** How far each actor of the network is from the one in the middle. */
function distances(oracle: Oracle, scope: Scope): ReadonlyMap<Value, number> {
  const stated = statedBy(oracle, scope)
  const { around, depth } = scope
  if (typeof around !== 'string') return new Map([...stated.keys()].map((actor) => [actor, 0]))
  const found = new Map<Value, number>()
  for (const { id = null } of oracle.store.where('actors', 'slug', around.toLowerCase())) found.set(id, 0)
  for (let step = 1; step <= (typeof depth === 'number' ? depth : 1); step += 1) {
    for (const [actor, distance] of [...found]) {
      if (distance !== step - 1) continue
      for (const [other, initiatives] of stated)
        if (!found.has(other) && common(initiatives, stated.get(actor) ?? new Set()).size > 0) found.set(other, step)
    }
  }
  return found
}

export function networkNodes(oracle: Oracle, scope: Scope): Row[] {
  const stated = statedBy(oracle, scope)
  return [...distances(oracle, scope)].map(([actor, distance]) => ({
    actor_id: actor,
    name: oracle.store.byId('actors', actor)?.['name'] ?? null,
    distance,
    initiative_count: stated.get(actor)?.size ?? 0,
  }))
}

export function networkEdges(oracle: Oracle, scope: Scope): Row[] {
  const inside = distances(oracle, scope)
  const stated = [...statedBy(oracle, scope)].filter(([actor]) => inside.has(actor))
  return stated.flatMap(([source, own]) =>
    stated.flatMap(([target, other]) => {
      const weight = common(own, other).size
      return Number(source) < Number(target) && weight > 0 ? [{ source_id: source, target_id: target, weight }] : []
    }),
  )
}

export const networkRelations = {
  'NetworkEdge.initiatives': (oracle: Oracle, edge: Row, scope: Scope): Link[] => {
    const stated = statedBy(oracle, scope)
    const [own, other] = [edge['source_id'], edge['target_id']].map((id) => stated.get(id ?? null) ?? new Set<Value>())
    return oracle.store.all('initiatives', own && other ? common(own, other) : []).map((row) => ({ row, link: {} }))
  },
}
