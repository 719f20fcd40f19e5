// The explorer's server: its page, its files, its headers.
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  stripIgnoredCharacters,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type TypedText } from '../sdk/src/index.ts'
import { forms } from '../server/explorer/app/curate/declared.ts'
import { laidOut } from '../server/explorer/app/data/layout.ts'
import { loadFacts } from '../server/explorer/app/data/load.ts'
import { nearest } from '../server/explorer/app/data/nearest.ts'
import type { Reference } from '../server/explorer/app/data/reference.ts'
import { viewNames } from '../server/explorer/app/views.ts'
import { raw } from './support/raw.ts'
import { type Api, databaseOf, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const get = (target: string, headers = {}) => raw(api.url, { target, headers })

/** The addresses of the files that the page names. */
async function filesOf(): Promise<string[]> {
  const { text } = await get('/')
  return [...text.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)].map(([, path = '']) => path)
}

describe('the page', () => {
  it('is the same HTML under every address of it, and is asked for anew each time', async () => {
    const { status, headers, text } = await get('/')
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
    for (const view of viewNames)
      expect((await get(`/${view}/any-thing?rows=actors`, { accept: 'text/html' })).text).toBe(text)
    const again = await get('/timeline', { 'if-none-match': headers.etag })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  it('has a strict policy, which its HTML keeps: no code or style within, nothing from elsewhere', async () => {
    const { headers, text } = await get('/')
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /)
    expect(policy).toMatch(/frame-ancestors 'none'.*require-trusted-types-for 'script'/)
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:|blob:/)
    expect(text).not.toMatch(/<script(?![^>]* src="\/explorer\/)|<style| style=| on[a-z]+=|https?:/)
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' })
  })

  it('has its icon also where browsers look for one by themselves', async () => {
    const { status, headers, text } = await get('/favicon.ico')
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
    expect(headers['cache-control']).toBe('public, max-age=86400')
    const [, path = ''] = /<link rel="icon" href="([^"]+)"/.exec((await get('/')).text) ?? []
    expect((await get(path)).text).toBe(text)
  })

  it('stays where the playground is off, and then offers no playground', async () => {
    await using closed = await openApi({ playground: false, database: databaseOf(api) })
    const { status, text } = await raw(closed.url, { target: '/' })
    expect([status, text.includes('data-playground')]).toEqual([200, false])
    expect((await get('/')).text).toContain('<html data-playground ')
  })

  it('can be turned off: the root leads to the API, and no other address of it is there', async () => {
    await using closed = await openApi({ explorer: false, database: databaseOf(api) })
    const { status, headers } = await raw(closed.url, { target: '/' })
    expect([status, headers.location]).toEqual([307, '/graphql'])
    expect((await raw(closed.url, { target: '/timeline' })).status).toBe(404)
  })
})

describe('the status of an address', () => {
  const action = async () => {
    const { actions } = (await api.data('{ actions(first: 1) { nodes { id } } }')) as {
      actions: { nodes: { id: string }[] }
    }
    return actions.nodes[0]?.id
  }

  it('is 200 where there is something: a view, a thing by its slug, code, number or id, a type of the schema', async () => {
    for (const path of [
      ...['/network', '/initiative/bali-process', '/initiative/BALI-PROCESS', '/actor/iom', '/point/10'],
      ...['/country/so', '/country/002', '/country/X-PUNTLAND'],
      ...['/document/10-point-plan-in-action-chapter-1', '/reference/Actor', '/reference', '/review/99999'],
      ...[`/action/${await action()}`, '/initiative/bali-process?revision=1'],
    ])
      expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  it.each([
    ...['/initiative/no-such-thing', '/initiative/no-such-thing?revision=1', '/actor/iomm', '/country/XX'],
    ...['/point/11', '/point/one', '/action/nothing', '/document/none', '/plan/none', '/reference/Nothing'],
    ...['/initiative/%00', '/initiative/%E0%A4%A', `/actor/${'a'.repeat(2000)}`],
  ])('is 404 where there is nothing, with the same page, which is asked for anew: %s', async (path) => {
    const page = await get('/')
    const { status, text, headers } = await get(path, { 'if-none-match': page.headers.etag })
    expect([status, text === page.text, headers.etag, headers['cache-control']]).toEqual([
      404,
      true,
      undefined,
      'no-cache',
    ])
    expect(headers['content-security-policy']).toBe(page.headers['content-security-policy'])
  })

  it('is 404 at addresses of nothing at all: a page for people, JSON for programs', async () => {
    const people = await get('/no/such/thing', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect([people.status, people.text]).toEqual([404, (await get('/')).text])
    const programs = await get('/no/such/thing')
    expect([programs.status, programs.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8'])
  })

  it('tells nothing to those who may not read', async () => {
    await using closed = await openApi({ requireKey: true })
    for (const target of ['/initiative/bali-process', '/initiative/no-such-thing'])
      expect((await raw(closed.url, { target })).status).toBe(200)
  })
})

describe('the reference', () => {
  it('has every type of the schema with its fields, arguments and values, each in words', async () => {
    const { status, headers, text } = await get('/explorer/reference.json')
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache'])
    const { types, roots } = JSON.parse(text) as Reference
    const expected = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type))
    expect(types.filter(({ kind }) => kind !== 'directive').map(({ name }) => name)).toEqual(
      expected.map(({ name }) => name).toSorted(),
    )
    expect(roots).toEqual(['Query', 'Mutation', 'Subscription'])
    for (const type of expected) {
      const shown = types.find(({ name }) => name === type.name)
      expect([type.name, shown?.description]).toEqual([type.name, type.description ?? ''])
      if (isEnumType(type))
        expect(shown?.values?.map(({ name, description }) => [name, description])).toEqual(
          type.getValues().map(({ name, description }) => [name, description ?? '']),
        )
      if (isObjectType(type) || isInputObjectType(type) || isInterfaceType(type))
        expect(shown?.fields?.map((field) => [field.name, field.description, field.type])).toEqual(
          Object.values(type.getFields()).map(({ name, description, type: own }) => [
            ...[name, description ?? '', String(own)],
          ]),
        )
    }
    const partners = types.find(({ name }) => name === 'Actor')?.fields?.find(({ name }) => name === 'partners')
    expect(partners?.args?.map(({ name }) => name)).toContain('first')
    const again = await get('/explorer/reference.json', { 'if-none-match': headers.etag })
    expect(again.status).toBe(304)
  })

  it('is not there where the server does not show its schema', async () => {
    await using closed = await openApi({ introspection: false })
    expect((await raw(closed.url, { target: '/explorer/reference.json' })).status).toBe(404)
  })
})

describe('a query as people read it', () => {
  it('has a line for each field, commas between arguments, and means the same', () => {
    const query =
      'query A($a:Int!$b:[ID!]=["x"]){one:initiatives(first:$a where:{and:[{level:{eq:REGIONAL}}{ids:$b}]},orderBy:[{field:NAME}])@include(if:true){nodes{name...on Node{id}}}}fragment F on Actor{slug}'
    expect(laidOut(query)).toBe(`query A($a: Int!, $b: [ID!]=["x"]) {
  one: initiatives(first: $a, where: {and: [{level: {eq: REGIONAL}}, {ids: $b}]}, orderBy: [{field: NAME}]) @include(if: true) {
    nodes {
      name
      ...on Node {
        id
      }
    }
  }
}

fragment F on Actor {
  slug
}

`)
    expect(stripIgnoredCharacters(laidOut(query))).toBe(stripIgnoredCharacters(query))
  })
})

describe('names like one that nothing has', () => {
  it.each([
    ['initiative', 'bali proces', 'bali-process'],
    ['initiative', 'soderkoping', 'soderkoping-process'],
    ['actor', 'international organisation for migration', 'iom'],
    ['country', 'yemn', 'YE'],
  ] as const)('%s %s: %s', async (view, words, expected) => {
    const client = createClient({ endpoint: `${api.url}/graphql` })
    const facts = await loadFacts(client, new AbortController().signal)
    expect(nearest(facts, view, words).map(({ about }) => about)).toContain(expected)
    expect(nearest(facts, view, 'qqqqzzzz')).toEqual([])
  })
})

describe('the files of the page', () => {
  it('have names with their hash, may be kept for ever, and are compressed', async () => {
    const files = await filesOf()
    expect(files.map((path) => path.split('.').at(-1)).toSorted()).toEqual(
      expect.arrayContaining(['css', 'js', 'js', 'svg']),
    )
    for (const path of files) {
      expect(path).toMatch(/^\/explorer\/\w+-[A-Z0-9]{8}\.(js|css|svg)$/)
      const plain = await get(path)
      expect([plain.status, plain.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      for (const coding of ['br', 'gzip']) {
        const packed = await get(path, { 'accept-encoding': coding })
        expect(packed.headers['content-encoding']).toBe(coding)
        expect(packed.text).toBe(plain.text)
        if (plain.bytes.length > 2000) expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2)
      }
    }
  })

  it.each(['/explorer/main-AAAAAAAA.js', '/explorer/', '/explorer/../../package.json', '/explorer/%2e%2e/main.tsx'])(
    'are no others: %s is not there',
    async (target) => {
      const { status, headers } = await get(target)
      expect([status, headers['content-type']]).toEqual([404, 'application/json; charset=utf-8'])
    },
  )

  it('hold no address of another host', async () => {
    for (const path of await filesOf())
      expect((await get(path)).text.replaceAll('http://www.w3.org/', '')).not.toMatch(/\bhttps?:\/\/[a-z0-9]/)
  })
})

describe('the forms of the page', () => {
  it('are there for all that can be changed, with every field that the input has but the key', async () => {
    const inputs = (await api.data(`{ __schema { types { name inputFields { name } } } }`)) as {
      __schema: { types: { name: string; inputFields: { name: string }[] | null }[] }
    }
    const fieldsOf = new Map(
      inputs.__schema.types.map(({ name, inputFields }) => [name, inputFields?.map((field) => field.name) ?? []]),
    )
    const changes = fieldsOf.get('ChangeInput') ?? []
    const types = changes.flatMap((kind) => /^update(\w+)$/.exec(kind)?.[1] ?? [])
    expect(Object.keys(forms)).toEqual(types)
    for (const [type, { fields, parts, edits }] of Object.entries(forms)) {
      expect(edits.map((edit) => `${edit}${type}`).filter((kind) => !changes.includes(kind))).toEqual([])
      const settable = fields.filter((field) => field.settable).map(({ name }) => name)
      expect(settable.toSorted()).toEqual(fieldsOf.get(`Set${type}Input`)?.toSorted())
      const made = [...fields.map(({ name }) => name), ...Object.keys(parts), 'key']
      expect(fieldsOf.get(`Create${type}Input`)?.filter((name) => !made.includes(name)) ?? []).toEqual([])
    }
  })

  it('read what stands now also from a server that answers only documents it knows', async () => {
    await using trusted = await openApi({ trustedDocuments: true })
    const known = createClient({ endpoint: `${trusted.url}/graphql`, registered: true })
    const id = Buffer.from('Actor:nobody').toString('base64url')
    for (const { query } of Object.values(forms))
      expect(await known.query(query as TypedText<unknown, { id: string }>, { id })).toEqual({ node: null })
  })
})
