// Search, facets, batches and the network of actors.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    expect(names).toEqual(names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    expect(actors.nodes.map(({ slug }) => slug).slice(0, 3)).toContain('spanish-red-cross')
    expect(actions.nodes.length).toBeGreaterThan(0)
    expect(initiative).toMatchObject({ actions: { totalCount: 1 }, outcomes: { totalCount: 1 } })
  })

  it('sees what was changed at once, names included', async () => {
    const { catalogueDatabase } = await import('./support/database.ts')
    await using connection = await catalogueDatabase()
    const { db } = connection
    const found = async (text: string) => {
      const { rows } = await import('kysely').then(({ sql }) =>
        sql<{
          n: number
        }>`select count(*)::integer as n from search_entries where words @@ plainto_tsquery('public.tenpoint', ${text})`.execute(
          db,
        ),
      )
      return rows[0]?.n
    }
    expect(await found('zanzibar')).toBe(0)
    const { id } = await db
      .updateTable('actors')
      .set({ description: 'Once met in Zanzibar.' })
      .where('slug', '=', 'unhcr')
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(await found('zanzibar')).toBe(1)
    await db.insertInto('actor_names').values({ actor_id: id, name: 'Zanzibar Club', kind: 'ALIAS' }).execute()
    await db.updateTable('actors').set({ description: null }).where('slug', '=', 'unhcr').execute()
    expect(await found('zanzibar')).toBe(1)
    await db.deleteFrom('actor_names').where('name', '=', 'Zanzibar Club').execute()
    expect(await found('zanzibar')).toBe(0)
  })
})

type Facets = readonly {
  readonly field: string
  readonly buckets: readonly { readonly value: string; readonly label: string; readonly count: number }[]
}[]

describe('facets', () => {
  const fields = {
    initiatives: 'initiatives',
    actors: 'actors',
    actions: 'actions',
  } as const
  const filters: Readonly<Record<string, Readonly<Record<string, (value: string) => object>>>> = {
    initiatives: {
      KIND: (eq) => ({ kind: { eq } }),
      LEVEL: (eq) => ({ level: { eq } }),
      REGION: (eq) => ({ region: { eq } }),
      COVERAGE: (eq) => ({ coverage: { eq } }),
      STATUS: (eq) => ({ status: { eq } }),
      ROLE: (eq) => ({ participations: { some: { role: { eq } } } }),
      ACTION_POINT: (number) => ({ actions: { some: { actionPoints: { some: { number: { eq: Number(number) } } } } } }),
      BASIS: (eq) => ({ actions: { some: { classifications: { some: { basis: { eq } } } } } }),
      YEAR: (year) => ({ startYear: { eq: Number(year) } }),
      COUNTRY: (eq) => ({
        places: {
          some: { place: { or: [{ within: { some: { code: { eq } } } }, { contains: { some: { code: { eq } } } }] } },
        },
      }),
    },
    actors: {
      KIND: (eq) => ({ kind: { eq } }),
      COUNTRY: (eq) => ({ country: { code: { eq } } }),
      ROLE: (eq) => ({ participations: { some: { role: { eq } } } }),
      LEVEL: (eq) => ({ initiatives: { some: { level: { eq } } } }),
      REGION: (eq) => ({ initiatives: { some: { region: { eq } } } }),
      ACTION_POINT: (number) => ({ actions: { some: { actionPoints: { some: { number: { eq: Number(number) } } } } } }),
    },
    actions: {
      KIND: (eq) => ({ kind: { eq } }),
      NATURE: (eq) => ({ nature: { eq } }),
      STATUS: (eq) => ({ status: { eq } }),
      LEVEL: (eq) => ({ initiative: { level: { eq } } }),
      REGION: (eq) => ({ initiative: { region: { eq } } }),
      ROLE: (eq) => ({ credits: { some: { role: { eq } } } }),
      ACTION_POINT: (number) => ({ actionPoints: { some: { number: { eq: Number(number) } } } }),
      BASIS: (eq) => ({ classifications: { some: { basis: { eq } } } }),
      YEAR: (year) => ({ startYear: { eq: Number(year) } }),
    },
  }

  it.each(Object.keys(fields))('of %s count what the filter for the value finds', async (list) => {
    const data = await api.data(`{ ${list} { totalCount facets { field buckets { value label count } } } }`)
    const { facets } = (data as Record<string, { facets: Facets }>)[list] ?? { facets: [] }
    const where = `${list === 'initiatives' ? 'Initiative' : list === 'actors' ? 'Actor' : 'Action'}Where`
    let checked = 0
    for (const { field, buckets } of facets) {
      const filter = filters[list]?.[field]
      expect(buckets.map(({ count }) => count)).toEqual(buckets.map(({ count }) => count).toSorted((a, b) => b - a))
      if (!filter) continue
      for (const { value, count } of buckets.slice(0, 4)) {
        const found = await api.data(`query ($where: ${where}) { ${list}(where: $where) { totalCount } }`, {
          where: filter(value),
        })
        expect([field, value, found]).toEqual([field, value, { [list]: { totalCount: count } }])
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(15)
  })

  it('keep to the filter, the search and the parent of their list, and are part of its one statement', async () => {
    api.statements.length = 0
    const data = await api.data(`{
      initiatives(where: { level: { eq: NATIONAL } }, search: "mixed") { totalCount facets(fields: [LEVEL]) { field buckets { value label count } } }
      actor(slug: "iom") { initiatives(first: 1) { totalCount nodes { slug } facets(fields: [LEVEL]) { buckets { count } } } }
      none: initiatives(where: { slug: { eq: "nobody" } }) { facets(fields: [KIND]) { field buckets { count } } }
    }`)
    expect(api.statements).toHaveLength(1)
    const { initiatives, actor, none } = data as {
      initiatives: { totalCount: number; facets: Facets }
      actor: { initiatives: { totalCount: number; facets: Facets } }
      none: { facets: Facets }
    }
    expect(initiatives.facets).toEqual([
      { field: 'LEVEL', buckets: [{ value: 'NATIONAL', label: 'NATIONAL', count: initiatives.totalCount }] },
    ])
    const counts = actor.initiatives.facets[0]?.buckets.map(({ count }) => count) ?? []
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(actor.initiatives.totalCount)
    expect(none.facets).toEqual([{ field: 'KIND', buckets: [] }])
  })

  it('a type does not have are refused', async () => {
    const { status, body } = await api.ask('{ actors { facets(fields: [NATURE]) { field } } }')
    expect([status, body.errors?.[0]?.extensions?.['code'], body.errors?.[0]?.path]).toEqual([
      400,
      'BAD_USER_INPUT',
      ['actors', 'facets'],
    ])
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

describe('the network of actors', () => {
  interface Network {
    readonly nodes: {
      readonly totalCount: number
      readonly nodes: {
        readonly distance: number
        readonly initiativeCount: number
        readonly actor: { readonly slug: string }
      }[]
    }
    readonly edges: {
      readonly totalCount: number
      readonly nodes: {
        readonly weight: number
        readonly source: { readonly slug: string }
        readonly target: { readonly slug: string }
        readonly initiatives: { readonly totalCount: number }
      }[]
    }
  }
  const network = async (args: string): Promise<Network> => {
    const data = await api.data(`{ actorNetwork${args} {
      nodes(first: 100) { totalCount nodes { distance initiativeCount actor { slug } } }
      edges(first: 100) { totalCount nodes { weight source { slug } target { slug } initiatives { totalCount } } } } }`)
    return (data as { actorNetwork: Network }).actorNetwork
  }

  it('has an edge for each two actors that share initiatives, as heavy as they share', async () => {
    const { nodes, edges } = await network(
      '(where: { slug: { in: ["mexico-plan-of-action", "bali-process", "somalia-mixed-migration-task-force"] } })',
    )
    expect(nodes.totalCount).toBe(nodes.nodes.length)
    for (const { weight, source, target, initiatives } of edges.nodes) {
      expect(initiatives.totalCount).toBe(weight)
      expect(source.slug).not.toBe(target.slug)
    }
    const pairs = edges.nodes.map(({ source, target }) => [source.slug, target.slug].toSorted().join())
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('around one actor agrees with its partners', async () => {
    const data = await api.data(
      '{ actor(slug: "drc") { partners(first: 100) { totalCount edges { sharedInitiativeCount node { slug } } } } }',
    )
    const { partners } = (
      data as {
        actor: { partners: { totalCount: number; edges: { sharedInitiativeCount: number; node: { slug: string } }[] } }
      }
    ).actor
    const { nodes, edges } = await network('(around: "drc")')
    expect(
      nodes.nodes
        .filter(({ distance }) => distance === 1)
        .map(({ actor }) => actor.slug)
        .toSorted(),
    ).toEqual(partners.edges.map(({ node }) => node.slug).toSorted())
    const own = edges.nodes.filter(({ source, target }) => [source.slug, target.slug].includes('drc'))
    expect(own).toHaveLength(partners.totalCount)
    const farther = await network('(around: "drc", depth: 2)')
    expect(farther.nodes.totalCount).toBeGreaterThan(nodes.totalCount)
  })

  it('around null is the whole, as where nothing is said', async () => {
    const query = 'query ($around: String) { actorNetwork(around: $around, depth: null) { nodes { totalCount } } }'
    const whole = await api.data('{ actorNetwork { nodes { totalCount } } }')
    expect(await api.data(query, { around: null })).toEqual(whole)
    expect(await api.data(query)).toEqual(whole)
  })

  it('around nobody is empty, and farther than three steps is refused', async () => {
    expect(await network('(around: "nobody")')).toMatchObject({ nodes: { totalCount: 0 }, edges: { totalCount: 0 } })
    for (const depth of [0, 4]) {
      const { body } = await api.ask(`{ actorNetwork(around: "drc", depth: ${depth}) { nodes { totalCount } } }`)
      expect(body.errors?.[0]).toMatchObject({ path: ['actorNetwork'], extensions: { code: 'BAD_USER_INPUT' } })
    }
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
