// A gateway that stitches the API to a small service of its own: one type of both, found from either side.
import { buildHTTPExecutor } from '@graphql-tools/executor-http'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { stitchSchemas } from '@graphql-tools/stitch'
import { schemaFromExecutor } from '@graphql-tools/wrap'
import { execute, parse, validateSchema } from 'graphql'

const requests = []
const executor = buildHTTPExecutor({
  endpoint: process.env.TENPOINT,
  fetch: (url, init) => {
    requests.push(JSON.parse(init.body).query)
    return fetch(url, init)
  },
})
const remote = await schemaFromExecutor(executor)
requests.length = 0

const notes = { 'bali-process': 'read in May', 'mexico-plan-of-action': 'read in June' }
const own = makeExecutableSchema({
  typeDefs: `
    type Initiative { slug: String! note: String }
    type Query { noted: [Initiative!]! initiativesWithNotes(slugs: [String!]!): [Initiative]! }
  `,
  resolvers: {
    Initiative: { note: ({ slug }) => notes[slug] ?? null },
    Query: {
      noted: () => Object.keys(notes).map((slug) => ({ slug })),
      initiativesWithNotes: (_, { slugs }) => slugs.map((slug) => ({ slug })),
    },
  },
})
const bySlug = (fieldName) => ({
  Initiative: {
    selectionSet: '{ slug }',
    fieldName,
    key: ({ slug }) => slug,
    argsFromKeys: (slugs) => ({ slugs }),
  },
})
const gateway = stitchSchemas({
  subschemas: [
    { schema: remote, executor, merge: bySlug('initiativesBySlug') },
    { schema: own, merge: bySlug('initiativesWithNotes') },
  ],
})
const problems = validateSchema(gateway).map(({ message }) => message)

async function ask(query) {
  const { data, errors } = await execute({ schema: gateway, document: parse(query), contextValue: {} })
  if (errors) throw errors[0]
  return data
}
const fromHere = await ask('{ initiative(slug: "bali-process") { name note } }')
const count = requests.length
const fromThere = await ask('{ noted { note name actors(first: 1) { totalCount } } }')
const matrix = await ask('{ matrix(by: LEVEL) { rows { nodes { label } } } }')
console.log(
  JSON.stringify({
    problems,
    initiative: fromHere.initiative,
    noted: fromThere.noted,
    batched: requests.length - count - 1,
    rows: matrix.matrix.rows.nodes.map(({ label }) => label),
  }),
)
