// What About says: the same signs as the legend of the map, and how actions are tied to the points, in words for readers.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, settings, startBrowser } from '../support/explorer-page.ts'
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

describe('About', () => {
  it('explains every sign that the legend of the map has, in the same words', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    const legend = await page.locator('.legend > ul > li').allInnerTexts()
    expect(legend.length).toBe(8)
    await opened.to('/about')
    const section = page.locator('.section', { has: page.getByRole('heading', { name: /signs of the gap map/ }) })
    await section.waitFor()
    expect(await section.locator('li').allInnerTexts()).toEqual(legend)
    expect(await section.textContent()).toContain('None of them says that nothing was done.')
  })

  it('says in words how well the readings agree and by whose scale, has the exact figures as a table, and no key', async () => {
    await using opened = await openPage(browser, api.url, '/about', '.figures')
    const { page } = opened
    const method = page.locator('.section', { has: page.getByRole('heading', { name: 'How actions are tied' }) })
    const { catalogue } = (await api.data('{ catalogue { method } }')) as { catalogue: { method: string } }
    await method.getByText(/Landis and Koch .*Biometrics 33, 1977/).waitFor()
    await method
      .getByRole('listitem')
      .filter({ hasText: /^Second and third reading: almost perfect agreement \(kappa 0\.\d\d\)\. The two have/ })
      .waitFor()
    const rows = catalogue.method.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'))
    expect(rows).toHaveLength(6)
    const shown = await method
      .locator('table tr')
      .evaluateAll((lines) => lines.map((line) => [...line.children].map(({ textContent }) => textContent)))
    expect(shown.map((cells) => `| ${cells.join(' | ')} |`)).toEqual(rows)
    const words = (await method.textContent()) ?? ''
    expect(words).not.toMatch(/[a-z]+(-[a-z]+)+\/a\d/)
    expect(words).not.toMatch(/\*\*|^- |\| ---/m)
  })

  it.each(settings)('has nothing for axe to find, and fits the screen: $viewport.width', async (setting) => {
    await using opened = await openPage(browser, api.url, '/about', '.figures', setting)
    expect(await axeFindings(opened.page)).toEqual([])
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })
})
