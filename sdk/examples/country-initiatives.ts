// Lists a country's initiatives with their partners, page by page, in one question for each page:
// `node country-initiatives.ts MA`.
import { createClient } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'

const client = createClient({ endpoint: process.env['TENPOINT'] ?? 'http://127.0.0.1:4000/graphql' })
const [code = 'MA'] = process.argv.slice(2)

const InitiativesOf = graphql(`
  query InitiativesOf($code: String!, $after: String) {
    place(code: $code) {
      name
      initiatives(first: 50, after: $after) {
        nodes {
          name
          period { text }
          citation { pageStart }
          actors(first: 100) {
            totalCount
            edges { roles node { name acronym } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)

for await (const { name, period, citation, actors } of client.paginate(
  InitiativesOf,
  { code },
  ({ place }) => place?.initiatives,
)) {
  console.log(`${name}${period?.text ? ` (${period.text})` : ''}, p. ${citation.pageStart}`)
  for (const { node, roles } of actors.edges)
    console.log(
      `  ${node.acronym ?? node.name}: ${roles.map((role) => role.toLowerCase().replaceAll('_', ' ')).join(', ')}`,
    )
  const more = actors.totalCount - actors.edges.length
  if (more > 0) console.log(`  and ${more} more`)
}
