// An implementation plan as the sheet that a team fills in: its items under the ten points, and a row for each point that has none.
import { memberOf } from '../relational/index.ts'
import type { Cell } from '../sheets/write/cells.ts'
import type { Exports } from './exports.ts'
import type { Written } from './formats.ts'
import { type Query, writtenQuery } from './query.ts'
import { ExportRefused } from './refused.ts'
import type { Place } from './rows.ts'
import type { Table } from './tables.ts'

/** The tables of the sheet, the one with the items first. */
const sheets = ['plan-items', 'plan-item-actors', 'plan-item-existing-actions'] as const

interface Point {
  readonly slug: string
  readonly number: number
  readonly title: string
}

export interface PlanSheets {
  readonly name: string
  readonly items: Written
  /** The actors and the linked actions of the items. */
  readonly others: readonly Written[]
}

/** Opens the sheets of a plan. Throws ExportRefused where there is no such plan in that revision. */
export async function openPlan(
  exports: Exports,
  slug: string,
  place: Place,
  signal?: AbortSignal,
): Promise<PlanSheets> {
  const data = await exports.ask(headQuery(exports), { slug }, place, signal)
  const plan = memberOf(data, 'implementationPlan')
  const name = memberOf(plan, 'name')
  if (typeof name !== 'string')
    throw new ExportRefused(404, 'BAD_USER_INPUT', 'The catalogue has no such plan in this revision.')
  // A slug that was given up leads to the plan that has taken its place.
  const key = String(memberOf(plan, 'slug'))
  const args = { where: { plan: { slug: { eq: key } } } }
  const [items, ...others] = await Promise.all(
    sheets.map((sheet) => exports.open({ table: tableOf(exports, sheet), wanted: { args }, place, signal })),
  )
  if (!items) throw new TypeError('A plan has no sheet.')
  const points = pointsIn(memberOf(data, 'actionPoints'))
  return { name: key, items: { ...items, pages: underPoints(items, points, { plan: key, planName: name }) }, others }
}

const queries = new WeakMap<Exports, Query>()

function headQuery(exports: Exports): Query {
  const known = queries.get(exports)
  if (known) return known
  const made = writtenQuery(
    'query ExportPlan($slug: String!, $revision: Int) @asOf(revision: $revision) { implementationPlan(slug: $slug) { slug name } actionPoints { slug number title } }',
    exports.executor,
  )
  queries.set(exports, made)
  return made
}

function tableOf({ tables }: Exports, name: string): Table {
  const table = tables.get(name)
  if (!table) throw new TypeError(`There is no table ${name}.`)
  return table
}

const pointsIn = (value: unknown): readonly Point[] =>
  (Array.isArray(value) ? value : []).map((point: unknown) => ({
    slug: String(memberOf(point, 'slug')),
    number: Number(memberOf(point, 'number')),
    title: String(memberOf(point, 'title')),
  }))

/** The items point by point. A plan is a page or two, so they are all in memory at once. */
async function* underPoints(
  { columns, pages }: Written,
  points: readonly Point[],
  plan: Readonly<Record<string, string>>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const at = columns.findIndex(({ name }) => name === 'actionPoint')
  const rows: (readonly Cell[])[] = []
  for await (const page of pages) rows.push(...page)
  const byPoint = Map.groupBy(rows, (row) => row[at])
  yield points.flatMap((point) => {
    const empty: Readonly<Record<string, Cell>> = {
      ...plan,
      actionPoint: point.slug,
      actionPointNumber: point.number,
      actionPointTitle: point.title,
    }
    return byPoint.get(point.slug) ?? [columns.map(({ name }) => empty[name] ?? null)]
  })
}
