import { execFile } from 'node:child_process'
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../server/db/connect.ts'
import { DatasetError, readDataset } from '../server/db/dataset.ts'
import { loadCatalogue } from '../server/db/load.ts'
import { copyOfCatalogue } from './support/catalogue-copy.ts'
import { catalogueDatabase } from './support/database.ts'
import { everyRow } from './support/rows.ts'

const somalia = 'initiatives/somalia-mixed-migration-task-force.json'
const gefm = 'initiatives/gefm.json'
const stated = (point: number, subPoint: string) => ({ point, subPoint, basis: 'STATED' })
const country = {
  code: 'SO',
  slug: 'somalia',
  name: 'Somalia',
  kind: 'COUNTRY',
  iso2: 'SO',
  iso3: 'SOM',
  m49: '706',
  parent: '014',
}

const right = await readDataset()
/** A region and a group with members, by their place in the file. */
const regionAt = right.places.findIndex(({ members }) => members !== undefined)
const groupAt = right.actors.findIndex(({ group }) => group?.qualifier === 'EXACT' && group.members !== undefined)

/** What is wrong, the file, the spot that is changed, what is put there, where the problem is seen, and what is said of it. */
const wrongs: readonly (readonly [string, string, string, unknown, string, RegExp])[] = [
  ['an unknown property', somalia, 'participations.0.rôle', 'LEAD', '$.participations[0]', /does not know: rôle/],
  ['an unknown word', somalia, 'actions.1.status', 'FINISHED', '$.actions[1].status', /must be one of DONE, ONGOING/],
  ['a fact without its source', somalia, 'objectives.0.source', undefined, '$.objectives[0]', /property 'source'/],
  [
    'a page of another chapter',
    somalia,
    'objectives.0.source',
    'p40 REVIEW',
    '$.objectives[0].source',
    /pages 18 to 39/,
  ],
  ['pages that run backwards', somalia, 'source', 'p27-26 REVIEW', '$.source', /page 26 comes before page 27/],
  [
    'an unknown actor',
    somalia,
    'actions.0.actors.0.actor',
    'nobody',
    '$.actions[0].actors[0].actor',
    /no actor nobody/,
  ],
  ['an unknown place', somalia, 'places.0.place', 'ZZ', '$.places[0].place', /no place ZZ/],
  ['an unknown phase', somalia, 'objectives.0.phase', 'first', '$.objectives[0].phase', /no phase first/],
  ['an unknown initiative', somalia, 'relations.0.to', 'nothing', '$.relations[0].to', /no initiative nothing/],
  [
    'an unknown document',
    somalia,
    'references.0.document',
    'nothing',
    '$.references[0].document',
    /no document nothing/,
  ],
  [
    'a parent further down',
    somalia,
    'actions.0.parent',
    'later',
    '$.actions[0].parent',
    /no action later stands before/,
  ],
  ['an action without actors', somalia, 'actions.0.actors', [], '$.actions[0].actors', /fewer than 1/],
  ['an action without a point', somalia, 'actions.0.actionPoints', [], '$.actions[0].actionPoints', /fewer than 1/],
  [
    'a reading without its reason',
    somalia,
    'actions.0.actionPoints',
    [{ point: 1, basis: 'EDITORIAL' }],
    '$.actions[0].actionPoints[0]',
    /property 'rationale'/,
  ],
  [
    'a part with a point its whole lacks',
    somalia,
    'actions.1.actionPoints',
    [stated(2, '2.1'), stated(9, '9.1')],
    '$.actions[1].actionPoints[1].point',
    /is 9, which a1-a2, of which it is part, does not serve/,
  ],
  ['readings of an action there is not', 'readings.json', '0.action', 'gefm/a1', '$[0].action', /no action gefm\/a1/],
  [
    'readings of an action twice',
    'readings.json',
    '1.action',
    right.readings[0]?.action,
    '$[1]',
    /reading of .* is already at \[0\]/,
  ],
  ['a point read that is none', 'readings.json', '0.third.points', [11], '$[0].third.points[0]', /must be <= 10/],
  [
    'a coding rule whose example is no action',
    'coding-rules.json',
    '0.example',
    'gefm/a1',
    '$[0].example',
    /no action gefm\/a1/,
  ],
  [
    'a section of another point',
    somalia,
    'actions.0.actionPoints',
    [stated(7, '1.1')],
    '$.actions[0].actionPoints[0].subPoint',
    /belongs to action point 1, not 7/,
  ],
  [
    'the same point twice',
    somalia,
    'actions.0.actionPoints',
    [stated(1, '1.1'), stated(1, '1.2')],
    '$.actions[0].actionPoints[1]',
    /action point 1 is already at \[0\]/,
  ],
  [
    'a recommendation not recommended',
    somalia,
    'actions.0.nature',
    'RECOMMENDATION',
    '$.actions[0].status',
    /RECOMMENDED/,
  ],
  ['a day that does not exist', somalia, 'period.edtf', '2007-02-30', '$.period.edtf', /not a date/],
  ['an initiative acting as another', somalia, 'actsAs', 'gefm', '$.actsAs', /gefm acts as gefm already/],
  ['a file of another name', gefm, 'slug', 'gefm-mauritania', '$.slug', /named after/],
  [
    'a country with another’s code',
    'places.json',
    '0',
    { ...country, iso3: 'SDN' },
    '$[0].iso3',
    /gives SO the code SOM/,
  ],
  [
    'a country elsewhere',
    'places.json',
    '0',
    { ...country, parent: '015' },
    '$[0].parent',
    /puts Somalia into 014, not 015/,
  ],
  [
    'a country of no number',
    'places.json',
    '0',
    { ...country, m49: '729' },
    '$[0].m49',
    /SO has the code 706, not 729/,
  ],
  ['the same place twice', 'places.json', '0', country, '', /code SO is already at \[0\]/],
  [
    'an actor that is part of itself',
    'actors.json',
    '0.parent',
    { actor: 'african-union', basis: 'STATED' },
    '$[0].parent',
    /of itself/,
  ],
  [
    'guidance for a section of another point',
    'guidance.json',
    '0.subPoint',
    '2.1',
    '$[0].subPoint',
    /belongs to action point 2, not 1/,
  ],
  [
    'members read in without a reason',
    'places.json',
    `${regionAt}.members`,
    { places: ['SO'], basis: 'EDITORIAL' },
    `$[${regionAt}].members`,
    /property 'rationale'/,
  ],
  [
    'members the source names nowhere',
    'places.json',
    `${regionAt}.members`,
    { places: ['SO'], basis: 'STATED' },
    `$[${regionAt}].members`,
    /property 'source'/,
  ],
  [
    'an unknown member',
    'places.json',
    `${regionAt}.members.places.0`,
    'ZZ',
    `$[${regionAt}].members.places[0]`,
    /no place ZZ/,
  ],
  [
    'a group that is not as many as it says',
    'actors.json',
    `${groupAt}.group.count`,
    99,
    `$[${groupAt}].group.count`,
    /is 99, though \d+ members are listed/,
  ],
  ['a character that cannot be stored', 'actors.json', '0.description', 'a\0b', '$[0].description', /cannot be stored/],
]

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
    // A pipe that nobody writes to, and a device, would be read without end.
    ['a pipe', (path: string) => promisify(execFile)('mkfifo', [path])],
    ['a device', (path: string) => symlink('/dev/zero', path)],
    ['of no sensible length', (path: string) => writeFile(path, '').then(() => truncate(path, 200_000_000))],
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
})
