// Implementation plans: begun from what the catalogue has and lacks in a place or an initiative, written through the API,
// followed beside the catalogue, searched, carried in files, and read as they were.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../sdk/src/index.ts'
import { readDataset } from '../server/db/dataset.ts'
import { datasetFiles, datasetSlugs } from '../server/db/export/dataset-files.ts'
import { loadCatalogue } from '../server/db/load.ts'
import { copyOfCatalogue } from './support/catalogue-copy.ts'
import { inChangeset } from './support/changeset.ts'
import { keyWith, made, submit } from './support/changesets.ts'
import { catalogueDatabase } from './support/database.ts'
import { type Api, openApi } from './support/server.ts'

interface Point {
  readonly actionPoint: { readonly number: number; readonly slug: string }
  readonly actionCount: number
  readonly isGap: boolean
  readonly isMet?: boolean
  readonly itemCount?: number
  readonly actions: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] }
}

let api: Api
let key: string
beforeAll(async () => {
  api = await openApi()
  key = await keyWith(api, 'publish')
})
afterAll(() => api[Symbol.asyncDispose]())

const cells = 'actionPoint { number slug } actionCount isGap actions(first: 100) { totalCount nodes { id } }'
const draftOf = async (subject: string): Promise<readonly Point[]> => {
  const data = (await api.data(`{ planDraft(${subject}) { ${cells} } }`)) as { planDraft: readonly Point[] }
  return data.planDraft
}

/** The items of a plan that a client makes of a draft: one for each gap, and one for each point with measures. */
const itemsOf = (plan: string, draft: readonly Point[]) =>
  draft.map(({ actionPoint, isGap, actions }) => ({
    key: `${plan}/${actionPoint.number}`,
    actionPoint: actionPoint.slug,
    activity: isGap ? 'Agree on a first measure' : 'Carry on',
    status: 'PLANNED',
    existingActions: actions.nodes.map(({ id }) => id),
    actors: [
      { actor: 'unhcr', role: 'RESPONSIBLE' },
      { actor: 'iom', role: 'FUNDING' },
    ],
  }))

const planFor = (slug: string, more: object) => ({
  createImplementationPlan: { slug, name: `Plan ${slug}`, status: 'DRAFT', author: 'A working group', ...more },
})

describe('a draft of a plan', () => {
  it('has the cells of each country in the matrix', async () => {
    const data = (await api.data(`{ matrix(by: COUNTRY) { rows(first: 100) { nodes {
      subject { ... on Place { code } } cells { actionPoint { number } actionCount isGap } } } } }`)) as {
      matrix: { rows: { nodes: { subject: { code: string }; cells: Point[] }[] } }
    }
    const countries = data.matrix.rows.nodes
    expect(countries.length).toBeGreaterThan(50)
    for (const { subject, cells } of countries.filter((_, index) => index % 8 === 0)) {
      const draft = await draftOf(`place: "${subject.code.toLowerCase()}"`)
      expect(draft, subject.code).toMatchObject(cells)
    }
  })

  it('has the cells of an initiative in the matrix, with the actions behind them', async () => {
    const slug = 'mexico-plan-of-action'
    const { initiative } = (await api.data(`{ initiative(slug: "${slug}") { matrixCells { ${cells} } } }`)) as {
      initiative: { matrixCells: Point[] }
    }
    expect(await draftOf(`initiative: "${slug}"`)).toEqual(initiative.matrixCells)
  })

  it('says what it is for, and is empty for what is not there', async () => {
    const data = await api.data(`{
      both: planDraft(place: "SO", initiative: "gefm") { forPlace { code } forInitiative { slug } actionPoint { number } }
      neither: planDraft { isGap }
      unknown: planDraft(place: "QQ", initiative: "nothing-of-the-sort") { isGap }
    }`)
    const ten = Array.from({ length: 10 }, (_, index) => ({ number: index + 1 }))
    expect(data).toEqual({
      both: [
        ...ten.map((actionPoint) => ({ forPlace: { code: 'SO' }, forInitiative: null, actionPoint })),
        ...ten.map((actionPoint) => ({ forPlace: null, forInitiative: { slug: 'gefm' }, actionPoint })),
      ],
      neither: [],
      unknown: [],
    })
  })
})

describe('a plan', () => {
  it('is begun from the cells of a country, and its gaps close as items are added and open as they are dropped', async () => {
    const draft = await draftOf('place: "SO"')
    const gaps = draft.filter(({ isGap }) => isGap).map(({ actionPoint }) => actionPoint.number)
    expect(gaps.length).toBeGreaterThan(0)
    const [first, ...others] = itemsOf(
      'somalia',
      draft.filter(({ isGap }) => isGap),
    )
    const measured = itemsOf(
      'somalia',
      draft.filter(({ isGap }) => !isGap),
    )
    await made(api, key, [planFor('somalia', { place: 'SO', items: [...others, ...measured] })])

    const query = `{ implementationPlan(slug: "Somalia") {
      version place { code } items { totalCount nodes { ordinal existingActions { totalCount } actors { role actor { slug } } } }
      gaps { actionPoint { number } isGap isMet }
      progress { actionPoint { number slug } itemCount byStatus { planned dropped } actionCount isGap isMet
        items { totalCount } actions(first: 100) { totalCount nodes { id } } }
    } }`
    const before = (await api.data(query)) as { implementationPlan: { progress: Point[]; gaps: Point[] } }
    expect(before.implementationPlan).toMatchObject({
      place: { code: 'SO' },
      items: { totalCount: 9 },
      gaps: [{ actionPoint: { number: gaps[0] }, isGap: true, isMet: false }],
    })
    for (const [index, point] of before.implementationPlan.progress.entries()) {
      const items = point.actionPoint.number === gaps[0] ? 0 : 1
      expect(point).toMatchObject({
        ...draft[index],
        itemCount: items,
        items: { totalCount: items },
        isMet: items === 1,
      })
    }

    await made(api, key, [{ createPlanItem: { plan: 'somalia', ...first } }])
    expect(await api.data(query)).toMatchObject({ implementationPlan: { gaps: [], items: { totalCount: 10 } } })
    await made(api, key, [{ updatePlanItem: { key: first?.key, set: { status: 'DROPPED' } } }])
    const { implementationPlan } = (await api.data(query)) as typeof before
    expect(implementationPlan.gaps).toEqual([{ actionPoint: { number: gaps[0] }, isGap: true, isMet: false }])
    expect(implementationPlan.progress.find(({ actionPoint }) => actionPoint.number === gaps[0])).toMatchObject({
      itemCount: 1,
      byStatus: { planned: 0, dropped: 1 },
      isMet: false,
    })
  })

  it('does not hide what is met from the progress of plans below its gaps', async () => {
    const data = (await api.data(
      `{ implementationPlan(slug: "somalia") { gaps { plan { progress { isGap } } } } }`,
    )) as {
      implementationPlan: { gaps: { plan: { progress: unknown[] } }[] }
    }
    expect(data.implementationPlan.gaps[0]?.plan.progress).toHaveLength(10)
  })

  it('is begun from the cells of an initiative, proposed by one key and published by another', async () => {
    const draft = await draftOf('initiative: "gefm"')
    const proposing = await keyWith(api, 'propose')
    const proposal = await submit(
      api,
      proposing,
      [planFor('gefm-plan', { initiative: 'gefm', items: itemsOf('gefm-plan', draft) })],
      { publish: false },
    )
    expect(proposal).toMatchObject({ __typename: 'Changeset', status: 'PROPOSED', revision: null })
    expect(await api.data('{ implementationPlan(slug: "gefm-plan") { name } }')).toEqual({ implementationPlan: null })
    const published = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        query: `mutation { publishChangeset(number: ${proposal.number}) { __typename } }`,
      }),
    })
    expect(await published.json()).toMatchObject({ data: { publishChangeset: { __typename: 'Changeset' } } })
    expect(
      await api.data('{ initiative(slug: "gefm") { implementationPlans { nodes { slug gaps { isGap } } } } }'),
    ).toEqual({
      initiative: { implementationPlans: { nodes: [{ slug: 'gefm-plan', gaps: [] }] } },
    })
  })

  it('is found from its place, its actors, its actions and its points, and by a search', async () => {
    const data = await api.data(`{
      country: place(code: "SO") { implementationPlans { nodes { slug } } }
      region: place(code: "014") { implementationPlans { nodes { slug } } }
      elsewhere: place(code: "MX") { implementationPlans { totalCount } }
      actor(slug: "iom") { planItems(where: { plan: { slug: { eq: "somalia" } } }) { totalCount } }
      actionPoint(number: 1) { planItems { nodes { plan { slug } } } }
      items: planItems(where: { actors: { some: { role: { eq: FUNDING }, actor: { slug: { eq: "iom" } } } }, plan: { slug: { eq: "somalia" } } }) { totalCount }
      none: planItems(where: { actors: { some: { role: { eq: RESPONSIBLE }, actor: { slug: { eq: "iom" } } } } }) { totalCount }
      counted: planItems(where: { plan: { slug: { eq: "somalia" } } }) { facets(fields: [STATUS, ROLE]) { field buckets { value count } } }
      search(query: "agree on a first measure", types: [PLAN_ITEM]) { nodes { type subject { ... on PlanItem { plan { slug } } } } }
      plans: search(query: "plan somalia", types: [IMPLEMENTATION_PLAN]) { nodes { subject { ... on ImplementationPlan { slug } } } }
      linked: actions(where: { planItems: { some: { plan: { slug: { eq: "somalia" } } } } }) { totalCount }
      catalogue { implementationPlanCount }
    }`)
    expect(data).toMatchObject({
      country: { implementationPlans: { nodes: [{ slug: 'somalia' }] } },
      region: { implementationPlans: { nodes: [{ slug: 'somalia' }] } },
      elsewhere: { implementationPlans: { totalCount: 0 } },
      actor: { planItems: { totalCount: 10 } },
      actionPoint: { planItems: { nodes: [{ plan: { slug: 'somalia' } }, { plan: { slug: 'gefm-plan' } }] } },
      items: { totalCount: 10 },
      none: { totalCount: 0 },
      counted: {
        facets: [
          {
            field: 'STATUS',
            buckets: [
              { value: 'PLANNED', count: 9 },
              { value: 'DROPPED', count: 1 },
            ],
          },
          {
            field: 'ROLE',
            buckets: [
              { value: 'FUNDING', count: 10 },
              { value: 'RESPONSIBLE', count: 10 },
            ],
          },
        ],
      },
      plans: { nodes: [{ subject: { slug: 'somalia' } }] },
      catalogue: { implementationPlanCount: 2 },
    })
    expect(data).toMatchObject({
      search: { nodes: expect.arrayContaining([{ type: 'PLAN_ITEM', subject: { plan: { slug: 'somalia' } } }]) },
    })
    expect(data).not.toMatchObject({ linked: { totalCount: 0 } })
  })

  it('has its changes, and is read as it was', async () => {
    const changed = await made(api, key, [
      {
        updateImplementationPlan: {
          slug: 'somalia',
          set: { status: 'ADOPTED', slug: 'somalia-adopted', summary: 'Agreed.' },
        },
      },
    ])
    const revision = Number(changed.revision)
    const was = `query Past @asOf(revision: ${revision - 1}) { implementationPlan(slug: "somalia") { status progress { itemCount } } }`
    expect(await api.data(was)).toMatchObject({ implementationPlan: { status: 'DRAFT' } })
    const first = `query Past @asOf(revision: 1) { implementationPlans { totalCount } planDraft(place: "SO") { isGap } }`
    expect(await api.data(first)).toMatchObject({ implementationPlans: { totalCount: 0 }, planDraft: { length: 10 } })
    // The slug that was given up leads on.
    expect(
      await api.data(
        '{ implementationPlan(slug: "somalia") { slug status version history { nodes { operation revision { number } } } } }',
      ),
    ).toMatchObject({
      implementationPlan: {
        slug: 'somalia-adopted',
        status: 'ADOPTED',
        version: revision,
        history: { nodes: [{ operation: 'UPDATE', revision: { number: revision } }, { operation: 'CREATE' }] },
      },
    })
  })

  it('takes its items with it when it goes, and leaves the actions', async () => {
    await made(api, key, [planFor('short', { place: 'MR', items: itemsOf('short', await draftOf('place: "MR"')) })])
    const { actions: before } = (await api.data('{ actions { totalCount } }')) as { actions: unknown }
    await made(api, key, [{ deleteImplementationPlan: { slug: 'short', reason: 'Only a test.' } }])
    expect(
      await api.data(
        '{ implementationPlan(slug: "short") { name } planItems(where: { plan: { slug: { eq: "short" } } }) { totalCount } actions { totalCount } }',
      ),
    ).toEqual({ implementationPlan: null, planItems: { totalCount: 0 }, actions: before })
  })

  it.each([
    ['for nothing', {}],
    ['for a place and an initiative', { place: 'SO', initiative: 'gefm' }],
    ['for a place that is not there', { place: 'QQ' }],
    ['that ends before it begins', { place: 'SO', period: { text: '2012 2010', edtf: '2012/2010' } }],
    [
      'with an item under no point',
      { place: 'SO', items: [{ actionPoint: 'eleven', activity: 'Go on', status: 'DONE' }] },
    ],
  ])('is refused %s', async (_, more) => {
    const result = await submit(api, key, [planFor('refused', more)])
    expect(result.__typename).toBe('ChangesetRefused')
    expect(result.problems?.length).toBeGreaterThan(0)
  })

  it('is refused by the database itself if it is for nothing, or an actor has a role twice', async () => {
    const plan = { slug: 'by-hand', name: 'By hand', status: 'DRAFT', author: 'Somebody' } as const
    await expect(
      inChangeset(api.db, (db) => db.insertInto('implementation_plans').values(plan).execute()),
    ).rejects.toThrow('implementation_plans_subject')
    await expect(
      inChangeset(api.db, (db) =>
        db
          .insertInto('plan_item_actors')
          .columns(['plan_item_id', 'actor_id', 'role'])
          .expression((eb) => eb.selectFrom('plan_item_actors').select(['plan_item_id', 'actor_id', 'role']).limit(1))
          .execute(),
      ),
    ).rejects.toThrow('plan_item_actors_plan_item_id_actor_id_role_key')
  })
})

describe('the functions of the SDK', () => {
  it('read plans, their items and drafts', async () => {
    const client = createClient({ endpoint: `${api.url}/graphql` })
    const plan = await client.implementationPlan({ slug: 'gefm-plan' })
    expect(plan).toMatchObject({ initiative: { slug: 'gefm' }, items: { totalCount: 10 }, gaps: [] })
    expect(await client.implementationPlan({ slug: 'nobody' })).toBeNull()
    expect((await client.implementationPlans({ where: { status: { eq: 'DRAFT' } } })).nodes).toMatchObject([
      { slug: 'gefm-plan' },
    ])
    expect((await client.planItems({ where: { status: { eq: 'DROPPED' } } })).totalCount).toBe(1)
    expect(await client.planDraft({ place: 'SO' })).toHaveLength(10)
  })
})

describe('the files of a dataset', () => {
  const plans = [
    {
      slug: 'plan-of-files',
      name: 'A plan of files',
      status: 'ADOPTED',
      place: 'SO',
      author: 'A working group',
      authorActor: 'unhcr',
      document: '10-point-plan-in-action-chapter-1',
      summary: 'Only for a test.',
      period: { text: '2012 2014', edtf: '2012/2014' },
      items: [
        {
          key: 'a1',
          point: 8,
          activity: 'Meet',
          objective: 'Agree',
          existingMeasures: 'Talks',
          existingActions: ['mexico-plan-of-action/a1', 'mexico-plan-of-action/a2'],
          gap: 'No agreement',
          actors: [{ actor: 'unhcr', role: 'RESPONSIBLE' }],
          period: { text: '2013', edtf: '2013' },
          status: 'DELAYED',
          priority: 'HIGH',
          indicator: 'Minutes',
          resources: 'A room',
          remarks: 'None',
        },
        { key: 'a2', point: 8, activity: 'Meet again', status: 'PLANNED' },
      ],
    },
    { slug: 'plan-of-gefm', name: 'Another', status: 'DRAFT', initiative: 'gefm', author: 'Somebody' },
  ]

  it('hold plans, which come out as they went in', async () => {
    await using copy = await copyOfCatalogue()
    await using connection = await catalogueDatabase()
    await copy.write('implementation-plans.json', JSON.stringify(plans))
    await copy.put('dataset.json', 'version', '2099.1')
    await loadCatalogue(connection.db, copy.folder)
    const [slug = ''] = await datasetSlugs(connection.db)
    for await (const { path, text } of datasetFiles(connection.db, slug))
      if (path === 'implementation-plans.json') expect(JSON.parse(text)).toEqual(plans)
    expect.assertions(1)
  })

  it('are refused where a plan names what is not there', async () => {
    await using copy = await copyOfCatalogue()
    await copy.write('implementation-plans.json', JSON.stringify(plans))
    await copy.put('implementation-plans.json', '0.items.0.existingActions.1', 'mexico-plan-of-action/zz')
    await copy.put('implementation-plans.json', '0.items.0.actors.0.actor', 'nobody')
    await copy.put('implementation-plans.json', '0.items.1.key', 'a1')
    await copy.put('implementation-plans.json', '0.period.edtf', '2014/2012')
    await copy.put('implementation-plans.json', '1.initiative', 'nothing')
    const at = (path: string, reason: string) => ({ file: 'implementation-plans.json', path, reason })
    await expect(readDataset(copy.folder)).rejects.toMatchObject({
      problems: [
        at('$[0].period.edtf', '"2014/2012" ends before it begins'),
        at('$[0].items[1]', 'item key a1 is already at [0]'),
        at('$[0].items[0].actors[0].actor', 'there is no actor nobody'),
        at('$[0].items[0].existingActions[1]', 'there is no action mexico-plan-of-action/zz'),
        at('$[1].initiative', 'there is no initiative nothing'),
      ],
    })
    await copy.put('implementation-plans.json', '1.place', 'SO')
    await expect(readDataset(copy.folder)).rejects.toThrow("must not be there where the entry has 'place'")
  })
})
