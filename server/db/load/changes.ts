// What a load changed, counted by initiatives, actors, places and documents.
import { type Draft, identityColumns, type LoadedTable, Ref } from './draft.ts'
import type { Existing, KeptBecause, Row, TablePlan } from './plan.ts'

/** An object with a name of its own, which rows belong to. */
export interface Entity {
  readonly table: LoadedTable
  readonly name: string
}

/** The columns by which a row belongs to another, the closest first. */
const owners = {
  plan_id: 'implementation_plans',
  plan_item_id: 'plan_items',
  initiative_id: 'initiatives',
  from_id: 'initiatives',
  action_id: 'actions',
  outcome_id: 'outcomes',
  group_id: 'actors',
  actor_id: 'actors',
  place_id: 'places',
  action_point_id: 'action_points',
} as const satisfies Readonly<Record<string, LoadedTable>>

const wholes: ReadonlyMap<LoadedTable, LoadedTable> = new Map([
  ['actions', 'initiatives'],
  ['outcomes', 'initiatives'],
  ['plan_items', 'implementation_plans'],
])

const ownerColumns = Object.keys(owners).filter((column): column is keyof typeof owners => column in owners)

/** Finds the entity a row is part of; undefined of rows that are part of none, such as citations. */
export class Entities {
  readonly #rows: ReadonlyMap<LoadedTable, ReadonlyMap<number, Row>>

  constructor(existing: Existing) {
    const tables = new Set<LoadedTable>(Object.values(owners))
    this.#rows = new Map(
      [...tables].map((table) => [
        table,
        new Map((existing[table] ?? []).flatMap((row) => (typeof row['id'] === 'number' ? [[row['id'], row]] : []))),
      ]),
    )
  }

  of(table: LoadedTable, row: Row | Draft): Entity | undefined {
    const { slug, code } = row
    if (typeof slug === 'string') return { table, name: slug }
    if (typeof code === 'string' && table === 'places') return { table, name: code }
    for (const column of ownerColumns) {
      const owner = row[column]
      if (owner instanceof Ref) return this.#named(owner)
      const found = typeof owner === 'number' ? this.#rows.get(owners[column])?.get(owner) : undefined
      if (found) return this.of(owners[column], found)
    }
    return undefined
  }

  /** Parts are named after what they are part of: `slug/key`. */
  #named({ table, name }: Ref): Entity {
    const whole = wholes.get(table)
    return whole === undefined ? { table, name } : { table: whole, name: name.split('/')[0] ?? name }
  }
}

export interface Kept extends Entity {
  readonly because: KeptBecause
}

/** The names of the entities that changed, or that have a part that did, by table; each list in order. */
export function changedEntities(
  plans: readonly TablePlan[],
  existing: Existing,
): Readonly<Record<string, readonly string[]>> {
  const entities = new Entities(existing)
  const names = new Map<LoadedTable, Set<string>>()
  for (const { table, inserted, updated, deleted } of plans) {
    if (table === 'datasets') continue
    for (const row of [...inserted.map(({ draft }) => draft), ...updated.map(({ before }) => before), ...deleted]) {
      const entity = entities.of(table, row)
      if (entity) names.set(entity.table, (names.get(entity.table) ?? new Set()).add(entity.name))
    }
  }
  return Object.fromEntries([...names].map(([table, changed]) => [table, [...changed].sort()]))
}

/** What tells a row apart, for people: the values of its identity. */
const identityText = (table: LoadedTable, row: Row): string =>
  identityColumns(table)
    .map((column) => String(row[column]))
    .join(' ')

/** What was left as it is although the files say otherwise. */
export function keptEntities(plans: readonly TablePlan[], existing: Existing): readonly Kept[] {
  const entities = new Entities(existing)
  return plans.flatMap(({ table, kept }) =>
    kept.map(({ row, because }) => ({
      table,
      name: entities.of(table, row)?.name ?? identityText(table, row),
      because,
    })),
  )
}
