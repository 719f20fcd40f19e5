// Tables on the command line: the same files as over HTTP.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ran, tenpoint } from './support/command.ts'
import { catalogueSettings, type Kept } from './support/database.ts'
import { csvRows, download, jsonLines, xlsxRows } from './support/exports.ts'
import { openApi } from './support/server.ts'

let directory: string
let database: Kept
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenpoint-export-'))
  database = await catalogueSettings()
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

const cli = (...args: string[]): Promise<Ran> => tenpoint(database.settings, 'export', ...args)
const read = (name: string) => readFile(join(directory, name))

describe('tenpoint export', () => {
  it('writes a table in the format that its file ends with, filtered, as the address does', async () => {
    await using api = await openApi()
    const where = '{"kind":{"eq":"STATE"}}'
    const base = ['--base', api.url]
    const csv = join(directory, 'actors.csv')
    const { code, out } = await cli('--table', 'actors', '--where', where, ...base, csv)
    expect([code, out]).toEqual([0, `Wrote actors at revision 1 to ${csv}.\n`])
    const there = await download(api.url, `/export/actors.csv?where=${encodeURIComponent(where)}`)
    expect(String(await read('actors.csv'))).toBe(there.text)
    const xlsx = await cli('--table', 'actors', '--format', 'xlsx', '--where', where, ...base, join(directory, 'sheet'))
    expect(xlsx.code).toBe(0)
    expect(await xlsxRows(await read('sheet'))).toEqual(csvRows(there.text))
    const printed = await cli(
      '--table',
      'gaps',
      '--format',
      'jsonl',
      '--param',
      'by=COUNTRY',
      '--param',
      'basis=STATED',
      ...base,
      '-',
    )
    expect(printed.out).toBe((await download(api.url, '/export/gaps.jsonl?by=COUNTRY&basis=STATED')).text)
    expect(jsonLines(printed.out).length).toBeGreaterThan(100)
    expect((await readdir(directory)).toSorted()).toEqual(['actors.csv', 'sheet'])
  })

  it('writes all tables with their description', async () => {
    const folder = join(directory, 'package')
    const { code, out } = await cli('--datapackage', folder)
    expect(out).toMatch(/^Wrote \d+ tables at revision 1 to /)
    expect(code).toBe(0)
    const description: { resources: { name: string; path: string; schema: { fields: { name: string }[] } }[] } =
      JSON.parse(String(await read('package/datapackage.json')))
    const files = (await readdir(folder)).filter((name) => name !== 'datapackage.json')
    expect(description.resources.map(({ path }) => path).toSorted()).toEqual(files.toSorted())
    for (const { path, schema } of description.resources) {
      const [head] = String(await read(`package/${path}`)).split('\r\n')
      expect(head).toBe(schema.fields.map(({ name }) => name).join())
    }
  })

  it.each([
    [['--table', 'moons', '-'], /--format/],
    [['--table', 'moons', 'x.csv'], /The tables are: .*initiatives/],
    [['--table', 'actors', '--param', 'level', 'x.csv'], /name=value/],
    [['--table', 'actors', '--revision', '9', 'x.csv'], /no such revision/],
    [['--table', 'actors', '--datapackage', 'x'], /cannot be used with/],
    [['--datapackage', '--where', '{}', 'x'], /no filter/],
  ])('used wrongly says how, and writes nothing: %j', async (args, message) => {
    const { code, out, err } = await cli(...args.map((arg) => (arg.startsWith('x') ? join(directory, arg) : arg)))
    expect(err).toMatch(message)
    expect([code, out]).toEqual([2, ''])
    expect((await readdir(directory)).filter((name) => name.startsWith('x'))).toEqual([])
  })
})
