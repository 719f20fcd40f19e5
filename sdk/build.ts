// Builds the package into dist/: `node build.ts`. Modules at the top; in cjs/ the same for what cannot load them, module by
// module as well, so that the entries share their classes.
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const compile = (...options: string[]) =>
  execFileSync(
    process.execPath,
    [here('../node_modules/typescript/bin/tsc'), '-p', here('tsconfig.json'), ...options],
    { stdio: 'inherit' },
  )

rmSync(here('dist'), { recursive: true, force: true })
compile()
compile(
  '--outDir',
  here('dist/cjs'),
  '--module',
  'commonjs',
  '--moduleResolution',
  'bundler',
  '--verbatimModuleSyntax',
  'false',
)
// What has no code of its own needs no module.
const empty = readdirSync(here('dist')).filter(
  (name) => name.endsWith('.js') && readFileSync(here(`dist/${name}`), 'utf8').startsWith('export {};'),
)
for (const folder of ['dist', 'dist/cjs']) {
  // The compiler does not copy declarations written as such.
  cpSync(here('src/introspection.d.ts'), here(`${folder}/introspection.d.ts`))
  for (const name of empty) for (const end of ['', '.map']) rmSync(here(`${folder}/${name}${end}`))
}
writeFileSync(here('dist/cjs/package.json'), '{ "type": "commonjs" }\n')
