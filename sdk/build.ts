// Builds the package into dist/: `node build.ts`.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })
execFileSync(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', here('tsconfig.json')], {
  stdio: 'inherit',
})
// The compiler does not copy declarations written as such.
cpSync(here('src/introspection.d.ts'), here('dist/introspection.d.ts'))
