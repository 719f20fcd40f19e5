// Thousands of generated queries over a generated catalogue, answered by the server and, slowly and obviously right, by
// plain arrays. DIFFERENTIAL_SEED repeats a run, DIFFERENTIAL_QUERIES says how many queries there are for each seed.
import { type DocumentNode, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { migrateToLatest } from '../server/db/migrate.ts'
import { registry } from '../server/schema.ts'
import { freshDatabase } from './support/database.ts'
import { ReferenceExecutor } from './support/differential/answer.ts'
import { difference, valuesIn } from './support/differential/compare.ts'
import { datasetOf, insertDataset } from './support/differential/dataset.ts'
import { referenceOf } from './support/differential/filter.ts'
import { InputValues } from './support/differential/input-value.ts'
import { Cursors } from './support/differential/page.ts'
import { type Question, Questions } from './support/differential/query.ts'
import { Random } from './support/differential/random.ts'
import { shrunk } from './support/differential/shrink.ts'
import { readStore } from './support/differential/store.ts'
import { openApi } from './support/server.ts'

const queries = Number(process.env['DIFFERENTIAL_QUERIES'] ?? 1500)
const fresh = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

describe.each([
  ['a seed that never changes', 20_110_228],
  ['a seed of this run', fresh],
])('generated queries of %s', (_, seed) => {
  it(`are answered as by plain arrays (DIFFERENTIAL_SEED=${seed})`, { timeout: 600_000 }, async () => {
    await using api = await openApi({ database: freshDatabase })
    await migrateToLatest(api.db)
    await insertDataset(api.db, datasetOf(seed))
    const store = await readStore(api.db)
    const cursors = new Cursors()
    const reference = new ReferenceExecutor(referenceOf(store), cursors)
    const random = new Random(seed)
    const inputs = new InputValues(random, store)
    const ids = registry.objects.flatMap(({ name, key, source }) =>
      key === undefined || source === undefined
        ? []
        : [...store.rows(source.name).map((row) => row[key]), 'none'].map((value) =>
            Buffer.from(`${name}:${value}`).toString('base64url'),
          ),
    )
    const questions = new Questions(random, inputs, cursors, ids)

    const compared = async (document: DocumentNode, variables: Question['variables']) => {
      api.statements.length = 0
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query: print(document), variables }),
      })
      const server = (await response.json()) as { data?: unknown; errors?: unknown }
      const statements = api.statements.length
      const told = reference.answer(document, variables)
      if (server.errors || told.errors)
        return {
          found: `the server: ${JSON.stringify(server.errors)}; the reference: ${told.errors?.map(({ stack }) => stack)}`,
          server,
        }
      const found = difference(cursors, server.data, told.data)
      return { found: found ?? (statements === 1 ? undefined : `${statements} statements ran`), server }
    }

    const began = performance.now()
    let values = 0
    for (let number = 0; number < queries; number += 1) {
      const { document, variables } = questions.next()
      const { found, server } = await compared(document, variables)
      values += valuesIn(server.data)
      if (found === undefined) continue
      const smallest = await shrunk(
        document,
        async (smaller) => (await compared(smaller, variables)).found !== undefined,
      )
      const { found: smaller } = await compared(smallest, variables)
      expect.fail(
        `DIFFERENTIAL_SEED=${seed}, query ${number}: ${found}\n\n${smaller}\n${print(smallest)}\n${JSON.stringify(variables)}`,
      )
    }
    console.log(
      `seed ${seed}: ${queries} queries, ${values} values, ${inputs.comparisons} comparisons in filters, ${cursors.count} cursors, ${Math.round(performance.now() - began)} ms`,
    )
  })
})
