// Tools for assistants, driven by the protocol's own client over both transports.
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../server/keys/keys.ts'
import { change } from './support/change.ts'
import { catalogueSettings } from './support/database.ts'
import { environment } from './support/environment.ts'
import { type Api, databaseOf, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

async function connected(url: string, headers: Record<string, string> = {}): Promise<Client & AsyncDisposable> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }))
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
}

/** What a tool answers: an object, or the reason why not. */
async function call(client: Client, name: string, args: Record<string, unknown>) {
  const { content, isError } = Object(await client.callTool({ name, arguments: args }))
  const [{ text }] = content
  return {
    isError: isError === true,
    text: String(text),
    answer: isError === true ? undefined : Object(JSON.parse(text)),
  }
}

const source = expect.stringMatching(/^10-point-plan-in-action-chapter-1, p\. \d+(-\d+)?, [A-Z_]+/)

describe('the tools', () => {
  it('are few, described in less than 4,000 tokens, and only read', async () => {
    await using client = await connected(api.url)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'find',
      'initiative',
      'actor',
      'partners',
      'matrix',
      'actions',
      'cite',
      'changes',
    ])
    // About four characters make a token.
    expect(JSON.stringify(tools).length / 4).toBeLessThan(4000)
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
    expect(client.getInstructions()).toContain('Cite those pages')
  })

  it('lead from words to an initiative, its actors, and who works with whom, each with its pages and the revision', async () => {
    await using client = await connected(api.url)
    const found = await call(client, 'find', { text: 'Mixed Migration Task Force Yemen', kinds: ['INITIATIVE'] })
    const [hit] = found.answer.search.nodes
    expect(found.answer).toMatchObject({ revision: 1 })
    expect(hit).toMatchObject({ type: 'INITIATIVE', subject: { slug: expect.any(String), source } })
    const { answer } = await call(client, 'initiative', { slug: hit.subject.slug })
    expect(answer).toMatchObject({ revision: 1, initiative: { slug: hit.subject.slug, level: 'NATIONAL', source } })
    for (const action of answer.initiative.actions.nodes) expect(action.source).toEqual(source)
    const iom = await call(client, 'actor', { slug: 'iom' })
    expect(iom.answer.actor).toMatchObject({ acronym: 'IOM', source })
    expect(iom.answer.actor.initiatives.edges[0]).toMatchObject({ roles: expect.any(Array), node: { source } })
    const partners = await call(client, 'partners', { slug: 'iom', first: 3 })
    expect(partners.answer.actor.partners.edges).toHaveLength(3)
    expect(partners.answer.actor.partners.edges[0]).toMatchObject({
      sharedInitiativeCount: expect.any(Number),
      sharedInitiatives: { nodes: expect.arrayContaining([expect.objectContaining({ source })]) },
    })
  })

  it('show the matrix with its gaps and pages, and the actions behind a cell', async () => {
    await using client = await connected(api.url)
    const { answer } = await call(client, 'matrix', { by: 'REGION' })
    expect(answer).toMatchObject({ revision: 1, points: { 1: expect.any(String), 10: expect.any(String) } })
    const rows: readonly {
      label: string
      actions: { point: number; count: number; pages: string }[]
      gaps: number[]
    }[] = answer.rows
    expect(rows).toHaveLength(answer.totalRows)
    for (const { actions, gaps } of rows) {
      expect([...actions.map(({ point }) => point), ...gaps].toSorted((a, b) => a - b)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ])
      for (const { pages } of actions) expect(pages).toMatch(/^\d+/)
    }
    const few = await call(client, 'actions', { point: 1, country: 'ye', first: 2 })
    expect(few.answer.actions.nodes).toHaveLength(2)
    for (const action of few.answer.actions.nodes) {
      expect(action).toMatchObject({ source, actionPoints: { edges: expect.any(Array) } })
      expect(JSON.stringify(action.actionPoints)).toContain('"number":1')
    }
    const next = await call(client, 'actions', {
      point: 1,
      country: 'YE',
      first: 2,
      after: few.answer.actions.pageInfo.endCursor,
    })
    expect(next.answer.actions.nodes[0]?.id).not.toBe(few.answer.actions.nodes[0].id)
  })

  it('cite, tell what changed, and answer as of a revision', async () => {
    await using other = await openApi()
    await change(
      other.db,
      (db) => db.updateTable('actors').set({ name: 'Renamed' }).where('slug', '=', 'iom').execute(),
      'Another name.',
    )
    await using client = await connected(other.url)
    expect((await call(client, 'changes', { since: 1 })).answer).toMatchObject({
      revision: 2,
      revisions: [{ revision: 2, reason: 'Another name.', subjects: [{ type: 'Actor', key: 'iom' }] }],
    })
    expect((await call(client, 'actor', { slug: 'iom' })).answer).toMatchObject({
      revision: 2,
      actor: { name: 'Renamed' },
    })
    const past = await call(client, 'actor', { slug: 'iom', revision: 1 })
    expect(past.answer).toMatchObject({ revision: 1, actor: { name: 'International Organization for Migration' } })
    const { answer } = await call(client, 'cite', { type: 'actor', key: 'iom', revision: 1 })
    expect(answer).toMatchObject({ revision: 1, csl: { page: expect.any(String), version: 'revision 1' } })
    expect(answer.text).toContain('International Organization for Migration. In Refugee Protection')
    expect(answer.csl.URL).toBe(`${other.url}/cite/actor/iom?revision=1`)
  })

  it('answer shortly even for the largest initiative and actor', async () => {
    await using client = await connected(api.url)
    const { initiatives } = Object(await api.data('{ initiatives(first: 100) { nodes { slug } } }'))
    for (const { slug } of initiatives.nodes) {
      const { isError, text } = await call(client, 'initiative', { slug })
      expect([slug, isError]).toEqual([slug, false])
      expect(text.length).toBeLessThan(32_000)
    }
    expect((await call(client, 'actor', { slug: 'unhcr' })).isError).toBe(false)
    expect((await call(client, 'matrix', { by: 'ACTOR', first: 30 })).isError).toBe(false)
  })

  it('say what is wrong, and nothing of the server', async () => {
    await using client = await connected(api.url)
    expect(await call(client, 'initiative', { slug: 'nothing-of-the-kind' })).toMatchObject({ isError: false })
    expect((await call(client, 'cite', { type: 'actor', key: 'nobody' })).answer).toEqual({ found: null })
    for (const [name, args] of [
      ['find', { text: 'the' }],
      ['find', { text: 'x'.repeat(201) }],
      ['find', {}],
      ['matrix', { by: 'COLOUR' }],
      ['initiative', { slug: 'berne-initiative', revision: 99 }],
      ['actions', { after: 'no cursor' }],
      ['nothing', {}],
    ] as const) {
      const { isError, text } = await call(client, name, args)
      expect([name, isError]).toEqual([name, true])
      expect(text).not.toMatch(/select|\.ts\b|node_modules/)
    }
  })
})

describe('/mcp', () => {
  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body,
    })
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })

  it('answers each message by itself, as JSON', async () => {
    const response = await post(api.url, list)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(Object(await response.json()).result.tools).toHaveLength(8)
  })

  it('refuses other methods, batches, large bodies and what is no JSON', async () => {
    for (const method of ['GET', 'DELETE']) {
      const refused = await fetch(`${api.url}/mcp`, { method, headers: { accept: 'text/event-stream' } })
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    }
    expect((await post(api.url, `[${list},${list}]`)).status).toBe(400)
    expect((await post(api.url, '{')).status).toBe(400)
    expect((await post(api.url, `{"x":"${'x'.repeat(100_001)}"}`)).status).toBe(413)
    expect((await post(api.url, list, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post(api.url, list, { accept: 'application/json' })).status).toBe(406)
  })

  it('asks for a key where the API does', async () => {
    await using closed = await openApi({ requireKey: true, database: databaseOf(api) })
    expect((await post(closed.url, list)).status).toBe(401)
    const token = await createKey(closed.db, { name: 'assistant', scopes: ['read'] })
    await using client = await connected(closed.url, { authorization: `Bearer ${token}` })
    expect((await client.listTools()).tools).toHaveLength(8)
  })
})

describe('tenpoint mcp', () => {
  it('answers the same over stdin and stdout', async () => {
    await using database = await catalogueSettings()
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [fileURLToPath(new URL('../server/cli.ts', import.meta.url)), 'mcp', '--address', 'https://example.org/'],
        env: environment(database.settings),
        stderr: 'ignore',
      }),
      { timeout: 110_000 },
    )
    await using http = await connected(api.url)
    expect(await client.listTools()).toEqual(await http.listTools())
    const args = { slug: 'berne-initiative' }
    expect(await call(client, 'initiative', args)).toEqual(await call(http, 'initiative', args))
    const { answer } = await call(client, 'cite', { type: 'initiative', key: 'berne-initiative' })
    expect(answer.csl.URL).toBe('https://example.org/cite/initiative/berne-initiative?revision=1')
    await client.close()
  })
})
