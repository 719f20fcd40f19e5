// Apollo Client: a normalised cache whose lists grow page by page, at the root and inside an object; parts that come later;
// documents by their hash.
import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { Defer20220824Handler } from '@apollo/client/incremental'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { relayStylePagination } from '@apollo/client/utilities'

const uri = process.env.TENPOINT
const complaints = []
console.warn = (...said) => complaints.push(said.join(' '))
console.error = console.warn

const requests = []
const watched = (url, init) => {
  const body = init.body ? JSON.parse(init.body) : Object.fromEntries(new URL(url).searchParams)
  requests.push(`${init.method} ${'query' in body ? 'text' : 'hash'}`)
  return fetch(url, init)
}
const newClient = (link) =>
  new ApolloClient({
    link,
    cache: new InMemoryCache({
      typePolicies: {
        Query: { fields: { initiatives: relayStylePagination(['where', 'orderBy']) } },
        Initiative: { fields: { actions: relayStylePagination(['where', 'orderBy']) } },
      },
    }),
    incrementalHandler: new Defer20220824Handler(),
  })
const client = newClient(new HttpLink({ uri, fetch: watched }))

/** Watches a query, asks for its next page, and gives what the cache then holds in one list. */
async function twoPages(query, variables, pick) {
  const observable = client.watchQuery({ query, variables })
  const watching = observable.subscribe(() => {})
  const { data: first } = await client.query({ query, variables })
  await observable.fetchMore({ variables: { after: pick(first).pageInfo.endCursor } })
  watching.unsubscribe()
  return pick(client.readQuery({ query, variables })).edges.map(({ node }) => node.id)
}

const page = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
const root = await twoPages(
  gql(`query ($after: String) { initiatives(first: 3, after: $after) { ${page} } }`),
  {},
  ({ initiatives }) => initiatives,
)
const slug = 'somalia-mixed-migration-task-force'
const nested = await twoPages(
  gql(
    `query ($slug: String!, $after: String) { initiative(slug: $slug) { id actions(first: 3, after: $after) { ${page} } } }`,
  ),
  { slug },
  ({ initiative }) => initiative.actions,
)

// What one query brought, another reads from the cache, without a request.
await client.query({ query: gql('{ actor(slug: "iom") { id name acronym } }') })
const before = requests.length
const { data: cached } = await client.query({ query: gql('{ actor(slug: "iom") { id acronym } }') })
const fromCache = requests.length === before

// Two matrices side by side: neither may overwrite the other. A further query adds to the cells that are there.
const matrix = (fields) =>
  gql(
    `query ($basis: Basis) { matrix(by: LEVEL, basis: $basis) { id rows { nodes { id cells { id ${fields} } } } totals { id actionCount } } }`,
  )
const counts = async (basis) => {
  const { data } = await client.query({ query: matrix('actionCount'), variables: { basis } })
  return data.matrix.rows.nodes.map(({ cells }) => cells.map(({ actionCount }) => actionCount))
}
const matrices = { stated: await counts('STATED'), editorial: await counts('EDITORIAL') }
await client.query({ query: matrix('isGap'), variables: { basis: 'STATED' } })
const beforeMatrices = requests.length
const matricesAgain = { stated: await counts('STATED'), editorial: await counts('EDITORIAL') }
const matricesFromCache = requests.length === beforeMatrices

const deferred = await new Promise((resolve, reject) => {
  const states = []
  client
    .watchQuery({
      query: gql('{ actor(slug: "drc") { id name ... @defer { partners(first: 2) { totalCount } } } }'),
      fetchPolicy: 'network-only',
    })
    .subscribe(({ data, dataState, error }) => {
      if (error) reject(error)
      if (dataState === 'streaming' || dataState === 'complete') states.push(data.actor.partners?.totalCount ?? null)
      if (dataState === 'complete') resolve(states)
    })
})

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
requests.length = 0
const persisted = newClient(
  ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    new HttpLink({ uri, fetch: watched }),
  ]),
)
const unknown = gql('query UnknownToApollo { actionPoint(number: 7) { id title } }')
const titles = []
for (let round = 0; round < 2; round += 1) {
  const { data } = await persisted.query({ query: unknown, fetchPolicy: 'network-only' })
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
    deferred,
    titles,
    sent: requests,
    complaints,
  }),
)
client.stop()
persisted.stop()
