// A server of its own with a database that says nothing, which many large documents are sent to. Run with a small heap:
// prints what is left on it, in bytes. Arguments: how many documents, and of which kind.
import { setTimeout as pause } from 'node:timers/promises'
import { createApp } from '../../server/http/app.ts'
import { createLog } from '../../server/log.ts'
import { createExecutor } from '../../server/relational/index.ts'
import { buildSchema } from '../../server/schema.ts'
import { noDatabase } from './no-database.ts'

/** A text of about so many characters. */
const filled = (size: number, piece: (index: number) => string): string => {
  let text = ''
  for (let index = 0; text.length < size; index += 1) text += piece(index)
  return text
}

/** Documents of up to 95 kB, each of its own text. */
const kinds: Readonly<Record<string, (number: number) => string>> = {
  kept: (number) => `{ catalogue { ${filled(25_000, (index) => `a${number}_${index}: name `)} } }`,
  answered: (number) =>
    `{ catalogue { ${filled(94_000, (index) => `aliasAliasAliasAliasAliasAliasAlias${number}_${index}: name `)} } }`,
  tooCostly: (number) =>
    `{ ${filled(94_000, (index) => `aliasAliasAliasAlias${number}_${index}: catalogue { initiativeCount } `)} }`,
  invalid: (number) => `{ ${filled(94_000, (index) => `nothingNothingNothing${number}_${index}(x: [1]) `)} }`,
  broken: (number) => `{ ${filled(94_000, (index) => `a${number}_${index} { b } `)} ]`,
  dense: (number) => `{ z${number} ${'a '.repeat(47_000)} }`,
}

const [count = '0', ...names] = process.argv.slice(2)
const schema = buildSchema()
const server = createApp({
  schema,
  db: noDatabase,
  executor: createExecutor({ schema, db: noDatabase, read: async () => [{ data: '{}' }] }),
  log: createLog('silent'),
  health: async () => ({ state: 'ready', waiting: 0 }),
  playground: false,
  introspection: false,
  trustedDocuments: false,
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
if (address === null || typeof address === 'string') throw new TypeError('No port.')

const statuses = new Map<string, number>()
for (let number = 0; number < Number(count); number += 1) {
  for (const name of names) {
    const query = kinds[name]?.(number)
    const response = await fetch(`http://127.0.0.1:${address.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    })
    await response.arrayBuffer()
    const key = `${name} ${response.status}`
    statuses.set(key, (statuses.get(key) ?? 0) + 1)
  }
}
await pause(100)
globalThis.gc?.()
console.log(JSON.stringify({ heap: process.memoryUsage().heapUsed, statuses: Object.fromEntries(statuses) }))
server.closeAllConnections()
server.close()
