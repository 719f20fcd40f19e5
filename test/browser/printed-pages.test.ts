// From a fact to its printed page with all that the catalogue takes from there, and back to where one was.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, settings, settled, startBrowser } from '../support/explorer-page.ts'
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

const chapter = '10-point-plan-in-action-chapter-1'
const pagePath = (page: number): string => `/document/${chapter}?page=${page}`

/** How far down the page is. */
const scrolled = (page: Page): Promise<number> => page.evaluate(() => Math.round(scrollY))

describe('a printed page', () => {
  it('is what the page of a fact leads to, with the initiatives, actions, participations and outcomes on it', async () => {
    await using opened = await openPage(browser, api.url, '/initiative/somalia-mixed-migration-task-force', '.fact')
    const { page } = opened
    await page.locator('.fact', { hasText: 'World Food Programme' }).getByRole('link', { name: 'p. 27' }).click()
    await page.getByRole('heading', { level: 1, name: 'Printed page 27' }).waitFor()
    await expect.poll(() => page.url()).toBe(api.url + pagePath(27))
    const onPage = `citation: { pageStart: { lte: 27 }, pageEnd: { gte: 27 } }`
    const lists = (await api.data(`{
      initiatives(where: { ${onPage} }) { nodes { name } } actions(first: 100, where: { ${onPage} }) { nodes { name: summary } }
      outcomes(where: { ${onPage} }) { nodes { name: text } } actors(where: { ${onPage} }) { nodes { name } }
      participations(where: { ${onPage} }) { nodes { actor { name } } } }`)) as Record<
      string,
      { nodes: { name?: string; actor?: { name: string } }[] }
    >
    await settled(page)
    const shown = (await page.locator('.doc').textContent()) ?? ''
    const names = Object.values(lists).flatMap(({ nodes }) =>
      nodes.map(({ name, actor }) => name ?? actor?.name ?? '?'),
    )
    expect(names.length).toBeGreaterThan(30)
    expect(names.filter((name) => !shown.includes(name))).toEqual([])
    const lede = (await page.locator('.lede').textContent()) ?? ''
    expect(lede).toContain(`${await page.locator('.fact').count()} facts`)
    expect(lede).toContain('The 10-Point Plan in Action')
    expect(lede).toContain('no web address of this publication')
  })

  it('leads to every other page of its document, and says of a page that nothing is taken from it', async () => {
    await using opened = await openPage(browser, api.url, pagePath(27), '.pages')
    const { page } = opened
    const pages = page.getByRole('navigation', { name: 'Pages' })
    await expect.poll(() => pages.getByRole('link').count()).toBe(22)
    await expect.poll(() => pages.locator('[aria-current]').textContent()).toBe('27')
    await pages.getByRole('link', { name: '21' }).click()
    await page.getByRole('heading', { name: 'Guidance' }).waitFor()
    await pages.getByRole('link', { name: '18' }).click()
    await page.getByText('The catalogue takes nothing from this page.').waitFor()
  })

  it('has nothing for axe to find, and no words that a phone cannot hold', async () => {
    for (const setting of settings) {
      await using opened = await openPage(browser, api.url, pagePath(27), '.pages', setting)
      expect(await axeFindings(opened.page)).toEqual([])
      await expect
        .poll(() => opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
        .toBeLessThanOrEqual(0)
    }
  })
})

describe('going back', () => {
  it.each([
    ['an initiative', '/initiative/somalia-mixed-migration-task-force', '.fact'],
    ['a list', '/actors', 'table.list'],
    ['the map', '/?named=LOCAL,NATIONAL,REGIONAL,INTERREGIONAL,GLOBAL', 'table.map'],
  ])('leads to where one was on %s', async (_, path, shown) => {
    await using opened = await openPage(browser, api.url, path, shown)
    const { page } = opened
    await page.evaluate(() => scrollTo(0, 900))
    await expect.poll(() => scrolled(page)).toBeGreaterThan(300)
    const before = await scrolled(page)
    // Not a click by the mouse, for which the page would have to be scrolled up first.
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Timeline' }).dispatchEvent('click')
    await page.waitForSelector('.tl svg')
    await expect.poll(() => scrolled(page)).toBe(0)
    await page.goBack()
    await page.waitForSelector(shown)
    await expect.poll(() => scrolled(page)).toBe(before)
    await page.goForward()
    await page.waitForSelector('.tl svg')
    await expect.poll(() => scrolled(page)).toBe(0)
  })

  it('leads there also where one went on as soon as one had scrolled, and only there', async () => {
    await using opened = await openPage(browser, api.url, '/actors', 'table.list')
    const { page } = opened
    // Before the browser has told the page of it.
    await page.evaluate(() => {
      scrollTo(0, 1500)
      document.querySelector<HTMLElement>('.nav a[href="/timeline"]')?.click()
    })
    await page.waitForSelector('.tl svg')
    await page.goBack()
    await page.waitForSelector('table.list')
    await expect.poll(() => scrolled(page)).toBe(1500)
    // Another page of the site was never scrolled.
    await page.goto(`${api.url}/initiatives`)
    await page.waitForSelector('table.list')
    await settled(page)
    expect(await scrolled(page)).toBe(0)
  })

  it('leads there also where the page was left or loaded again, and lets the reader go on at once', async () => {
    await using opened = await openPage(browser, api.url, '/actors', 'table.list')
    const { page } = opened
    await page.evaluate(() => scrollTo(0, 1500))
    await expect.poll(() => scrolled(page)).toBe(1500)
    await page.goto(`${api.url}/schema.graphql`)
    await page.goBack()
    await page.waitForSelector('table.list')
    await expect.poll(() => scrolled(page)).toBe(1500)
    await page.reload()
    await page.waitForSelector('table.list')
    await expect.poll(() => scrolled(page)).toBe(1500)
    await page.keyboard.press('Home')
    await expect.poll(() => scrolled(page)).toBe(0)
  })
})
