// Keys: what each allows, how they are listed and revoked, and a server that answers their holders alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey, holderOf, listKeys, revokeKey } from '../server/keys/keys.ts'
import { askAs, keyWith, onlyField, type Result, submission } from './support/changesets.ts'
import { type Api, databaseOf, openApi } from './support/server.ts'

let api: Api
let proposer: string
beforeAll(async () => {
  api = await openApi()
  proposer = await keyWith(api, 'propose')
})
afterAll(() => api[Symbol.asyncDispose]())

const createActor = {
  slug: 'behind-keys',
  name: 'An actor of nowhere',
  kind: 'OTHER',
  citation: { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'BACKGROUND' },
}

describe('a key', () => {
  it('says by itself whose it is and what it allows; a request without one has no viewer', async () => {
    const ask = async (key: string | undefined) => onlyField(await askAs(api, key, '{ viewer { name scopes } }'))
    expect(await ask(undefined)).toBeNull()
    expect(await ask(proposer)).toEqual({ name: expect.stringMatching(/^propose /), scopes: ['PROPOSE'] })
    expect(await ask(await keyWith(api, 'publish', 'read'))).toMatchObject({ scopes: ['READ', 'PUBLISH'] })
    expect(await ask(await keyWith(api, 'admin'))).toMatchObject({ scopes: ['READ', 'PROPOSE', 'PUBLISH', 'ADMIN'] })
  })

  it('is refused for reads, too, where it does not work, and nothing of it is logged', async () => {
    api.lines.length = 0
    const wrong = `tp_${'y'.repeat(43)}`
    const { status } = await askAs(api, wrong, '{ actionPoints { number } }')
    expect(status).toBe(401)
    expect((await askAs(api, proposer, '{ actionPoints { number } }')).status).toBe(200)
    const logged = JSON.stringify(api.lines)
    expect(logged).not.toContain(wrong)
    expect(logged).not.toContain(proposer)
  })

  it('is listed without its secret, with when it was used last', async () => {
    const token = await createKey(api.db, { name: 'listed', scopes: ['read', 'propose'] })
    expect(token).toMatch(/^tp_[\w-]{43}$/)
    const entry = async () => (await listKeys(api.db)).find(({ name }) => name === 'listed')
    expect(await entry()).toMatchObject({ scopes: ['read', 'propose'], lastUsedAt: null, revokedAt: null })
    expect(await holderOf(api.db, token)).toMatchObject({ name: 'listed' })
    expect((await entry())?.lastUsedAt).toBeInstanceOf(Date)
    await expect(createKey(api.db, { name: 'listed', scopes: ['read'] })).rejects.toThrow('already')
    await revokeKey(api.db, 'listed')
    expect(await holderOf(api.db, token)).toBeUndefined()
    await expect(revokeKey(api.db, 'listed')).rejects.toThrow('no key')
  })
})

describe('a server that requires keys', () => {
  it('answers those that may read', async () => {
    await using closed = await openApi({ requireKey: true, database: databaseOf(api) })
    const query = '{ actionPoints { number } }'
    expect((await askAs(closed, undefined, query)).status).toBe(401)
    expect((await askAs(closed, await keyWith(closed, 'read'), query)).status).toBe(200)
    const { status, body } = await askAs(closed, await keyWith(closed, 'propose'), query)
    expect(status).toBe(403)
    expect(body.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN')
    const change = { input: { reason: 'A test.', changes: [{ createActor }] } }
    const proposed = await askAs(closed, await keyWith(closed, 'propose'), submission, change)
    expect(onlyField<Result>(proposed).__typename).toBe('Changeset')
    for (let tries = 0; tries < 30; tries += 1) await askAs(closed, `tp_${'z'.repeat(43)}`, query)
    expect((await askAs(closed, `tp_${'z'.repeat(43)}`, query)).status).toBe(429)
  })
})
