// What the chapter prints and what the editors read into it are kept apart, and neither contradicts the other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const actions = (initiative: string, keys: readonly string[], selection: string) =>
  api.data(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Action { ${selection} } } }`, {
    ids: keys.map((key) => Buffer.from(`Action:${initiative}/${key}`).toString('base64url')),
  })

describe('the period of an entry', () => {
  it.each([
    ['mauritania-reinforcement-of-national-capacities', '2008 2009 (to be re-submitted for 24-month funding in 2010)'],
    ['morocco-un-theme-group-on-migration', '2007 2011'],
    ['somalia-mixed-migration-task-force', '2007 PRESENT'],
    ['tanzania-ministerial-task-force-on-irregular-migration', '2008 Present'],
    ['regional-conference-on-migration', '1996 PRESENT'],
    ['mexico-plan-of-action', '2004 PRESENT'],
    ['asia-pacific-refugee-rights-network', '2008 PRESENT'],
    ['intergovernmental-asia-pacific-consultations', '1996 PRESENT'],
    ['unhcr-pacific-project', '2008 2010'],
    ['soderkoping-process', '2001 PRESENT'],
    ['ec-un-joint-migration-and-development-initiative', '2008 2011'],
    ['gulf-of-aden-regional-conference', 'May 19-20, 2008'],
  ])('of %s is as printed: %s', async (slug, text) => {
    expect(await api.data(`{ initiative(slug: "${slug}") { period { text } } }`)).toEqual({
      initiative: { period: { text } },
    })
  })

  it('has no end the source does not give: the GEFM has not met since 2006, yet parts of it came back', async () => {
    const query = '{ initiative(slug: "gefm") { status startYear endYear ongoing period { text edtf start end } } }'
    expect(await api.data(query)).toEqual({
      initiative: {
        status: 'DORMANT',
        startYear: 2005,
        endYear: null,
        ongoing: false,
        period: { text: '2005', edtf: '2005/', start: '2005-01-01', end: null },
      },
    })
  })
})

describe('a member of a region', () => {
  const members = (code: string) =>
    api.data(
      `{ place(code: "${code}") { members(first: 100) { totalCount edges { basis rationale citation { pageStart section } node { code } } } } }`,
    )

  it.each([
    ['X-ARABIAN-GULF', 5, 38],
    ['X-EU-EASTERN-BORDER', 10, 36],
    ['X-HORN-OF-AFRICA', 4, 38],
    ['X-PACIFIC-ISLAND-COUNTRIES', 13, 34],
  ])('is on the page that names it: %s, %i on page %i', async (code, count, pageStart) => {
    const stated = { basis: 'STATED', rationale: null, citation: { pageStart, section: 'ACTORS' } }
    expect(await members(code)).toMatchObject({
      place: { members: { totalCount: count, edges: Array.from({ length: count }, () => stated) } },
    })
  })

  it.each([
    ['X-ASIA-PACIFIC', 4],
    ['X-EUROPEAN-UNION', 27],
    ['X-GULF-OF-ADEN', 3],
    ['X-LATIN-AMERICA', 5],
  ])('is a reading with its reason where none is named, and the region is whole: %s, %i', async (code, count) => {
    const read = { basis: 'EDITORIAL', rationale: expect.stringContaining('names no member'), citation: null }
    expect(await members(code)).toMatchObject({
      place: { members: { totalCount: count, edges: Array.from({ length: count }, () => read) } },
    })
  })
})

describe('an assessment', () => {
  it('agrees with the actions of every nature: what is not addressed has none, what is a main concern has some', async () => {
    const natures = 'nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]'
    const data = await api.data(
      `{ matrix(by: INITIATIVE, ${natures}) { rows(first: 100) { nodes { cells { actionCount assessment { coverage } actionPoint { number } } } } } }`,
    )
    const { rows } = (
      data as {
        matrix: { rows: { nodes: { cells: { actionCount: number; assessment: { coverage: string } | null }[] }[] } }
      }
    ).matrix
    const assessed = rows.nodes.filter(({ cells }) => cells.some(({ assessment }) => assessment !== null))
    expect(assessed).toHaveLength(11)
    for (const { cells } of assessed) {
      expect(cells.map(({ assessment }) => assessment)).not.toContain(null)
      for (const { actionCount, assessment } of cells) {
        if (assessment?.coverage === 'NONE') expect(actionCount).toBe(0)
        if (assessment?.coverage === 'PRIMARY') expect(actionCount).toBeGreaterThan(0)
      }
    }
  })

  it('may rest on an objective alone: in Morocco the fight against smuggling, on page 24', async () => {
    const query =
      '{ initiative(slug: "morocco-un-theme-group-on-migration") { objectives { ordinal text citation { pageStart } } matrixCells { actionPoint { number } actionCount assessment { coverage } } } }'
    expect(await api.data(query)).toMatchObject({
      initiative: {
        objectives: expect.arrayContaining([
          { ordinal: 5, text: expect.stringContaining('smuggling'), citation: { pageStart: 24 } },
        ]),
        matrixCells: expect.arrayContaining([
          { actionPoint: { number: 3 }, actionCount: 0, assessment: { coverage: 'SECONDARY' } },
        ]),
      },
    })
  })
})

describe('who did what', () => {
  it('is no more than the text says: no trainer in Tanzania, and the centre, not the government, as the contact in Puntland', async () => {
    const selection = 'actors { edges { roles node { slug } } }'
    expect(await actions('tanzania-ministerial-task-force-on-irregular-migration', ['a4'], selection)).toEqual({
      nodes: [{ actors: { edges: [{ roles: ['BENEFICIARY'], node: { slug: 'tanzania-border-officials' } }] } }],
    })
    const contacts = await actions('somalia-mixed-migration-task-force', ['a9', 'a9.5'], selection)
    expect(JSON.stringify(contacts)).not.toContain('"puntland"')
    expect(contacts).toMatchObject({
      nodes: Array.from({ length: 2 }, () => ({
        actors: {
          edges: expect.arrayContaining([{ roles: ['LIAISON'], node: { slug: 'puntland-migration-response-centre' } }]),
        },
      })),
    })
  })

  it('in the recommendations of the Gulf of Aden conference is the conference, in plenary and groups', async () => {
    const data = await api.data(`{ initiative(slug: "gulf-of-aden-regional-conference") {
      actions(where: { nature: { eq: RECOMMENDATION } }) { nodes { actors(where: { kind: { ne: STATE } }) { edges { roles node { slug } } } } } } }`)
    const edges = [
      { roles: ['PERFORMER'], node: { slug: 'gulf-of-aden-regional-conference' } },
      { roles: ['COLLABORATOR'], node: { slug: 'gulf-of-aden-conference-working-groups' } },
    ]
    expect(data).toEqual({
      initiative: {
        actions: { nodes: Array.from({ length: 3 }, () => ({ actors: { edges: expect.arrayContaining(edges) } })) },
      },
    })
  })

  it('finds the donors of the Gulf of Aden conference as funders', async () => {
    const data = await api.data(
      '{ initiative(slug: "gulf-of-aden-regional-conference") { actors(first: 100, participation: { role: { eq: FUNDER } }) { nodes { slug } } } }',
    )
    expect(JSON.stringify(data).match(/"slug"/g)).toHaveLength(9)
    expect(JSON.stringify(data)).toContain('"japan"')
  })
})

describe('an item of a printed list', () => {
  it.each([
    ['somalia-mixed-migration-task-force', 'a1-a2', ['a1', 'a2'], 27],
    ['mexico-plan-of-action', 'a9-a10', ['a9', 'a10'], 31],
    ['unhcr-pacific-project', 'a10-a11', ['a10', 'a11'], 35],
  ])('is one action with parts: %s, %s', async (initiative, whole, parts, pageStart) => {
    const selection = 'citation { pageStart } parts { nodes { id } }'
    const ids = parts.map((key) => ({ id: Buffer.from(`Action:${initiative}/${key}`).toString('base64url') }))
    expect(await actions(initiative, [whole], selection)).toEqual({
      nodes: [{ citation: { pageStart }, parts: { nodes: ids } }],
    })
  })

  it('is one challenge where the review names one: two in the network of the Asia-Pacific region', async () => {
    const query =
      '{ initiative(slug: "asia-pacific-refugee-rights-network") { outcomes(where: { kind: { eq: CHALLENGE } }) { totalCount } } }'
    expect(await api.data(query)).toEqual({ initiative: { outcomes: { totalCount: 2 } } })
  })

  it('is an objective only where the text numbers it so: four in Mauritania, all on page 22', async () => {
    const query =
      '{ initiative(slug: "mauritania-reinforcement-of-national-capacities") { objectives { citation { pageStart } } } }'
    expect(await api.data(query)).toEqual({
      initiative: { objectives: Array.from({ length: 4 }, () => ({ citation: { pageStart: 22 } })) },
    })
  })
})

describe('what the introductions explain', () => {
  it.each([
    ['regional consultative processes', 39],
    ['phase of the response', 20],
    ['expertise agencies', 20],
    ['core partners government', 22],
    ['regional cooperation complements', 29],
  ])('is found by its words: %s, on page %i', async (words, pageStart) => {
    const data = await api.data(
      'query ($words: String!) { search(query: $words, types: [GUIDANCE]) { nodes { subject { ... on Guidance { audience citation { pageStart } } } } } }',
      { words },
    )
    expect(data).toMatchObject({
      search: {
        nodes: expect.arrayContaining([{ subject: { audience: 'EVERYONE', citation: { pageStart } } }]),
      },
    })
  })
})
