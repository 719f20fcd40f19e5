// Every connection of the API, each with a way to one that holds many rows, and walks along it page by page.
import { type GraphQLField, getNamedType, isObjectType } from 'graphql'
import { orderName } from '../../../server/relational/index.ts'
import { definitions } from '../definitions.ts'
import type { Api } from '../server.ts'
import { plainSchema } from './answer.ts'

/** A connection that can be walked: `ask` makes a query for it, its arguments and selection filled in. */
export interface Walkable {
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

export const walkables: readonly Walkable[] = Object.values(plainSchema.getTypeMap()).flatMap((owner) =>
  isObjectType(owner)
    ? Object.values(owner.getFields()).flatMap((field): Walkable[] => {
        const type = nodeTypeOf(field)
        if (type === undefined || field.name === 'search') return []
        const way = owner.name === 'Query' ? (inner: string) => `{ ${inner} }` : wayTo(owner.name)
        return [
          {
            name: `${owner.name}.${field.name}`,
            type,
            ask: (args, selection) => way(`walked: ${field.name}${argumentsOf(field.name, args)} { ${selection} }`),
          },
        ]
      })
    : [],
)

/** Orders to walk a list in: the usual one, one key downwards, and several. */
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

export interface WalkedPage {
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

/** Every answer to `walked` in an answer, by its path. */
function* walkedIn(value: unknown, path: Path = []): Generator<readonly [Path, WalkedPage]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'walked') yield [[...path, key], inner]
    else yield* walkedIn(inner, [...path, key])
  }
}

/** A walk along one connection, the longest its way leads to. */
export class Walk {
  readonly #api: Api
  readonly #walkable: Walkable
  readonly #order: string
  readonly #path: Path

  private constructor(api: Api, walkable: Walkable, order: string, path: Path) {
    this.#api = api
    this.#walkable = walkable
    this.#order = order
    this.#path = path
  }

  static async along(api: Api, walkable: Walkable, order: string): Promise<Walk> {
    const found = [...walkedIn(await api.data(walkable.ask('first: 0', 'totalCount')))]
    const [longest] = found.sort(([, a], [, b]) => b.totalCount - a.totalCount)
    if (!longest) throw new TypeError(`There is no ${walkable.name}.`)
    return new Walk(api, walkable, order, longest[0])
  }

  async page(args: string): Promise<WalkedPage> {
    const all = [args, this.#order].filter(Boolean).join(', ')
    const data = await this.#api.data(
      this.#walkable.ask(
        all,
        'totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
      ),
    )
    const found = [...walkedIn(data)].find(([path]) => path.join() === this.#path.join())
    if (!found) throw new TypeError(`There is no ${this.#walkable.name} any more.`)
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
