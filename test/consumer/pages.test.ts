// Somebody else's page, and its tests: the options for a cache and the fake client of the packed SDK, installed beside
// TanStack Query and the newest graphql, as modules and as CommonJS.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, openApi } from '../support/server.ts'
import { createProject, type Project, root, settings } from './project.ts'

let api: Api
let project: Project
beforeAll(async () => {
  api = await openApi()
  const packages = [
    '@tanstack/query-core@5.108.4',
    'graphql@17.1.0',
    'typescript@7.0.2',
    '@types/node@24.19.2',
    'node-20@npm:node@20.20.2',
  ]
  project = await createProject(packages)
  const readme = await readFile(join(root, 'sdk/README.md'), 'utf8')
  const printed = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
  const programOf = (entry: string) =>
    printed.find((code) => code.includes(entry))?.replaceAll('http://127.0.0.1:4000/graphql', `${api.url}/graphql`) ??
    ''
  await project.write({
    'query.ts': programOf('@tenpoint/sdk/query'),
    'testing.ts': programOf('@tenpoint/sdk/testing'),
    'types.ts': types,
    'common.cjs': common,
    'watch.mjs': watch,
    'tsconfig.json': settings({ module: 'nodenext' }, ['*.ts']),
  })
}, 600_000)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
})

/** The types of what a cache holds follow from the operation, and what does not fit does not compile. */
const types = `import { QueryClient, QueryObserver, InfiniteQueryObserver } from '@tanstack/query-core'
import type { ActorQuery, ActorsQuery, Client } from '@tenpoint/sdk'
import { infiniteQueryOptions, queryOptions } from '@tenpoint/sdk/query'
import { fakeClient } from '@tenpoint/sdk/testing'
export const client: Client = fakeClient()
const cache = new QueryClient()
export const actor: Promise<ActorQuery['actor']> = cache.fetchQuery(queryOptions(client, 'actor', { slug: 'iom' }))
export const observed: ActorQuery['actor'] | undefined = new QueryObserver(cache, queryOptions(client, 'actor', { slug: 'iom' })).getCurrentResult().data
export const pages: readonly ActorsQuery['actors'][] | undefined = new InfiniteQueryObserver(cache, infiniteQueryOptions(client, 'actors')).getCurrentResult().data?.pages
// @ts-expect-error it may be null
cache.fetchQuery(queryOptions(client, 'actor', { slug: 'iom' })).then(({ name }) => name)
// @ts-expect-error the slug is missing
queryOptions(client, 'actor')
// @ts-expect-error an actor has more fields
fakeClient({ answers: { actor: { name: 'IOM' } } })
`

/** Both ways of loading give the errors of the one package. */
const common = `const sdk = require('@tenpoint/sdk')
const { failures, fakeClient } = require('@tenpoint/sdk/testing')
const { queryOptions } = require('@tenpoint/sdk/query')
const client = fakeClient({ answers: { catalogue: failures.network() } })
queryOptions(client, 'catalogue').queryFn({}).catch((error) => console.log(error instanceof sdk.NetworkError, error.isTemporary))
`

/** A page that leaves while it is answered; and one whose list grows. */
const watch = `import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/query-core'
import { infiniteQueryOptions, queryOptions } from '@tenpoint/sdk/query'
import { fakeClient } from '@tenpoint/sdk/testing'
const cache = new QueryClient()
let given
const asked = new Promise((resolve) => { given = resolve })
const slow = fakeClient({ answers: { catalogue: () => { given(); return new Promise(() => {}) } } })
const failed = []
const options = queryOptions(slow, 'catalogue')
const leave = new QueryObserver(cache, {
  ...options, retry: false, queryFn: (context) => options.queryFn(context).catch((error) => { failed.push(error.name); throw error }),
}).subscribe(() => {})
await asked
leave()
await new Promise((resolve) => setTimeout(resolve, 0))
const revisions = Array.from({ length: 5 }, (_, index) => ({ number: index, committedAt: '2026-11-01T00:00:00.000Z', author: 'a', reason: 'b' }))
const list = new InfiniteQueryObserver(cache, infiniteQueryOptions(fakeClient({ answers: { revisions } }), 'revisions', { first: 2 }))
const end = list.subscribe(() => {})
const counts = []
for (let result = await list.refetch(); ; result = await list.fetchNextPage()) {
  counts.push(result.data.pages.length)
  if (!result.hasNextPage) break
}
end()
cache.clear()
console.log(JSON.stringify({ failed, counts }))
`

const node = (...args: string[]) => project.run(process.execPath, ...args)

it('the programs of the README run with the newest graphql, and all of it type-checks', async () => {
  expect(await node('query.ts')).toMatch(/^Bali Process\n20 of \d+\n\d+\n$/)
  expect(await node('testing.ts')).toBe('passed\n')
  await project.bin('tsc', '-p', 'tsconfig.json')
})

it('a page that leaves gives its call up, and a list grows to its end', async () => {
  expect(JSON.parse(await node('watch.mjs'))).toEqual({ failed: ['AbortedError'], counts: [1, 2, 3] })
})

it('programs that can only require have the same errors from all entries', async () => {
  expect(await node('common.cjs')).toBe('true true\n')
  expect(await project.run('node_modules/node-20/bin/node', 'common.cjs')).toBe('true true\n')
})

it('the options for a cache stay under 1 kB gzipped', async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '@tenpoint/sdk/query'`, resolveDir: project.folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    write: false,
  })
  const size = gzipSync(outputFiles[0]?.text ?? '').length
  console.log(`options for a cache, bundled and gzipped: ${size} bytes`)
  expect(size).toBeGreaterThan(200)
  expect(size).toBeLessThan(1000)
})
