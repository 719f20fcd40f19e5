// What a record's page says beside its facts, in a real browser: all that became of it, and how to cite each fact.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../sdk/src/index.ts'
import { axeFindings, keyFor, openPage, type PageOptions, startBrowser } from '../support/explorer-page.ts'
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

const visit = (path: string, options: PageOptions = {}) =>
  openPage(browser, api.url, path, 'h1', { viewport: { width: 1280, height: 900 }, ...options })

describe('a history', () => {
  const descriptions = Array.from({ length: 45 }, (_, index) => `Description number ${index + 1}.`)

  beforeAll(async () => {
    const client = createClient({ endpoint: `${api.url}/graphql`, apiKey: await keyFor(api, 'publish') })
    for (const description of descriptions) {
      const made = await client.submit({
        reason: 'To have a long history.',
        publish: true,
        changes: [{ updateActor: { slug: 'iom', set: { description } } }],
      })
      expect(made.__typename).toBe('Changeset')
    }
  })

  it('goes on, page after page, to the day a record was made, and never twice over the same', async () => {
    await using visited = await visit('/actor/iom')
    const { page } = visited
    const history = page.locator('.side', { has: page.getByRole('heading', { name: 'History' }) })
    const items = history.locator('li')
    await history.getByText('and 26 more').waitFor()
    expect(await items.count()).toBe(20)
    const older = history.getByRole('button', { name: 'Older' })
    await older.click()
    await history.getByText('and 6 more').waitFor()
    // The focus is on the first of what has come.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Description number 25.')
    await older.press('Enter')
    await history.getByText('Created.').waitFor()
    expect(await items.count()).toBe(46)
    expect(await older.count()).toBe(0)
    const said = await history.locator('ins').allTextContents()
    expect(new Set(said)).toEqual(new Set(descriptions))
    expect(await axeFindings(page)).toEqual([])
  })

  it('goes on within the catalogue of then', async () => {
    await using visited = await visit('/actor/iom?revision=30')
    const history = visited.page.locator('.side', { has: visited.page.getByRole('heading', { name: 'History' }) })
    await history.getByRole('button', { name: 'Older' }).click()
    await history.getByText('Created.').waitFor()
    expect(await history.locator('li').count()).toBe(30)
    expect(await history.getByText('Description number 30.').count()).toBe(0)
  })

  it('goes on in the form of a correction', async () => {
    await using visited = await visit('/actor/iom', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await page.getByRole('button', { name: 'Correct Name', exact: true }).click()
    const form = page.getByRole('form', { name: 'Correct this actor' })
    await form.getByText('Its history: 46 changes').click()
    expect(await form.locator('details li').count()).toBe(10)
    await form.getByRole('button', { name: 'Older' }).click()
    await form.getByText('and 26 more').waitFor()
    expect(await form.locator('details li').count()).toBe(20)
  })
})
