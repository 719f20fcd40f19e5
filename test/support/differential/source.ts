// Where the rows of a type come from, and which of them hang on a row.
import type { ConnectionField, ListField, ObjectDefinition } from '../../../server/relational/index.ts'
import { definitions } from '../definitions.ts'
import { matrixCells, matrixRows, matrixTotals } from './matrix.ts'
import { networkEdges, networkNodes } from './network.ts'
import { planDraftPoints, planProgress } from './plan.ts'
import { placesOf, relations } from './relation.ts'
import type { Link, Oracle, Row, Scope } from './store.ts'

/** Queries that stand for tables, said once more over arrays. */
const derived: Readonly<Record<string, (oracle: Oracle, scope: Scope) => Row[]>> = {
  matrix_rows: matrixRows,
  matrix_cells: (oracle, scope) => matrixCells(oracle, scope, placesOf),
  matrix_totals: (oracle, scope) => matrixTotals(oracle, scope, placesOf),
  plan_progress: (oracle, scope) => planProgress(oracle, scope, placesOf),
  plan_draft_points: (oracle, scope) => planDraftPoints(oracle, scope, placesOf),
  network_nodes: networkNodes,
  network_edges: networkEdges,
  catalogue: ({ store }) => {
    const counted = [
      'initiatives',
      'actors',
      'participations',
      'actions',
      'outcomes',
      'documents',
      'places',
      'implementation_plans',
    ]
    const [first] = store.rows('datasets').toSorted((a, b) => Number(a['id']) - Number(b['id']))
    const counts = counted.map((table) => [`${table}_count`, store.rows(table).length] as const)
    return [{ ...first, ...Object.fromEntries(counts) }]
  },
}

/** Every row of a type. */
export function rowsOf(oracle: Oracle, { name, source }: ObjectDefinition, scope: Scope): readonly Row[] {
  if (!source) throw new TypeError(`${name} has no rows.`)
  if (!('query' in source)) return oracle.store.rows(source.name)
  const query = derived[source.name]
  if (!query) throw new TypeError(`The oracle does not know ${source.name}.`)
  return query(oracle, scope)
}

/** The rows that hang on a row by one of its fields. */
export function related(
  oracle: Oracle,
  owner: string,
  name: string,
  { type, relation }: ListField | ConnectionField,
  parent: Row,
  scope: Scope,
): readonly Link[] {
  const target = definitions.object(type)
  if (relation.rows) {
    const counterpart = relations[`${owner}.${name}`]
    if (!counterpart) throw new TypeError(`The oracle does not know ${owner}.${name}.`)
    return counterpart(oracle, parent, scope)
  }
  const [key, by] = [relation.keys[0], relation.by?.[0]]
  const plain = target.source !== undefined && !('query' in target.source)
  const rows =
    plain && key !== undefined && by !== undefined
      ? oracle.store.where(target.source?.name ?? '', by, parent[key])
      : rowsOf(oracle, target, scope)
  return rows
    .filter((row) =>
      relation.keys.every((column, index) => {
        const own = parent[column] ?? null
        return own !== null && row[relation.by?.[index] ?? ''] === own
      }),
    )
    .map((row) => ({ row, link: {} }))
}
