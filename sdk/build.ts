// Builds the package into dist/: `node build.ts`. Modules at the top; in cjs/ the same for what cannot load them.
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const compile = (...options: string[]) =>
  execFileSync(
    process.execPath,
    [here('../node_modules/typescript/bin/tsc'), '-p', here('tsconfig.json'), ...options],
    { stdio: 'inherit' },
  )

rmSync(here('dist'), { recursive: true, force: true })
compile()
compile('--outDir', here('dist/cjs'), '--emitDeclarationOnly')
for (const folder of ['dist', 'dist/cjs']) {
  // The compiler does not copy declarations written as such.
  cpSync(here('src/introspection.d.ts'), here(`${folder}/introspection.d.ts`))
  // What has no code of its own needs no module.
  for (const name of readdirSync(here(folder)))
    if (name.endsWith('.js') && readFileSync(here(`${folder}/${name}`), 'utf8').startsWith('export {};'))
      for (const end of ['', '.map']) rmSync(here(`${folder}/${name}${end}`))
}
writeFileSync(here('dist/cjs/package.json'), '{ "type": "commonjs" }\n')
await build({
  entryPoints: [here('src/index.ts'), here('src/graphql.ts')],
  outdir: here('dist/cjs'),
  bundle: true,
  external: ['gql.tada'],
  format: 'cjs',
  platform: 'neutral',
  target: 'es2022',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
})
