// The map with 500 rows: it draws what is on the screen and changes what has changed, so that scrolling and the keyboard stay smooth.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, startBrowser } from '../support/explorer-page.ts'
import { copyInitiatives } from '../support/many-initiatives.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
beforeAll(async () => {
  api = await openApi()
  await copyInitiatives(api.db, 36)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

/** Notes every element of the grid that changes, until it is asked for. */
const watchGrid = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const changed: unknown[] = []
    const grid = document.querySelector('table.map')
    if (!grid) throw new Error('There is no grid.')
    const watcher = new MutationObserver((records) => changed.push(...records))
    watcher.observe(grid, { subtree: true, childList: true, attributes: true, characterData: true })
    Object.assign(globalThis, { changed, watcher })
  })
const changes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const changed: unknown = Reflect.get(globalThis, 'changed')
    const count = Array.isArray(changed) ? changed.splice(0).length : Number.NaN
    return count
  })

describe('the map with 500 rows', () => {
  it('has them all, and the focus goes through them by the keyboard', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    expect(await page.locator('tr.row').count()).toBeGreaterThan(500)
    const place = () => page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex ?? -1)
    await page.locator('table.map [tabindex="0"]').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('PageDown')
    expect(await place()).toBe(10)
    await page.keyboard.press('Control+End')
    const last = await place()
    expect(last).toBeGreaterThan(500)
    const isSeen = () =>
      page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect()
        return box !== undefined && box.top >= 0 && box.bottom <= innerHeight
      })
    expect(await isSeen()).toBe(true)
    await page.keyboard.press('PageUp')
    expect(await place()).toBe(last - 10)
    await expect.poll(isSeen).toBe(true)
  })

  it('changes a row or two as a cell is opened, and the tab stop alone as the focus moves', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await page.waitForLoadState('networkidle')
    const row = page.locator('tr.row').nth(250)
    await row.locator('td.cell button').first().focus()
    await watchGrid(page)
    await page.keyboard.press('ArrowDown')
    expect(await changes(page)).toBeLessThanOrEqual(3)
    await page.keyboard.press('Enter')
    await page.locator('aside.panel').waitFor()
    expect(await changes(page)).toBeLessThanOrEqual(3)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('aside.panel').count()).toBe(0)
    expect(await changes(page)).toBeLessThanOrEqual(3)
  })

  it('lays out the rows on the screen alone', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    // What is skipped is not rendered; the browser tells by checkVisibility.
    const drawn = await page
      .locator('tr.row td.cell .n')
      .evaluateAll(
        (numbers) => numbers.filter((number) => number.checkVisibility({ contentVisibilityAuto: true })).length,
      )
    const all = await page.locator('tr.row td.cell .n').count()
    expect(all).toBeGreaterThan(2000)
    expect(drawn).toBeLessThan(all / 5)
    expect(drawn).toBeGreaterThan(0)
  })
})
