// urql: Graphcache with the schema it read by introspection, lists that grow, documents by their hash.
import { Client, fetchExchange, gql } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { persistedExchange } from '@urql/exchange-persisted'
import { getIntrospectionQuery } from 'graphql'

const url = process.env.TENPOINT
const complaints = []
console.warn = (...said) => complaints.push(said.join(' '))
console.error = console.warn

const requests = []
const watched = (address, init) => {
  const body = init.body ? JSON.parse(init.body) : Object.fromEntries(new URL(address).searchParams)
  requests.push(`${init.method} ${'query' in body ? 'text' : 'hash'}`)
  return fetch(address, init)
}
const introspected = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
})
const { data: schema } = await introspected.json()

// Objects without an id stay inside their parent. Lists and their edges do so by their names.
const values = schema.__schema.types.filter(
  ({ kind, name, fields }) =>
    kind === 'OBJECT' &&
    !name.startsWith('__') &&
    !fields.some((field) => field.name === 'id' || field.name === 'nodes'),
)
const keys = Object.fromEntries(values.map(({ name }) => [name, () => null]))
const newClient = (...exchanges) =>
  new Client({ url, fetch: watched, preferGetMethod: false, exchanges: [...exchanges, fetchExchange] })
const client = newClient(
  cacheExchange({
    schema,
    keys,
    resolvers: {
      Query: { initiatives: relayPagination() },
      Initiative: { actions: relayPagination() },
    },
  }),
)

async function ask(query, variables = {}, context = {}) {
  const { data, error } = await client.query(query, variables, context).toPromise()
  if (error) throw error
  return data
}

const page = 'edges { cursor node { id __typename } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
async function twoPages(query, variables, pick) {
  const first = pick(await ask(query, variables))
  const both = pick(await ask(query, { ...variables, after: first.pageInfo.endCursor }))
  return both.edges.map(({ node }) => node.id)
}
const root = await twoPages(
  gql(`query ($after: String) { initiatives(first: 3, after: $after) { ${page} } }`),
  {},
  ({ initiatives }) => initiatives,
)
const nested = await twoPages(
  gql(`query ($slug: String!, $after: String) {
    initiative(slug: $slug) { id actions(first: 3, after: $after) { ${page} } } }`),
  { slug: 'somalia-mixed-migration-task-force' },
  ({ initiative }) => initiative.actions,
)

// With the schema, the cache answers by itself where all that is missing may be null, and knows what fits an interface.
await ask(gql('{ actor(slug: "iom") { id name acronym citation { pageStart } } }'))
const before = requests.length
const cached = await ask(gql('{ actor(slug: "iom") { id acronym ... on Cited { citation { pageStart } } } }'))
const fromCache = requests.length === before

// Two matrices side by side: neither may overwrite the other. A further query adds to the cells that are there.
const matrix = (fields) =>
  gql(
    `query ($basis: Basis) { matrix(by: LEVEL, basis: $basis) { id rows { nodes { id cells { id ${fields} } } } totals { id actionCount } } }`,
  )
const counts = async (basis) =>
  (await ask(matrix('actionCount'), { basis })).matrix.rows.nodes.map(({ cells }) =>
    cells.map(({ actionCount }) => actionCount),
  )
const matrices = { stated: await counts('STATED'), editorial: await counts('EDITORIAL') }
await ask(matrix('isGap'), { basis: 'STATED' })
const beforeMatrices = requests.length
const matricesAgain = { stated: await counts('STATED'), editorial: await counts('EDITORIAL') }
const matricesFromCache = requests.length === beforeMatrices

requests.length = 0
const persisted = newClient(persistedExchange({ preferGetForPersistedQueries: false, enableForSubscriptions: false }))
const unknown = gql('query UnknownToUrql { actionPoint(number: 7) { id title } }')
const titles = []
for (let round = 0; round < 2; round += 1) {
  const { data, error } = await persisted.query(unknown, {}, { requestPolicy: 'network-only' }).toPromise()
  if (error) throw error
  titles.push(data.actionPoint.title)
}

console.log(
  JSON.stringify({
    root,
    nested,
    acronym: cached.actor.acronym,
    fromCache,
    matrices,
    matricesAgain,
    matricesFromCache,
    titles,
    sent: requests,
    complaints,
  }),
)
