// What is generated from the schema cannot drift from it unseen, and what breaks clients is named.
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of what is written and generated, to be spoilt. */
let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'tenpoint-codegen-'))
  for (const path of [
    'sdk/operations',
    'sdk/src',
    'sdk/schema.graphql',
    'server/explorer/operations',
    'server/explorer/app/generated.ts',
    'server/explorer/app/curate/declared.ts',
    'server/explorer/app/views/outlines.json',
    'server/http/persisted-documents.json',
    'server/db/catalogue/schema.json',
  ])
    await cp(join(root, path), join(copy, path), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rm(copy, { recursive: true, force: true }))

/** Runs the generator on the copy. */
async function codegen(...args: string[]): Promise<{ failed: boolean; printed: string }> {
  const program = join(root, 'codegen.ts')
  return execute(process.execPath, [program, ...args], { cwd: copy }).then(
    ({ stdout, stderr }) => ({ failed: false, printed: stdout + stderr }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ failed: true, printed: stdout + stderr }),
  )
}

/** Changes a file of the copy for as long as the work takes. */
async function changed<Result>(path: string, change: (text: string) => string, work: () => Promise<Result>) {
  const file = join(copy, path)
  const text = await readFile(file, 'utf8')
  const spoilt = change(text)
  expect(spoilt).not.toBe(text)
  await writeFile(file, spoilt)
  try {
    return await work()
  } finally {
    await writeFile(file, text)
  }
}

describe('the check of what is generated', () => {
  it('passes where nothing has drifted', async () => {
    expect(await codegen('--check')).toEqual({ failed: false, printed: '' })
  })

  it('names every file that was changed by hand, and leaves them', async () => {
    const spoilt: readonly (readonly [string, (text: string) => string])[] = [
      ['sdk/schema.graphql', (text) => text.replace('type Actor ', 'type Akteur ')],
      ['sdk/src/generated.ts', (text) => text.replace('query Actors(', 'query Actors (')],
      ['server/explorer/app/generated.ts', (text) => text.replace('query ExplorerCell(', 'query ExplorerCell (')],
      ['sdk/src/operations.ts', (text) => text.replace('readonly actors:', 'readonly actor_s:')],
      ['server/explorer/app/curate/declared.ts', (text) => text.replace('"name":"Document"', '"name":"Paper"')],
      ['sdk/src/introspection.d.ts', (text) => text.replace("'Actor'", "'Akteur'")],
      ['sdk/src/sdl.ts', (text) => text.replace('type Actor ', 'type Akteur ').replace('"schema{', '"schema {')],
      ['server/http/persisted-documents.json', (text) => text.replace('query Actors(', 'query Actors (')],
      ['server/db/catalogue/schema.json', (text) => text.replace('"title"', '"Titel"')],
      ['server/explorer/app/views/outlines.json', (text) => text.replace('"height":', '"height":1')],
    ]
    const all = spoilt.reduce<() => Promise<void>>(
      (work, [path, change]) =>
        () =>
          changed(path, change, work),
      async () => {
        const read = () => Promise.all(spoilt.map(([path]) => readFile(join(copy, path), 'utf8')))
        const before = await read()
        const { failed, printed } = await codegen('--check')
        expect(failed).toBe(true)
        expect(printed).toContain(`Out of date: ${spoilt.map(([path]) => path).join(', ')}.`)
        expect(await read()).toEqual(before)
      },
    )
    await all()
  })

  it('names all that follows from an operation that was changed', async () => {
    const { failed, printed } = await changed(
      'sdk/operations/catalogue.graphql',
      (text) => text.replace('    placeCount\n', ''),
      () => codegen('--check'),
    )
    expect(failed).toBe(true)
    expect(printed).toContain('Out of date: sdk/src/generated.ts, server/http/persisted-documents.json.')
  })

  it('takes an operation from its file alone: its types, its function and its hash follow', async () => {
    const added =
      '\n# The slugs of actors.\nquery ActorSlugs($first: Int, $after: String) { actors(first: $first, after: $after) { nodes { slug } } }\n'
    const generated = ['sdk/src/generated.ts', 'sdk/src/operations.ts', 'server/http/persisted-documents.json']
    const before = await Promise.all(generated.map((path) => readFile(join(copy, path), 'utf8')))
    await changed(
      'sdk/operations/actors.graphql',
      (text) => text + added,
      () => codegen(),
    )
    const [types = '', functions, hashes] = await Promise.all(
      generated.map((path) => readFile(join(copy, path), 'utf8')),
    )
    await Promise.all(generated.map((path, index) => writeFile(join(copy, path), before[index] ?? '')))
    expect(types).toMatch(/A short name that never changes, such as `unhcr`\. \*\/\n\s+readonly slug: string\n\s+\}>\n/)
    expect(types).toContain('export const ActorSlugsDocument')
    expect(functions).toContain(
      "/** The slugs of actors. */\n  readonly actorSlugs: List<ready.ActorSlugsQueryVariables, ready.ActorSlugsQuery['actors']>",
    )
    expect(hashes).toContain('query ActorSlugs(')
  })

  it.each([
    [
      'asks for what the schema does not have',
      (text: string) => text.replace('placeCount', 'planetCount'),
      'planetCount',
    ],
    [
      'asks for more than one field',
      (text: string) => text.replace('query Catalogue {', 'query Catalogue {\n  actionPoints { id }'),
      'Catalogue',
    ],
    [
      'does not say what it is',
      (text: string) => text.replace(/^# .*\nquery Catalogue/m, 'query Catalogue'),
      'Catalogue',
    ],
  ])('fails where an operation %s', async (_, change, named) => {
    const { failed, printed } = await changed('sdk/operations/catalogue.graphql', change, () => codegen('--check'))
    expect(failed).toBe(true)
    expect(printed).toContain(named)
  })
})

describe('the diff of the schema', () => {
  it('names what breaks clients of an earlier one, and what they would notice', async () => {
    const git = (...args: string[]) =>
      execute('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: copy })
    await git('init', '--quiet')
    const earlier = (text: string) =>
      text
        .replace('type Catalogue {', 'type Catalogue {\n  formerly: Int\n')
        .replace('enum Level {', 'enum Level {\n  GALACTIC\n')
        .replace(/\n {2}"""One area or town."""\n {2}LOCAL/, '')
    await changed('sdk/schema.graphql', earlier, async () => {
      await git('add', 'sdk/schema.graphql')
      await git('commit', '--quiet', '--message', 'earlier')
    })
    const { failed, printed } = await codegen('--check', '--diff', 'HEAD')
    expect(failed).toBe(false)
    expect(printed.trim().split('\n').toSorted()).toEqual([
      'breaking: Catalogue.formerly was removed.',
      'breaking: GALACTIC was removed from enum type Level.',
      'to be noticed: LOCAL was added to enum type Level.',
    ])
    await git('add', 'sdk/schema.graphql')
    await git('commit', '--quiet', '--message', 'now')
    expect((await codegen('--check', '--diff', 'HEAD')).printed).toBe('No change breaks a client.\n')
  })
})
