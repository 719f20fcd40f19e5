// Exports who works with whom around an actor: `node actor-network.ts iom csv` or `... graphml`.
import { createClient } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'

const client = createClient({ endpoint: process.env['TENPOINT'] ?? 'http://127.0.0.1:4000/graphql' })
const [around = 'iom', format = 'csv'] = process.argv.slice(2)

const Nodes = graphql(`query Nodes($around: String, $after: String) {
  actorNetwork(around: $around) { nodes(first: 100, after: $after) { nodes { actor { slug name } } pageInfo { hasNextPage endCursor } } }
}`)
const Edges = graphql(`query Edges($around: String, $after: String) {
  actorNetwork(around: $around) {
    edges(first: 100, after: $after) { nodes { weight source { slug } target { slug } } pageInfo { hasNextPage endCursor } }
  }
}`)

const nodes = await Array.fromAsync(client.paginate(Nodes, { around }, ({ actorNetwork }) => actorNetwork.nodes))
const edges = await Array.fromAsync(client.paginate(Edges, { around }, ({ actorNetwork }) => actorNetwork.edges))

const xml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
if (format === 'graphml') {
  console.log('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
  console.log('<key id="name" for="node" attr.name="name" attr.type="string"/>')
  console.log('<key id="weight" for="edge" attr.name="weight" attr.type="int"/><graph edgedefault="undirected">')
  for (const { actor } of nodes)
    console.log(`<node id="${xml(actor.slug)}"><data key="name">${xml(actor.name)}</data></node>`)
  for (const { source, target, weight } of edges)
    console.log(
      `<edge source="${xml(source.slug)}" target="${xml(target.slug)}"><data key="weight">${weight}</data></edge>`,
    )
  console.log('</graph></graphml>')
} else {
  console.log('source,target,weight')
  for (const { source, target, weight } of edges) console.log(`${source.slug},${target.slug},${weight}`)
}
