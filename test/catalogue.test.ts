// What the catalogue says, held against the printed chapter: the facts that are easy to get wrong, through the API.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

/** Everything under a key of that name, anywhere in an answer. */
function all(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => all(item, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => (name === key ? [item] : all(item, key)))
}

const names = async (query: string, key = 'slug') => all(await api.data(query), key)

const participants = (slug: string, where: string) =>
  names(`{ initiative(slug: "${slug}") { actors(first: 100, participation: ${where}) { nodes { slug } } } }`)

describe('who takes part', () => {
  it('in the Regional Conference on Migration: eleven members, five observer States, eight observer organizations', async () => {
    expect(
      await participants(
        'regional-conference-on-migration',
        '{ role: { eq: MEMBER }, actor: { kind: { eq: STATE }, isGroup: { eq: false } } }',
      ),
    ).toEqual([
      'belize',
      'canada',
      'costa-rica',
      'dominican-republic',
      'el-salvador',
      'guatemala',
      'honduras',
      'mexico',
      'nicaragua',
      'panama',
      'united-states',
    ])
    expect(
      await participants(
        'regional-conference-on-migration',
        '{ role: { eq: OBSERVER }, actor: { kind: { eq: STATE }, isGroup: { eq: false } } }',
      ),
    ).toEqual(['argentina', 'colombia', 'ecuador', 'jamaica', 'peru'])
    const organizations = await participants(
      'regional-conference-on-migration',
      '{ role: { eq: OBSERVER }, actor: { kind: { ne: STATE }, isGroup: { eq: false } } }',
    )
    expect(organizations.toSorted()).toEqual([
      'celade',
      'eclac',
      'inter-american-commission-on-human-rights',
      'iom',
      'sica',
      'un-special-rapporteur-on-the-human-rights-of-migrants',
      'unfpa',
      'unhcr',
    ])
  })

  it('in the UNHCR Pacific Project: thirteen island countries, also as a group', async () => {
    const members = await names(
      '{ actor(slug: "pacific-island-countries") { statedCount members(first: 100) { edges { basis } nodes { slug } } } }',
    )
    expect(members.toSorted()).toEqual([
      'cook-islands',
      'fiji',
      'kiribati',
      'marshall-islands',
      'micronesia',
      'nauru',
      'niue',
      'palau',
      'samoa',
      'solomon-islands',
      'tonga',
      'tuvalu',
      'vanuatu',
    ])
    expect(
      await participants('unhcr-pacific-project', '{ actor: { slug: { in: ["fiji", "niue", "vanuatu"] } } }'),
    ).toEqual(['fiji', 'niue', 'vanuatu'])
  })

  it('in the Söderköping Process: ten countries along the border of the European Union', async () => {
    const query = '{ actor(slug: "soderkoping-process-countries") { members(first: 100) { nodes { slug } } } }'
    expect((await names(query)).toSorted()).toEqual([
      'belarus',
      'estonia',
      'hungary',
      'latvia',
      'lithuania',
      'moldova',
      'poland',
      'romania',
      'slovakia',
      'ukraine',
    ])
  })

  it('at the Gulf of Aden conference: Puntland and Somaliland as authorities of areas, without a code of their own', async () => {
    const data = await api.data(`{ initiative(slug: "gulf-of-aden-regional-conference") {
      actors(where: { kind: { eq: SUBNATIONAL_AUTHORITY } }) { nodes { slug } }
    } place(code: "X-PUNTLAND") { kind iso2 parent { code } } }`)
    expect(data).toEqual({
      initiative: { actors: { nodes: [{ slug: 'puntland' }, { slug: 'somaliland' }] } },
      place: { kind: 'SUBNATIONAL', iso2: null, parent: { code: 'SO' } },
    })
    expect(
      (
        await names('{ actor(slug: "gulf-of-aden-conference-donors") { members(first: 100) { nodes { slug } } } }')
      ).toSorted(),
    ).toEqual(['european-commission', 'france', 'germany', 'italy', 'japan', 'netherlands', 'spain', 'united-states'])
  })

  it('as what and how firmly: the European Commission was asked to fund the second phase in Mauritania, and did not yet', async () => {
    const data = await api.data(`{ initiative(slug: "mauritania-reinforcement-of-national-capacities") {
      participations(where: { actor: { slug: { eq: "european-commission" } }, role: { eq: FUNDER } }) { nodes { certainty phase { name status } citation { pageStart } } }
    } }`)
    expect(data).toEqual({
      initiative: {
        participations: {
          nodes: [
            {
              certainty: 'SOUGHT',
              phase: { name: 'Second phase', status: 'PLANNED' },
              citation: { pageStart: expect.any(Number) },
            },
          ],
        },
      },
    })
  })

  it('under one name, however the chapter spells it', async () => {
    const spelt = async (name: string) =>
      names(
        `{ actors(where: { or: [{ name: { eq: "${name}" } }, { acronym: { eq: "${name}" } }, { names: { some: { name: { eq: "${name}" } } } }] }) { nodes { slug } } }`,
      )
    expect(await spelt('USA')).toEqual(['united-states'])
    expect(await spelt('UNFPA')).toEqual(['unfpa'])
    expect(await spelt('UN Population Fund')).toEqual(['unfpa'])
    expect(await spelt('UNOCHA')).toEqual(['ocha'])
    expect(await spelt('EC')).toEqual(['european-commission'])
    expect(
      await names(
        '{ initiatives(where: { names: { some: { name: { contains: "EU-UN Joint" } } } }) { nodes { slug } } }',
      ),
    ).toEqual(['ec-un-joint-migration-and-development-initiative'])
  })

  it('in numbers the chapter gives: over 65 NGOs, over 100, all States of a region', async () => {
    const data =
      await api.data(`{ actors(first: 100, where: { slug: { in: ["rncom", "mexico-plan-of-action-ngos-civil-society-and-academia", "all-latin-american-states"] } }) {
      nodes { slug isGroup statedCount countQualifier members { totalCount } } } }`)
    expect(data).toEqual({
      actors: {
        nodes: [
          {
            slug: 'all-latin-american-states',
            isGroup: true,
            statedCount: null,
            countQualifier: 'ALL',
            members: { totalCount: 0 },
          },
          {
            slug: 'mexico-plan-of-action-ngos-civil-society-and-academia',
            isGroup: true,
            statedCount: 100,
            countQualifier: 'OVER',
            members: { totalCount: 0 },
          },
          { slug: 'rncom', isGroup: true, statedCount: 65, countQualifier: 'OVER', members: { totalCount: 0 } },
        ],
      },
    })
  })
})

describe('what was done', () => {
  it('is proved by the review only: the rest of an imperative list is UNKNOWN', async () => {
    const data = await api.data(
      '{ initiative(slug: "somalia-mixed-migration-task-force") { actions(where: { status: { eq: DONE } }) { nodes { summary } } } }',
    )
    expect(all(data, 'summary').length).toBeGreaterThanOrEqual(3)
    const mexico = await api.data(
      '{ initiative(slug: "mexico-plan-of-action") { actions(first: 100) { totalCount nodes { status } } } }',
    )
    expect(new Set(all(mexico, 'status'))).toEqual(new Set(['UNKNOWN']))
  })

  it('is tied to a point by the source itself only rarely, and by the editors never without a rationale', async () => {
    const data = await api.data(`{
      stated: actions(first: 100, where: { classifications: { some: { basis: { eq: STATED } } } }) { nodes { initiative { slug } classifications { basis actionPoint { number } subPoint { code } } } }
      all: actions(first: 100) { nodes { classifications { basis rationale } } }
      untied: actions(where: { actionPoints: { none: {} } }) { totalCount }
      nobody: actions(where: { actors: { none: {} } }) { totalCount }
    }`)
    const { stated, untied, nobody } = data as {
      stated: { nodes: { initiative: { slug: string } }[] }
      untied: unknown
      nobody: unknown
    }
    expect(stated.nodes.map(({ initiative }) => initiative.slug)).toEqual(['somalia-mixed-migration-task-force'])
    expect([untied, nobody]).toEqual([{ totalCount: 0 }, { totalCount: 0 }])
    for (const { basis, rationale } of all(data, 'classifications').flat() as {
      basis: string
      rationale?: string | null
    }[]) {
      if (basis === 'EDITORIAL' && rationale !== undefined) expect(rationale).toMatch(/.{10}/)
    }
  })

  it('counts in a matrix without recommendations and agenda topics, unless they are asked for', async () => {
    const row = (slug: string, more = '') =>
      names(
        `{ matrix(by: INITIATIVE, where: { slug: { eq: "${slug}" } }${more}) { rows { nodes { cells { actionCount } } } } }`,
        'actionCount',
      )
    expect(await row('gulf-of-aden-regional-conference')).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(await row('gulf-of-aden-regional-conference', ', nature: [RECOMMENDATION]')).toEqual([
      3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ])
    expect(await row('intergovernmental-asia-pacific-consultations')).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(await row('somalia-mixed-migration-task-force', ', basis: STATED')).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })
})

describe('when, where and on which page', () => {
  it('"present" is an open end, true at the date of the source', async () => {
    const data = await api.data(
      '{ initiative(slug: "regional-conference-on-migration") { asOf startYear endYear ongoing period { text edtf start startPrecision end ongoing } } }',
    )
    expect(data).toEqual({
      initiative: {
        asOf: '2011-02',
        startYear: 1996,
        endYear: null,
        ongoing: true,
        period: {
          text: '1996 PRESENT',
          edtf: '1996/..',
          start: '1996-01-01',
          startPrecision: 'YEAR',
          end: null,
          ongoing: true,
        },
      },
    })
  })

  it('temporary protection was given in four of the thirteen island countries', async () => {
    const query =
      '{ outcomes(where: { text: { contains: "temporary protection" } }) { nodes { initiative { slug } places { name } citation { pageStart } } } }'
    expect(await api.data(query)).toEqual({
      outcomes: {
        nodes: [
          {
            initiative: { slug: 'unhcr-pacific-project' },
            places: ['Fiji', 'Palau', 'Tonga', 'Vanuatu'].map((name) => ({ name })),
            citation: { pageStart: 35 },
          },
        ],
      },
    })
  })

  it('a fact in a footnote is cited by its number', async () => {
    const data = await api.data(
      '{ initiative(slug: "gefm") { status coverage outcomes { nodes { citation { pageStart section footnote } } } } }',
    )
    expect(data).toEqual({
      initiative: {
        status: 'DORMANT',
        coverage: 'MENTION',
        outcomes: { nodes: [{ citation: { pageStart: 24, section: 'FOOTNOTE', footnote: 1 } }] },
      },
    })
  })

  it('annexes keep their labels, 7bis among them', async () => {
    const labels = await names(
      '{ initiatives(first: 100) { nodes { references(where: { kind: { eq: ANNEX } }) { nodes { label } } } } }',
      'label',
    )
    expect([...new Set(labels)].toSorted()).toEqual([
      'Annex 1',
      'Annex 2',
      'Annex 3',
      'Annex 4',
      'Annex 5',
      'Annex 6',
      'Annex 7',
      'Annex 7bis',
      'Annex 8',
    ])
  })

  it('guidance is ten suggestions and seven kinds of support on page 21, and what the introductions say', async () => {
    const data = await api.data(
      '{ guidance(first: 100) { nodes { audience ordinal actionPoint { number } subPoint { code } citation { pageStart section } } } }',
    )
    const introduction = (page: number, code: string | null, count: number) =>
      Array<unknown>(count).fill([{ pageStart: page, section: 'INTRODUCTION' }, code && { code }])
    const suggestion = Array<unknown>(10).fill([{ pageStart: 21, section: 'GUIDANCE' }, null])
    const expected = {
      EVERYONE: [
        ...introduction(20, null, 9),
        ...introduction(22, '1.1', 3),
        ...introduction(29, '1.2', 5),
        ...introduction(39, '1.2', 3),
      ],
      STAKEHOLDERS: suggestion,
      UNHCR_SUPPORT: suggestion.slice(0, 7),
    }
    expect(data).toEqual({
      guidance: {
        nodes: Object.entries(expected).flatMap(([audience, entries]) =>
          entries.map((entry, index) => {
            const [citation, subPoint] = Array.isArray(entry) ? entry : []
            return { audience, ordinal: index + 1, actionPoint: { number: 1 }, subPoint, citation }
          }),
        ),
      },
    })
  })

  it('what covers a region shows on each country in it, once', async () => {
    const initiatives = await names('{ place(code: "CO") { initiatives(first: 100) { nodes { slug } } } }')
    expect(initiatives).toContain('mexico-plan-of-action')
    expect(new Set(initiatives).size).toBe(initiatives.length)
    expect(await names('{ place(code: "FJ") { initiatives(first: 100) { nodes { slug } } } }')).toContain(
      'unhcr-pacific-project',
    )
    expect(await names('{ place(code: "014") { initiatives(first: 100) { nodes { slug } } } }')).toContain(
      'somalia-mixed-migration-task-force',
    )
    expect(await names('{ place(code: "SE") { initiatives(first: 100) { nodes { slug } } } }')).not.toContain(
      'mexico-plan-of-action',
    )
  })

  it('initiatives the source only names say nothing it does not', async () => {
    const data =
      await api.data(`{ initiatives(where: { slug: { in: ["berne-initiative", "comprehensive-plan-of-action-for-indo-chinese-refugees"] } }) {
      nodes { coverage background startYear citation { pageStart section } actors { totalCount } actions { totalCount } outcomes { totalCount } } } }`)
    const nothing = { totalCount: 0 }
    const mention = {
      coverage: 'MENTION',
      background: null,
      startYear: null,
      citation: { pageStart: 19, section: 'CONTENTS' },
      actors: nothing,
      actions: nothing,
      outcomes: nothing,
    }
    expect(data).toEqual({ initiatives: { nodes: [mention, mention] } })
  })

  it('every fact lies on pages 18 to 39', async () => {
    for (const connection of ['initiatives', 'actors', 'actions', 'participations', 'outcomes', 'guidance']) {
      for (let after: string | null = null, more = true; more; ) {
        const data = await api.data(
          `query ($after: String) { list: ${connection}(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { citation { pageStart pageEnd } } } }`,
          { after },
        )
        const { list } = data as {
          list: {
            pageInfo: { hasNextPage: boolean; endCursor: string }
            nodes: { citation: { pageStart: number; pageEnd: number } }[]
          }
        }
        for (const { citation } of list.nodes)
          expect(citation).toSatisfy(
            ({ pageStart, pageEnd }: typeof citation) => pageStart >= 18 && pageEnd >= pageStart && pageEnd <= 39,
          )
        after = list.pageInfo.endCursor
        more = list.pageInfo.hasNextPage
      }
    }
  })
})
