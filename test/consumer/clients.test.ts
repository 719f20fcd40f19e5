// Clients and tools that others make, as their users set them up, against the API: in a project outside this one, with
// exact versions. What they come by is compared with what the SDK is answered.
import { cp, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../sdk/src/index.ts'
import { type Api, openApi } from '../support/server.ts'
import * as programs from './programs.ts'
import { createProject, type Project, root, settings } from './project.ts'

const packages = [
  'graphql@16.15.0',
  'gql.tada@1.11.3',
  '@apollo/client@4.3.8',
  'rxjs@7.8.2',
  '@urql/core@6.0.3',
  '@urql/exchange-graphcache@9.0.2',
  '@urql/exchange-persisted@5.0.1',
  'relay-compiler@21.0.1',
  'relay-runtime@21.0.1',
  'meros@1.3.2',
  '@graphql-codegen/cli@7.4.3',
  '@graphql-codegen/client-preset@6.2.0',
  '@graphql-tools/stitch@10.3.1',
  '@graphql-tools/schema@10.1.1',
  '@graphql-tools/wrap@11.2.5',
  '@graphql-tools/executor-http@3.4.1',
  'jest@30.5.2',
  '@types/node@24.19.2',
  'typescript-5@npm:typescript@5.9.3',
  'typescript-7@npm:typescript@7.0.2',
]

let api: Api
let project: Project
beforeAll(async () => {
  api = await openApi()
  project = await createProject(packages, { TENPOINT: `${api.url}/graphql` })
  await cp(join(root, 'test/consumer/clients'), project.folder, { recursive: true })
}, 600_000)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
})

const node = (...args: string[]) => project.run(process.execPath, ...args)
const resultOf = async (program: string): Promise<unknown> => JSON.parse(await node(program))
const sdk = () => createClient({ endpoint: `${api.url}/graphql` })
const ids = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id)

/** The first six initiatives, and the first six actions of one: two pages of three each. */
async function twoPages() {
  const { nodes } = await sdk().initiatives({ first: 6 })
  const where = { initiative: { slug: { eq: 'somalia-mixed-migration-task-force' } } }
  return { root: ids(nodes), nested: ids((await sdk().actions({ where, first: 6 })).nodes) }
}

/** The counts of a matrix under two bases, and that a cache keeps both. */
async function twoMatrices() {
  const counts = async (basis: 'STATED' | 'EDITORIAL') => {
    const { rows } = await sdk().matrix({ by: 'LEVEL', basis })
    return rows.nodes.map(({ cells }) => cells.map(({ actionCount }) => actionCount))
  }
  const matrices = { stated: await counts('STATED'), editorial: await counts('EDITORIAL') }
  expect(matrices.stated).not.toEqual(matrices.editorial)
  return { matrices, matricesAgain: matrices, matricesFromCache: true }
}

const partnersOf = async (slug: string) => (await sdk().actor({ slug }))?.partners.totalCount
const point = 'Solutions for refugees'

describe('a client with a normalised cache', () => {
  it('Apollo Client: lists grow page by page, parts come later, documents are sent once, what depends on arguments is kept apart', async () => {
    expect(await resultOf('apollo.mjs')).toEqual({
      ...(await twoPages()),
      acronym: 'IOM',
      fromCache: true,
      ...(await twoMatrices()),
      deferred: [null, await partnersOf('drc')],
      titles: [point, point],
      sent: ['GET hash', 'POST text', 'GET hash'],
      complaints: [],
    })
  })

  it('urql with Graphcache and the schema: the same, and what depends on arguments is kept apart', async () => {
    expect(await resultOf('urql.mjs')).toEqual({
      ...(await twoPages()),
      acronym: 'IOM',
      fromCache: true,
      ...(await twoMatrices()),
      titles: [point, point],
      sent: ['POST hash', 'POST text', 'POST hash'],
      complaints: [],
    })
  })

  it('Relay: its compiler takes the schema, pages follow each other, an object is found again by its id', async () => {
    await project.write({
      'relay.config.json': programs.relayConfig,
      'relay/package.json': '{ "type": "commonjs" }',
      'relay/Partners.js': await readFile(join(project.folder, 'relay-documents.js'), 'utf8'),
      'relay/__generated__/.keep': '',
    })
    await project.bin('relay-compiler', 'relay.config.json')
    const initiatives = (await sdk().actor({ slug: 'iom' }))?.initiatives.edges.map(({ node }) => node.id) ?? []
    expect(initiatives.length).toBeGreaterThan(6)
    expect(await resultOf('relay.mjs')).toEqual({
      name: 'International Organization for Migration',
      first: 3,
      both: initiatives.slice(0, 7),
      again: initiatives.slice(0, 2),
      roles: true,
      partners: await partnersOf('iom'),
    })
  })
})

describe('a tool', () => {
  it('graphql-codegen’s client preset: its documents are asked and walked, its fragments stay masked', async () => {
    await project.write({
      'preset.yml': programs.preset,
      'preset/partners.ts': programs.presetPartners,
      'tsconfig.json': settings({ module: 'esnext', moduleResolution: 'bundler' }, ['preset/**/*.ts']),
    })
    await project.bin('graphql-codegen', '--config', 'preset.yml')
    expect(await resultOf('preset/partners.ts')).toEqual({
      name: 'International Organization for Migration',
      walked: true,
    })
    await node('node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.json')
  })

  it('a gateway that stitches: an object is of both services, found from either, many in one request', async () => {
    const { rows } = await sdk().matrix({ by: 'LEVEL' })
    const total = async (slug: string) => (await sdk().initiative({ slug }))?.actors.totalCount
    expect(await resultOf('gateway.mjs')).toEqual({
      problems: [],
      initiative: { name: 'Bali Process', note: 'read in May' },
      noted: [
        { note: 'read in May', name: 'Bali Process', actors: { totalCount: await total('bali-process') } },
        {
          note: 'read in June',
          name: 'Mexico Plan of Action for Latin American Countries',
          actors: { totalCount: await total('mexico-plan-of-action') },
        },
      ],
      batched: 1,
      rows: rows.nodes.map(({ label }) => label),
    })
  })

  it('Jest, which loads CommonJS and nothing else', async () => {
    await project.write({ 'sdk.jest.cjs': programs.jest })
    const config = { testMatch: ['**/*.jest.cjs'], moduleFileExtensions: ['js', 'cjs', 'json'], transform: {} }
    await project.bin('jest', '--ci', '--config', JSON.stringify(config))
  })
})

describe('a resolver from before packages could say what they export', () => {
  const installed = () => join(project.folder, 'node_modules/@tenpoint/sdk')

  it('of the compiler finds the types', async () => {
    const options = {
      module: 'commonjs',
      moduleResolution: 'node10',
      esModuleInterop: true,
      verbatimModuleSyntax: false,
    }
    const more = { ...options, allowImportingTsExtensions: false }
    await project.write({ 'old.cts': programs.old, 'tsconfig.old.json': settings(more, ['old.cts']) })
    await node('node_modules/typescript-5/bin/tsc', '-p', 'tsconfig.old.json')
  })

  it('of a bundler finds the code', async () => {
    for (const entry of ['.', 'graphql']) {
      const folder = join(installed(), entry)
      const named: { readonly main: string; readonly module: string } = JSON.parse(
        await readFile(join(folder, 'package.json'), 'utf8'),
      )
      const name = entry === '.' ? 'createClient' : 'graphql'
      // By its path, a package says nothing of what it exports.
      const required = `console.log(typeof require(${JSON.stringify(folder)}).${name})`
      expect(await node('--eval', required)).toBe('function\n')
      const imported = `import * as sdk from ${JSON.stringify(join(folder, named.module))}; console.log(typeof sdk.${name})`
      expect(await node('--input-type=module', '--eval', imported)).toBe('function\n')
    }
  })
})

describe('an editor', () => {
  it('leads from the use of a function to its source', async () => {
    await project.write({ 'bare.ts': programs.bare })
    expect(await resultOf('definition.mjs')).toEqual({
      file: expect.stringMatching(/node_modules\/@tenpoint\/sdk\/src\/client\.ts$/),
      text: expect.stringContaining('export function createClient'),
    })
  })

  it('finds the source of every built file in the package', async () => {
    const installed = join(project.folder, 'node_modules/@tenpoint/sdk')
    const files = await readdir(join(installed, 'dist'), { recursive: true })
    const built = files.filter((file) => /\.(js|d\.ts)$/.test(file) && !file.endsWith('introspection.d.ts'))
    expect(built.length).toBeGreaterThan(20)
    const inside = new Set((await readdir(join(installed, 'src'))).map((name) => join('src', name)))
    for (const file of built) {
      const path = join(installed, 'dist', file)
      const [, map = ''] = /\/\/# sourceMappingURL=(.+)\s*$/.exec(await readFile(path, 'utf8')) ?? []
      const { sources }: { sources: readonly string[] } = JSON.parse(await readFile(join(dirname(path), map), 'utf8'))
      expect(sources.length, file).toBeGreaterThan(0)
      for (const source of sources) expect(inside, file).toContain(relative(installed, resolve(dirname(path), source)))
    }
  })
})
