// The package as somebody else's program meets it: packed, installed into an empty project outside this one, checked by
// three majors of the compiler, run on several runtimes, bundled, and driven in a browser.
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from '../support/server.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const compilers = { 'typescript-7': '7.0.2', 'typescript-6': '6.0.3', 'typescript-5': '5.9.3' } as const

const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2024',
  lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
  types: ['node'],
}

const wrong = `import { createClient } from '@tenpoint/sdk'
import { graphql } from '@tenpoint/sdk/graphql'
const client = createClient({ endpoint: 'http://127.0.0.1:4000/graphql' })
const document = graphql('query Own($slug: String!) { initiative(slug: $slug) { name nothing } }')
// @ts-expect-error the variable is missing
client.query(document)
// @ts-expect-error the variable has the wrong type
client.query(document, { slug: 1 })
client.query(document, { slug: 'x' }).then(({ initiative }) => {
  initiative?.name.length
  // @ts-expect-error there is no such field
  initiative?.nothing.length
})
// @ts-expect-error there is no such kind
client.actors({ where: { kind: { eq: 'CLUB' } } })
// @ts-expect-error there is no such operation
client.nothing()
`

const commonJs = `const { createClient } = require('@tenpoint/sdk')
createClient({ endpoint: process.env.TENPOINT }).catalogue().then(({ initiativeCount }) => console.log(initiativeCount > 0))
`

const everywhere = `import { createClient, GraphQLError } from '@tenpoint/sdk'
const client = createClient({ endpoint: TENPOINT })
let count = 0
for await (const _ of client.actors.all({ first: 50 })) count += 1
const { totalCount } = await client.actors({ first: 0 })
const code = await client.initiatives({ first: 1000 }).catch((error) => error instanceof GraphQLError && error.codes[0])
console.log(JSON.stringify({ all: count === totalCount && count > 100, code }))
`

let api: Api
let project: string
let programs: string[]
beforeAll(async () => {
  api = await openApi()
  project = await mkdtemp(join(tmpdir(), 'tenpoint-consumer-'))
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  await run('npm', ['pack', '--workspace', 'sdk', '--pack-destination', project], { cwd: root })
  const [tarball = ''] = (await readdir(project)).filter((name) => name.endsWith('.tgz'))
  const aliases = Object.entries(compilers).map(([name, version]) => `${name}@npm:typescript@${version}`)
  const tools = [
    'gql.tada@1.11.3',
    '@types/node@24.19.2',
    'publint@0.3.25',
    '@arethetypeswrong/cli@0.18.5',
    'deno@2.9.6',
    'bun@1.4.5',
  ]
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--dangerously-allow-all-scripts']
  await run('npm', ['install', ...options, `./${tarball}`, ...aliases, ...tools], { cwd: project })

  const readme = await readFile(join(root, 'sdk/README.md'), 'utf8')
  const printed = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
  programs = printed.map((_, index) => `readme-${index + 1}.ts`)
  const here = printed.map((code) => code.replaceAll('http://127.0.0.1:4000/graphql', `${api.url}/graphql`))
  await Promise.all(here.map((code, index) => writeFile(join(project, programs[index] ?? ''), code)))
  await cp(join(root, 'sdk/examples'), project, { recursive: true })
  await writeFile(join(project, 'wrong.ts'), wrong)
  await writeFile(join(project, 'common.cjs'), commonJs)
  await writeFile(join(project, 'everywhere.mjs'), everywhere.replace('TENPOINT', JSON.stringify(`${api.url}/graphql`)))
}, 300_000)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await rm(project, { recursive: true, force: true })
})

const program = (...args: string[]) =>
  run(process.execPath, args, { cwd: project, env: { ...process.env, TENPOINT: `${api.url}/graphql` } }).then(
    ({ stdout }) => stdout,
  )

describe('the packed package', () => {
  it('holds the built code, the schema and the README, and no more', async () => {
    const files = await readdir(join(project, 'node_modules/@tenpoint/sdk'))
    expect(files.toSorted()).toEqual(['README.md', 'dist', 'package.json', 'schema.graphql'])
  })

  it('is clean for publint and arethetypeswrong', async () => {
    const bin = join(project, 'node_modules/.bin')
    expect(
      (await run(join(bin, 'publint'), ['node_modules/@tenpoint/sdk', '--strict'], { cwd: project })).stdout,
    ).toContain('All good')
    const [tarball = ''] = (await readdir(project)).filter((name) => name.endsWith('.tgz'))
    const types = await run(
      join(bin, 'attw'),
      [tarball, '--profile', 'esm-only', '--exclude-entrypoints', './schema.graphql'],
      { cwd: project },
    )
    expect(types.stdout).toMatch(/node16 \(from ESM\): 🟢.*bundler: 🟢/s)
    expect(types.stdout).not.toMatch(/❌|💀 Import failed.*node16 \(from ESM\): 💀/s)
  })

  for (const name of Object.keys(compilers)) {
    it.each(['nodenext', 'bundler'])(
      `type-checks under the strictest settings with ${name}, resolving like %s`,
      async (resolution) => {
        const module =
          resolution === 'bundler' ? { module: 'esnext', moduleResolution: 'bundler' } : { module: 'nodenext' }
        const file = `tsconfig.${name}.${resolution}.json`
        const settings = { compilerOptions: { ...strictest, ...module }, include: ['*.ts'] }
        await writeFile(join(project, file), JSON.stringify(settings))
        const began = performance.now()
        await program(join('node_modules', name, 'bin/tsc'), '-p', file).catch((error) => {
          throw new Error(error.stdout)
        })
        console.log(`${name}, ${resolution}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
      },
    )
  }
})

describe('programs', () => {
  it('of the README run as they are printed', async () => {
    const outputs = await Promise.all(programs.map((name) => program(name)))
    expect(outputs).toHaveLength(4)
    expect(outputs[0]).toContain('Mexico Plan of Action')
    expect(outputs[1]).toContain('UNHCR')
    expect(outputs[2]).toMatch(/^\d+\n/)
    expect(outputs[3]).toContain('BAD_PAGE_SIZE')
  })

  it('of the examples do what they say', async () => {
    expect(await program('country-initiatives.ts', 'MA')).toMatch(/^Morocco: \d+ initiatives\n\n.*UN Theme Group/s)
    expect(await program('matrix-gaps.ts')).toMatch(/Mexico Plan of Action .* ·.*\ngaps/s)
    expect(await program('actor-network.ts', 'drc', 'csv')).toMatch(/^source,target,weight\n[\w-]+,[\w-]+,\d+\n/)
    expect(await program('actor-network.ts', 'drc', 'graphml')).toMatch(/<node id="unhcr">.*<\/graphml>\n$/s)
  })

  const answer = `${JSON.stringify({ all: true, code: 'BAD_PAGE_SIZE' })}\n`

  it('run on Node, as modules and as CommonJS', async () => {
    expect(await program('everywhere.mjs')).toBe(answer)
    expect(await program('common.cjs')).toBe('true\n')
  })

  it('run on Deno and on Bun', async () => {
    const bin = join(project, 'node_modules/.bin')
    expect(
      (await run(join(bin, 'deno'), ['run', '--allow-net', '--no-lock', 'everywhere.mjs'], { cwd: project })).stdout,
    ).toBe(answer)
    expect((await run(join(bin, 'bun'), ['everywhere.mjs'], { cwd: project })).stdout).toBe(answer)
  })
})

describe('a bundle', () => {
  const bundle = async (code: string) => {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: project },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      write: false,
    })
    return outputFiles[0]?.text ?? ''
  }

  it('with one operation stays under 5 kB gzipped', async () => {
    const code = `import { createClient } from '@tenpoint/sdk'
      createClient({ endpoint: '/graphql' }).initiatives({ first: 5 }).then(console.log)`
    const size = gzipSync(await bundle(code)).length
    console.log(`one operation, bundled and gzipped: ${size} bytes`)
    expect(size).toBeLessThan(5000)
  })

  it('without a client holds nothing of it', async () => {
    expect(
      (await bundle(`import { TimeoutError } from '@tenpoint/sdk'; console.log(TimeoutError)`)).length,
    ).toBeLessThan(600)
  })

  it('runs in a browser', async () => {
    const code = await bundle(
      everywhere
        .replace('TENPOINT', JSON.stringify(`${api.url}/graphql`))
        .replace('console.log(', 'document.body.append('),
    )
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end(`<!doctype html><body><script type="module">${code}</script>`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    })
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${port}`)
      await expect.poll(() => page.textContent('body'), { timeout: 15_000 }).toContain('BAD_PAGE_SIZE')
      expect(await page.textContent('body')).toContain('"all":true')
    } finally {
      await browser.close()
      server.close()
    }
  })
})
