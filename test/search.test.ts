// Search, batches, and what is too much to ask.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isCommon } from '../server/search/wording.ts'
import { inChangeset } from './support/changeset.ts'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

interface Hit {
  readonly type: string
  readonly title: string
  readonly snippet: string
  readonly relevance: number
  readonly subject: { readonly __typename: string; readonly slug?: string }
}

const search = async (query: string, more = ''): Promise<{ totalCount: number; nodes: Hit[] }> => {
  const data = await api.data(
    `query ($query: String!) { search(query: $query${more}) { totalCount nodes {
      type title snippet relevance subject { __typename ... on Initiative { slug } ... on Actor { slug } } } } }`,
    { query },
  )
  return (data as { search: { totalCount: number; nodes: Hit[] } }).search
}

describe('search', () => {
  it('puts an acronym that is the text itself first, in capitals or not', async () => {
    for (const text of ['UNHCR', 'unhcr', 'IOM', 'RCM', 'FIIAPP']) {
      const { nodes } = await search(text)
      expect(nodes[0]?.subject.slug).toBeOneOf([text.toLowerCase(), 'regional-conference-on-migration'])
    }
  })

  it.each([
    ['Soderkoping', 'soderkoping-process'],
    ['Söderköping', 'soderkoping-process'],
    ['Maurtania', 'mauritania-reinforcement-of-national-capacities'],
    ['Puebla', 'regional-conference-on-migration'],
    ['budapst', 'budapest-process'],
  ])('finds %s as %s: without accents, misspelt, by another name', async (text, slug) => {
    const { nodes } = await search(text, ', types: [INITIATIVE, ACTOR], first: 100')
    expect(nodes.map(({ subject }) => subject.slug)).toContain(slug)
  })

  it('finds words by their stems', async () => {
    const [a, b] = [await search('trainings for officials'), await search('training official')]
    expect(a.totalCount).toBeGreaterThan(0)
    expect(a.nodes.map(({ title }) => title).toSorted()).toEqual(b.nodes.map(({ title }) => title).toSorted())
  })

  it('shows the passage that matches, with the words between asterisks, also where the text is misspelt', async () => {
    expect((await search('Soderkoping')).nodes[0]?.snippet).toContain('**Söderköping**')
    expect((await search('Maurtania')).nodes[0]?.snippet).toContain('**Mauritania**')
  })

  it('keeps to what is excluded and to phrases where words are misspelt, too', async () => {
    const slugs = async (text: string) => {
      const { nodes } = await search(text, ', types: [INITIATIVE, ACTOR], first: 100')
      return nodes.map(({ subject }) => subject.slug ?? '')
    }
    const misspelt = await slugs('maurtania')
    expect(misspelt).toContain('mauritania-reinforcement-of-national-capacities')
    expect(misspelt).toContain('inter-ministerial-committee-on-migration-mauritania')
    const without = await slugs('maurtania -capacities')
    expect(without).toContain('inter-ministerial-committee-on-migration-mauritania')
    expect(without).not.toContain('mauritania-reinforcement-of-national-capacities')
    expect(without.every((slug) => misspelt.includes(slug))).toBe(true)
    expect(await slugs('maurtania -"national capacities"')).not.toContain(
      'mauritania-reinforcement-of-national-capacities',
    )
    expect(await slugs('maurtania “national capacities”')).toEqual(['mauritania-reinforcement-of-national-capacities'])
    expect(await slugs('maurtania "capacities national"')).toEqual([])
    const either = await slugs('maurtania "capacities national" or budapst')
    expect(either).toContain('budapest-process')
    expect(either).not.toContain('mauritania-reinforcement-of-national-capacities')
    expect(await slugs('"capacities national"')).toEqual([])
  })

  it('says that words that stand in nearly every text find nothing', async () => {
    for (const text of ['the', 'The OF and', '"to be or not to be"', '-the', 'the, of'])
      for (const query of [
        'query ($text: String!) { asked: search(query: $text) { totalCount } }',
        'query ($text: String!) { asked: actors(search: $text) { totalCount } }',
      ]) {
        api.statements.length = 0
        const { status, body } = await api.ask(query, { text })
        expect({ status, error: body.errors?.[0] }).toMatchObject({
          status: 400,
          error: {
            path: ['asked'],
            message: expect.stringContaining('Add another word'),
            extensions: { code: 'SEARCH_TOO_COMMON' },
          },
        })
        expect(api.statements).toEqual([])
      }
    expect((await search('the refugees')).totalCount).toBe((await search('refugees')).totalCount)
  })

  it('takes for too common exactly the words that the database leaves out', async () => {
    const { rows } = await sql<{ word: string; found: boolean }>`
      select distinct word, to_tsvector('tenpoint', word) <> '' as found
      from search_entries, regexp_split_to_table(folded collate "C", '[^a-z]+') word where word <> ''`.execute(api.db)
    const common = rows.filter(({ found }) => !found).map(({ word }) => word)
    expect(common.length).toBeGreaterThan(50)
    expect(rows.filter(({ word, found }) => isCommon(word) === found)).toEqual([])
  })

  it('is ordered by relevance, and its pages joined are the whole', async () => {
    const whole = (await search('refugee protection', ', first: 100')).nodes
    const relevances = whole.map(({ relevance }) => relevance)
    expect(relevances).toEqual(relevances.toSorted((a, b) => b - a))
    const joined: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const data = await api.data(
        'query ($after: String) { search(query: "refugee protection", first: 7, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const page = (
        data as { search: { nodes: { title: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
      ).search
      joined.push(...page.nodes.map(({ title }) => title))
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    expect(joined.slice(0, 100)).toEqual(whole.map(({ title }) => title))
  })

  it('looks only where it is asked to', async () => {
    for (const type of ['INITIATIVE', 'ACTOR', 'ACTION', 'OUTCOME', 'GUIDANCE', 'REFERENCE']) {
      const { totalCount, nodes } = await search('refugees', `, types: [${type}]`)
      expect(new Set(nodes.map((hit) => hit.type))).toEqual(new Set(totalCount === 0 ? [] : [type]))
      for (const { subject } of nodes) expect(subject.__typename.toUpperCase()).toBe(type)
    }
    expect((await search('partners', ', types: [GUIDANCE]')).totalCount).toBeGreaterThan(0)
  })

  it('takes signs for what they are', async () => {
    for (const text of ['%', '_', "'", '"', '\\', '(', '&|!', '-', '<script>', '🙂'])
      expect((await search(text)).totalCount).toBeLessThan(100)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(201), 'over 200'],
  ])('refuses %j before it asks the database', async (query, reason) => {
    api.statements.length = 0
    const { status, body } = await api.ask('query ($query: String!) { again: search(query: $query) { totalCount } }', {
      query,
    })
    expect(status).toBe(400)
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringContaining(reason),
      path: ['again'],
      extensions: { code: 'BAD_USER_INPUT' },
    })
    const list = await api.ask('query ($query: String) { initiatives(search: $query) { totalCount } }', { query })
    expect(list.body.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(api.statements).toEqual([])
  })

  it('narrows the main lists together with their filters, best first unless ordered otherwise', async () => {
    const data = await api.data(`{
      initiatives(search: "regional conference", where: { coverage: { eq: FULL } }) { totalCount nodes { slug coverage } }
      ordered: initiatives(search: "regional conference", orderBy: [{ field: NAME }], first: 100) { nodes { name } }
      actors(search: "red cross") { nodes { slug } }
      actions(search: "training", where: { initiative: { slug: { eq: "somalia-mixed-migration-task-force" } } }) { nodes { initiative { slug } } }
      initiative(slug: "mexico-plan-of-action") { actions(search: "resettlement") { totalCount nodes { summary } } outcomes(search: "money") { totalCount } }
    }`)
    const { initiatives, ordered, actors, actions, initiative } = data as {
      initiatives: { totalCount: number; nodes: { slug: string; coverage: string }[] }
      ordered: { nodes: { name: string }[] }
      actors: { nodes: { slug: string }[] }
      actions: { nodes: { initiative: { slug: string } }[] }
      initiative: { actions: { totalCount: number }; outcomes: { totalCount: number } }
    }
    expect(initiatives.nodes.length).toBe(initiatives.totalCount)
    expect(initiatives.nodes.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['gulf-of-aden-regional-conference', 'regional-conference-on-migration']),
    )
    expect(new Set(initiatives.nodes.map(({ coverage }) => coverage))).toEqual(new Set(['FULL']))
    const names = ordered.nodes.map(({ name }) => name)
    expect(names).toEqual(names.toSorted(new Intl.Collator('en', { sensitivity: 'base' }).compare))
    expect(actors.nodes.map(({ slug }) => slug).slice(0, 3)).toContain('spanish-red-cross')
    expect(actions.nodes.length).toBeGreaterThan(0)
    expect(initiative).toMatchObject({ actions: { totalCount: 1 }, outcomes: { totalCount: 1 } })
  })

  it.each([
    ['', 'first', 'after', 'endCursor'],
    ['', 'last', 'before', 'startCursor'],
    ['orderBy: [{ field: NAME, direction: DESC }]', 'first', 'after', 'endCursor'],
    ['orderBy: [{ field: START_YEAR }, { field: LEVEL, direction: DESC }]', 'first', 'after', 'endCursor'],
    ['orderBy: [{ field: START_YEAR, direction: DESC }]', 'last', 'before', 'startCursor'],
  ] as const)('pages through a main list the same, counted or not: %s, %s', async (order, size, from, cursor) => {
    const found = 'search: "migration", where: { coverage: { ne: MENTION } }'
    const fields = 'nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
    type Page = { nodes: { slug: string }[]; pageInfo: { startCursor: string; endCursor: string } }
    const { all } = (await api.data(`{ all: initiatives(${found}, ${order}, first: 100) { ${fields} } }`)) as {
      all: Page
    }
    const joined: string[] = []
    for (let at: string | null = null; ; ) {
      const range = `${size}: 4 ${at === null ? '' : `${from}: "${at}"`}`
      const pages = (await api.data(`{
        plain: initiatives(${found}, ${order}, ${range}) { ${fields} }
        counted: initiatives(${found}, ${order}, ${range}) { totalCount ${fields} facets(fields: [LEVEL]) { buckets { count } } }
      }`)) as { plain: Page; counted: Page & { totalCount: number } }
      const { plain, counted } = pages
      expect(counted).toMatchObject(plain)
      expect(counted.totalCount).toBe(all.nodes.length)
      if (plain.nodes.length === 0) break
      const slugs = plain.nodes.map(({ slug }) => slug)
      if (size === 'first') joined.push(...slugs)
      else joined.unshift(...slugs)
      at = plain.pageInfo[cursor]
    }
    expect(joined.length).toBeGreaterThan(8)
    expect(joined).toEqual(all.nodes.map(({ slug }) => slug))
  })

  it('sees what was changed at once, names included', async () => {
    const { catalogueDatabase } = await import('./support/database.ts')
    await using connection = await catalogueDatabase()
    const { db } = connection
    const found = async (text: string) => {
      const { rows } = await import('kysely').then(({ sql }) =>
        sql<{
          n: number
        }>`select count(*)::integer as n from search_entries where words @@ plainto_tsquery('tenpoint', ${text})`.execute(
          db,
        ),
      )
      return rows[0]?.n
    }
    expect(await found('zanzibar')).toBe(0)
    const { id } = await inChangeset(db, (changes) =>
      changes
        .updateTable('actors')
        .set({ description: 'Once met in Zanzibar.' })
        .where('slug', '=', 'unhcr')
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    expect(await found('zanzibar')).toBe(1)
    await inChangeset(db, async (changes) => {
      await changes.insertInto('actor_names').values({ actor_id: id, name: 'Zanzibar Club', kind: 'ALIAS' }).execute()
      await changes.updateTable('actors').set({ description: null }).where('slug', '=', 'unhcr').execute()
    })
    expect(await found('zanzibar')).toBe(1)
    await inChangeset(db, (changes) => changes.deleteFrom('actor_names').where('name', '=', 'Zanzibar Club').execute())
    expect(await found('zanzibar')).toBe(0)
  })
})

describe('a slug or a code', () => {
  it('is the same in small letters and capitals, wherever it is asked for', async () => {
    const data = await api.data(
      `query ($slugs: [String!]!, $where: PlaceWhere) {
        actor(slug: "UNHCR") { acronym } initiative(slug: "Mexico-Plan-of-Action") { slug } place(code: "so") { name }
        document(slug: "10-POINT-plan-in-action-chapter-1") { slug }
        actorsBySlug(slugs: $slugs) { slug } initiativesBySlug(slugs: ["GEFM"]) { slug }
        actorNetwork(around: "IOM") { nodes(first: 1) { nodes { actor { slug } } } }
        eq: places(where: { iso3: { eq: "som" } }) { nodes { code } }
        among: places(where: $where) { nodes { code } }
        actors(where: { slug: { in: ["Unhcr"] }, and: [{ slug: { ne: "IOM" } }] }) { nodes { slug } }
        others: actors(where: { slug: { notIn: ["UNHCR", "iom"] } }) { totalCount }
        all: actors { totalCount } }`,
      { slugs: ['IOM', 'nobody', 'iom'], where: { code: { in: ['x-puntland', 'ＳＯ'] } } },
    )
    expect(data).toMatchObject({
      actor: { acronym: 'UNHCR' },
      initiative: { slug: 'mexico-plan-of-action' },
      place: { name: 'Somalia' },
      document: { slug: '10-point-plan-in-action-chapter-1' },
      actorsBySlug: [{ slug: 'iom' }, null, { slug: 'iom' }],
      initiativesBySlug: [{ slug: 'gefm' }],
      actorNetwork: { nodes: { nodes: [{ actor: { slug: 'iom' } }] } },
      eq: { nodes: [{ code: 'SO' }] },
      among: { nodes: expect.arrayContaining([{ code: 'SO' }, { code: 'X-PUNTLAND' }]) },
      actors: { nodes: [{ slug: 'unhcr' }] },
    })
    const { others, all } = data as { others: { totalCount: number }; all: { totalCount: number } }
    expect(others.totalCount).toBe(all.totalCount - 2)
  })
})

describe('batches', () => {
  it('answer every slug in its place, with null where there is nothing', async () => {
    const data = await api.data(
      'query ($slugs: [String!]!) { initiativesBySlug(slugs: $slugs) { slug } actorsBySlug(slugs: ["iom"]) { acronym } }',
      {
        slugs: ['gefm', 'nobody', 'bali-process', 'gefm'],
      },
    )
    expect(data).toEqual({
      initiativesBySlug: [{ slug: 'gefm' }, null, { slug: 'bali-process' }, { slug: 'gefm' }],
      actorsBySlug: [{ acronym: 'IOM' }],
    })
    const { body } = await api.ask('query ($slugs: [String!]!) { actorsBySlug(slugs: $slugs) { slug } }', {
      slugs: Array(101).fill('iom'),
    })
    expect(body.errors?.[0]).toMatchObject({ path: ['actorsBySlug'], extensions: { code: 'BAD_PAGE_SIZE' } })
  })
})

describe('a query no honest client needs', () => {
  const refused = async (query: string, variables = {}) => {
    api.statements.length = 0
    const { status, body } = await api.ask(query, variables)
    expect(api.statements).toEqual([])
    return { status, ...body.errors?.[0]?.extensions }
  }

  it('is refused with its cost: too many rows, lists, fields, or lists inside each other', async () => {
    const pages =
      'initiatives(first: 100) { nodes { actors(first: 100) { nodes { initiatives(first: 100) { nodes { actors(first: 100) { nodes { slug } } } } } } } }'
    expect(await refused(`{ ${pages} }`)).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      cost: 101_010_100,
      maximum: 2_000_000,
    })
    const many = Array.from({ length: 251 }, (_, n) => `a${n}: initiatives(first: 1) { nodes { slug } }`).join(' ')
    expect(await refused(`{ ${many} }`)).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', maximum: 250 })
    const fields = Array.from({ length: 5001 }, (_, n) => `a${n}: slug`).join(' ')
    expect(await refused(`{ initiatives(first: 1) { nodes { ${fields} } } }`)).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      maximum: 5000,
    })
    const deep = Array.from({ length: 13 }).reduce<string>(
      (inner) => `initiatives(first: 1) { nodes { actors(first: 1) { nodes { slug ${inner} } } } }`,
      '',
    )
    expect(await refused(`{ ${deep} }`)).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX', maximum: 12 })
  })

  it('is refused where it nests without end, in the query or in its variables', async () => {
    const depth = 20_000
    expect(await refused(`{ ${'a{'.repeat(depth)}b${'}'.repeat(depth)} }`)).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
    })
    let where: object = { slug: { eq: 'x' } }
    for (let n = 0; n < 3000; n += 1) where = { not: where }
    expect(
      await refused('query ($where: InitiativeWhere) { initiatives(where: $where) { totalCount } }', { where }),
    ).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX' })
  })
})
