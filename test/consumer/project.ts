// A project of somebody else: an empty folder outside this repository, with the packed SDK installed.
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inject } from 'vitest'

const execute = promisify(execFile)

/** This repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Project extends AsyncDisposable {
  readonly folder: string
  /** The packed SDK, in the folder. */
  readonly tarball: string
  /** Writes files by their paths. */
  write(files: Readonly<Record<string, string>>): Promise<void>
  /** Runs a program there and gives what it prints; fails, with all it printed, where the program does. */
  run(command: string, ...args: string[]): Promise<string>
  /** The same of an installed package's command. */
  bin(command: string, ...args: string[]): Promise<string>
}

/** Makes a project with the SDK and these packages; `env` is what its programs find. */
export async function createProject(packages: readonly string[], env: Record<string, string> = {}): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-consumer-'))
  const run: Project['run'] = async (command, ...args) => {
    try {
      return (await execute(command, args, { cwd: folder, env: { ...process.env, ...env } })).stdout
    } catch (error) {
      const printed = ['stdout', 'stderr'].map((stream) => (error instanceof Error ? Reflect.get(error, stream) : ''))
      throw new Error([command, ...args, ...printed].join(' '), { cause: error })
    }
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }))
  const packed = inject('tarball')
  const tarball = basename(packed)
  await copyFile(packed, join(folder, tarball))
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--dangerously-allow-all-scripts']
  await run('npm', 'install', ...options, `./${tarball}`, ...packages)
  return {
    folder,
    tarball,
    run,
    bin: (command, ...args) => run(join(folder, 'node_modules/.bin', command), ...args),
    async write(files) {
      await Promise.all(
        Object.entries(files).map(async ([name, text]) => {
          await mkdir(dirname(join(folder, name)), { recursive: true })
          await writeFile(join(folder, name), text)
        }),
      )
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The compiler's strictest settings, as a file. */
export const settings = (more: object, include: readonly string[]): string =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noUncheckedSideEffectImports: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      allowImportingTsExtensions: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2024',
      lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: ['node'],
      ...more,
    },
    include,
  })
