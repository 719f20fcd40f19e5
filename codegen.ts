// Writes what is generated from the API's schema: `node codegen.ts`. With --check it writes nothing and fails where a
// generated file in the repository is out of date.
import { readFile } from 'node:fs/promises'
import { generate } from '@graphql-codegen/cli'
import { printSchema } from 'graphql'
import { buildSchema } from './server/schema.ts'

const check = process.argv.includes('--check')

const outputs: readonly { readonly filename: string; readonly content: string }[] = await generate(
  {
    schema: printSchema(buildSchema()),
    silent: true,
    config: { sort: false },
    generates: { 'sdk/schema.graphql': { plugins: ['schema-ast'], config: { includeDirectives: true, sort: false } } },
  },
  !check,
)

if (check) {
  const stale: string[] = []
  for (const { filename, content } of outputs) {
    const current = await readFile(filename, 'utf8').catch(() => undefined)
    if (current?.trim() !== content.trim()) stale.push(filename)
  }
  if (stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run "npm run codegen" and commit the result.`)
    process.exitCode = 1
  }
}
