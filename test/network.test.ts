// Who works with whom: nodes and weighted edges, whole or around one actor.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

describe('the network of actors', () => {
  interface Network {
    readonly nodes: {
      readonly totalCount: number
      readonly nodes: {
        readonly distance: number
        readonly initiativeCount: number
        readonly actor: { readonly slug: string }
      }[]
    }
    readonly edges: {
      readonly totalCount: number
      readonly nodes: {
        readonly weight: number
        readonly source: { readonly slug: string }
        readonly target: { readonly slug: string }
        readonly initiatives: { readonly totalCount: number }
      }[]
    }
  }
  const network = async (args: string): Promise<Network> => {
    const data = await api.data(`{ actorNetwork${args} {
      nodes(first: 100) { totalCount nodes { distance initiativeCount actor { slug } } }
      edges(first: 100) { totalCount nodes { weight source { slug } target { slug } initiatives { totalCount } } } } }`)
    return (data as { actorNetwork: Network }).actorNetwork
  }

  it('has an edge for each two actors that share initiatives, as heavy as they share', async () => {
    const { nodes, edges } = await network(
      '(where: { slug: { in: ["mexico-plan-of-action", "bali-process", "somalia-mixed-migration-task-force"] } })',
    )
    expect(nodes.totalCount).toBe(nodes.nodes.length)
    for (const { weight, source, target, initiatives } of edges.nodes) {
      expect(initiatives.totalCount).toBe(weight)
      expect(source.slug).not.toBe(target.slug)
    }
    const pairs = edges.nodes.map(({ source, target }) => [source.slug, target.slug].toSorted().join())
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('around one actor agrees with its partners', async () => {
    const data = await api.data(
      '{ actor(slug: "drc") { partners(first: 100) { totalCount edges { sharedInitiativeCount node { slug } } } } }',
    )
    const { partners } = (
      data as {
        actor: { partners: { totalCount: number; edges: { sharedInitiativeCount: number; node: { slug: string } }[] } }
      }
    ).actor
    const { nodes, edges } = await network('(around: "drc")')
    expect(
      nodes.nodes
        .filter(({ distance }) => distance === 1)
        .map(({ actor }) => actor.slug)
        .toSorted(),
    ).toEqual(partners.edges.map(({ node }) => node.slug).toSorted())
    const own = edges.nodes.filter(({ source, target }) => [source.slug, target.slug].includes('drc'))
    expect(own).toHaveLength(partners.totalCount)
    const farther = await network('(around: "drc", depth: 2)')
    expect(farther.nodes.totalCount).toBeGreaterThan(nodes.totalCount)
  })

  it('around null is the whole, as where nothing is said', async () => {
    const query = 'query ($around: String) { actorNetwork(around: $around, depth: null) { nodes { totalCount } } }'
    const whole = await api.data('{ actorNetwork { nodes { totalCount } } }')
    expect(await api.data(query, { around: null })).toEqual(whole)
    expect(await api.data(query)).toEqual(whole)
  })

  it('around nobody is empty, and farther than three steps is refused', async () => {
    expect(await network('(around: "nobody")')).toMatchObject({ nodes: { totalCount: 0 }, edges: { totalCount: 0 } })
    for (const depth of [0, 4]) {
      const { body } = await api.ask(`{ actorNetwork(around: "drc", depth: ${depth}) { nodes { totalCount } } }`)
      expect(body.errors?.[0]).toMatchObject({ path: ['actorNetwork'], extensions: { code: 'BAD_USER_INPUT' } })
    }
  })
})
