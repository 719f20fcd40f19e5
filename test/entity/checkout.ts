// A copy of this checkout, as a repository of its own, to which a new entity is added as CONTRIBUTING says.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import edits from './event/edits.json' with { type: 'json' }

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const entity = fileURLToPath(new URL('event', import.meta.url))

export interface Checkout extends AsyncDisposable {
  readonly folder: string
  /** Runs a tool of the project in it; what it printed is in the error where it fails. */
  run(tool: string, ...args: readonly string[]): Promise<string>
  /** The files that differ from the checkout it was copied from. */
  changed(): Promise<readonly string[]>
}

/** Copies the files of this checkout, those not yet committed included. */
export async function copyOfCheckout(): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-entity-'))
  const listed = async (...which: readonly string[]) => {
    const { stdout } = await run('git', ['ls-files', '-z', '--exclude-standard', ...which], { cwd: root })
    return stdout.split('\0').filter(Boolean)
  }
  const deleted = new Set(await listed('--deleted'))
  const files = await listed('--cached', '--others')
  for (const file of files.filter((each) => !deleted.has(each))) await copyInto(join(root, file), join(folder, file))
  await linkPackages(folder)
  const git = async (...args: readonly string[]) =>
    (await run('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', ...args], { cwd: folder })).stdout
  await git('init', '-q')
  await git('add', '-A')
  await git('commit', '-qm', 'Begin')
  // A server of the tests around must not be used: what is tested here is what a newcomer has.
  const { DATABASE_URL: _, TEST_DATABASE_URL: __, VITEST: ___, NODE_ENV: ____, ...env } = process.env
  return {
    folder,
    run: async (tool, ...args) => {
      const options = { cwd: folder, env: { ...env, DIFFERENTIAL_QUERIES: '60' }, maxBuffer: 2 ** 26 }
      try {
        return (await run(join(folder, 'node_modules/.bin', tool), args, options)).stdout
      } catch (error) {
        const { stdout = '', stderr = '' } = outputOf(error)
        throw new Error(`${tool} ${args.join(' ')} fails:\n${stdout}\n${stderr}`, { cause: error })
      }
    },
    changed: async () =>
      (await git('status', '--porcelain', '--untracked-files=all'))
        .split('\n')
        .filter(Boolean)
        .map((line) => line.slice(3))
        .sort(),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

const outputOf = (error: unknown): { readonly stdout?: string; readonly stderr?: string } =>
  typeof error === 'object' && error !== null ? error : {}

async function copyInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
}

/** The same packages, but a cache of its own. */
async function linkPackages(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules'))
  for (const name of await readdir(join(root, 'node_modules')))
    if (name !== '.cache') await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
}

/** Adds the entity: its files, and the lines in others. Answers every file it touched, by its path. */
export async function addEvent({ folder }: Checkout): Promise<readonly string[]> {
  const touched = new Set<string>()
  const entries = await readdir(entity, { recursive: true, withFileTypes: true })
  for (const { name, parentPath } of entries.filter((each) => each.isFile() && each.name.endsWith('.txt'))) {
    const file = relative(entity, join(parentPath, name)).replace(/\.txt$/, '')
    await copyInto(join(parentPath, name), join(folder, file))
    touched.add(file)
  }
  for (const { file, before, add } of edits) {
    await edit(join(folder, file), (text) => {
      if (text.split(before).length !== 2) throw new Error(`${file} must have once: ${before}`)
      return text.replace(before, () => add + before)
    })
    touched.add(file)
  }
  const description = 'server/db/catalogue/dataset.json'
  await edit(join(folder, description), (text) =>
    text.replace(/("version": "\d{4}\.)(\d+)/, (_, before: string, last: string) => before + (Number(last) + 1)),
  )
  return [...touched, description].sort()
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}
