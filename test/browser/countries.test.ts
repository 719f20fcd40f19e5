// A country: what is said of it, how it is counted, and that the page, the list and the map do not contradict each other.
import type { Browser, Page } from 'playwright-core'
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

/** The numbers in the ten cells of a strip. */
const cells = (page: Page, heading: string) =>
  page
    .locator('section', { has: page.getByRole('heading', { name: heading }) })
    .locator('.strip .n')
    .evaluateAll((numbers) => numbers.map((number) => Number(number.textContent?.replaceAll(/[()]/g, ''))))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

describe('the page of a country', () => {
  it('counts actions for it and actions of its initiatives apart, and says how', async () => {
    await using opened = await openPage(browser, api.url, '/country/DZ', '.strip')
    const { page } = opened
    await expect
      .poll(() => page.locator('.lede').textContent())
      .toBe('1 initiative names Algeria or a place in it. 1 more is for a region around it.')
    await expect.poll(async () => sum(await cells(page, 'Actions for Algeria'))).toBe(0)
    const ofInitiatives = await cells(page, 'All actions of these initiatives')
    expect(sum(ofInitiatives)).toBeGreaterThan(0)
    const words = (await page.locator('.doc').textContent()) ?? ''
    expect(words).toContain('0 actions name Algeria')
    expect(words).toContain('Algeria (target)')
    expect(words).toContain('Africa (origin)')
    await page.getByRole('link', { name: 'See them on the map' }).click()
    await page.waitForSelector('tfoot')
    const totals = () =>
      page
        .locator('tfoot button')
        .evaluateAll((buttons) => buttons.map((button) => Number(button.firstChild?.textContent)))
    await expect
      .poll(async () => (await totals()).filter((total) => total > 0))
      .toEqual(ofInitiatives.filter((total) => total > 0))
  })

  it('says on which continent it lies', async () => {
    await using opened = await openPage(browser, api.url, '/country/AU', '.kick')
    await expect.poll(() => opened.page.locator('.kick').textContent()).toMatch(/^Oceania\./)
    await opened.to('/countries')
    await opened.page.waitForSelector('.countries tbody')
    await expect.poll(() => opened.page.locator('.countries tbody').textContent()).not.toContain('Elsewhere')
  })

  it('tells what names it from what reaches it by a region', async () => {
    await using opened = await openPage(browser, api.url, '/country/MR', '.strip')
    const { page } = opened
    const listed = (name: string) =>
      page.locator('section', { has: page.getByRole('heading', { name }) }).locator('.fact a:not(.pg)')
    await expect
      .poll(() => listed('Initiatives that name Mauritania').allTextContents())
      .toContain('Reinforcement of National Capacities to Manage Mixed Migration Movements')
    const reached = await listed('Initiatives for a region around it').allTextContents()
    expect(reached.length).toBe(2)
    const { place } = (await api.data(
      '{ place(code: "MR") { initiatives(where: { places: { none: { place: { or: [{ code: { eq: "MR" } }, { parent: { code: { eq: "MR" } } }] } } } }) { nodes { name } } } }',
    )) as { place: { initiatives: { nodes: { name: string }[] } } }
    expect(reached.toSorted()).toEqual(place.initiatives.nodes.map(({ name }) => name).toSorted())
  })

  it('goes with the list of countries, which counts as the rows by country do', async () => {
    await using opened = await openPage(browser, api.url, '/countries', '.countries tbody')
    const { matrix } = (await api.data(
      '{ matrix(by: COUNTRY) { rows(first: 100) { nodes { label cells { actionCount } } } } }',
    )) as { matrix: { rows: { nodes: { label: string; cells: { actionCount: number }[] }[] } } }
    const listed = await opened.page
      .locator('.countries tbody tr')
      .evaluateAll((rows) =>
        rows.map((row): [string, number] => [
          row.querySelector('th')?.textContent ?? '',
          Number(row.querySelector('td:last-child')?.textContent),
        ]),
      )
    const actions = new Map(listed)
    expect(matrix.rows.nodes.length).toBeGreaterThan(50)
    for (const { label, cells: row } of matrix.rows.nodes) {
      const counts = row.map(({ actionCount }) => actionCount)
      // One action may stand under several points, and counts once in the list.
      expect(actions.get(label)).toBeGreaterThanOrEqual(Math.max(...counts))
      expect(actions.get(label)).toBeLessThanOrEqual(sum(counts))
    }
  })

  it('has nothing for axe to find', async () => {
    for (const setting of settings) {
      await using opened = await openPage(browser, api.url, '/country/YE', '.strip', setting)
      expect(await axeFindings(opened.page)).toEqual([])
      await expect
        .poll(() => opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
        .toBeLessThanOrEqual(0)
    }
  })
})
