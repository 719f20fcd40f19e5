// Prints the matrix of the described initiatives as a table, with its gaps: `node matrix-gaps.ts`.
import { createClient } from '@tenpoint/sdk'

const client = createClient({ endpoint: process.env['TENPOINT'] ?? 'http://127.0.0.1:4000/graphql' })

const { columns, rows, totals } = await client.matrix({
  by: 'INITIATIVE',
  where: { coverage: { eq: 'FULL' } },
  first: 100,
})
const width = Math.max(...rows.nodes.map(({ label }) => label.length))
const line = (label: string, ...cells: readonly (string | number)[]) =>
  [label.padEnd(width), ...cells.map((cell) => String(cell).padStart(3))].join(' ')

console.log(line('', ...columns.map(({ number }) => number)))
for (const { label, cells } of rows.nodes)
  console.log(line(label, ...cells.map(({ isGap, actionCount }) => (isGap ? '·' : actionCount))))
if (rows.pageInfo.hasNextPage) console.log(`and ${rows.totalCount - rows.nodes.length} more rows`)
console.log(line('gaps', ...totals.map(({ gapCount }) => gapCount)))
for (const { number, title } of columns) console.log(`${number} ${title}`)
