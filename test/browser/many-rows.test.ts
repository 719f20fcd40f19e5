// The map with 500 rows: it draws what is on the screen and changes what has changed, so that scrolling and the keyboard stay smooth.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, settled, startBrowser } from '../support/explorer-page.ts'
import { copyInitiatives } from '../support/many-initiatives.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
beforeAll(async () => {
  api = await openApi()
  await copyInitiatives(api.db, 45)
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

/** Changes of the grid for one key: of the cells that lose and get the focus, or are closed and opened. */
const few = 8

describe('the map with 500 rows', () => {
  it('has them all, and the focus goes through them by the keyboard', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await expect.poll(() => page.locator('tr.row').count()).toBeGreaterThan(500)
    const place = () => page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex ?? -1)
    await page.locator('table.map [tabindex="0"]').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('PageDown')
    await expect.poll(() => place()).toBe(10)
    await page.keyboard.press('Control+End')
    await expect.poll(place).toBeGreaterThan(500)
    const last = await place()
    const isSeen = () =>
      page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect()
        return box !== undefined && box.top >= 0 && box.bottom <= innerHeight
      })
    await expect.poll(() => isSeen()).toBe(true)
    await page.keyboard.press('PageUp')
    await expect.poll(() => place()).toBe(last - 10)
    await expect.poll(isSeen).toBe(true)
  })

  it('changes a row or two as a cell is opened, and the tab stop alone as the focus moves', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    const row = page.locator('tr.row').nth(250)
    await row.locator('td.cell button').first().focus()
    await watchGrid(page)
    await page.keyboard.press('ArrowDown')
    await settled(page)
    expect(await changes(page)).toBeLessThanOrEqual(few)
    await page.keyboard.press('Enter')
    await page.locator('aside.panel').waitFor()
    await settled(page)
    expect(await changes(page)).toBeLessThanOrEqual(few)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('aside.panel').count()).toBe(0)
    await settled(page)
    expect(await changes(page)).toBeLessThanOrEqual(few)
  })

  it('makes rows some at a time, so that the reader can go on, and soon has them all', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await expect.poll(() => page.locator('table.map').getAttribute('aria-busy')).toBe('false')
    const all = await page.locator('tr.row').count()
    const group = page.locator('tr.rg button', { hasText: 'Regional' }).first()
    await group.click()
    await expect.poll(() => page.locator('tr.row').count()).toBeLessThan(all - 150)
    await settled(page)
    await page.evaluate(() => {
      const batches: number[] = []
      const isRow = (node: Node): boolean => node instanceof HTMLElement && node.matches('tr.row')
      new MutationObserver((records) =>
        batches.push(records.flatMap(({ addedNodes }) => [...addedNodes]).filter(isRow).length),
      ).observe(document.querySelector('table.map') ?? document, { subtree: true, childList: true })
      Object.assign(globalThis, { batches })
    })
    await group.click()
    await expect.poll(() => page.locator('tr.row').count()).toBe(all)
    const batches: unknown = await page.evaluate(() => Reflect.get(globalThis, 'batches'))
    expect(Array.isArray(batches) ? Math.max(...batches) : Number.NaN).toBeLessThanOrEqual(120)
  })

  it('leaves a row alone that a filter does not change, and all of them as others come back', async () => {
    await using opened = await openPage(browser, api.url, '/?level=LOCAL,NATIONAL,REGIONAL', 'table.map')
    const { page } = opened
    await expect.poll(() => page.locator('table.map').getAttribute('aria-busy')).toBe('false')
    await page.evaluate(() => {
      const changed: string[] = []
      new MutationObserver((records) => {
        for (const { target } of records) {
          const row = target instanceof Element ? target.closest('tr.row') : target.parentElement?.closest('tr.row')
          if (row) changed.push(row.textContent ?? '')
        }
      }).observe(document.querySelector('table.map') ?? document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
      Object.assign(globalThis, { changed })
    })
    const before = await page.locator('tr.row').count()
    await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Level' }).click()
    await page.getByRole('checkbox', { name: /^Regional/ }).uncheck()
    await expect.poll(() => page.locator('tr.row').count()).toBeLessThan(before)
    await page.getByRole('checkbox', { name: /^Regional/ }).check()
    await expect.poll(() => page.locator('tr.row').count()).toBe(before)
    await settled(page)
    expect(await page.evaluate(() => Reflect.get(globalThis, 'changed'))).toEqual([])
  })

  it('lays out the rows on the screen alone', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    // What is skipped is not rendered; the browser tells by checkVisibility.
    await expect.poll(() => page.locator('table.map').getAttribute('aria-busy')).toBe('false')
    const drawn = await page
      .locator('tr.row td.cell button')
      .evaluateAll((cells) => cells.filter((cell) => cell.checkVisibility({ contentVisibilityAuto: true })).length)
    const all = await page.locator('tr.row td.cell button').count()
    expect(all).toBeGreaterThan(1500)
    expect(drawn).toBeLessThan(all / 5)
    expect(drawn).toBeGreaterThan(0)
  })
})
