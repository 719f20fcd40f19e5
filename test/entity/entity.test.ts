// What CONTRIBUTING says of adding an entity, tried: an Event is added to a copy of this checkout, in no other files.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvent, type Checkout, copyOfCheckout } from './checkout.ts'

let checkout: Checkout
let touched: readonly string[]
let generated: readonly string[]
beforeAll(async () => {
  checkout = await copyOfCheckout()
  touched = await addEvent(checkout)
  await checkout.run('node', 'codegen.ts')
  generated = (await checkout.changed()).filter((file) => !touched.includes(file))
})
afterAll(() => checkout?.[Symbol.asyncDispose]())

/** The paths in a section of CONTRIBUTING's table. */
async function pathsIn(heading: string): Promise<readonly string[]> {
  const text = await readFile(join(checkout.folder, 'CONTRIBUTING.md'), 'utf8')
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, path = '']) => path).sort()
}

const inGeneral = (file: string): string =>
  file
    .replace(/\d{8}T\d{4}/, '<time>')
    .replace(/\bevents\b/, '<entities>')
    .replace(/\bevent\b/, '<entity>')

describe('an entity with a list, filters, orders, relations both ways, rows and functions of the SDK', () => {
  it('takes the files CONTRIBUTING names, fewer than ten, and no others', async () => {
    expect(touched.map(inGeneral).sort()).toEqual(await pathsIn('Adding an entity'))
    expect(touched.length).toBeLessThan(10)
  })

  it('changes otherwise only what is generated', () => {
    expect(generated).toEqual([
      'sdk/schema.graphql',
      'sdk/src/generated.ts',
      'sdk/src/introspection.d.ts',
      'sdk/src/operations.ts',
      'sdk/src/sdl.ts',
      'server/db/catalogue/schema.json',
      'server/explorer/app/curate/declared.ts',
      'server/explorer/app/generated.ts',
      'server/http/persisted-documents.json',
    ])
  })

  it('passes the compiler and the linter', async () => {
    await checkout.run('tsc', '--noEmit')
    await checkout.run('biome', 'ci')
  })

  it('passes its own tests, and is among the generated rows and queries of the differential test', async () => {
    await checkout.run(
      'vitest',
      'run',
      '--project',
      'server',
      '--maxWorkers=1',
      'test/event.test.ts',
      'test/differential.test.ts',
    )
    expect(await checkout.changed()).toEqual([...touched, ...generated].sort())
  })
})
