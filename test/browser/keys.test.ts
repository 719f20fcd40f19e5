// What a key shows of the page: only what it may do, with a word where something is missing, and what becomes of a key that is
// taken back.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChangeInput, createClient } from '../../sdk/src/index.ts'
import { revokeKey } from '../../server/keys/keys.ts'
import { form, pen, somalia } from '../support/curation-page.ts'
import {
  axeFindings,
  keyFor,
  openPage,
  type PageOptions,
  settled,
  startBrowser,
  type Watched,
} from '../support/explorer-page.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
beforeAll(async () => {
  api = await openApi()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

const visit = (path: string, options: PageOptions = {}): Promise<Watched> =>
  openPage(browser, api.url, path, 'main', { viewport: { width: 1280, height: 900 }, ...options })

describe('what a key may do', () => {
  it('is all that shows: one that may only propose decides on nothing that others propose, and is told why', async () => {
    const { number } = await proposed()
    await using visited = await visit(`/review/${number}`, { key: await keyFor(api, 'propose') })
    const { page } = visited
    await page.getByText('Somebody whose key may publish decides on this').waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('button', { name: /^(Publish|Reject|Withdraw)$/ }).count()).toBe(0)
    await expect.poll(() => page.getByLabel('Comment').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  it('is all that shows: one that may publish publishes and rejects, and withdraws only its own', async () => {
    const { number } = await proposed()
    await using visited = await visit(`/review/${number}`, { key: await keyFor(api, 'publish') })
    const buttons = visited.page.getByRole('button', { name: /^(Publish|Reject|Withdraw)$/ })
    await buttons.first().waitFor()
    await expect.poll(() => buttons.allTextContents()).toEqual(['Publish', 'Reject'])
  })

  it('is nothing in the page where it may only read: no pen, and the review says why', async () => {
    await using visited = await visit('/review', { key: await keyFor(api, 'read') })
    const { page } = visited
    await page.getByRole('heading', { name: /^Your key “read \d+” may only read$/ }).waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('link', { name: 'Import a file' }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await visited.to(somalia)
    await page.getByRole('heading', { name: 'Who takes part' }).waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('button', { name: /^(Correct|Add|Take away)/ }).count()).toBe(0)
  })

  /** What somebody proposes. */
  async function proposed(): Promise<{ readonly number: number | null }> {
    const client = createClient({ endpoint: `${api.url}/graphql`, apiKey: await keyFor(api, 'propose') })
    const changes: ChangeInput[] = [{ updateActor: { slug: 'iom', set: { description: `It is ${Math.random()}.` } } }]
    const made = await client.submit({ reason: 'To see who may decide.', changes })
    if (made.__typename !== 'Changeset') throw new Error(JSON.stringify(made))
    return made
  }
})

describe('a key that is taken back', () => {
  it('says so where one writes, keeps what was written, and lets one go on with another', async () => {
    const scopes = ['propose'] as const
    const key = await keyFor(api, ...scopes)
    await using visited = await visit('/initiative/berne-initiative', { key, expected: [401] })
    const { page } = visited
    await pen(page, 'Name').click()
    const written = form(page, 'Correct this initiative')
    await written.getByLabel('Name', { exact: true }).fill('Initiative of Berne')
    await written.getByLabel('Why', { exact: true }).fill('As printed.')
    const { name } = await api.db
      .selectFrom('api_keys')
      .select('name')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    await revokeKey(api.db, name)
    await written.getByRole('button', { name: 'Propose' }).click()
    await written.getByText('The server no longer takes your key').waitFor()
    await expect.poll(() => written.getByLabel('Name', { exact: true }).inputValue()).toBe('Initiative of Berne')
    await written.getByLabel('Another key').fill(await keyFor(api, ...scopes))
    await written.getByRole('button', { name: 'Use this key' }).click()
    await form(page, 'Correct this initiative').getByRole('button', { name: 'Propose' }).click()
    await page.getByRole('link', { name: /^Changeset \d+$/ }).waitFor()
  })

  it('does not keep the catalogue from being read', async () => {
    const key = `tp_${'x'.repeat(43)}`
    await using visited = await visit('/', { key, expected: [401] })
    const { page } = visited
    await page.getByRole('heading', { name: 'The server no longer takes your key' }).waitFor()
    await page.getByRole('button', { name: 'Forget the key' }).click()
    await page.getByRole('grid').waitFor()
  })
})
