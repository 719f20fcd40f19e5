// The timeline as a picture: what its lines mean, and that no line goes through words.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, settings, startBrowser } from '../support/explorer-page.ts'
import { wordFaults } from '../support/picture-words.ts'
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

  it('shows every name whole, and no words on other words or cut off', async () => {
    const { initiatives } = (await api.data(
      '{ initiatives(first: 100, where: { startYear: { isNull: false } }) { nodes { name } } }',
    )) as { initiatives: { nodes: { name: string }[] } }
    for (const setting of settings) {
      await using opened = await openPage(browser, api.url, '/timeline', '.tl svg', setting)
      const picture = opened.page.locator('.tl svg')
      expect(await wordFaults(picture)).toEqual({ together: [], cut: [] })
      // The last words of a row are its date; those before are the lines of its name.
      const names = await picture.locator('a').evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('text')]
            .slice(0, -1)
            .map(({ textContent }) => textContent)
            .join(' '),
        ),
      )
      expect(names.toSorted()).toEqual(initiatives.nodes.map(({ name }) => name).toSorted())
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
