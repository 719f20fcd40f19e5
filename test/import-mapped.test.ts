// Tables of other programs, as they were published: each a dataset of its own, by its mapping. The files in test/mappings are
// cuts of a few rows with names of organisations alone.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftOf } from '../server/sheets/import.ts'
import type { ImportReport } from '../server/sheets/report.ts'
import { stateOf } from './support/changes.ts'
import { keyWith } from './support/changesets.ts'
import { post, problemsIn, published, reportOf, type Sent } from './support/imports.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
let key: string
beforeAll(async () => {
  api = await openApi()
  key = await keyWith(api, 'publish')
})
afterAll(() => api[Symbol.asyncDispose]())

const slugs = ['libya-3w-2021', 'somalia-3w-2025', 'ethiopia-3w-2025', 'colombia-4w-2021', 'unhcr-3w-2014']

const textOf = (name: string) => readFile(fileURLToPath(new URL(`mappings/${name}`, import.meta.url)), 'utf8')

/** A file with its mapping, and the answers to its questions. */
async function filesOf(
  slug: string,
  more: Readonly<Record<string, string | undefined>> = {},
  ending = 'csv',
): Promise<Sent> {
  const names = [`${slug}.${ending}`, `${slug}.mapping.json`, `${slug}.answers.json`]
  const files = await Promise.all(
    names.map(async (name) => [name, name in more ? more[name] : await textOf(name)] as const),
  )
  return Object.fromEntries(files.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))
}

/** The mapping of a file, with something else in it. */
async function mappingOf(slug: string, change: (mapping: Readonly<Record<string, object>>) => object): Promise<Sent> {
  const mapping = JSON.parse(await textOf(`${slug}.mapping.json`))
  return filesOf(slug, { [`${slug}.mapping.json`]: JSON.stringify({ ...mapping, ...change(mapping) }) })
}

const questionsIn = ({ questions }: ImportReport) =>
  questions.map(({ kind, name, candidates }) => [kind, name, ...candidates.map(({ slug }) => slug)].join(' | '))

describe('names', () => {
  it('that the catalogue does not know for sure are asked, and nothing is made of them in silence', async () => {
    const before = await stateOf(api.db)
    const report = await published(api, key, await filesOf(slugs[0] ?? '', { 'libya-3w-2021.answers.json': undefined }))
    expect(report).toMatchObject({ outcome: 'REFUSED', problems: [], changeset: null })
    const asked = questionsIn(report)
    expect(asked).toContain('Actor | IOM | iom')
    expect(asked).toContain('Actor | CESVI')
    expect(asked).not.toContain(expect.stringContaining('No partner'))
    expect(report.questions.find(({ name }) => name === 'IOM')).toMatchObject({
      spot: { row: 4, column: 'Partner', cell: 'D4' },
    })
    expect(await stateOf(api.db)).toEqual(before)
    const draft = draftOf(report.questions)
    expect(draft).toMatchObject({ answers: { Actor: { IOM: null, CESVI: null } }, unlike: 'ask' })
    const still = await published(
      api,
      key,
      await filesOf(slugs[0] ?? '', { 'libya-3w-2021.answers.json': JSON.stringify(draft) }),
    )
    expect(questionsIn(still)).toEqual(asked)
  })

  it('are wrong where the answer is nothing that is there', async () => {
    const answers = JSON.stringify({ answers: { Actor: { IOM: 'the-iom' } }, unlike: 'new' })
    const report = await reportOf(api, key, await filesOf('libya-3w-2021', { 'libya-3w-2021.answers.json': answers }))
    expect(problemsIn(report)).toEqual(['D4 Partner BAD_ANSWER'])
  })
})

describe('a name is known', () => {
  /** What names of actors are, in a table about a country: those that are asked, each with what it may be. */
  const asked = async (country: string | undefined, ...names: readonly string[]) => {
    const slug = 'libya-3w-2021'
    const mapping = JSON.parse(await textOf(`${slug}.mapping.json`))
    const report = await reportOf(api, key, {
      'names.csv': ['Name', ...names.map((name) => `"${name}"`)].join('\n'),
      'names.mapping.json': JSON.stringify({
        mapping: 1,
        dataset: { ...mapping.dataset, slug: 'names', document: { ...mapping.dataset.document, slug: 'names' } },
        columns: { name: 'Name' },
        make: [
          { type: 'Actor', match: { name: '{name}', country: country ?? null }, set: { name: '{name}', kind: 'NGO' } },
        ],
      }),
    })
    expect(report.problems).toEqual([])
    return questionsIn(report).map((question) => question.replace(/^Actor \| /, ''))
  }

  it('with its acronym before or behind it, without an article, in British or American spelling, in another language', async () => {
    expect(
      await asked(
        undefined,
        'Danish Refugee Council (DRC)',
        'DRC - Danish Refugee Council',
        'UNFPA United Nations Population Fund',
        'The World Food Program',
        'International Organisation for Migration',
        'Organización Internacional para las Migraciones',
        "FONDS DES NATIONS UNIES POUR L'ENFANCE",
        'Government of Algeria',
      ),
    ).toEqual([])
  })

  it('not by its acronym alone, nor with a country beside it: that is a branch, which may be another body', async () => {
    expect(await asked(undefined, 'DRC', 'Danish Refugee Council (UK)', 'Danish Refugee Council - US')).toEqual([
      'DRC | drc',
      expect.stringMatching(/^Danish Refugee Council \(UK\) \| drc/),
      expect.stringMatching(/^Danish Refugee Council - US \| drc/),
    ])
  })

  it('in its own country alone, where every country has such a body or the source calls it so for short', async () => {
    const names = ['Ministry of Justice', 'Ministry of Interior']
    expect(await asked('MA', ...names)).toEqual([expect.stringMatching(/^Ministry of Interior \| mauritania/)])
    expect(await asked('MR', ...names)).toEqual([expect.stringMatching(/^Ministry of Justice \| morocco/)])
    expect(await asked(undefined, 'Ministry of Justice', 'Candidate countries')).toEqual([
      expect.stringMatching(/^Ministry of Justice \| morocco/),
      'Candidate countries | eu-candidate-countries',
    ])
  })
})

describe('five files of other programs', () => {
  it.each(slugs)('%s goes in as its mapping says, and a second time changes nothing', async (slug) => {
    const files = await filesOf(slug)
    const done = await published(api, key, files)
    expect({ problems: done.problems, questions: questionsIn(done) }).toEqual({ problems: [], questions: [] })
    expect(done).toMatchObject({ outcome: 'DONE', counts: { update: 0, refused: 0 } })
    const again = await published(api, key, files)
    expect(again.rows).toEqual([])
    expect(again).toMatchObject({ outcome: 'UNCHANGED', counts: { create: 0, update: 0, refused: 0 } })
  })

  it('are datasets with their documents, licences and attributions', async () => {
    const { datasets } = (await api.data('{ datasets { slug licence attribution asOf document { slug note } } }')) as {
      datasets: { slug: string }[]
    }
    expect(datasets.map(({ slug }) => slug).slice(1)).toEqual(slugs)
    expect(datasets[1]).toEqual({
      slug: 'libya-3w-2021',
      licence: 'CC BY',
      attribution: expect.stringContaining('OCHA Libya'),
      asOf: '2021-05',
      document: { slug: 'libya-3w-2021', note: expect.stringContaining('number of the row') },
    })
  })

  it('stand in one matrix, and each alone', async () => {
    const of = (slug: string) =>
      `matrix(by: COUNTRY, where: { citation: { document: { slug: { eq: "${slug}" } } } }) { rows { totalCount } totals { actionCount } }`
    const answer = (await api.data(
      `{ all: matrix(by: COUNTRY) { totals { actionCount } } ${[...slugs, '10-point-plan-in-action-chapter-1'].map((slug, index) => `m${index}: ${of(slug)}`).join(' ')} }`,
    )) as Record<string, { rows: { totalCount: number }; totals: { actionCount: number }[] }>
    const { all, ...each } = answer
    for (const { rows } of Object.values(each)) expect(rows.totalCount).toBeGreaterThan(0)
    const sums = all?.totals.map((_, point) =>
      Object.values(each).reduce((sum, { totals }) => sum + (totals[point]?.actionCount ?? 0), 0),
    )
    expect(all?.totals.map(({ actionCount }) => actionCount)).toEqual(sums)
    expect(each['m0']?.totals.map(({ actionCount }) => actionCount > 0)).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('have facts that cite their rows, ties that say why, and actors that the first dataset has, too', async () => {
    const { action, actor } = (await api.data(`{
      actor(slug: "iom") { names { name kind } participations(where: { initiative: { slug: { startsWith: "libya-3w" } } }) { totalCount } }
      action: actions(where: { initiative: { slug: { eq: "libya-3w-2021-pro" } } }, first: 1) { nodes {
        citation { pageStart document { slug } } places { code parent { code } }
        actionPoints { edges { basis rationale node { number } } } } }
    }`)) as Record<string, never>
    expect(action).toMatchObject({
      nodes: [
        {
          citation: { document: { slug: 'libya-3w-2021' }, pageStart: expect.any(Number) },
          places: [{ parent: { code: 'LY' } }],
          actionPoints: {
            edges: [{ basis: 'EDITORIAL', rationale: expect.stringContaining('protection'), node: { number: 6 } }],
          },
        },
      ],
    })
    expect(actor).toMatchObject({ participations: { totalCount: expect.any(Number) } })
    // What a person said of a spelling is remembered: the same file needs no answer any more.
    const report = await reportOf(api, key, await filesOf('libya-3w-2021', { 'libya-3w-2021.answers.json': undefined }))
    expect(report).toMatchObject({ outcome: 'UNCHANGED', questions: [] })
  })
})

describe('a file of activities in XML', () => {
  it('goes in, each activity with all that fund it', async () => {
    const files = await filesOf('unhcr-iati-2023', {}, 'xml')
    const done = await published(api, key, files)
    expect({ problems: done.problems, questions: questionsIn(done) }).toEqual({ problems: [], questions: [] })
    expect(await published(api, key, files)).toMatchObject({ outcome: 'UNCHANGED', rows: [] })
    expect(
      await api.data(`{
        initiative(slug: "iati-xm-dac-41121-2023-ame-col") {
          name period { edtf } citation { pageStart }
          participations(where: { role: { eq: FUNDER } }) { totalCount }
          places { place { code } }
        }
      }`),
    ).toEqual({
      initiative: {
        name: 'UNHCR operation in Colombia',
        period: { edtf: '2023-01-01/2026-12-31' },
        citation: { pageStart: 1 },
        participations: { totalCount: 4 },
        places: [{ place: { code: 'CO' } }],
      },
    })
  })
})

describe('a mapping', () => {
  it('that does not know a value, a date or a column says so', async () => {
    const known = await mappingOf('colombia-4w-2021', ({ values }) => ({
      values: { ...values, kinds: { Otro: 'OTHER' } },
    }))
    expect((await reportOf(api, key, known)).problems).toContainEqual(
      expect.objectContaining({
        cell: 'F3',
        column: 'Tipo de organización implementadora',
        value: 'ONG Internacional',
        code: 'UNKNOWN_VALUE',
      }),
    )
    const dates = await mappingOf('colombia-4w-2021', ({ make }) => ({
      make: JSON.parse(JSON.stringify(make).replace('dd/mm/yyyy', 'yyyy-mm')),
    }))
    expect(problemsIn(await reportOf(api, key, dates))).toContain('B3 Report date UNKNOWN_VALUE')
    const columns = await mappingOf('libya-3w-2021', ({ columns }) => ({
      columns: { ...columns, partner: '#org+acronyme' },
    }))
    expect((await reportOf(api, key, columns)).problems).toMatchObject([
      { code: 'MISSING_COLUMN', message: expect.stringContaining('#org+acronym') },
    ])
  })

  it('that is none is refused', async () => {
    const status = async (change: (mapping: Readonly<Record<string, object>>) => object) => {
      const response = await post(api, key, await mappingOf('libya-3w-2021', change))
      return [response.status, await response.text()]
    }
    expect(await status(() => ({ mapping: 2 }))).toEqual([400, expect.stringContaining('mapping')])
    expect(await status(() => ({ make: [{ type: 'Actor', set: { nmae: 'x' } }] }))).toEqual([
      400,
      expect.stringContaining('no field nmae'),
    ])
    expect(await status(() => ({ make: [{ type: 'Nothing' }] }))).toEqual([400, expect.stringContaining('Nothing')])
  })
})
