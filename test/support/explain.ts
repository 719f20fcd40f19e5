// The plans Postgres makes for queries of the API: the executor compiles as ever, and its statement is explained with
// its real parameters instead of run.
import { type DocumentNode, parse, validate } from 'graphql'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { createExecutor } from '../../server/relational/index.ts'
import { buildSchema } from '../../server/schema.ts'

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Filter?: string
  readonly 'Total Cost': number
  readonly Plans?: readonly Node[]
}

export interface Explained {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Tables with many rows that are read from end to end. */
  readonly scans: readonly string[]
  /** Indexes of such tables that are walked from one end, row by row, until enough rows pass a filter. */
  readonly walks: readonly string[]
  readonly cost: number
  readonly plan: unknown
}

export interface Explainer extends AsyncDisposable {
  explain(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Explained>
  rows(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Rows from which on a table has many: one of 12,600 is read in 0.7 ms, as fast as a few of its rows are found by an index. */
export const many = 20_000

const schema = buildSchema()

export async function openExplainer(url: string): Promise<Explainer> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: sizes } = await client.query<{ name: string; n: number }>(
    `select relname as name, reltuples::float8 as n from pg_class where relkind = 'r'`,
  )
  const large = new Set(sizes.flatMap(({ name, n }) => (n > many ? [name] : [])))
  let last: Explained | undefined

  const read = async (sql: string, parameters: readonly unknown[]) => {
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(`explain (format json) ${sql}`, [
      ...parameters,
    ])
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
    if (!plan) throw new TypeError('No plan.')
    last = {
      sql,
      parameters,
      plan,
      cost: plan['Total Cost'],
      scans: [...new Set(scansIn(plan, large))],
      walks: [...new Set(walksIn(plan, large))],
    }
    return [{ data: '{}' }]
  }
  const db = new Kysely<object>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const executor = createExecutor({ schema, db, read })
  return {
    async explain(query, variables = {}) {
      const document: DocumentNode = parse(query)
      const operation = executor.relationalOperation(document)
      const errors = validate(schema, document)
      if (!operation || errors.length > 0) throw new TypeError(`Not a query: ${query}\n${errors.join('\n')}`)
      last = undefined
      const result = await executor.text(document, operation, variables)
      if (!('text' in result)) throw new TypeError(`${JSON.stringify(result)}\n${query}`)
      if (!last) throw new TypeError('No statement.')
      return last
    },
    rows: async (text) => (await client.query(text)).rows,
    [Symbol.asyncDispose]: () => client.end(),
  }
}

function* scansIn(node: Node, large: ReadonlySet<string>): Generator<string> {
  const table = node['Relation Name']
  if (node['Node Type'] === 'Seq Scan' && table !== undefined && large.has(table)) yield table
  for (const inner of node.Plans ?? []) yield* scansIn(inner, large)
}

function* walksIn(node: Node, large: ReadonlySet<string>): Generator<string> {
  const [table, index] = [node['Relation Name'], node['Index Name']]
  if (
    table !== undefined &&
    index !== undefined &&
    large.has(table) &&
    node.Filter !== undefined &&
    !node['Index Cond']
  )
    yield `${table} along ${index}`
  for (const inner of node.Plans ?? []) yield* walksIn(inner, large)
}

/** A statement as it was explained, so that it can be tried by hand. */
export const statementOf = ({ sql, parameters }: Explained): string =>
  sql.replace(/\$(\d+)/g, (_, place) => {
    const value = parameters[Number(place) - 1]
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  })
