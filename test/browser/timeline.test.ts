// The timeline as a picture: what its lines mean, and that no line goes through words.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, settings, startBrowser } from '../support/explorer-page.ts'
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

/** The words that the line of the source goes through. */
const struck = (page: Page): Promise<string[]> =>
  page.locator('.tl svg').evaluate((svg) => {
    const line = svg.querySelector('line[stroke="var(--gap)"]')?.getBoundingClientRect()
    if (!line) return ['no line']
    return [...svg.querySelectorAll('a text')].flatMap((words) => {
      const { left, right } = words.getBoundingClientRect()
      return left < line.left && line.right < right ? [words.textContent ?? ''] : []
    })
  })

describe('the timeline', () => {
  it('names the line at the date of the source, and strikes no date through with it', async () => {
    for (const setting of settings) {
      await using opened = await openPage(browser, api.url, '/timeline', '.tl svg', setting)
      await expect.poll(() => opened.page.locator('.tl svg').textContent()).toContain('the source, February 2011')
      await expect.poll(() => struck(opened.page)).toEqual([])
    }
  })

  it('leaves most of a phone to the bars, with the names above them', async () => {
    await using opened = await openPage(browser, api.url, '/timeline', '.tl svg', {
      viewport: { width: 360, height: 740 },
    })
    const picture = opened.page.locator('.tl')
    await expect.poll(() => picture.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0)
    const bar = opened.page.locator('.tl a', { hasText: 'Budapest Process' }).locator('rect').last()
    await expect.poll(async () => (await bar.boundingBox())?.width).toBeGreaterThan(200)
  })
})
