// Every connection of the API, each with a way to one that holds many rows, and a crawler that reads it page by page.
import { type GraphQLField, getNamedType, isObjectType } from 'graphql'
import { orderName } from '../../../server/relational/index.ts'
import { definitions } from '../definitions.ts'
import type { Api } from '../server.ts'
import { plainSchema } from './answer.ts'

/** A connection that can be crawled: `ask` makes a query for it, its arguments and selection filled in. */
export interface Crawlable {
  readonly name: string
  /** The type of its rows. */
  readonly type: string
  readonly ask: (args: string, selection: string) => string
}

const needed: Readonly<Record<string, string>> = { matrixCells: 'by: LEVEL', search: 'query: "a"' }
const argumentsOf = (field: string, args: string): string => `(${[needed[field], args].filter(Boolean).join(', ')})`

/** Where to find objects of the types that have no id. */
const around: Readonly<Record<string, (inner: string) => string>> = {
  Matrix: (inner) => `{ matrix(by: ACTOR) { ${inner} } }`,
  MatrixCell: (inner) => `{ matrix(by: LEVEL) { rows { nodes { cells { ${inner} } } } } }`,
  PlanProgress: (inner) => `{ implementationPlans(first: 5) { nodes { progress { ${inner} } } } }`,
  PlanDraftPoint: (inner) => `{ planDraft(place: "X-A") { ${inner} } }`,
  ActorNetwork: (inner) => `{ actorNetwork { ${inner} } }`,
  NetworkEdge: (inner) => `{ actorNetwork { edges(first: 3) { nodes { ${inner} } } } }`,
  ActorPartnersEdge: (inner) => `{ actors(first: 3) { nodes { partners(first: 3) { edges { ${inner} } } } } }`,
}

/** All objects of a type that has an id. */
const byType: Readonly<Record<string, string>> = {
  Phase: 'initiatives(first: 100) { nodes { phases',
  ActionPoint: 'actionPoints',
}

function wayTo(owner: string): (inner: string) => string {
  const known = around[owner]
  if (known) return known
  const start = byType[owner]
  if (start !== undefined) return (inner) => `{ ${start} { ${inner} } ${start.includes('{') ? '} } ' : ''}}`
  const root = Object.entries(definitions.roots).find(([, field]) => field.is === 'connection' && field.type === owner)
  if (!root) throw new TypeError(`No way leads to ${owner}.`)
  return (inner) => `{ ${root[0]}(first: 20) { nodes { ${inner} } } }`
}

const nodeTypeOf = (field: GraphQLField<unknown, unknown>): string | undefined => {
  const type = getNamedType(field.type)
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined
  return nodes && getNamedType(nodes.type).name
}

export const crawlables: readonly Crawlable[] = Object.values(plainSchema.getTypeMap()).flatMap((owner) =>
  isObjectType(owner)
    ? Object.values(owner.getFields()).flatMap((field): Crawlable[] => {
        const type = nodeTypeOf(field)
        if (type === undefined || field.name === 'search') return []
        const way = owner.name === 'Query' ? (inner: string) => `{ ${inner} }` : wayTo(owner.name)
        return [
          {
            name: `${owner.name}.${field.name}`,
            type,
            ask: (args, selection) => way(`crawled: ${field.name}${argumentsOf(field.name, args)} { ${selection} }`),
          },
        ]
      })
    : [],
)

/** Orders to crawl a list in: the default, one key downwards, and several. */
export function ordersOf(type: string): readonly string[] {
  const { orders } = definitions.object(type)
  const [first, second = first] = orders.map(orderName)
  const last = orders.map(orderName).at(-1)
  return first === undefined
    ? ['']
    : [
        '',
        `orderBy: [{field: ${last}, direction: DESC}]`,
        `orderBy: [{field: ${second}}, {field: ${last}, direction: DESC}, {field: ${first}}]`,
      ]
}

export interface CrawledPage {
  readonly totalCount: number
  readonly edges: readonly { readonly cursor: string }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

type Path = readonly string[]

/** Every answer to `crawled` in an answer, by its path. */
function* crawledIn(value: unknown, path: Path = []): Generator<readonly [Path, CrawledPage]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'crawled') yield [[...path, key], inner]
    else yield* crawledIn(inner, [...path, key])
  }
}

/** Crawls one connection: the longest that its path leads to. */
export class Crawler {
  readonly #api: Api
  readonly #crawlable: Crawlable
  readonly #order: string
  readonly #path: Path

  private constructor(api: Api, crawlable: Crawlable, order: string, path: Path) {
    this.#api = api
    this.#crawlable = crawlable
    this.#order = order
    this.#path = path
  }

  static async along(api: Api, crawlable: Crawlable, order: string): Promise<Crawler> {
    const found = [...crawledIn(await api.data(crawlable.ask('first: 0', 'totalCount')))]
    const [longest] = found.sort(([, a], [, b]) => b.totalCount - a.totalCount)
    if (!longest) throw new TypeError(`There is no ${crawlable.name}.`)
    return new Crawler(api, crawlable, order, longest[0])
  }

  async page(args: string): Promise<CrawledPage> {
    const all = [args, this.#order].filter(Boolean).join(', ')
    const data = await this.#api.data(
      this.#crawlable.ask(
        all,
        'totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
      ),
    )
    const found = [...crawledIn(data)].find(([path]) => path.join() === this.#path.join())
    if (!found) throw new TypeError(`There is no ${this.#crawlable.name} any more.`)
    return found[1]
  }

  /** The cursors of all pages of a size, joined; `meanwhile` runs between each two. */
  async forward(size: number, meanwhile: () => Promise<void> = async () => {}): Promise<string[]> {
    const cursors: string[] = []
    for (let after = ''; ; ) {
      const { edges, pageInfo } = await this.page(`first: ${size}${after}`)
      cursors.push(...edges.map(({ cursor }) => cursor))
      if (!pageInfo.hasNextPage) return cursors
      after = `, after: "${pageInfo.endCursor}"`
      await meanwhile()
    }
  }

  async backward(size: number, meanwhile: () => Promise<void> = async () => {}): Promise<string[]> {
    const cursors: string[] = []
    for (let before = ''; ; ) {
      const { edges, pageInfo } = await this.page(`last: ${size}${before}`)
      cursors.unshift(...edges.map(({ cursor }) => cursor))
      if (!pageInfo.hasPreviousPage) return cursors
      before = `, before: "${pageInfo.startCursor}"`
      await meanwhile()
    }
  }
}
