// How exports travel: revisions, entity tags, HEAD, slow and many clients, keys; and what is more than a table.
import { connect, type Socket } from 'node:net'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maximumExports } from '../server/http/export-slots.ts'
import { change } from './support/change.ts'
import { keyWith, made } from './support/changesets.ts'
import { profileErrors } from './support/data-package-profile.ts'
import { dataPackageSchema } from './support/data-package-schema.ts'
import { csvRows, download, flat, jsonLines, xlsxRows } from './support/exports.ts'
import { raw } from './support/raw.ts'
import { type Api, databaseOf, openApi } from './support/server.ts'
import { readXlsx, rowsOf } from './support/xlsx.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api[Symbol.asyncDispose]())

const at = (object: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (Object(value) === value ? Reflect.get(Object(value), name) : undefined),
    object,
  )
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const slugs = (text: string) => jsonLines(text).map((row) => at(row, 'slug'))

describe('an export', () => {
  it('is of one revision: the newest, or the one that is asked for', async () => {
    await using other = await openApi()
    const before = await download(other.url, '/export/initiatives.jsonl')
    expect(before.headers['tenpoint-revision']).toBe('1')
    await change(other.db, async (db) => {
      await db.updateTable('initiatives').set({ name: 'Renamed' }).where('slug', '=', 'berne-initiative').execute()
      await db.deleteFrom('participations').execute()
    })
    const after = await download(other.url, '/export/initiatives.jsonl')
    expect(after.headers['tenpoint-revision']).toBe('2')
    expect(after.headers['content-disposition']).toContain('tenpoint-initiatives-r2.jsonl')
    expect(after.text).toContain('"Renamed"')
    const then = await download(other.url, '/export/initiatives.jsonl?revision=1')
    expect(then.text).toBe(before.text)
    expect(then.headers['tenpoint-revision']).toBe('1')
    expect(jsonLines((await download(other.url, '/export/participations.jsonl')).text)).toEqual([])
    const then2 = await download(other.url, '/export/participations.jsonl?revision=1')
    expect(jsonLines(then2.text).length).toBeGreaterThan(100)
  })

  it('stays of its revision while the catalogue changes', async () => {
    await using other = await openApi({ limits: { unreadMs: 600_000, stillMs: 600_000 } })
    const { hostname, port } = new URL(other.url)
    const many = 400
    await change(other.db, (db) => insertActors(db, many))
    const socket = connect({ host: hostname, port: Number(port) })
    try {
      socket.write('GET /export/actors.jsonl HTTP/1.0\r\nhost: here\r\n\r\n')
      await new Promise((resolve) => socket.once('readable', resolve))
      await change(other.db, async (db) => {
        await db.updateTable('actors').set({ description: 'Later' }).execute()
        await db.deleteFrom('actors').where('slug', 'like', 'many-%').execute()
      })
      let text = ''
      for await (const piece of socket) text += piece
      const rows = text.split('\n').filter((line) => line.startsWith('{'))
      expect(text).toContain('tenpoint-revision: 2')
      expect(rows.filter((row) => row.includes('"slug":"many-'))).toHaveLength(many)
      expect(text).not.toContain('"Later"')
    } finally {
      socket.destroy()
    }
  })

  it('is not sent again to those who have it', async () => {
    const target = '/export/actions.csv?level=NATIONAL'
    const { headers } = await download(api.url, target)
    const etag = String(headers.etag)
    expect(headers['cache-control']).toBe('no-cache')
    api.statements.length = 0
    const again = await raw(api.url, { target, headers: { 'if-none-match': etag } })
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag])
    // One to know the revision.
    expect(api.statements).toHaveLength(1)
    for (const other of [
      '/export/actions.csv',
      '/export/actions.csv?level=GLOBAL',
      '/export/actions.xlsx?level=NATIONAL',
    ])
      expect((await raw(api.url, { target: other, headers: { 'if-none-match': etag } })).status).toBe(200)
    // The same rows under the number of the revision are the same answer.
    const asOf = await raw(api.url, { target: `${target}&revision=1`, headers: { 'if-none-match': etag } })
    expect(asOf.status).toBe(304)
  })

  it('is compressed where that helps, and pages of others may read it', async () => {
    const headers = { 'accept-encoding': 'gzip', origin: 'https://example.org' }
    const csv = await raw(api.url, { target: '/export/actors.csv', headers })
    expect(csv.headers['content-encoding']).toBe('gzip')
    expect(csv.bytes.length).toBeLessThan(csv.text.length / 3)
    expect(csv.text).toBe((await download(api.url, '/export/actors.csv')).text)
    expect(csv.headers['access-control-allow-origin']).toBe('*')
    expect(csv.headers['access-control-expose-headers']).toContain('content-disposition')
    const xlsx = await raw(api.url, { target: '/export/actors.xlsx', headers })
    expect(xlsx.headers['content-encoding']).toBeUndefined()
    expect((await readXlsx(xlsx.bytes)).sheets.size).toBe(2)
  })

  it('has a head without reading it all, and takes no other method', async () => {
    const head = await raw(api.url, { method: 'HEAD', target: '/export/network.csv' })
    const whole = await download(api.url, '/export/network.csv')
    expect([head.status, head.bytes.length]).toEqual([200, 0])
    expect(head.headers.etag).toBe(whole.headers.etag)
    expect(head.headers['content-type']).toBe(whole.headers['content-type'])
    api.statements.length = 0
    await raw(api.url, { method: 'HEAD', target: '/export/network.csv' })
    // The revision, the terms, and the first page.
    expect(api.statements).toHaveLength(3)
    const posted = await raw(api.url, { method: 'POST', target: '/export/network.csv', body: '{}' })
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('needs a key where the API does', async () => {
    await using closed = await openApi({ requireKey: true, database: databaseOf(api) })
    const ask = async (key: string | undefined) =>
      (
        await raw(closed.url, {
          target: '/export/places.csv',
          headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        })
      ).status
    expect(await ask(undefined)).toBe(401)
    expect(await ask(await keyWith(closed, 'propose'))).toBe(403)
    expect(await ask(await keyWith(closed, 'read'))).toBe(200)
  })

  it('waits for the revision that a request wants at least', async () => {
    const headers = { 'tenpoint-min-revision': '99' }
    const { status, text } = await raw(api.url, { target: '/export/places.csv', headers })
    expect([status, at(JSON.parse(text), 'errors', '0', 'extensions', 'code')]).toEqual([503, 'REVISION_NOT_REACHED'])
  })
})

const insertActors = async (db: Parameters<Parameters<typeof change>[1]>[0], many: number): Promise<void> => {
  const { citation_id } = await db.selectFrom('actors').select('citation_id').limit(1).executeTakeFirstOrThrow()
  for (let start = 0; start < many; start += 200) {
    const rows = Array.from({ length: Math.min(200, many - start) }, (_, index) => ({
      slug: `many-${start + index}`,
      name: `Many ${start + index}`,
      kind: 'NGO' as const,
      description: `${start + index} ${'x'.repeat(30_000)}`,
      citation_id,
    }))
    await db.insertInto('actors').values(rows).execute()
  }
}

describe('clients that do not read', () => {
  it('hold back what is read for them, keep no connection to the database, and are not more than the limit', async () => {
    // However slow the machine: else clients that read nothing are cut off after a while.
    await using other = await openApi({ limits: { unreadMs: 600_000, stillMs: 600_000 } })
    const { hostname, port } = new URL(other.url)
    await change(other.db, (db) => insertActors(db, 1000))
    const sockets: Socket[] = []
    const start = async (): Promise<string> => {
      const socket = connect({ host: hostname, port: Number(port) })
      sockets.push(socket)
      socket.write('GET /export/actors.csv HTTP/1.1\r\nhost: here\r\n\r\n')
      await new Promise((resolve) => socket.once('readable', resolve))
      return String(socket.read(64))
    }
    try {
      other.statements.length = 0
      for (let count = 0; count < maximumExports; count += 1) expect(await start()).toContain('200 OK')
      const refused = await raw(other.url, { target: '/export/places.csv' })
      expect(refused.status).toBe(503)
      expect(refused.headers['retry-after']).toBeDefined()
      expect(at(JSON.parse(refused.text), 'errors', '0', 'extensions', 'code')).toBe('TOO_MANY_EXPORTS')
      // The embedded database has one connection, and it is free.
      expect(await other.data('{ actionPoint(number: 1) { number } }')).toEqual({ actionPoint: { number: 1 } })
      // Each export has 12 pages of three million bytes.
      expect(other.statements.length).toBeLessThan(maximumExports * 9)
    } finally {
      for (const socket of sockets) socket.destroy()
    }
    // Who goes away makes room.
    await expect.poll(async () => (await raw(other.url, { target: '/export/places.csv' })).status).toBe(200)
    const { length } = other.statements
    await download(other.url, '/export/places.csv')
    expect(other.statements.length).toBeLessThan(length + 10)
  })
})

describe('an export that cannot be finished', () => {
  it('is broken off, so that nobody takes it for whole, and makes room for the next', async () => {
    await using other = await openApi()
    await change(other.db, async (db) => {
      const longer = 'x'.repeat(32_768)
      await db.updateTable('actors').set({ description: longer }).where('slug', '=', 'unhcr').execute()
    })
    for (let count = 0; count <= maximumExports; count += 1)
      await expect(fetch(`${other.url}/export/actors.xlsx`).then((answer) => answer.arrayBuffer())).rejects.toThrow()
    const { text } = await download(other.url, '/export/actors.csv')
    expect(csvRows(text).find((row) => row['slug'] === 'unhcr')?.['description']).toHaveLength(32_768)
  })
})

describe('the network', () => {
  it('is a blueprint of Kumu as JSON: elements, connections between their ids, and nothing else', async () => {
    const blueprint: unknown = JSON.parse((await download(api.url, '/export/network.json')).text)
    expect(Object.keys(Object(blueprint))).toEqual(['elements', 'connections'])
    const asked = at(await api.data('{ actorNetwork { nodes { totalCount } edges { totalCount } } }'), 'actorNetwork')
    const [elements, connections] = [list(at(blueprint, 'elements')), list(at(blueprint, 'connections'))]
    expect(elements).toHaveLength(Number(at(asked, 'nodes', 'totalCount')))
    expect(connections).toHaveLength(Number(at(asked, 'edges', 'totalCount')))
    const ids = new Set(elements.map((element) => at(element, 'id')))
    expect(ids.size).toBe(elements.length)
    expect(elements.map((element) => at(element, 'label'))).toContain('United Nations High Commissioner for Refugees')
    for (const connection of connections) {
      expect(ids.has(at(connection, 'from')) && ids.has(at(connection, 'to'))).toBe(true)
      expect(at(connection, 'direction')).toBe('undirected')
    }
    const rows = jsonLines((await download(api.url, '/export/network.jsonl')).text)
    expect(connections.map((connection) => at(connection, 'strength'))).toEqual(rows.map((row) => at(row, 'weight')))
  })

  it('is GraphML with the same nodes and edges, around one actor or of all', async () => {
    const { text, headers } = await download(api.url, '/export/network.graphml?around=unhcr')
    expect(headers['content-type']).toContain('application/graphml+xml')
    const nodes = [...text.matchAll(/<node id="([^"]+)">/g)].map(([, id]) => id)
    const edges = [...text.matchAll(/<edge source="([^"]+)" target="([^"]+)">/g)]
    const rows = jsonLines((await download(api.url, '/export/network.jsonl?around=unhcr')).text)
    expect(nodes).toContain('unhcr')
    expect(edges.map(([, source, target]) => [source, target])).toEqual(
      rows.map((row) => [at(row, 'source'), at(row, 'target')]),
    )
    for (const [, source, target] of edges) expect(nodes).toEqual(expect.arrayContaining([source, target]))
    const keys = new Set([...text.matchAll(/<key id="([^"]+)"/g)].map(([, id]) => id))
    for (const [, key] of text.matchAll(/<data key="([^"]+)"/g)) expect(keys).toContain(key)
  })
})

describe('a plan', () => {
  it('is the sheet to fill in: its items under the ten points, and a row for each point without', async () => {
    await using other = await openApi()
    const key = await keyWith(other, 'publish')
    const item = (name: string, point: number, more: object = {}) => ({
      createPlanItem: {
        key: `p/${name}`,
        plan: 'p',
        actionPoint: pointSlugs[point - 1],
        activity: name,
        status: 'PLANNED',
        ...more,
      },
    })
    const points = at(await other.data('{ actionPoints { slug } }'), 'actionPoints')
    const pointSlugs = list(points).map((point) => String(at(point, 'slug')))
    await made(other, key, [
      { createImplementationPlan: { slug: 'p', name: 'The plan', status: 'DRAFT', author: 'A group', place: 'SO' } },
      item('b', 9),
      item('a', 2, { existingMeasures: '=none' }),
      item('c', 2),
      { createPlanItemActor: { item: 'p/a', actor: 'unhcr', role: 'RESPONSIBLE' } },
    ])
    const csv = csvRows((await download(other.url, '/export/plan/p.csv')).text)
    expect(csv.map((row) => [row['actionPointNumber'], row['activity']])).toEqual([
      ['1', undefined],
      ['2', 'a'],
      ['2', 'c'],
      ...['3', '4', '5', '6', '7', '8'].map((number) => [number, undefined]),
      ['9', 'b'],
      ['10', undefined],
    ])
    expect(csv[0]).toEqual({
      plan: 'p',
      planName: 'The plan',
      actionPoint: pointSlugs[0],
      actionPointNumber: '1',
      actionPointTitle: csv[0]?.['actionPointTitle'],
    })
    expect(csv[1]?.['existingMeasures']).toBe('=none')
    const { bytes } = await download(other.url, '/export/plan/p.xlsx')
    expect(await xlsxRows(bytes)).toEqual(csv)
    const { sheets } = await readXlsx(bytes)
    expect([...sheets.keys()]).toEqual(['plan-items', 'plan-item-actors', 'plan-item-existing-actions', 'about'])
    const actors = rowsOf(sheets.get('plan-item-actors') ?? [])
    expect(actors.map((row) => [row['item'], row['actor'], row['role']])).toEqual([['p/a', 'unhcr', 'RESPONSIBLE']])
    // The items have the columns of their table, so the sheet is imported as that.
    const items = csvRows((await download(other.url, '/export/plan-items.csv?plan=p')).text)
    expect(
      csv.filter((row) => row['id'] !== undefined).toSorted((a, b) => Number(a['ordinal']) - Number(b['ordinal'])),
    ).toEqual(items)
  })

  it.each([
    ['/export/plan/none.xlsx', 404, /no such plan/],
    ['/export/plan/none.json', 404, /csv or xlsx/],
    ['/export/plan/none.csv?level=NATIONAL', 400, /takes: revision, hxl, bom/],
  ])('that cannot be had is refused: %s', async (target, status, message) => {
    const answer = await raw(api.url, { target })
    expect(answer.status).toBe(status)
    expect(at(JSON.parse(answer.text), 'errors', '0', 'message')).toMatch(message)
  })
})

describe('the data package', () => {
  it('describes every table so that other programs can load it, with its keys', async () => {
    const { text, headers } = await download(api.url, '/export/datapackage.json')
    expect(headers['tenpoint-revision']).toBe('1')
    const description: unknown = JSON.parse(text)
    const validate = new Ajv({ allErrors: true }).compile(dataPackageSchema)
    validate(description)
    expect(validate.errors).toBeNull()
    expect(profileErrors(description)).toEqual([])

    const resources = new Map(
      list(at(description, 'resources')).map((resource) => [String(at(resource, 'name')), resource]),
    )
    const rows = new Map<string, readonly Readonly<Record<string, string>>[]>()
    for (const [name, resource] of resources) {
      const { pathname, search } = new URL(String(at(resource, 'path')))
      expect(search).toBe('?revision=1')
      const csv = await download(api.url, pathname + search)
      const names = list(at(resource, 'schema', 'fields')).map((field) => String(at(field, 'name')))
      expect(csv.text.slice(0, csv.text.indexOf('\r\n'))).toBe(names.join())
      rows.set(name, csvRows(csv.text))
    }
    expect(rows.size).toBeGreaterThan(30)
    for (const [name, resource] of resources) {
      const own = rows.get(name) ?? []
      const keyOf = (row: Readonly<Record<string, string>>, key: unknown) =>
        JSON.stringify(list(key).map((column) => row[String(column)]))
      const primary = at(resource, 'schema', 'primaryKey')
      expect(new Set(own.map((row) => keyOf(row, primary))).size, name).toBe(own.length)
      for (const foreign of list(at(resource, 'schema', 'foreignKeys'))) {
        const target = String(at(foreign, 'reference', 'resource') ?? name)
        const there = new Set(rows.get(target)?.map((row) => keyOf(row, at(foreign, 'reference', 'fields'))))
        for (const row of own) {
          const [column] = list(at(foreign, 'fields'))
          if (row[String(column)] !== undefined) expect(there.has(keyOf(row, [column])), `${name} ${column}`).toBe(true)
        }
      }
      for (const field of list(at(resource, 'schema', 'fields'))) {
        const [column, required] = [String(at(field, 'name')), at(field, 'constraints', 'required')]
        const allowed = at(field, 'constraints', 'enum')
        for (const row of own) {
          const cell = row[column]
          if (required === true) expect(cell, `${name} ${column}`).toBeDefined()
          if (cell === undefined) continue
          if (allowed !== undefined) expect(allowed).toContain(cell)
          const forms: Readonly<Record<string, RegExp>> = {
            integer: /^-?\d+$/,
            boolean: /^(true|false)$/,
            date: /^\d{4}-\d\d-\d\d$/,
          }
          expect(cell).toMatch(forms[String(at(field, 'type'))] ?? /./)
        }
      }
    }
  })

  it.each([
    ['a field of no known type', '"type":"string"', '"type":"letters"'],
    ['a resource without a name', '"name":"actors",', ''],
    ['a reference that leads nowhere', '"reference":', '"elsewhere":'],
  ])('would not pass the official profile with %s', async (_, from, to) => {
    const text = JSON.stringify(JSON.parse((await download(api.url, '/export/datapackage.json')).text))
    expect(text).toContain(from)
    expect(profileErrors(JSON.parse(text.replace(from, to)))).not.toEqual([])
  })

  it('is of a revision', async () => {
    const answer = await raw(api.url, { target: '/export/datapackage.json?revision=7' })
    expect([answer.status, at(JSON.parse(answer.text), 'errors', '0', 'extensions', 'code')]).toEqual([
      400,
      'REVISION_UNKNOWN',
    ])
  })
})

it('the rows of an export are those of the API, whatever the filter', async () => {
  const where = '{"or":[{"level":{"eq":"GLOBAL"}},{"not":{"participations":{"some":{"role":{"eq":"LEAD"}}}}}]}'
  const asked = at(
    await api.data('query ($where: InitiativeWhere) { initiatives(where: $where, first: 100) { nodes { slug } } }', {
      where: JSON.parse(where),
    }),
    'initiatives',
    'nodes',
  )
  const { text } = await download(api.url, `/export/initiatives.jsonl?where=${encodeURIComponent(where)}`)
  expect(slugs(text)).toEqual(list(asked).map((node) => at(node, 'slug')))
  expect(flat(jsonLines(text)).length).toBeGreaterThan(5)
})
