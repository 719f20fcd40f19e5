// A server with a generated catalogue, and an oracle with the same rows: both get the same operations.
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql'
import { migrateToLatest } from '../../../server/db/migrate.ts'
import { foreignDatabase } from '../database.ts'
import { definitions } from '../definitions.ts'
import { type Api, openApi } from '../server.ts'
import { OracleExecutor } from './answer.ts'
import { difference, valuesIn } from './compare.ts'
import { datasetOf, insertDataset } from './dataset.ts'
import { Draw } from './draw.ts'
import { oracleOf } from './filter.ts'
import { idOfNone, idOfRow } from './ids.ts'
import { InputValues } from './input-value.ts'
import { Cursors } from './page.ts'
import { withPlainRows } from './plain-rows.ts'
import { type GeneratedOperation, OperationGenerator } from './query.ts'
import { Random } from './random.ts'
import { shrunk } from './shrink.ts'
import { readStore } from './store.ts'

/** How the server is made to answer: as text, through resolvers, or in parts. */
export type Way = 'text' | 'resolvers' | 'parts'

/** Holds an answer that the oracle confirms against something else; gives what differs. */
export type Confirmation = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  data: unknown,
) => Promise<string | undefined>

/** An API over a generated catalogue. */
export async function openGenerated(seed: number): Promise<Api> {
  const api = await openApi({ database: foreignDatabase })
  await migrateToLatest(api.db)
  await insertDataset(api.db, await withPlainRows(api.db, new Draw(new Random(seed)), datasetOf(seed)))
  return api
}

/** Sends generated queries, and reports the first that the server and the oracle answer differently. */
export class Fuzzer {
  readonly #api: Api
  readonly #oracle: OracleExecutor
  readonly #cursors = new Cursors()
  readonly #inputs: InputValues
  readonly #operations: OperationGenerator
  readonly #ways = new Map<Way, number>()
  readonly #confirm: Confirmation | undefined
  #values = 0

  private constructor(
    api: Api,
    seed: number,
    store: Awaited<ReturnType<typeof readStore>>,
    confirm: Confirmation | undefined,
  ) {
    this.#api = api
    this.#confirm = confirm
    this.#oracle = new OracleExecutor(oracleOf(store), this.#cursors)
    const random = new Random(seed)
    this.#inputs = new InputValues(random, store)
    const ids = definitions.objects.flatMap(({ name, key, source }) =>
      key === undefined || source === undefined
        ? []
        : [...store.rows(source.name).map((row) => idOfRow(name, row, store, {}) ?? ''), idOfNone(name)],
    )
    this.#operations = new OperationGenerator(random, this.#inputs, this.#cursors, ids)
  }

  static async over(api: Api, seed: number, confirm?: Confirmation): Promise<Fuzzer> {
    return new Fuzzer(api, seed, await readStore(api.db), confirm)
  }

  /** What was compared so far. */
  get summary(): string {
    const ways = [...this.#ways].map(([way, count]) => `${count} as ${way}`).join(', ')
    return `${ways}; ${this.#values} values, ${this.#inputs.comparisons} comparisons in filters, ${this.#cursors.count} cursors`
  }

  /** Asks the next operation in each of the ways. Gives what differs, with the smallest query that does. */
  async next(ways: readonly Way[]): Promise<string | undefined> {
    const operation = this.#operations.next()
    for (const way of ways) {
      const found = await this.#differs(way, operation)
      this.#ways.set(way, (this.#ways.get(way) ?? 0) + 1)
      if (found === undefined) continue
      const { variables } = operation
      const document = await shrunk(
        operation.document,
        async (smaller) => (await this.#differs(way, { document: smaller, variables })) !== undefined,
      )
      const smaller = await this.#differs(way, { document, variables })
      return `As ${way}: ${found}\n\n${smaller}\n${print(document)}\n${JSON.stringify(variables)}`
    }
    return undefined
  }

  async #differs(way: Way, { document, variables }: GeneratedOperation): Promise<string | undefined> {
    const expected = this.#oracle.answer(document, variables)
    if (expected.errors) return `the oracle fails: ${expected.errors.map(({ stack }) => stack).join('\n')}`
    this.#api.statements.length = 0
    const parts = await this.#ask(print(asked(way, document)), variables)
    const statements = this.#api.statements.length
    const failed = parts.flatMap((part) => errorsIn(part))
    if (failed.length > 0) return `the server fails: ${JSON.stringify(failed)}`
    const data = parts.reduce<unknown>(joined, undefined)
    if (typeof data === 'object' && data !== null) Reflect.deleteProperty(data, beside)
    this.#values += valuesIn(data)
    const found = difference(this.#cursors, data, expected.data, { ordered: way !== 'parts' })
    // Each deferred root field is a statement; all else is one, or none where only resolvers find nothing left to ask. Where
    // keys lead is asked for where one has no row.
    const isOne = statements === 1 || (statements === 2 && JSON.stringify(data).includes(':null'))
    const isRight = isOne || (way === 'resolvers' && statements === 0) || way === 'parts'
    if (found !== undefined || !isRight) return found ?? `${statements} statements ran`
    return this.#confirm?.(document, variables, data)
  }

  /** The parts of an answer: one, unless it is deferred. */
  async #ask(query: string, variables: object): Promise<unknown[]> {
    const response = await fetch(`${this.#api.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: query.includes('@defer') ? 'multipart/mixed' : 'application/graphql-response+json',
      },
      body: JSON.stringify({ query, variables }),
    })
    const text = await response.text()
    if (!response.headers.get('content-type')?.startsWith('multipart')) return [JSON.parse(text)]
    return text
      .split('\r\n')
      .filter((line) => line.startsWith('{'))
      .map((line): unknown => JSON.parse(line))
  }
}

/** The response key of an introspection field that forces the resolvers to run. */
const beside = 'schema_beside'

/** A query changed so that it is answered in a way. */
function asked(way: Way, document: DocumentNode): DocumentNode {
  if (way === 'text') return document
  if (way === 'resolvers')
    return onOperation(document, (selections) => [
      ...selections,
      {
        kind: Kind.FIELD,
        alias: { kind: Kind.NAME, value: beside },
        name: { kind: Kind.NAME, value: '__schema' },
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field('__typename')] },
      },
    ])
  return onOperation(document, (selections) => selections.map(deferred))
}

const field = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } })

const onOperation = (
  document: DocumentNode,
  change: (selections: readonly SelectionNode[]) => readonly SelectionNode[],
): DocumentNode =>
  visit(document, {
    OperationDefinition: (node: OperationDefinitionNode) => ({
      ...node,
      selectionSet: { ...node.selectionSet, selections: change(node.selectionSet.selections) },
    }),
  })

const deferred = (selection: SelectionNode): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } }],
  selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
})

const listIn = (part: unknown, key: string): readonly unknown[] => {
  const value: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined
  return Array.isArray(value) ? value : []
}

const errorsIn = (part: unknown): readonly unknown[] => [
  ...listIn(part, 'errors'),
  ...listIn(part, 'incremental').flatMap((inner) => listIn(inner, 'errors')),
]

/** The data of an answer with one more of its parts; all that is deferred here stands at the root. */
function joined(data: unknown, part: unknown): unknown {
  const own = [part, ...listIn(part, 'incremental')].flatMap((one) => {
    const value: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'data') : undefined
    return value === undefined ? [] : [value]
  })
  return [data, ...own].reduce(merged)
}

/** What two parts hold together: an object may come in parts, too. */
function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return a.map((item, index) => merged(item, b[index]))
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return b === undefined ? a : b
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries([...keys].map((key) => [key, merged(own(a, key), own(b, key))]))
}

const own = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined
