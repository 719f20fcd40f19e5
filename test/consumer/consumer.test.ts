// The package as somebody else's program meets it: packed, installed into empty projects outside this one, checked by
// three majors of the compiler, run on several runtimes, bundled, and driven in a browser.
import { cp, readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyWith } from '../support/changesets.ts'
import { type Api, openApi } from '../support/server.ts'
import * as programs from './programs.ts'
import { createProject, type Project, root, settings } from './project.ts'

const compilers = { 'typescript-7': '7.0.2', 'typescript-6': '6.0.3', 'typescript-5': '5.9.3' } as const
const resolutions = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const

let api: Api
let endpoint: string
let project: Project
/** A project with the SDK and a compiler, and nothing else. */
let bare: Project
beforeAll(async () => {
  api = await openApi()
  endpoint = `${api.url}/graphql`
  const aliases = Object.entries(compilers).map(([name, version]) => `${name}@npm:typescript@${version}`)
  const packages = [
    'gql.tada@1.11.3',
    'graphql@16.15.0',
    '@tanstack/query-core@5.108.4',
    '@graphql-codegen/cli@7.4.3',
    '@graphql-codegen/typed-document-node@7.1.1',
    '@graphql-codegen/typescript-operations@6.1.9',
    '@types/node@24.19.2',
    'publint@0.3.25',
    '@arethetypeswrong/cli@0.18.5',
    'node-20@npm:node@20.20.2',
    'node-22@npm:node@22.23.3',
    'node-24@npm:node@24.21.0',
    'deno@2.9.6',
    'bun@1.4.5',
    'workerd@1.20261117.1',
  ]
  const keys = { PROPOSE_KEY: await keyWith(api, 'propose'), PUBLISH_KEY: await keyWith(api, 'publish') }
  project = await createProject([...aliases, ...packages], { TENPOINT: endpoint, ...keys })
  bare = await createProject(['typescript@7.0.2'])

  const readme = await readFile(join(root, 'sdk/README.md'), 'utf8')
  const printed = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
  const here = printed.map((code) => code.replaceAll('http://127.0.0.1:4000/graphql', endpoint))
  await cp(join(root, 'sdk/examples'), project.folder, { recursive: true })
  await project.write({
    ...Object.fromEntries(here.map((code, index) => [`readme-${index + 1}.ts`, code])),
    'bare.ts': programs.bare,
    'wrong.ts': programs.wrong,
    'generated.ts': programs.generated,
    'codegen.yml': programs.codegen,
    'partners.graphql': programs.partners,
    'common.cjs': programs.commonJs,
    'common.cts': programs.commonTs,
    'everywhere.mjs': programs.everywhere(endpoint),
    'config.capnp': programs.workerConfig,
  })
  await project.bin('graphql-codegen', '--config', 'codegen.yml')
}, 600_000)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
  await bare[Symbol.asyncDispose]()
})

const node = (...args: string[]) => project.run(process.execPath, ...args)

describe('the packed package', () => {
  const installed = () => join(project.folder, 'node_modules/@tenpoint/sdk')

  it('holds the built code and its sources, the schema, the README and the licence, and no more', async () => {
    expect((await readdir(installed())).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'graphql',
      'package.json',
      'query',
      'schema.graphql',
      'src',
      'testing',
    ])
    expect(await readFile(join(installed(), 'LICENSE'), 'utf8')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
  })

  it('brings no other package along', async () => {
    const names = await readdir(join(bare.folder, 'node_modules'))
    expect(names.filter((name) => !name.startsWith('.')).toSorted()).toEqual(
      ['@tenpoint', '@typescript', 'typescript'].filter((name) => names.includes(name)),
    )
  })

  it('uses nothing of Node', async () => {
    const files = (await readdir(join(installed(), 'dist'))).filter((name) => name.endsWith('.js'))
    for (const file of files) {
      const code = await readFile(join(installed(), 'dist', file), 'utf8')
      // The fake client alone needs graphql.
      if (!file.startsWith('fake-')) expect(code, file).not.toMatch(/\bfrom ['"]graphql['"]/)
      expect(code, file).not.toMatch(
        /\bfrom ['"](?!\.|(gql\.tada|graphql)['"])|\b(process|Buffer|require|global)\b\s*[.([]/,
      )
    }
  })

  it('is clean for publint and arethetypeswrong', async () => {
    expect(await project.bin('publint', 'node_modules/@tenpoint/sdk', '--strict')).toContain('All good')
    // Both fail where they find a problem. A schema has no types.
    const options = ['--profile', 'strict', '--exclude-entrypoints', './schema.graphql']
    expect(await project.bin('attw', project.tarball, ...options)).toContain('No problems found')
  })

  it('says of everything it exports what it is', async () => {
    const files = (await readdir(join(installed(), 'dist'))).filter(
      (name) => name.endsWith('.d.ts') && name !== 'introspection.d.ts',
    )
    const silent: string[] = []
    let exported = 0
    let members = 0
    for (const file of files) {
      const lines = (await readFile(join(installed(), 'dist', file), 'utf8')).split('\n')
      let inside = false
      for (const [index, line] of lines.entries()) {
        const declares = /^export (declare )?(interface|class|type|const|function) \w/.test(line)
        if (declares) exported += 1
        if (/^ +readonly/.test(line)) members += 1
        if (/^\S/.test(line)) inside = /^export (declare )?(interface|class) .*\{$/.test(line)
        // Members, and fields of results, which lie at any depth.
        const member =
          (inside && /^ {4}(?! |\*|\/|\})/.test(line)) ||
          (file === 'generated.d.ts' && /^ +readonly (?!__typename)\w+\??:/.test(line))
        if ((declares || member) && !lines[index - 1]?.trimEnd().endsWith('*/')) silent.push(`${file}: ${line}`)
      }
    }
    expect(silent).toEqual([])
    expect(exported).toBeGreaterThan(150)
    expect(members).toBeGreaterThan(1000)
  })

  for (const name of Object.keys(compilers)) {
    it.each(Object.entries(resolutions))(
      `type-checks under the strictest settings with ${name}, resolving like %s`,
      async (resolution, options) => {
        const file = `tsconfig.${name}.${resolution}.json`
        const include = resolution === 'nodenext' ? ['*.ts', '*.cts'] : ['*.ts']
        await project.write({ [file]: settings(options, include) })
        const began = performance.now()
        await node(join('node_modules', name, 'bin/tsc'), '-p', file)
        console.log(`${name}, ${resolution}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
      },
    )
  }

  it.each(Object.keys(compilers))('has %s say what is wrong with a query', async (name) => {
    const mistakes = Object.entries(programs.misspelt)
    const lines = mistakes.map(([text]) => `client.query(graphql(${JSON.stringify(text)}), {})`)
    await project.write({
      'misspelt.mts': [programs.misspeltHead, ...lines].join('\n'),
      'tsconfig.misspelt.json': settings(resolutions.nodenext, ['misspelt.mts']),
    })
    const printed = await node(join('node_modules', name, 'bin/tsc'), '-p', 'tsconfig.misspelt.json').then(
      () => '',
      (error: unknown) => String(error),
    )
    const offset = programs.misspeltHead.split('\n').length + 1
    for (const [index, [text, message]] of mistakes.entries()) {
      const said = printed.split('\n').find((line) => line.includes(`misspelt.mts(${index + offset},`))
      expect(said, text).toContain(`DocumentError<"${message}">`)
    }
  })

  it('type-checks without gql.tada and without Node, and with Node but without a browser', async () => {
    const dom = { ...resolutions.nodenext, types: [] }
    await bare.write({ 'bare.ts': programs.bare, 'tsconfig.json': settings(dom, ['bare.ts']) })
    await bare.bin('tsc', '-p', 'tsconfig.json')
    await project.write({ 'tsconfig.node.json': settings({ ...resolutions.nodenext, lib: ['esnext'] }, ['*.ts']) })
    await node('node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.node.json')
  })
})

describe('programs', () => {
  it('of the README run as they are printed', async () => {
    const names = (await readdir(project.folder)).filter((name) => /^readme-\d+\.ts$/.test(name)).toSorted()
    const outputs = await Promise.all(names.map((name) => node(name)))
    expect(outputs).toHaveLength(8)
    expect(outputs[0]).toContain('Mexico Plan of Action')
    expect(outputs[1]).toContain('UNHCR')
    expect(outputs[2]).toMatch(/^1 .+\n$/)
    expect(outputs[3]).toMatch(/^\d+\n/)
    expect(outputs[4]).toContain('before: nothing, now: Shelter of Tapachula')
    expect(outputs[5]).toContain('BAD_PAGE_SIZE')
    expect(outputs[6]).toMatch(/^Bali Process\n20 of \d+\n\d+\n$/)
    expect(outputs[7]).toBe('passed\n')
  })

  it('of the examples do what they say', async () => {
    const morocco = await node('country-initiatives.ts', 'MA')
    expect(morocco).toMatch(/^UN Theme Group on Migration, Morocco \(2007 2011\), p\. 24\n( {2}.+: .+\n)+/m)
    expect(await node('matrix-gaps.ts')).toMatch(/Mexico Plan of Action .* ·.*\ngaps/s)
    const csv = await node('actor-network.ts', 'iom', 'csv')
    expect(csv).toMatch(/^source,source name,target,target name,weight\n/)
    for (const line of csv.trim().split('\n'))
      expect(line.match(/("([^"]|"")*"|[^",]*)(,|$)/g)?.filter((part) => part !== '')).toHaveLength(5)
    expect(csv).toMatch(/"[^"]+,[^"]+"/)
    expect(await node('actor-network.ts', 'drc', 'graphml')).toMatch(/<node id="unhcr">.*<\/graphml>\n$/s)
  })

  it('with documents of graphql-codegen ask and walk with them, be they trees or texts', async () => {
    const line = 'International Organization for Migration true\n'
    expect(await node('generated.ts')).toBe(line + line)
  })

  it('run on four majors of Node, as modules and as CommonJS', async () => {
    for (const [major, path] of [
      ['20', 'node_modules/node-20/bin/node'],
      ['22', 'node_modules/node-22/bin/node'],
      ['24', 'node_modules/node-24/bin/node'],
      ['26', process.execPath],
    ] as const) {
      const run = (...args: string[]) => project.run(path, ...args)
      expect(await run('-p', 'process.versions.node.split(".")[0]')).toBe(`${major}\n`)
      expect(await run('everywhere.mjs')).toBe(`${programs.told}\n`)
      expect(await run('common.cjs')).toBe('true true\n')
    }
  })

  it('run on Deno, which checks the types itself, and on Bun', async () => {
    expect(await project.bin('deno', 'run', '--allow-net', '--no-lock', 'everywhere.mjs')).toBe(`${programs.told}\n`)
    await project.bin('deno', 'check', '--no-lock', 'bare.ts')
    expect(await project.bin('bun', 'everywhere.mjs')).toBe(`${programs.told}\n`)
  })

  it('run in an edge worker', async () => {
    await project.write({ 'worker.js': await bundle(programs.worker(endpoint)) })
    expect(await project.bin('workerd', 'test', 'config.capnp')).toContain(programs.told)
  })
})

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: project.folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

describe('a bundle', () => {
  it('with one operation stays under 8.5 kB gzipped', async () => {
    const code = `import { createClient } from '@tenpoint/sdk'
      createClient({ endpoint: '/graphql' }).initiatives({ first: 5 }).then(console.log)`
    const size = gzipSync(await bundle(code)).length
    console.log(`one operation, bundled and gzipped: ${size} bytes`)
    expect(size).toBeGreaterThan(1000)
    expect(size).toBeLessThan(8500)
  })

  it('holds nothing that is not used', async () => {
    expect(await bundle(`import '@tenpoint/sdk'`)).toBe('')
    expect(
      (await bundle(`import { TimeoutError } from '@tenpoint/sdk'; console.log(TimeoutError)`)).length,
    ).toBeLessThan(600)
    const documents = await bundle(`import { CatalogueDocument } from '@tenpoint/sdk'; console.log(CatalogueDocument)`)
    expect(documents).toContain('query Catalogue')
    expect(documents).not.toContain('query Actors')
  })

  it('runs in a browser, without a complaint in its console', async () => {
    const code = await bundle(programs.everywhere(endpoint, 'document.querySelector("output").append'))
    const server = createServer((request, response) => {
      if (request.url !== '/') return response.writeHead(204).end()
      return response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><meta charset="utf-8"><output></output><script type="module">${code}</script>`)
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
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        // The browser itself logs every response with status 400, and the test provokes one.
        if (message.type() === 'error' && !message.text().includes('status of 400')) complaints.push(message.text())
      })
      await page.goto(`http://127.0.0.1:${port}`)
      await expect.poll(() => page.locator('output').textContent()).toBe(programs.told)
      const screenshot = process.env['SCREENSHOT']
      if (screenshot) await page.screenshot({ path: screenshot })
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
      server.close()
    }
  })
})
