// The page with the keyboard alone: nothing here is clicked, and nothing gets the focus but by keys.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, settled, startBrowser, tabTo } from '../support/explorer-page.ts'
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

const keys = async (page: Page, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await page.keyboard.press(name)
}
const addressOf = (page: Page): string => page.url().slice(api.url.length)

describe('by the keyboard alone', () => {
  it('the map is filtered, sorted, opened, read and left, and filters go again', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    // The first orders the rows, the second is the filter.
    await tabTo(page, 'Level')
    await tabTo(page, 'Level')
    await keys(page, 'Enter')
    // The list has the focus on its first choice.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role=group]')?.ariaLabel))
      .toBe('Level')
    await tabTo(page, /^National/)
    await keys(page, 'Space')
    await expect.poll(() => addressOf(page)).toBe('/?level=NATIONAL')
    // What is drawn anew leaves the focus where the reader has it.
    await page.getByRole('button', { name: /^Level National/ }).waitFor()
    await settled(page)
    expect(await page.evaluate(() => document.activeElement?.closest('label')?.textContent)).toMatch(/^National/)
    await keys(page, 'Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Level')
    await tabTo(page, /^Clear all$/)
    await keys(page, 'Tab')
    while (!(await page.evaluate(() => document.activeElement?.closest('table.map') !== null))) await keys(page, 'Tab')
    await keys(page, 'Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter')
    await expect.poll(() => addressOf(page)).toBe('/?level=NATIONAL&sort=2')
    await keys(page, 'ArrowDown', 'ArrowDown', 'Enter')
    const panel = page.getByRole('complementary', { name: 'Actions in this cell' })
    await panel.locator('li.act').first().waitFor()
    await settled(page)
    const word = (await panel.locator('h2').textContent()) ?? ''
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('tr')?.textContent)).toContain(word)
    // The panel can be read, and followed to the page of its row.
    await tabTo(page, word)
    await keys(page, 'Enter')
    await page.getByRole('heading', { level: 1, name: word }).waitFor()
    // The key for this is the browser's own.
    await page.goBack()
    await panel.waitFor()
    await settled(page)
    await keys(page, 'Escape')
    await expect.poll(() => panel.count()).toBe(0)
    await tabTo(page, /^Level National/)
    await keys(page, 'Enter')
    await expect.poll(() => addressOf(page)).toBe('/?sort=2')
  })

  it('a filter that is closed as soon as it is set gives the focus back to its button', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await tabTo(page, 'Heading')
    await keys(page, 'Enter', 'Tab', 'Space', 'Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Heading')
    // Nothing that was on its way takes it from there.
    await page.getByRole('button', { name: 'Clear all' }).waitFor()
    await settled(page)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Heading')
  })

  it('rows are of actors or countries', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await tabTo(page, 'Countries')
    // The first is the view in the navigation, the second the rows of the map.
    await tabTo(page, 'Countries')
    await keys(page, 'Enter')
    await page.getByRole('heading', { level: 1, name: /countr/i }).waitFor()
    await expect.poll(() => addressOf(page)).toBe('/?rows=countries')
  })

  it('the network is gone through by its list, from actor to actor and on to an initiative', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await tabTo(page, 'Network')
    await keys(page, 'Enter')
    await page.locator('.net svg').waitFor()
    await settled(page)
    await tabTo(page, 'International Organization for Migration')
    await keys(page, 'Enter')
    await page.getByRole('heading', { level: 1, name: 'International Organization for Migration' }).waitFor()
    await expect.poll(() => addressOf(page)).toBe('/network?focus=iom')
    await tabTo(page, '3')
    await keys(page, 'Enter')
    await expect.poll(() => addressOf(page)).toBe('/network?focus=iom&least=3')
    await tabTo(page, 'United Nations High Commissioner for Refugees')
    await keys(page, 'Tab', 'Enter')
    await page.locator('.doc h1, h1').first().waitFor()
    await expect.poll(() => addressOf(page)).toMatch(/^\/initiative\//)
  })

  it('the timeline is read by its table, and a period leads to its initiative', async () => {
    await using opened = await openPage(browser, api.url, '/timeline', '.tl svg')
    const { page } = opened
    await tabTo(page, 'Mixed Migration Task Force Somalia')
    await keys(page, 'Enter')
    await page.getByRole('heading', { level: 1, name: 'Mixed Migration Task Force Somalia' }).waitFor()
  })

  it('files and citations are taken along', async () => {
    await using opened = await openPage(browser, api.url, '/initiative/bali-process', '.doc')
    const { page } = opened
    await tabTo(page, 'Cite this page')
    await keys(page, 'Enter')
    await page.locator('.citation [role=status]').waitFor()
    await tabTo(page, 'RIS')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('href')))
      .toMatch(/^\/cite\/initiative\/bali-process\.ris\?revision=\d+$/)
    await opened.to('/timeline')
    await page.locator('.tl svg').waitFor()
    await settled(page)
    await tabTo(page, 'CSV')
    const [download] = await Promise.all([page.waitForEvent('download'), keys(page, 'Enter')])
    expect(download.suggestedFilename()).toMatch(/^tenpoint-timeline-r\d+\.csv$/)
  })
})
