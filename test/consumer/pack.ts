// Packs the SDK once for all projects of the run: building it empties its folder, which two at once would do to each other.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the packed SDK is. */
    tarball: string
  }
}

export default async function pack(project: TestProject): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-pack-'))
  await promisify(execFile)('npm', ['pack', '--workspace', 'sdk', '--pack-destination', folder], { cwd: root })
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new Error('The SDK was not packed.')
  project.provide('tarball', join(folder, name))
  return () => rm(folder, { recursive: true, force: true })
}
