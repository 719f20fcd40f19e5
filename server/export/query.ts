// The queries that tables are read by: ordinary ones of the API, a page at a time, all as of one revision.
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse } from 'graphql'
import type { Executor } from '../relational/index.ts'
import type { Column } from './column.ts'
import type { Table } from './tables.ts'

export interface Query {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

/** The queries of one table. Each is made once, so that its plan is kept. */
export interface TableQueries {
  /** A page of the table: variables are its arguments, `after` and `revision`. */
  readonly page: Query
  /** The rows of one object: `id`, and `owner` where something of what lists it is shown. */
  readonly one?: Query
  /** A further page of what one object has: `id` and `after`. */
  readonly more?: Query
}

/** Whether rows of a table show something of the object that lists them. */
export const showsOwner = ({ isSet, source, columns }: Table): boolean =>
  !isSet && source.inside !== undefined && columns.some(({ from }) => from === 'parent')

/** How many objects a page has: as many as the API allows. */
export const pageSize = 100

const asOf = '@asOf(revision: $revision)'
const info = 'pageInfo { hasNextPage endCursor }'

/** Writes the queries of a table. Throws TypeError where one statement cannot answer one. */
export function tableQueries(table: Table, executor: Pick<Executor, 'relationalOperation'>): TableQueries {
  const { source, type, columns } = table
  const node = selectionOf(columns, 'node')
  const parent = selectionOf(columns, 'parent')
  const query = (text: string): Query => writtenQuery(text, executor)
  const { inside } = source
  const items = !inside
    ? node
    : `${parent} ${inside.field}${inside.is === 'connection' ? `(first: ${pageSize}) { nodes { ${node} } ${info} }` : inside.is === 'list' ? ` { ${node} }` : ''}`
  const name = table.name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
  const declared = source.args.map((arg) => `$${arg.name}: ${String(arg.type)}`)
  const given = source.args.map((arg) => `${arg.name}: $${arg.name}`)
  const head = (variables: readonly string[], what: string): string =>
    `query Export${what}${name}(${[...variables, '$revision: Int'].join(', ')}) ${asOf}`
  const owner = showsOwner(table) ? ` owner: node(id: $owner) { ... on ${source.type} { ${parent} } }` : ''
  return {
    page: query(`${head([...declared, '$after: String'], '')} { rows: ${listOf(source, given, items)} }`),
    ...(table.isEditable && {
      one: query(
        `${head(['$id: ID!', ...(owner === '' ? [] : ['$owner: ID!'])], 'One')} { node(id: $id) { ... on ${type} { ${table.isSet ? items : node} } }${owner} }`,
      ),
    }),
    ...(inside?.is === 'connection' && {
      more: query(
        `${head(['$id: ID!', '$after: String'], 'More')} { node(id: $id) { ... on ${source.type} { ${inside.field}(first: ${pageSize}, after: $after) { nodes { ${node} } ${info} } } } }`,
      ),
    }),
  }
}

/** A query of our own. Throws TypeError where one statement cannot answer it: a mistake in the declarations. */
export function writtenQuery(text: string, executor: Pick<Executor, 'relationalOperation'>): Query {
  const document = parse(text, { noLocation: true })
  const operation = getOperationAST(document)
  if (!operation || !executor.relationalOperation(document))
    throw new TypeError(`One statement cannot answer this query: ${text}`)
  return { document, operation }
}

function listOf({ root, below, isPaged }: Table['source'], args: readonly string[], items: string): string {
  const of = (field: string, given: readonly string[]): string =>
    given.length === 0 ? field : `${field}(${given.join(', ')})`
  if (!isPaged) return `${of(root, args)} { ${items} }`
  const page = [`first: ${pageSize}`, 'after: $after']
  const body = `{ nodes { ${items} } ${info} }`
  return below === undefined
    ? `${of(root, [...args, ...page])} ${body}`
    : `${of(root, args)} { ${of(below, page)} ${body} }`
}

interface Tree extends Map<string, Tree> {}

/** The fields that columns are read from. What lists an object is always known by its id. */
function selectionOf(columns: readonly Column[], from: Column['from']): string {
  const tree: Tree = new Map()
  const add = (path: readonly string[]): void => {
    let at = tree
    for (const name of path) {
      const below: Tree = at.get(name) ?? new Map()
      at.set(name, below)
      at = below
    }
  }
  if (from === 'parent') add(['id'])
  for (const column of columns) {
    if (column.from === from) add(column.path)
    for (const path of column.needs ?? []) if (column.from === from) add(path)
  }
  return printed(tree)
}

const printed = (tree: Tree): string =>
  [...tree].map(([name, below]) => (below.size === 0 ? name : `${name} { ${printed(below)} }`)).join(' ')
