// The playground in a real browser: it opens with the examples, and running one shows its answer.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, startBrowser } from '../support/explorer-page.ts'
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

// Whether the scripts of the editor's workers have come is not told to the page.
const isNotOurs = { settles: false }

/** The tab that the editor has kept as the open one: by then it has read the query in it, too, and can run it. */
const keptTab = (page: Page): Promise<unknown> =>
  page.evaluate(() => Object(JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}')).activeTabIndex)

describe('the playground', () => {
  it('runs its first example and shows who works with IOM, asking no other host for anything', async () => {
    await using opened = await openPage(browser, api.url, '/graphql', '.graphiql-tab-button', {
      viewport: { width: 1400, height: 900 },
      ...isNotOurs,
    })
    const { page } = opened
    const tabs = page
      .getByRole('tab')
      .filter({ hasText: /WhoWorksWithIom|FromInitiativeToPoints|Matrix|InitiativesOf|ProposeAChange/ })
    await expect.poll(() => tabs.count()).toBe(5)
    await tabs.last().click()
    await expect.poll(() => keptTab(page)).toBe(4)
    await tabs.first().click()
    await expect.poll(() => keptTab(page)).toBe(0)
    await page.getByRole('button', { name: /execute query/i }).click()
    const result = page.locator('.graphiql-response, .result-window').first()
    await expect.poll(() => result.textContent()).toMatch(/sharedInitiativeCount/)
    const screenshot = process.env['SCREENSHOT']
    if (screenshot) await page.screenshot({ path: screenshot })
  })

  it.each(['light', 'dark'] as const)(
    'leads back to the page, and does not cover the editor: %s',
    async (colorScheme) => {
      await using opened = await openPage(browser, api.url, '/graphql', '.graphiql-query-editor', {
        viewport: { width: 1400, height: 900 },
        colorScheme,
        ...isNotOurs,
      })
      const { page } = opened
      const ways = page.getByRole('navigation', { name: 'Tenpoint' })
      // The editor lies between the bar and the end of the window.
      const edges = async () => {
        const [bar, editor] = [
          await ways.boundingBox(),
          await page.locator('.graphiql-container').first().boundingBox(),
        ]
        if (!bar || !editor) return undefined
        return [editor.y - (bar.y + bar.height), editor.y + editor.height]
      }
      await expect.poll(edges).toEqual([0, 900])
      await ways.getByRole('link', { name: 'Getting started with the API' }).click()
      await page.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor()
      await page.goBack()
      await ways.getByRole('link', { name: 'Back to the gap map' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('table.map').waitFor()
      await expect.poll(() => new URL(page.url()).pathname).toBe('/')
    },
  )

  it('shows the answer below the query on a phone, in its whole width, and reaches every tab', async () => {
    await using opened = await openPage(browser, api.url, '/graphql', '.graphiql-tab-button', {
      viewport: { width: 360, height: 780 },
      ...isNotOurs,
    })
    const { page } = opened
    const tabs = page.locator('.graphiql-tab-button')
    await expect.poll(() => tabs.count()).toBe(5)
    const active = page.locator('.graphiql-tab-active')
    for (const tab of await tabs.all()) {
      await tab.click()
      await expect.poll(() => active.locator('.graphiql-tab-button').textContent()).toBe(await tab.textContent())
    }
    await expect.poll(() => keptTab(page)).toBe(4)
    await tabs.first().click()
    const result = page.locator('.graphiql-response')
    await expect.poll(() => keptTab(page)).toBe(0)
    await page.getByRole('button', { name: /execute query/i }).click()
    await expect.poll(() => result.textContent()).toMatch(/totalCount.*111/)
    const [query, answer] = [await page.locator('.graphiql-query-editor').boundingBox(), await result.boundingBox()]
    expect(answer?.width).toBeGreaterThan(280)
    expect(answer?.y).toBeGreaterThan(query?.y ?? 0)
  })
})
