// The peers are installed by the benchmark alone: the first run that needs them, and each after their lockfile changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const stamp = `${folder}node_modules/.installed`

export function installPeers(): void {
  const wanted = createHash('sha256')
    .update(readFileSync(`${folder}package-lock.json`))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing the peers ...')
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error('The peers could not be installed.', { cause: error })
  writeFileSync(stamp, wanted)
}

/** The exact version of a package the benchmark has installed, or of one of the project. */
export function versionOf(name: string): string {
  for (const base of [folder, fileURLToPath(new URL('../..', import.meta.url))]) {
    const file = `${base}node_modules/${name}/package.json`
    if (!existsSync(file)) continue
    const { version }: { readonly version: string } = JSON.parse(readFileSync(file, 'utf8'))
    return version
  }
  return 'none'
}
