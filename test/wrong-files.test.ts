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
  ['a point read that is none', 'readings.json', '0.third.points', [11], '$[0].third.points[0]', /must be at most 10/],
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
    'a country without its codes',
    'places.json',
    '0',
    { ...country, iso3: undefined },
    '$[0]',
    /property 'iso3' where kind is COUNTRY/,
  ],
  [
    'a code of a country elsewhere',
    'places.json',
    `${regionAt}.iso2`,
    'SO',
    `$[${regionAt}].iso2`,
    /must not be there unless kind is COUNTRY/,
  ],
  [
    'members of what is no region of the source’s',
    'places.json',
    '0',
    { ...country, members: { places: ['DJ'], basis: 'STATED', source: 'p38 ACTORS' } },
    '$[0].kind',
    /must be CUSTOM_REGION where the entry has 'members'/,
  ],
  [
    'a member twice',
    'places.json',
    `${regionAt}.members.places`,
    ['SO', 'DJ', 'SO'],
    `$[${regionAt}].members.places[2]`,
    /SO is already at \[0\]/,
  ],
  [
    'a number without a word for how exact it is',
    'actors.json',
    '0.group',
    { count: 3 },
    '$[0].group',
    /property 'qualifier' where the entry has 'count'/,
  ],
  [
    'a number the database has no room for',
    'actors.json',
    '0.group',
    { count: 3_000_000_000, qualifier: 'ABOUT' },
    '$[0].group.count',
    /must be at most 2147483647/,
  ],
  ['a text that is none', 'actors.json', '0.name', 7, '$[0].name', /must be a string/],
  ['an empty text', 'actors.json', '0.name', '', '$[0].name', /must not be empty/],
  ['half a number', 'guidance.json', '0.point', 1.5, '$[0].point', /must be a whole number/],
  ['an eleventh point', 'guidance.json', '0.point', 11, '$[0].point', /must be at most 10/],
  ['nine points', 'action-points.json', '9', undefined, '$[9]', /must be an object/],
  ['a slug with capitals', 'documents.json', '0.slug', 'UNHCR', '$[0].slug', /must be lower-case letters and digits/],
  ['an entry that is none', 'documents.json', '0', null, '$[0]', /must be an object/],
  ['a list that is none', 'documents.json', '0', [], '$[0]', /must be an object/],
  [
    'a reference to nothing',
    somalia,
    'references.0',
    { kind: 'DOCUMENT', source: 'p26 FURTHER_INFORMATION' },
    '$.references[0]',
    /at least one of label, document, url/,
  ],
  ['a description that is missing', somalia, 'background', undefined, '$', /'background' unless coverage is MENTION/],
  ['assessments of a mention', somalia, 'coverage', 'BRIEF', '$.coverage', /must be FULL where the entry has/],
  [
    'an action recommended',
    somalia,
    'actions.0.status',
    'RECOMMENDED',
    '$.actions[0].status',
    /DONE, .* unless nature is RECOMMENDATION/,
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
