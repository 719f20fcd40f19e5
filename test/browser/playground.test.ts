// The playground in a real browser: it opens with the examples, and running one shows its answer.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../support/explorer-page.ts'
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

describe('the playground', () => {
  it('runs its first example and shows who works with IOM, asking no other host for anything', async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
    const elsewhere: string[] = []
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(api.url) && !/^(data|blob):/.test(url)) elsewhere.push(url)
    })
    // Violations of the page's security policy are reported here, and nowhere else.
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(`${api.url}/graphql`)
    const tabs = page
      .getByRole('tab')
      .filter({ hasText: /WhoWorksWithIom|FromInitiativeToPoints|Matrix|InitiativesOf|ProposeAChange/ })
    await expect.poll(() => tabs.count(), { timeout: 20_000 }).toBe(5)
    await tabs.first().click()
    await page.getByRole('button', { name: /execute query/i }).click()
    const result = page.locator('.graphiql-response, .result-window').first()
    await expect.poll(() => result.textContent(), { timeout: 20_000 }).toMatch(/sharedInitiativeCount/)
    const screenshot = process.env['SCREENSHOT']
    if (screenshot) await page.screenshot({ path: screenshot })
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
  })

  it.each(['light', 'dark'] as const)(
    'leads back to the page, and does not cover the editor: %s',
    async (colorScheme) => {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, colorScheme })
      await page.goto(`${api.url}/graphql`)
      const ways = page.getByRole('navigation', { name: 'Tenpoint' })
      await page.locator('.graphiql-query-editor').waitFor()
      const [bar, editor] = [await ways.boundingBox(), await page.locator('.graphiql-container').first().boundingBox()]
      expect(editor?.y).toBe((bar?.y ?? 0) + (bar?.height ?? 0))
      expect((editor?.y ?? 0) + (editor?.height ?? 0)).toBe(900)
      await ways.getByRole('link', { name: 'Getting started with the API' }).click()
      await page.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor()
      await page.goBack()
      await ways.getByRole('link', { name: 'Back to the gap map' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('table.map').waitFor()
      expect(new URL(page.url()).pathname).toBe('/')
      await page.close()
    },
  )

  it('shows the answer below the query on a phone, in its whole width, and reaches every tab', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 780 } })
    await page.goto(`${api.url}/graphql`)
    const tabs = page.locator('.graphiql-tab-button')
    await expect.poll(() => tabs.count()).toBe(5)
    const active = page.locator('.graphiql-tab-active')
    for (const tab of await tabs.all()) {
      await tab.click()
      await expect.poll(() => active.locator('.graphiql-tab-button').textContent()).toBe(await tab.textContent())
    }
    await tabs.first().click()
    const result = page.locator('.graphiql-response')
    // The editor reads the text of a tab a moment after it shows it. Who is quicker is told so, and presses again.
    const execute = async (): Promise<string | null> => {
      await page.getByRole('button', { name: /execute query/i }).click()
      return result.textContent()
    }
    await expect.poll(execute, { interval: 1_000 }).toMatch(/totalCount.*111/)
    const [query, answer] = [await page.locator('.graphiql-query-editor').boundingBox(), await result.boundingBox()]
    expect(answer?.width).toBeGreaterThan(280)
    expect(answer?.y).toBeGreaterThan(query?.y ?? 0)
    await page.close()
  })
})
