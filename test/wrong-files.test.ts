import { execFile } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { DatasetError, readDataset } from '../server/db/dataset.ts'
import { loadCatalogue } from '../server/db/load.ts'
import { copyOfCatalogue } from './support/catalogue-copy.ts'
import { catalogueDatabase } from './support/database.ts'
import { everyRow } from './support/rows.ts'
import { gefm, right, somalia, wrongs } from './support/wrong-entries.ts'

describe('a load of wrong files', () => {
  let connection: Connection
  let before: unknown
  beforeAll(async () => {
    connection = await catalogueDatabase()
    before = await everyRow(connection)
  })
  afterAll(() => connection.close())

  async function refusal(folder: string): Promise<DatasetError> {
    const error: unknown = await loadCatalogue(connection.db, folder).catch((reason: unknown) => reason)
    expect(await everyRow(connection)).toEqual(before)
    if (error instanceof DatasetError) return error
    throw new Error('The load was not refused.', { cause: error })
  }

  it.each(wrongs)('is refused for %s, and nothing changes', async (_what, file, spot, value, path, reason) => {
    await using copy = await copyOfCatalogue()
    await copy.put(file, spot, value)
    const { problems, message } = await refusal(copy.folder)
    const where = path === '' ? expect.any(String) : path
    expect(problems).toContainEqual({ file, path: where, reason: expect.stringMatching(reason) })
    expect(message).toContain(`${file} ${path}`)
    expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(problems.length)
  })

  it('is refused for text that is not JSON and for a file that is not there', async () => {
    await using copy = await copyOfCatalogue()
    await copy.write('actors.json', '[{')
    await copy.remove('guidance.json')
    expect((await refusal(copy.folder)).problems).toEqual(
      expect.arrayContaining([
        { file: 'actors.json', path: '$', reason: expect.stringContaining('is not JSON') },
        { file: 'guidance.json', path: '$', reason: expect.stringContaining('cannot be read') },
      ]),
    )
  })

  it.each([
    ['a directory', (path: string) => mkdir(path)],
    // A pipe without a writer, and a device, would be read without end.
    ['a pipe', (path: string) => promisify(execFile)('mkfifo', [path])],
    ['a device', (path: string) => symlink('/dev/zero', path)],
  ])('is refused for a file that is %s', async (_, make) => {
    await using copy = await copyOfCatalogue()
    await copy.remove('guidance.json')
    await make(join(copy.folder, 'guidance.json'))
    expect((await refusal(copy.folder)).problems).toContainEqual({
      file: 'guidance.json',
      path: '$',
      reason: expect.stringContaining('cannot be read: it '),
    })
  })

  it('tells of everything at once', async () => {
    await using copy = await copyOfCatalogue()
    await copy.put(somalia, 'places.0.place', 'ZZ')
    await copy.put(gefm, 'source', 'p99 REVIEW')
    await copy.put('guidance.json', '2.source', 'p1 GUIDANCE')
    await expect(readDataset(copy.folder)).rejects.toMatchObject({ problems: { length: 3 } })
  })

  it('tells of every wrong entry of a file, each property and rule of it, and of nothing else', async () => {
    await using copy = await copyOfCatalogue()
    const wrong = { slug: 'No', name: '', kind: 'NOBODY', parent: { basis: 'EDITORIAL' }, group: { count: 0 }, x: 1 }
    const paths = ['.slug', '.name', '.kind', '.parent', '.parent', '.group', '.group.count', '', '', '']
    const text = JSON.stringify(wrong).replace('"x"', '"__proto__":{},"x"')
    await copy.write('actors.json', `[${Array.from({ length: 1000 }, () => text).join()}]`)
    const { problems, message } = await refusal(copy.folder)
    expect(
      problems
        .filter(({ path }) => /^\$\[999\]/.test(path))
        .map(({ path }) => path.slice(6))
        .sort(),
    ).toEqual(paths.sort())
    expect(problems).toHaveLength(1000 * paths.length)
    expect(message).toContain(`and ${1000 * paths.length - 50} more`)
  })

  it('leaves out no problem around or inside another', async () => {
    await using copy = await copyOfCatalogue()
    await copy.put(somalia, 'actions.0.actionPoints', [
      { point: 1.5, basis: 'EDITORIAL' },
      ...Array.from({ length: 10 }, () => 1),
    ])
    await copy.put(somalia, 'actions.0.places', ['SO', 1, 'SO'])
    await copy.put(somalia, 'background', undefined)
    const { problems } = await refusal(copy.folder)
    const paths = [
      '$',
      '$.actions[0].actionPoints',
      '$.actions[0].actionPoints[0]',
      '$.actions[0].actionPoints[0].point',
      ...Array.from({ length: 10 }, (_, index) => `$.actions[0].actionPoints[${index + 1}]`),
      '$.actions[0].places[1]',
      '$.actions[0].places[2]',
    ]
    expect(problems.map(({ path }) => path).sort()).toEqual(paths.sort())
  })

  it('follows parents however far they lead, and finds every circle', async () => {
    await using copy = await copyOfCatalogue()
    const length = 12_000
    const actor = { name: 'One of many', kind: 'NGO', source: 'p23 ACTIONS' }
    const chain = Array.from({ length }, (_, index) => ({
      ...actor,
      slug: `many-${index}`,
      parent: { actor: `many-${index + 1}`, basis: 'STATED' },
    }))
    const circles = Array.from({ length }, (_, index) => ({
      ...actor,
      slug: `self-${index}`,
      parent: { actor: `self-${index}`, basis: 'STATED' },
    }))
    const place = { name: 'One of many', kind: 'LOCALITY' }
    const places = Array.from({ length }, (_, index) => ({
      ...place,
      code: `X-${index}`,
      slug: `many-${index}`,
      parent: `X-${index + 1}`,
    }))
    await copy.put('actors.json', `${right.actors.length}`, { ...actor, slug: `many-${length}` })
    for (const [file, more] of [
      ['actors.json', [...chain, ...circles]],
      ['places.json', places],
    ] as const)
      await copy.write(file, JSON.stringify([...JSON.parse(await copy.read(file)), ...more]))
    const { problems } = await refusal(copy.folder)
    expect(problems.filter(({ reason }) => reason.endsWith('is part of itself'))).toHaveLength(length)
    expect(problems.filter(({ reason }) => !reason.endsWith('is part of itself'))).toEqual([
      { file: 'places.json', path: expect.stringMatching(/parent$/), reason: `there is no place X-${length}` },
    ])
  })

  it('reads no file of more than 4 MiB, and refuses one that nests deep or heaps accents', async () => {
    await using copy = await copyOfCatalogue()
    await copy.write('actors.json', ' '.repeat(2 ** 22 + 1))
    await copy.write('documents.json', '['.repeat(2 ** 20) + ']'.repeat(2 ** 20))
    await copy.write('guidance.json', `["a${'\u0301\u0316'.repeat(2 ** 19)}"]`)
    const { problems } = await refusal(copy.folder)
    expect(problems.toSorted((one, other) => one.file.localeCompare(other.file))).toEqual([
      { file: 'actors.json', path: '$', reason: 'has 4194305 bytes; a file may have 4194304' },
      { file: 'documents.json', path: '$[0]', reason: 'must be an object' },
      { file: 'guidance.json', path: '$', reason: 'has a letter with more than 30 accents' },
    ])
  })
})
