// Citations and stored queries.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../server/keys/keys.ts'
import { change } from './support/change.ts'
import { type Api, databaseOf, openApi } from './support/server.ts'

const chapter =
  'Refugee Protection and Mixed Migration: The 10-Point Plan in Action, Chapter 1: Cooperation among key partners'

let api: Api
let key: string
beforeAll(async () => {
  api = await openApi()
  key = await createKey(api.db, { name: 'researcher', scopes: ['read'] })
})
afterAll(() => api[Symbol.asyncDispose]())

const read = async (path: string) => {
  const response = await fetch(api.url + path)
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text(), response }
}
const cite = async (path: string) => (await read(path)).text

describe('a citation', () => {
  it('of an initiative is a part of the document, with its pages and the revision, as CSL JSON', async () => {
    const { text, type, response } = await read('/cite/initiative/berne-initiative.json')
    expect(type).toBe('application/vnd.citationstyles.csl+json; charset=utf-8')
    expect(response.headers.get('tenpoint-revision')).toBe('1')
    expect(JSON.parse(text)).toEqual([
      {
        id: 'tenpoint-initiative-berne-initiative-r1',
        type: 'chapter',
        title: 'Berne Initiative',
        'container-title': chapter,
        author: [{ literal: 'UNHCR' }],
        publisher: 'UNHCR',
        issued: { 'date-parts': [[2011, 2]] },
        page: expect.stringMatching(/^\d+(-\d+)?$/),
        language: 'en',
        version: 'revision 1',
        URL: `${api.url}/cite/initiative/berne-initiative?revision=1`,
        note: expect.stringMatching(/^Summarised in the Tenpoint catalogue, revision 1, from the table of contents$/),
      },
    ])
  })

  it('is there as BibTeX, RIS and a sentence', async () => {
    const bibtex = await cite('/cite/initiative/berne-initiative.bib')
    expect(bibtex).toMatch(/^@incollection\{tenpoint-initiative-berne-initiative-r1,\n/)
    expect(bibtex).toContain('  title = {{Berne Initiative}},\n  author = {{UNHCR}},\n')
    expect(bibtex).toMatch(
      / {2}year = \{2011\},\n {2}month = \{2\},\n {2}pages = \{\d+(--\d+)?\},\n {2}edition = \{revision 1\},/,
    )
    const ris = (await cite('/cite/initiative/berne-initiative.ris')).split('\r\n')
    expect(ris).toEqual(
      expect.arrayContaining(['TY  - CHAP', 'TI  - Berne Initiative', `T2  - ${chapter}`, 'PY  - 2011', 'ER  - ']),
    )
    expect(await cite('/cite/initiative/berne-initiative.txt')).toMatch(
      /^UNHCR\. \(2011, February\)\. Berne Initiative\. In Refugee Protection and .* \(pp?\. [\d–]+\)\. Summarised in the Tenpoint catalogue, revision 1, .*\. http:\/\/127/,
    )
  })

  it('of a document is the document, whatever signs its title has', async () => {
    await change(api.db, (db) =>
      db
        .updateTable('documents')
        .set({ title: 'Law & {Order} 100 % #1_\\ – قانون\n@book{x, Núñez' })
        .where('slug', '=', '1951-convention')
        .execute(),
    )
    const bibtex = await cite('/cite/document/1951-convention.bib')
    expect(bibtex).toContain(
      '  title = {{Law \\& \\{Order\\} 100 \\% \\#1\\_\\textbackslash{} – قانون @book\\{x, Núñez}},\n',
    )
    // Braces that are no signs of the text open and close in pairs.
    const structure = bibtex.replace(/\\[{}]/g, '')
    expect(structure.split('{')).toHaveLength(structure.split('}').length)
    const ris = (await cite('/cite/document/1951-convention.ris')).trimEnd().split('\r\n')
    expect(ris.every((line) => /^[A-Z][A-Z\d] {2}- /.test(`${line} `))).toBe(true)
    expect(JSON.parse(await cite('/cite/document/1951-convention.json'))).toMatchObject([
      { type: 'legislation', issued: { 'date-parts': [[1951]] }, version: 'revision 2' },
    ])
  })

  it('is as of a revision where one is named', async () => {
    expect(await cite('/cite/document/1951-convention.txt?revision=1')).toContain(
      '1951 Convention relating to the Status of Refugees. Listed in the Tenpoint catalogue, revision 1.',
    )
    expect((await read('/cite/document/1951-convention.txt?revision=99')).status).toBe(400)
  })

  it('finds actions and the like by their id', async () => {
    const { actions } = Object(await api.data('{ actions(first: 1) { nodes { id summary citation { pageStart } } } }'))
    const [{ id, summary, citation }] = actions.nodes
    const [item] = JSON.parse(await cite(`/cite/action/${id}.json`))
    expect(item).toMatchObject({ type: 'chapter', page: expect.stringContaining(String(citation.pageStart)) })
    expect(item.title).toContain(summary)
    const again = new URL(item.URL)
    expect(JSON.parse(await cite(again.pathname + again.search))).toEqual([item])
  })

  it('has an address that leads people to the page of the same revision, and gives programs the same as JSON', async () => {
    const { actions, outcomes, guidance } = Object(
      await api.data(`{ actions(first: 1) { nodes { id } } outcomes(first: 1) { nodes { id initiative { slug } } }
        guidance(first: 1) { nodes { id actionPoint { number } } } }`),
    )
    const [[action], [outcome], [advice]] = [actions.nodes, outcomes.nodes, guidance.nodes]
    const pages: Readonly<Record<string, string>> = {
      'initiative/berne-initiative': '/initiative/berne-initiative',
      'actor/iom': '/actor/iom',
      'document/1951-convention': '/document/1951-convention',
      'place/YE': '/country/YE',
      [`action/${action.id}`]: `/action/${encodeURIComponent(action.id)}`,
      [`outcome/${outcome.id}`]: `/initiative/${outcome.initiative.slug}`,
      [`guidance/${advice.id}`]: `/point/${advice.actionPoint.number}`,
    }
    for (const [subject, page] of Object.entries(pages)) {
      const [item] = JSON.parse(await cite(`/cite/${subject}.json?revision=1`))
      const address = new URL(item.URL)
      expect(address.pathname).not.toContain('.')
      const forPeople = await fetch(address, { headers: { accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' })
      expect([forPeople.status, forPeople.headers.get('location')]).toEqual([303, `${page}?revision=1`])
      const forPrograms = await fetch(address)
      expect(forPrograms.headers.get('content-type')).toContain('application/vnd.citationstyles.csl+json')
      expect(await forPrograms.json()).toEqual([item])
      expect([forPeople.headers.get('vary'), forPrograms.headers.get('vary')]).toEqual(
        Array(2).fill('Accept, Accept-Encoding'),
      )
      // And there is something to read.
      expect((await fetch(address, { headers: { accept: 'text/html' } })).status).toBe(200)
    }
  })

  it('of a place cites the catalogue, since the facts there cite their own pages', async () => {
    expect(JSON.parse(await cite('/cite/place/YE.json'))).toMatchObject([
      { type: 'webpage', title: 'Yemen', 'container-title': expect.stringContaining('Tenpoint catalogue, revision') },
    ])
  })

  it('of a participation says who takes part in what and as what, on which page, as of which revision', async () => {
    const where = '{ initiative: { slug: { eq: "somalia-mixed-migration-task-force" } }, role: { eq: CO_CHAIR } }'
    const { participations } = Object(
      await api.data(
        `{ participations(first: 1, where: ${where}) { nodes { id actor { name } citation { pageStart } } } }`,
      ),
    )
    const [{ id, actor, citation }] = participations.nodes
    const { text } = await read(`/cite/participation/${id}.txt?revision=1`)
    expect(text).toContain(`Mixed Migration Task Force Somalia: ${actor.name}, co-chair. In ${chapter} (p`)
    expect(text).toContain(`${citation.pageStart}`)
    expect(text).toMatch(/revision 1, from [a-z ]+\. http:\/\/.*\/cite\/participation\/[^.\s]+\?revision=1\n$/)
    const [, again = ''] = /(\/cite\/\S+)$/.exec(text.trim()) ?? []
    expect(JSON.parse(await cite(again))).toMatchObject([{ title: expect.stringMatching(/, co-chair$/) }])
  })

  it('of what is only planned or sought says so', async () => {
    const { participations } = Object(
      await api.data('{ participations(first: 1, where: { certainty: { eq: SOUGHT } }) { nodes { id } } }'),
    )
    expect(await cite(`/cite/participation/${participations.nodes[0].id}.txt`)).toContain('(sought')
  })

  it.each([
    ['objective', 'objectives { id said: text }', (said: string) => said],
    ['phase', 'phases { id said: name }', (said: string) => said],
    ['reference', 'references(first: 1) { nodes { id said: label } }', (said: string | null) => said ?? ''],
    ['initiative-place', 'places { id to: place { said: name } }', (said: string) => said],
    [
      'initiative-population',
      'populations { id said: population }',
      (said: string) => `concerns ${said.toLowerCase()}`,
    ],
    ['initiative-relation', 'relations { id to { said: name } }', (said: string) => said],
  ] as const)('there is of each %s, with what it says', async (type, selection, says) => {
    const { initiative } = Object(
      await api.data(`{ initiative(slug: "mauritania-reinforcement-of-national-capacities") { ${selection} } }`),
    )
    const [list] = Object.values<unknown>(initiative)
    const [fact] = Object(list).nodes ?? list
    const [item] = JSON.parse(await cite(`/cite/${type}/${fact.id}.json`))
    expect(item).toMatchObject({ type: 'chapter', page: expect.stringMatching(/^\d/) })
    expect(item.title).toMatch(/^.+: ./)
    expect(item.title).toContain(says((fact.to ?? fact).said))
    // Its address leads people to the page of the initiative.
    const page = await fetch(item.URL, { headers: { accept: 'text/html' }, redirect: 'manual' })
    expect(page.headers.get('location')).toMatch(/^\/initiative\/mauritania-reinforcement-of-national-capacities\?/)
  })

  it('of a membership names the group and the member', async () => {
    await change(api.db, (db) =>
      db
        .insertInto('actor_memberships')
        .columns(['group_id', 'member_id', 'citation_id', 'basis'])
        .expression((select) =>
          select
            .selectFrom(['actors as g', 'actors as m'])
            .select(['g.id', 'm.id', 'm.citation_id', sql<'STATED'>`'STATED'`.as('basis')])
            .where('g.slug', '=', 'aprrn-members')
            .where('m.slug', '=', 'iom'),
        )
        .execute(),
    )
    const { actor } = Object(
      await api.data('{ actor(slug: "aprrn-members") { name memberships { id member { name } } } }'),
    )
    const [{ id, member }] = actor.memberships
    expect(await cite(`/cite/actor-membership/${id}.txt`)).toContain(`${actor.name}: ${member.name}, member. In`)
  })

  it.each([
    '/cite/initiative/nothing-of-the-kind',
    '/cite/initiative/nothing-of-the-kind.json',
    '/cite/initiative/berne-initiative.docx',
    '/cite/api-key/researcher.json',
    '/cite/initiative/%00.json',
    '/cite/initiative/%ff.json',
    '/cite/constructor/x.json',
  ])('is none at %s', async (path) => {
    expect((await read(path)).status).toBe(404)
  })
})

const query = `query Regional($level: Level!) { initiatives(where: { level: { eq: $level } }, first: 3) { totalCount
  nodes { slug name actions(first: 2) { nodes { summary } } } pageInfo { endCursor } } }`

const store = async (body: object, token: string | undefined = key) => {
  const response = await fetch(`${api.url}/q`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: Object(await response.json()) }
}

describe('a stored query', () => {
  it('keeps its answer through later changes, with revision, checksum and pages', async () => {
    const { status, headers, body } = await store({ query, variables: { level: 'REGIONAL' } })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(body.url)
    const { revision, checksum, pages } = body
    expect(pages).toEqual([
      { document: '10-point-plan-in-action-chapter-1', title: chapter, pages: expect.stringMatching(/^\d+/) },
    ])
    const before = Object(await (await fetch(body.url)).json())
    const [first] = before.data.initiatives.nodes
    expect(before).toMatchObject({
      now: { checksum: checksum.value, holds: true },
      data: { initiatives: { totalCount: expect.any(Number) } },
    })

    await change(api.db, (db) =>
      db.updateTable('initiatives').set({ name: 'Another name' }).where('slug', '=', first.slug).execute(),
    )
    const after = await fetch(body.url)
    expect(after.headers.get('tenpoint-revision')).toBe(String(revision))
    expect(await after.json()).toEqual(before)
    // The checksum is what anyone can count from the answer.
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toSorted(([a], [b]) => (a < b ? -1 : 1))
                .map(([name, inner]) => [name, sorted(inner)]),
            )
          : value
    expect(
      createHash('sha256')
        .update(JSON.stringify(sorted(before.data)))
        .digest('hex'),
    ).toBe(checksum.value)
  })

  it('is the same one where the same is stored again, and another one after a change', async () => {
    const one = await store({ query: '{ catalogue { initiativeCount } }' })
    const again = await store({ query: '{ catalogue { initiativeCount } }' })
    expect([one.status, again.status, again.body.id]).toEqual([201, 200, one.body.id])
    await change(api.db, (db) => db.updateTable('actors').set({ acronym: 'X' }).where('slug', '=', 'iom').execute())
    const later = await store({ query: '{ catalogue { initiativeCount } }' })
    expect(later.status).toBe(201)
    expect(later.body.id).not.toBe(one.body.id)
    const past = await store({ query: 'query @asOf(revision: 1) { actor(slug: "iom") { acronym } }' })
    expect(past.body).toMatchObject({ revision: 1 })
    expect(await (await fetch(past.body.url)).json()).toMatchObject({ data: { actor: { acronym: 'IOM' } } })
  })

  it('says where its answer is no more what it was', async () => {
    const { body } = await store({ query: '{ actor(slug: "unhcr") { name } }' })
    await sql`update stored_queries set checksum = repeat('0', 64) where id = ${body.id}`.execute(api.db)
    expect(await (await fetch(body.url)).json()).toMatchObject({ now: { holds: false }, data: { actor: {} } })
    await sql`update stored_queries set document = '{ actor(slug: "unhcr") { formerField } }' where id = ${body.id}`.execute(
      api.db,
    )
    expect(await (await fetch(body.url)).json()).toMatchObject({
      now: { holds: false, problems: [expect.stringContaining('formerField')] },
      data: null,
    })
  })

  it('can be cited', async () => {
    const { body } = await store({ query, variables: { level: 'NATIONAL' }, operationName: 'Regional' })
    const [item] = Object(await (await fetch(`${body.url}.json`)).json())
    expect(item).toMatchObject({ type: 'dataset', URL: body.url, version: `revision ${body.revision}` })
    expect(item.note).toContain(body.checksum.value)
    expect(item.note).toContain(`${chapter}, pp. `)
    expect((await (await fetch(`${body.url}.txt`)).text()).trim()).toBe(body.cite)
    expect(await (await fetch(`${body.url}.bib`)).text()).toMatch(/^@misc\{tenpoint-query-/)
  })

  it.each([
    ['a mutation', { query: 'mutation { withdrawChangeset(number: 1) { __typename } }' }, 'BAD_USER_INPUT'],
    ['a subscription', { query: 'subscription { revisions { number } }' }, 'BAD_USER_INPUT'],
    ['a question about the schema', { query: '{ __schema { queryType { name } } }' }, 'BAD_USER_INPUT'],
    ['what is not valid', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no query', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['what fails', { query: '{ actors(first: 101) { totalCount } }' }, 'BAD_PAGE_SIZE'],
    ['a missing variable', { query }, 'BAD_USER_INPUT'],
    ['what is too long', { query: `{ catalogue { initiativeCount } } #${'x'.repeat(20_000)}` }, 'BAD_USER_INPUT'],
    ['what nests too deeply', { query: `${'{ a '.repeat(100)}${'}'.repeat(100)}` }, 'QUERY_TOO_COMPLEX'],
    [
      'what costs too much',
      {
        query: `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: initiatives(first: 100) { nodes { actors(first: 100) { nodes { actions(first: 100) { nodes { id } } } } } }`).join(' ')} }`,
      },
      'QUERY_TOO_COMPLEX',
    ],
    ['an unknown revision', { query: 'query @asOf(revision: 999) { catalogue { name } }' }, 'REVISION_UNKNOWN'],
    ['no object', [], 'BAD_REQUEST'],
  ])('cannot be %s', async (_what, body, code) => {
    const token = await createKey(api.db, { name: `for ${_what}`, scopes: ['read'] })
    const refused = await store(body, token)
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({ errors: [{ extensions: { code } }] })
  })

  it('takes a key, and not too many a minute', async () => {
    expect((await store({ query: '{ catalogue { name } }' }, '')).status).toBe(401)
    const token = await createKey(api.db, { name: 'eager', scopes: ['read'] })
    const statuses: number[] = []
    for (let index = 0; index < 31; index += 1) statuses.push((await store({ query: '{' }, token)).status)
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 400))
    expect(statuses[30]).toBe(429)
  })

  it('is only a known document where the server takes no others', async () => {
    await using trusting = await openApi({ trustedDocuments: true, database: databaseOf(api) })
    const token = await createKey(trusting.db, { name: 'known', scopes: ['read'] })
    const response = await fetch(`${trusting.url}/q`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ catalogue { name } }' }),
    })
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('PERSISTED_QUERY_REQUIRED')])
  })

  it('is none under any other address', async () => {
    for (const path of ['/q/0123456789abcdef01234567', '/q/x', '/q/0123456789abcdef01234567.exe'])
      expect((await read(path)).status).toBe(404)
    expect((await read('/q')).status).toBe(405)
  })
})
