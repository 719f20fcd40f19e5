// Exports who works with whom around an actor: `node actor-network.ts iom csv` or `... graphml`.
import { createClient } from '@tenpoint/sdk'
import { graphql, type ResultOf } from '@tenpoint/sdk/graphql'

const client = createClient({ endpoint: process.env['TENPOINT'] ?? 'http://127.0.0.1:4000/graphql' })
const [around = 'iom', format = 'csv'] = process.argv.slice(2)

const Nodes = graphql(`
  query Nodes($around: String, $after: String) {
    actorNetwork(around: $around) {
      nodes(first: 100, after: $after) {
        nodes { actor { slug name } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)
const Edges = graphql(`
  query Edges($around: String, $after: String) {
    actorNetwork(around: $around) {
      edges(first: 100, after: $after) {
        nodes { weight source { slug name } target { slug name } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)
type Node = ResultOf<typeof Nodes>['actorNetwork']['nodes']['nodes'][number]
type Edge = ResultOf<typeof Edges>['actorNetwork']['edges']['nodes'][number]

/** As RFC 4180 has it: in quotation marks where the text holds a sign of the format. */
const field = (value: string | number) =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value
const row = (...values: readonly (string | number)[]) => values.map(field).join(',')

const csv = (edges: readonly Edge[]) => [
  row('source', 'source name', 'target', 'target name', 'weight'),
  ...edges.map(({ source, target, weight }) => row(source.slug, source.name, target.slug, target.name, weight)),
]

const xml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const graphml = (nodes: readonly Node[], edges: readonly Edge[]) => [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
  '  <key id="name" for="node" attr.name="name" attr.type="string"/>',
  '  <key id="weight" for="edge" attr.name="weight" attr.type="int"/>',
  '  <graph edgedefault="undirected">',
  ...nodes.map(({ actor }) => `    <node id="${xml(actor.slug)}"><data key="name">${xml(actor.name)}</data></node>`),
  ...edges.map(
    ({ source, target, weight }) =>
      `    <edge source="${xml(source.slug)}" target="${xml(target.slug)}"><data key="weight">${weight}</data></edge>`,
  ),
  '  </graph>',
  '</graphml>',
]

const edges = await Array.fromAsync(client.paginate(Edges, { around }, ({ actorNetwork }) => actorNetwork.edges))
const lines =
  format === 'graphml'
    ? graphml(
        await Array.fromAsync(client.paginate(Nodes, { around }, ({ actorNetwork }) => actorNetwork.nodes)),
        edges,
      )
    : csv(edges)
console.log(lines.join('\n'))
