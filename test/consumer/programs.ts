// The programs of a consumer, beside those of the README and of the examples.

const imports = `import { createClient, GraphQLError } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'
`

const body = (endpoint: string, tell: string): string => `
const client = createClient({ endpoint: ${JSON.stringify(endpoint)} })
let count = 0
for await (const _ of client.actors.all({ first: 50 })) count += 1
const { totalCount } = await client.actors({ first: 0 })
const code = await client.initiatives({ first: 1000 }).catch((error) => error instanceof GraphQLError && error.codes[0])
const own = await client.query(graphql('query($slug: String!) { actor(slug: $slug) { acronym } }'), { slug: 'iom' })
const given = await client.catalogue({ signal: AbortSignal.abort() }).catch((error) => error.name)
${tell}(JSON.stringify({ all: count === totalCount && count > 100, code, own: own.actor.acronym, given }))
`

/** Runs as it is wherever there is a fetch: a list over several pages, an error, a query of one's own, giving up. */
export const everywhere = (endpoint: string, tell = 'console.log'): string => imports + body(endpoint, tell)

/** What it tells. */
export const told = JSON.stringify({ all: true, code: 'BAD_PAGE_SIZE', own: 'IOM', given: 'AbortedError' })

/** The same for workerd, which runs a worker's `test`. */
export const worker = (endpoint: string): string =>
  `${imports}export default { async test() {${body(endpoint, 'console.log')}} }`

export const workerConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["private"])),
  ],
);
`

/** Asks, and tells whether a program that requires and imports the package has its classes once. */
export const commonJs = `const { createClient, GraphQLError } = require('@tenpoint/sdk')
const count = createClient({ endpoint: process.env.TENPOINT }).catalogue().then(({ initiativeCount }) => initiativeCount > 0)
const same = import('@tenpoint/sdk').then((sdk) => sdk.GraphQLError === GraphQLError)
Promise.all([count, same]).then((both) => console.log(both.join(' ')))
`

/** CommonJS for the compiler. */
export const commonTs = `import sdk = require('@tenpoint/sdk')
const count: Promise<number> = sdk.createClient({ endpoint: '' }).catalogue().then(({ initiativeCount }) => initiativeCount)
// @ts-expect-error it is a number
const text: Promise<string> = count
void text
`

/** Needs nothing but the SDK. */
export const bare = `import { AbortedError, type ActorsQuery, createClient, GraphQLError } from '@tenpoint/sdk'
const client = createClient({ endpoint: 'http://127.0.0.1:4000/graphql', headers: () => [['x-a', '1']], fetch })
const names: string[] = []
const first: ActorsQuery['actors']['nodes'][number] | undefined = (await client.actors({ first: 1 })).nodes[0]
if (first) names.push(first.name)
for await (const { name } of client.actors.all({ where: { kind: { eq: 'STATE' } } })) names.push(name)
await client.catalogue().catch((error: unknown) => {
  if (error instanceof AbortedError || !(error instanceof GraphQLError)) throw error
  // @ts-expect-error what was answered in part is of no type yet
  error.data.catalogue
})
`

/** None of it may compile. */
export const wrong = `import { createClient, InitiativeDocument } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'
const client = createClient({ endpoint: 'http://127.0.0.1:4000/graphql' })
const document = graphql('query Own($slug: String!) { initiative(slug: $slug) { name } }')
// @ts-expect-error the variable is missing
client.query(document)
// @ts-expect-error the variable has the wrong type
client.query(document, { slug: 1 })
// @ts-expect-error the variable has the wrong name
client.query(document, { slog: 'x' })
// @ts-expect-error the same of one of the SDK's own documents
client.query(InitiativeDocument, { slog: 'x' })
client.query(document, { slug: 'x' }).then(({ initiative }) => {
  initiative?.name.length
  // @ts-expect-error it may be null
  initiative.name
  // @ts-expect-error the query does not select it
  initiative?.slug
})
// @ts-expect-error There is no field nothing in Initiative.
client.query(graphql('query Own($slug: String!) { initiative(slug: $slug) { name nothing } }'), { slug: 'x' })
// @ts-expect-error There is no type Strng.
client.query(graphql('query Own($slug: Strng!) { initiative(slug: $slug) { name } }'), { slug: 'x' })
// @ts-expect-error There is no field nothing in Actor.
client.paginate(graphql('query($after: String) { actors(after: $after) { nodes { nothing } pageInfo { hasNextPage endCursor } } }'), {}, ({ actors }) => actors)
// @ts-expect-error a page has pageInfo
client.paginate(graphql('query($after: String) { actors(after: $after) { nodes { name } } }'), {}, ({ actors }) => actors)
// @ts-expect-error a mere text has no types
client.query('{ catalogue { name } }')
// @ts-expect-error there is no such kind
client.actors({ where: { kind: { eq: 'CLUB' } } })
// @ts-expect-error there is no such filter
client.actors({ where: { colour: { eq: 'red' } } })
// @ts-expect-error the query is missing
client.search()
// @ts-expect-error there is no such operation
client.nothing()
// @ts-expect-error there is no such option
createClient({ endpoint: '', retries: 3 })
// @ts-expect-error one change at a time
client.submit({ reason: '', changes: [{ deleteActor: { slug: 'x' }, deletePlace: { code: 'x' } }] })
// @ts-expect-error there is no such change
client.submit({ reason: '', changes: [{ paintActor: { slug: 'x' } }] })
// @ts-expect-error there may be no changeset
client.publish(1).then(({ revision }) => revision)
// @ts-expect-error the past is not changed
client.asOf(1).submit({ reason: '', changes: [] })
`

export const misspeltHead = `import { createClient } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'
const client = createClient({ endpoint: 'http://127.0.0.1:4000/graphql' })`

/** Texts that do not fit the schema, and what a compiler must say of each. */
export const misspelt = {
  '{ initiative(slug: "x") { name nothing } }': 'There is no field nothing in Initiative.',
  'query Q($slug: Strng!) { initiative(slug: $slug) { name } }': 'There is no type Strng.',
  '{ initiative(slug: "x") }': 'Query.initiative needs a selection of fields.',
  '{ initiative(slug: "x") { name { x } } }': 'Initiative.name has no fields to select.',
  'mutation { nothing }': 'There is no field nothing in Mutation.',
  'subscription { nothing }': 'A subscription has no single answer; see client.revisions.',
  '{ initiative(slug: "x") { name ': 'This is not a GraphQL document.',
} as const

/** The configuration of graphql-codegen, for both kinds of documents it makes. */
export const codegen = `schema: node_modules/@tenpoint/sdk/schema.graphql
documents: partners.graphql
config: { useTypeImports: true, enumsAsTypes: true }
generates:
  nodes.ts: { plugins: [typescript-operations, typed-document-node] }
  texts.ts: { plugins: [typescript-operations, typed-document-node], config: { documentMode: string } }
`

export const partners = `query Partners($slug: String!, $after: String) {
  actor(slug: $slug) {
    ...Named
    partners(first: 10, after: $after) { totalCount nodes { ...Named } pageInfo { hasNextPage endCursor } }
  }
}
fragment Named on Actor { name kind }
`

/** Asks with what graphql-codegen made. */
export const generated = `import { createClient } from '@tenpoint/sdk'
import * as nodes from './nodes.ts'
import * as texts from './texts.ts'
const client = createClient({ endpoint: process.env['TENPOINT'] ?? '' })
const slug = 'iom'
for (const document of [nodes.PartnersDocument, texts.PartnersDocument]) {
  const { actor } = await client.query(document, { slug })
  let walked = 0
  for await (const { name } of client.paginate(document, { slug }, (result) => result.actor?.partners)) walked += name ? 1 : 0
  console.log(actor?.name, walked === actor?.partners.totalCount)
}
// @ts-expect-error the variable is missing
export const missing = () => client.query(nodes.PartnersDocument)
// @ts-expect-error the variable has the wrong type
export const mistyped = () => client.query(texts.PartnersDocument, { slug: 1 })
// @ts-expect-error there is no such field
export const misspelt = () => client.query(texts.PartnersDocument, { slug }).then(({ actor }) => actor?.nothing)
`

/** The configuration of graphql-codegen's client preset. */
export const preset = `schema: node_modules/@tenpoint/sdk/schema.graphql
documents: preset/partners.ts
generates:
  preset/gql/:
    preset: client
    config: { enumsAsTypes: true, useTypeImports: true, importExtension: .ts, immutableTypes: true }
`

export const presetPartners = `import { createClient } from '@tenpoint/sdk'
import { graphql, useFragment } from './gql/index.ts'

const Named = graphql(\`
  fragment Named on Actor {
    name
    kind
  }
\`)
const Partners = graphql(\`
  query Partners($slug: String!, $after: String) {
    actor(slug: $slug) {
      ...Named
      partners(first: 50, after: $after) {
        totalCount
        nodes {
          slug
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
\`)
const client = createClient({ endpoint: process.env['TENPOINT'] ?? '' })
const { actor } = await client.query(Partners, { slug: 'iom' })
const named = useFragment(Named, actor)
let walked = 0
for await (const { slug } of client.paginate(Partners, { slug: 'iom' }, (result) => result.actor?.partners))
  walked += slug ? 1 : 0
console.log(JSON.stringify({ name: named?.name, walked: walked === actor?.partners.totalCount }))
// @ts-expect-error the fragment's fields are masked
export const masked = () => actor?.name
// @ts-expect-error the variable is missing
export const missing = () => client.query(Partners)
`

/** Artifacts that Node loads without a bundler. */
export const relayConfig = JSON.stringify({
  src: './relay',
  schema: './node_modules/@tenpoint/sdk/schema.graphql',
  language: 'javascript',
  artifactDirectory: './relay/__generated__',
  eagerEsModules: false,
})

export const jest = `const { createClient, NetworkError } = require('@tenpoint/sdk')
const { graphql } = require('@tenpoint/sdk/graphql')
test('asks, and knows a failure of the network, which is of another realm', async () => {
  const client = createClient({ endpoint: process.env.TENPOINT })
  expect(await client.query(graphql('{ actor(slug: "iom") { acronym } }'))).toEqual({ actor: { acronym: 'IOM' } })
  const lost = createClient({ endpoint: 'http://127.0.0.1:1', retry: false })
  await expect(lost.catalogue()).rejects.toBeInstanceOf(NetworkError)
})
`

/** For resolvers that know neither modules nor what packages export. */
export const old = `import { createClient, type InitiativeKind } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'
const client = createClient({ endpoint: '' })
export const kind = (slug: string): Promise<InitiativeKind | undefined> =>
  client.initiative({ slug }).then((initiative) => initiative?.kind)
export const acronym = (): Promise<string | null | undefined> =>
  client.query(graphql('{ actor(slug: "iom") { acronym } }')).then(({ actor }) => actor?.acronym)
// @ts-expect-error there is no such operation
client.nothing()
`
