// How Postgres would run the API's queries on a hundred thousand initiatives: whatever is filtered by few values, ordered
// or related, no large table is read from end to end. Needs a Postgres server; PLANS_DATABASE_URL names a database filled
// before, PLANS_SIZE another number of initiatives.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Column } from '../server/db/columns.ts'
import { columnOf, encodeId, type ObjectDefinition, orderName } from '../server/relational/index.ts'
import { nodeTypeOf, type Where } from './support/coverage-queries.ts'
import { databaseOnServer } from './support/database.ts'
import { definitions } from './support/definitions.ts'
import { type Explainer, openExplainer, statementOf } from './support/explain.ts'
import { fillLarge, sizes } from './support/large.ts'
import { schema } from './support/server.ts'

let explainer: Explainer
let database: ({ readonly url: string } & AsyncDisposable) | undefined
beforeAll(async () => {
  let url = process.env['PLANS_DATABASE_URL']
  if (url === undefined) {
    database = await databaseOnServer()
    url = database.url
    await fillLarge(url, Number(process.env['PLANS_SIZE'] ?? sizes.L))
  }
  explainer = await openExplainer(url)
})
afterAll(async () => {
  await explainer?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

async function expectNoScan(query: string, variables?: Readonly<Record<string, unknown>>): Promise<void> {
  const explained = await explainer.explain(query, variables)
  const told = `${query}\n${JSON.stringify(variables)}\n${statementOf(explained)}`
  expect(explained.scans, told).toEqual([])
}

const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
  const node = nodeTypeOf(field)
  const source = node && definitions.objects.find(({ name }) => name === node.name)?.source
  return node && source && !('query' in source) ? [{ field, node, definition: definitions.object(node.name) }] : []
})

/** The share of a table's rows that may satisfy a condition for it to be counted without reading the table. */
const few = 0.005
/** So few rows that walking along an index in search of them is as bad as reading the table. */
const handful = 20

interface Condition {
  readonly where: Where
  /** Whether few rows satisfy it: then they can be counted, too. */
  readonly selective: boolean
  /** Whether next to none do. */
  readonly rare: boolean
}

/** Ways to compare a column, the value taken from the rows so that as few as possible have it. */
async function comparisonsWith(table: string, name: string, column: Column): Promise<Condition[]> {
  const quoted = `"${name}"`
  const [value] = await explainer.rows(`select ${quoted} as v from ${table} where ${quoted} is not null
    group by 1 order by count(*), 1 desc limit 1`)
  const rare = value?.['v']
  const operands: (readonly [operand: Where, test: string])[] = [
    [{ eq: rare }, `= $1`],
    [{ ne: rare }, `is distinct from $1`],
    [{ isNull: false }, 'is not null'],
    ...(column.nullable ? [[{ isNull: true }, 'is null'] as const] : []),
  ]
  if (column.kind !== 'boolean') operands.push([{ in: [rare] }, `= $1`], [{ notIn: [rare] }, `is distinct from $1`])
  if (column.kind === 'integer' && typeof rare === 'number') {
    const [ends] = await explainer.rows(`select percentile_disc(0.001) within group (order by ${quoted}) as low,
      percentile_disc(0.999) within group (order by ${quoted}) as high from ${table}`)
    const [low, high] = [ends?.['low'], ends?.['high']]
    operands.push(
      [{ lt: low }, `< ${low}`],
      [{ lte: low }, `<= ${low}`],
      [{ gt: high }, `> ${high}`],
      [{ gte: high }, `>= ${high}`],
    )
  }
  if (column.kind === 'text' && !column.vocabulary) {
    const [part, start] = [String(rare).slice(-9), String(rare).slice(0, 60)]
    // An index of trigrams knows nothing of fewer than three letters.
    if (part.length >= 3) operands.push([{ contains: part }, `ilike ${literal(`%${part}%`)}`])
    if (start.length >= 3) operands.push([{ startsWith: start }, `ilike ${literal(`${start}%`)}`])
  }
  const given = typeof rare === 'number' || typeof rare === 'boolean' ? String(rare) : literal(String(rare))
  const shares = operands.map(
    ([, test], index) => `sum((${quoted} ${test.replace('$1', given)})::integer)::float8 as s${index}`,
  )
  const [row] = await explainer.rows(`select count(*)::float8 as total, ${shares.join(', ')} from ${table}`)
  return operands.flatMap(([where], index) => {
    const rows = Number(row?.[`s${index}`] ?? 0)
    return rows === 0 ? [] : [{ where, selective: rows <= few * Number(row?.['total']), rare: rows <= handful }]
  })
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Conditions on one field of a type: its own values, or those of what is related, each with every operator. */
async function conditionsOn(definition: ObjectDefinition, name: string): Promise<Condition[]> {
  const field = definition.fields[name]
  if (field?.is === 'column') {
    const column = columnOf(definition.source?.columns ?? {}, field.column)
    const compared = await comparisonsWith(definition.source?.name ?? '', field.column, column)
    return compared.map(({ where, ...more }) => ({ where: { [name]: where }, ...more }))
  }
  if (field?.is === 'values') {
    const compared = await comparisonsWith(field.table.name, field.column, columnOf(field.table.columns, field.column))
    return quantified(
      name,
      compared.filter(({ where }) => 'eq' in where),
    )
  }
  if (field?.is !== 'one' && field?.is !== 'list' && field?.is !== 'connection')
    throw new TypeError(`${name} is no filter.`)
  const target = definitions.object(field.type)
  const inner: Condition[] = []
  for (const filter of target.filters) {
    if (target.fields[filter]?.is !== 'column') continue
    inner.push(...(await conditionsOn(target, filter)).filter(({ selective }) => selective))
  }
  return field.is === 'one'
    ? inner.map(({ where, ...more }) => ({ where: { [name]: where }, ...more }))
    : quantified(name, inner)
}

/**
 * That something related satisfies a condition, or nothing does. That everything does is no question an index answers:
 * it holds of all rows without any related ones.
 */
const quantified = (name: string, inner: readonly Condition[]): Condition[] =>
  inner.flatMap(({ where, ...more }) => [
    { where: { [name]: { some: where } }, ...more },
    { where: { [name]: { none: where } }, selective: false, rare: false },
  ])

describe.each(roots.map((root) => [root.field.name, root] as const))('%s', (_, { field, node, definition }) => {
  it.each(definition.filters)('filtered by %s', async (name) => {
    const failed: string[] = []
    const isRelated = definition.fields[name]?.is !== 'column'
    for (const { where, selective, rare } of await conditionsOn(definition, name)) {
      for (const asked of ['nodes { id }', ...(selective ? ['totalCount'] : [])]) {
        const query = `query ($where: ${node.name}Where) { ${field.name}(first: 20, where: $where) { ${asked} } }`
        const { scans, walks } = await explainer.explain(query, { where })
        const own = walks.filter((walk) => rare && isRelated && walk.startsWith(`${definition.source?.name} `))
        const bad = [...scans, ...own]
        if (bad.length > 0) failed.push(`${JSON.stringify(where)} ${asked}: ${bad.join(', ')}`)
      }
    }
    expect(failed).toEqual([])
  })

  it.each(definition.orders)('ordered by %s', async (name) => {
    for (const direction of ['ASC', 'DESC'])
      for (const page of ['first', 'last'])
        await expectNoScan(
          `{ ${field.name}(${page}: 20, orderBy: [{ field: ${orderName(name)}, direction: ${direction} }]) { nodes { id } pageInfo { hasNextPage } } }`,
        )
  })

  it('in the usual order', () => expectNoScan(`{ ${field.name}(first: 20) { nodes { id } } }`))
})

const keyed = definitions.objects.flatMap(({ name, key }) => (key === undefined ? [] : [{ name, parts: key.length }]))

describe('objects by their ids', () => {
  it.each(keyed)('$name', async ({ name, parts }) => {
    const key = Array.from({ length: parts }, () => 'none').join('/')
    for (const count of [1, 100])
      await expectNoScan('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
        ids: Array.from({ length: count }, () => encodeId({ type: name, key })),
      })
  })
})
