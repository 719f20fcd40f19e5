// Lists a country's initiatives and who takes part in them: `node country-initiatives.ts MA`.
import { createClient } from '@tenpoint/sdk'

const client = createClient({ endpoint: process.env['TENPOINT'] ?? 'http://127.0.0.1:4000/graphql' })

const place = await client.place({ code: process.argv[2] ?? 'MA' })
if (!place) throw new Error('There is no such country in the catalogue.')
console.log(`${place.name}: ${place.initiatives.totalCount} initiatives`)
for (const { slug } of place.initiatives.nodes) {
  const initiative = await client.initiative({ slug })
  if (!initiative) continue
  const { name, period, citation, actors } = initiative
  console.log(`\n${name}${period ? ` (${period.text})` : ''}, p. ${citation.pageStart}`)
  for (const { node, roles } of actors.edges)
    console.log(`  ${node.acronym ?? node.name}: ${roles.join(', ').toLowerCase()}`)
}
