// Reads the rows of a table page by page. Every page is a statement of its own, as of the same revision: no connection to the
// database is held while a client takes its time, and no more than a page is in memory.
import type { GraphQLError } from 'graphql'
import { decodeId, type Executor, encodeId, memberOf } from '../relational/index.ts'
import { keyPartsOf, type Source } from './column.ts'
import { type Query, showsOwner, type TableQueries } from './query.ts'
import { ExportRefused } from './refused.ts'
import type { Table } from './tables.ts'

export interface Reading {
  readonly executor: Executor
  readonly signal?: AbortSignal | undefined
  readonly revision: number
}

/** The rows that are wanted: those that arguments choose, or those of one object. */
export interface Wanted {
  readonly args: Readonly<Record<string, unknown>>
  readonly id?: string | undefined
}

type Rows = readonly Source[]

/** The rows of a table, some at a time. Throws ExportRefused, and what the database throws. */
export async function* readTable(
  table: Table,
  queries: TableQueries,
  reading: Reading,
  { args, id }: Wanted,
): AsyncGenerator<Rows> {
  if (id !== undefined) return yield* readOne(table, queries, reading, id)
  const { below, isPaged } = table.source
  let after: string | undefined
  do {
    const data = await ask(reading, queries.page, { ...args, ...(after !== undefined && { after }) })
    const root = memberOf(data, 'rows')
    const list = below === undefined ? root : memberOf(root, below)
    yield* rowsIn(table, queries, reading, isPaged ? itemsOf(memberOf(list, 'nodes')) : itemsOf(list))
    after = isPaged ? nextOf(list) : undefined
  } while (after !== undefined)
}

async function* readOne(table: Table, queries: TableQueries, reading: Reading, id: string): AsyncGenerator<Rows> {
  if (!queries.one) throw new ExportRefused(400, 'BAD_ID', 'The rows of this table have no global ids.')
  const owner = ownerIdOf(table, id)
  const data = await ask(reading, queries.one, { id, ...(owner !== undefined && { owner }) })
  const node = memberOf(data, 'node')
  if (node === null || node === undefined)
    throw new ExportRefused(404, 'BAD_ID', `The catalogue has no such ${table.type} in this revision.`)
  if (table.isSet) yield* rowsIn(table, queries, reading, [node])
  else yield [{ node, parent: memberOf(data, 'owner') }]
}

/** The rows that objects of a page are, or have. */
async function* rowsIn(
  table: Table,
  queries: TableQueries,
  reading: Reading,
  objects: readonly unknown[],
): AsyncGenerator<Rows> {
  const { inside, isRow = () => true } = table.source
  if (!inside) return yield objects.map((node) => ({ node, parent: undefined }))
  const isOwn = ({ node, parent }: Source): boolean =>
    isRow(node) &&
    (inside.belongsBy === undefined || memberOf(memberOf(node, inside.belongsBy), 'id') === memberOf(parent, 'id'))
  let page: Source[] = []
  for (const parent of objects) {
    const held = memberOf(parent, inside.field)
    const nodes = itemsOf(inside.is === 'connection' ? memberOf(held, 'nodes') : held)
    page.push(...nodes.map((node) => ({ node, parent })).filter(isOwn))
    let after = inside.is === 'connection' ? nextOf(held) : undefined
    while (after !== undefined && queries.more) {
      // The order of the rows stays that of what has them.
      yield page
      const data = await ask(reading, queries.more, { id: memberOf(parent, 'id'), after })
      const more = memberOf(memberOf(data, 'node'), inside.field)
      page = itemsOf(memberOf(more, 'nodes')).map((node) => ({ node, parent }))
      after = nextOf(more)
    }
  }
  yield page
}

async function ask(
  { executor, revision, signal }: Reading,
  { document, operation }: Query,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const result = await executor.text(document, operation, { ...variables, revision }, signal)
  if ('text' in result) return JSON.parse(result.text)
  if ('errors' in result) throw refusedBy(result.errors)
  throw new TypeError('A query of an export had errors beside data.')
}

function refusedBy(errors: readonly GraphQLError[]): ExportRefused {
  const [first] = errors
  return new ExportRefused(400, first?.extensions['code'], errors.map(({ message }) => message).join(' '))
}

function nextOf(connection: unknown): string | undefined {
  const info = memberOf(connection, 'pageInfo')
  const cursor = memberOf(info, 'endCursor')
  return memberOf(info, 'hasNextPage') === true && typeof cursor === 'string' ? cursor : undefined
}

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The object that a row belongs to, by the row's id: the key of a row without a name begins with that of its owner. */
function ownerIdOf(table: Table, id: string): string | undefined {
  if (!showsOwner(table)) return undefined
  const [owner] = keyPartsOf(id, 2) ?? []
  return owner === undefined ? undefined : encodeId({ type: table.source.type, key: owner })
}

/** Whether a text is a global id of a type. */
export const isIdOf = (id: string, type: string): boolean => decodeId(id, new Set([type])) !== undefined
