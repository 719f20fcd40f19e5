// The reconciliation service, as OpenRefine and others use it.
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const read = async (path: string) => Object(await (await fetch(`${api.url}/reconcile${path}`)).json())

const send = async (form: Readonly<Record<string, unknown>>) => {
  const texts = Object.entries(form).map(([name, value]): [string, string] => [name, JSON.stringify(value)])
  const response = await fetch(`${api.url}/reconcile`, { method: 'POST', body: new URLSearchParams(texts) })
  return { status: response.status, body: Object(await response.json()) }
}

/** The candidates of one query. */
const candidates = async (query: object) => {
  const { status, body } = await send({ queries: { q0: query } })
  expect(status).toBe(200)
  expect(validate(answers, body)).toEqual([])
  return body.q0.result
}

// What the specification asks of answers, in our own words.
const text = { type: 'string' }
const named = { type: 'object', required: ['id', 'name'], properties: { id: text, name: text } }
const address = {
  type: 'object',
  required: ['service_url', 'service_path'],
  properties: { service_url: text, service_path: text },
}
const template = { type: 'string', pattern: '\\{\\{id\\}\\}' }
const manifest = {
  type: 'object',
  required: ['versions', 'name', 'identifierSpace', 'schemaSpace'],
  properties: {
    versions: { type: 'array', items: text, contains: { const: '0.2' } },
    identifierSpace: { type: 'string', pattern: '^https?://' },
    schemaSpace: { type: 'string', pattern: '^https?://' },
    defaultTypes: { type: 'array', items: named, uniqueItems: true },
    view: { type: 'object', required: ['url'], properties: { url: template } },
    preview: {
      type: 'object',
      required: ['url', 'width', 'height'],
      properties: { url: template, width: { type: 'integer' }, height: { type: 'integer' } },
    },
    suggest: { type: 'object', properties: { entity: address, type: address, property: address } },
    extend: { type: 'object', properties: { propose_properties: address, property_settings: { type: 'array' } } },
  },
}
const answers = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['result'],
    properties: {
      result: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'name', 'score'],
          properties: {
            ...named.properties,
            description: text,
            score: { type: 'number', minimum: 0, maximum: 100 },
            match: { type: 'boolean' },
            type: { type: 'array', items: named },
            features: {
              type: 'array',
              items: {
                type: 'object',
                required: ['id', 'value'],
                properties: { id: text, value: { type: ['number', 'boolean'] } },
              },
            },
          },
        },
      },
    },
  },
}
const cell = { oneOf: [{ required: ['str'] }, { required: ['int'] }, { required: ['id', 'name'] }], type: 'object' }
const extension = {
  type: 'object',
  required: ['meta', 'rows'],
  properties: {
    meta: { type: 'array', items: named },
    rows: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: { type: 'array', items: cell } },
    },
  },
}
const suggestions = { type: 'object', required: ['result'], properties: { result: { type: 'array', items: named } } }

const ajv = new Ajv({ allErrors: true, strict: false })
/** What is wrong with a value. */
function validate(schema: object, value: unknown): readonly string[] {
  const check = ajv.compile(schema)
  return check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

describe('the service', () => {
  it('says what it is', async () => {
    const said = await read('')
    expect(validate(manifest, said)).toEqual([])
    expect(said.defaultTypes.map(({ id }: { id: string }) => id)).toEqual(['actor', 'initiative', 'place'])
    expect(said.suggest.entity).toEqual({ service_url: `${api.url}/reconcile`, service_path: '/suggest/entity' })
  })

  it('can be used by pages of other origins', async () => {
    const response = await fetch(`${api.url}/reconcile`, { headers: { origin: 'https://example.org' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('a query', () => {
  it('finds a name, an acronym, and another spelling, and is certain of them', async () => {
    for (const query of [
      'International Organization for Migration',
      'iom',
      'INTERNATIONAL ORGANIZATION  for migration!',
    ]) {
      const [best] = await candidates({ query, type: 'actor' })
      expect([query, best]).toMatchObject([
        query,
        { id: 'actor/iom', match: true, type: [{ id: 'actor', name: 'Actor' }] },
      ])
    }
    const [misspelt] = await candidates({ query: 'Internatonal Organisation for Migraton', type: 'actor' })
    expect(misspelt).toMatchObject({ id: 'actor/iom', match: false })
    expect(misspelt.score).toBeLessThan(90)
  })

  it('explains its scores', async () => {
    const [best] = await candidates({ query: 'IOM', type: 'actor' })
    expect(best).toMatchObject({
      score: 95,
      features: [{ id: 'name_likeness' }, { id: 'acronym_or_code', value: true }],
    })
    const [exact] = await candidates({ query: 'Berne Initiative', type: ['initiative'] })
    expect(exact).toMatchObject({
      id: 'initiative/berne-initiative',
      score: 100,
      match: true,
      features: [{ value: 100 }, { value: false }],
    })
  })

  it('finds places by their names and codes', async () => {
    for (const query of ['Yemen', 'YE', 'YEM', '887'])
      expect([query, (await candidates({ query, type: 'place' }))[0]]).toMatchObject([
        query,
        { id: 'place/YE', match: true },
      ])
  })

  it('lets properties tell candidates apart', async () => {
    const level = { pid: 'level', v: 'NATIONAL' }
    const [fitting] = await candidates({ query: 'Mixed Migration Task Force', type: 'initiative', properties: [level] })
    expect(fitting.features).toContainEqual({ id: 'property_level', value: true })
    const [other] = await candidates({
      query: fitting.name,
      type: 'initiative',
      properties: [{ ...level, v: ['GLOBAL'] }],
    })
    expect(other).toMatchObject({ id: fitting.id, score: 80, match: false })
    const [there] = await candidates({
      query: fitting.name,
      type: 'initiative',
      properties: [{ pid: 'places', v: { id: 'place/YE' } }],
    })
    expect(there.features.at(-1)).toMatchObject({ id: 'property_places', value: expect.any(Boolean) })
  })

  it('finds nothing where nothing is like it', async () => {
    for (const query of ['', 'the', '"', 'zzzzqqqq', '---', 'x'.repeat(1000)])
      expect([query, await candidates({ query })]).toEqual([query, []])
    expect(await candidates({ query: 'iom', type: 'colour' })).toEqual([])
  })

  it('is one of a batch, by POST or GET, with its own limit', async () => {
    const queries = { a: { query: 'UNHCR', type: 'actor', limit: 1 }, b: { query: 'Mexico', limit: 2 } }
    const { body } = await send({ queries })
    expect([body.a.result.length, body.b.result.length]).toEqual([1, 2])
    expect(await read(`?queries=${encodeURIComponent(JSON.stringify(queries))}`)).toEqual(body)
  })
})

describe('a batch', () => {
  const batch = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`q${index}`, { query: 'YE', type: 'place' }]))

  it('has fifty queries at most', async () => {
    expect((await send({ queries: batch(50) })).status).toBe(200)
    const { status, body } = await send({ queries: batch(51) })
    expect([status, body.errors[0].message]).toEqual([413, 'A batch has at most 50 queries; this one has 51.'])
  })

  it.each([
    ['text', 'no object'],
    ['a list', []],
    ['a query without form', { q0: 'IOM' }],
    ['a wrong limit', { q0: { query: 'IOM', limit: 0 } }],
    ['wrong properties', { q0: { query: 'IOM', properties: [{ p: 'country' }] } }],
    ['a long query', { q0: { query: 'x'.repeat(1001) } }],
  ])('is refused for %s', async (_what, queries) => {
    const { status, body } = await send({ queries })
    expect(status).toBe(400)
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  it('is refused where it is no form, or too large', async () => {
    const post = (body: string, type: string) =>
      fetch(`${api.url}/reconcile`, { method: 'POST', headers: { 'content-type': type }, body })
    expect((await post('{}', 'application/json')).status).toBe(415)
    const form = 'application/x-www-form-urlencoded'
    expect((await post('queries=%7B', form)).status).toBe(400)
    expect((await post(`queries=${'x'.repeat(200_001)}`, form)).status).toBe(413)
  })
})

describe('an extension', () => {
  it('adds properties to known ids, and nothing to unknown ones', async () => {
    const ids = ['actor/iom', 'initiative/berne-initiative', 'place/YE', 'actor/nobody', 'nothing', 'actor/\0']
    const properties = ['kind', 'acronym', 'iso3', 'level', 'source', 'colour'].map((id) => ({ id }))
    const { body } = await send({ extend: { ids, properties } })
    expect(validate(extension, body)).toEqual([])
    expect(body.meta[2]).toEqual({ id: 'iso3', name: 'ISO 3166-1 alpha-3' })
    expect(body.rows['actor/iom']).toMatchObject({ acronym: [{ str: 'IOM' }], iso3: [], colour: [] })
    expect(body.rows['place/YE']).toMatchObject({ iso3: [{ str: 'YEM' }], source: [] })
    expect(body.rows['initiative/berne-initiative'].source[0].str).toMatch(/, p\. \d+/)
    for (const id of ids.slice(3)) expect(Object.values(body.rows[id]).flat()).toEqual([])
  })

  it('has two hundred ids at most', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => `actor/${index}`)
    expect((await send({ extend: { ids, properties: [] } })).status).toBe(400)
  })

  it('can be chosen by type', async () => {
    const { type, properties } = await read('/properties?type=place')
    expect(type).toBe('place')
    expect(properties.map(({ id }: { id: string }) => id)).toEqual(['kind', 'otherNames', 'iso2', 'iso3', 'm49'])
    expect((await read('/properties?type=place&limit=2')).properties).toHaveLength(2)
  })
})

describe('suggestions', () => {
  it('complete names, types and properties', async () => {
    for (const path of ['/suggest/entity?prefix=Berne', '/suggest/type?prefix=a', '/suggest/property?prefix=iso'])
      expect([path, validate(suggestions, await read(path))]).toEqual([path, []])
    expect((await read('/suggest/entity?prefix=Berne%20Init')).result[0]).toMatchObject({
      id: 'initiative/berne-initiative',
    })
    expect((await read('/suggest/type?prefix=a')).result).toEqual([{ id: 'actor', name: 'Actor' }])
    expect((await read('/suggest/property?prefix=iso')).result).toHaveLength(2)
    expect((await fetch(`${api.url}/reconcile/suggest/entity?prefix=${'x'.repeat(201)}`)).status).toBe(400)
  })
})

describe('a preview', () => {
  it('is a small page that runs nothing', async () => {
    const response = await fetch(`${api.url}/reconcile/preview?id=actor/iom`)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain(
      '<h1 style="font: bold 1rem sans-serif">International Organization for Migration</h1>',
    )
    expect((await fetch(`${api.url}/reconcile/preview?id=actor/nobody`)).status).toBe(404)
    expect((await fetch(`${api.url}/reconcile/nowhere`)).status).toBe(404)
  })
})
