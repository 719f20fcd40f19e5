// The network in a real browser: its names can be read, what one points at shows its ties, and a phone has the list alone.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, type PageOptions, settings, startBrowser } from '../support/explorer-page.ts'
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

const wide = { viewport: { width: 1280, height: 800 } } as const
const visit = (path: string, options: PageOptions = wide) => openPage(browser, api.url, path, '.network', options)

interface Spot {
  readonly words: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where elements of the picture stand on the screen. */
const spotsOf = (page: Page, selector: string): Promise<readonly Spot[]> =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return { words: element.textContent ?? '', left, top, right, bottom }
    }),
  )

/** How many units two boxes may share: what the browser draws is a little wider than its letters. */
const slack = 3
const meet = (a: Spot, b: Spot): boolean =>
  a.left + slack < b.right && b.left + slack < a.right && a.top + slack < b.bottom && b.top + slack < a.bottom

const isNumber = ({ words }: Spot): boolean => /^\d+$/.test(words)

describe.each(['/network', '/network?least=1', '/network?least=3'])('the picture at %s', (path) => {
  it('has no name on another name or on a shape, none outside, and one for each large initiative', async () => {
    await using visited = await visit(path)
    const { page } = visited
    await page.waitForSelector('.net svg text')
    const names = (await spotsOf(page, '.net text')).filter((spot) => !isNumber(spot))
    const shapes = await spotsOf(page, '.net a > :is(circle, rect, path)')
    expect(names.length).toBeGreaterThan(8)
    const pairs = names.flatMap((name, index) =>
      [...names.slice(index + 1), ...shapes]
        .filter((other) => meet(name, other))
        .map(({ words }) => [name.words, words]),
    )
    expect(pairs).toEqual([])
    const overlapping = shapes.flatMap((shape, index) => shapes.slice(index + 1).filter((other) => meet(shape, other)))
    expect(overlapping).toEqual([])
    const [picture] = await spotsOf(page, '.net svg')
    expect(names.filter(({ left, right }) => left < (picture?.left ?? 0) || right > (picture?.right ?? 0))).toEqual([])
    const nameless = await page.locator('.net a:has(circle)').evaluateAll((items) =>
      items.flatMap((item) => {
        const texts = [...item.querySelectorAll('text')].map(({ textContent }) => textContent ?? '')
        const count = Math.max(0, ...texts.filter((text) => /^\d+$/.test(text)).map(Number))
        return count >= 10 && texts.length < 2 ? [item.querySelector('title')?.textContent] : []
      }),
    )
    expect(nameless).toEqual([])
  })
})

describe.each(settings.slice(0, 2))('the words of every picture, $viewport.width pixels wide', (setting) => {
  it('stand apart, and none is cut off: by the number of initiatives, and around actors of every kind', async () => {
    await using opened = await openPage(browser, api.url, '/network', '.net svg', setting)
    const { page } = opened
    const about = [
      'iom&least=1',
      'unhcr&least=1',
      'european-commission',
      'ethiopia',
      'aprrn-members',
      'eu-member-states',
    ]
    const queries = [...[1, 2, 3, 4].map((least) => `least=${least}`), ...about.map((focus) => `focus=${focus}`)]
    for (const query of queries) {
      await opened.to(`/network?${query}`)
      const picture = page.locator('.net svg')
      await picture.locator('text').first().waitFor()
      expect([query, await wordFaults(picture)]).toEqual([query, { together: [], cut: [] }])
      // Who bridges most has its name, however many stand around it.
      const words = await picture.locator('text').allTextContents()
      expect([query, ...words]).toEqual(expect.arrayContaining(query.startsWith('least') ? ['UNHCR', 'IOM', 'EC'] : []))
    }
  })
})

describe('pointing', () => {
  const unfaded = (page: Page) => page.locator('.net a:not(.faded) title').allTextContents()

  it('at an initiative shows who takes part; at an actor in the list, or by Tab, what it takes part in', async () => {
    await using visited = await visit('/network')
    const { page } = visited
    const disc = page.locator('.net a', { has: page.locator('title', { hasText: /Puebla Process/ }) })
    await disc.locator('circle').hover()
    await expect.poll(() => page.locator('.net .faded').count()).toBeGreaterThan(0)
    const near = await unfaded(page)
    expect(near).toContain('United Nations High Commissioner for Refugees')
    expect(near).not.toContain('Puntland')
    await page.mouse.move(1, 1)
    await expect.poll(() => page.locator('.net .faded').count()).toBe(0)
    const row = page.locator('.network table tbody tr', { hasText: 'Puntland' })
    await row.locator('a').focus()
    await expect.poll(() => page.locator('.net .faded').count()).toBeGreaterThan(0)
    await expect.poll(() => unfaded(page)).toContain('Puntland')
    await expect.poll(() => unfaded(page)).not.toContain('United Nations High Commissioner for Refugees')
    await row.locator('a').blur()
    await expect.poll(() => page.locator('.net .faded').count()).toBe(0)
  })

  it('at a partner of one actor leaves the two', async () => {
    await using visited = await visit('/network?focus=iom')
    const { page } = visited
    await page.locator('.network table tbody tr', { hasText: 'European Commission' }).hover()
    await expect.poll(() => unfaded(page)).toEqual([expect.stringContaining('European Commission')])
  })
})

describe('the words', () => {
  it('say what the numbers count', async () => {
    await using visited = await visit('/network')
    const choice = visited.page.locator('.choice .fld').first()
    await expect.poll(async () => (await choice.textContent())?.replace(/\s+/g, ' ')).toBe('In at least1234initiatives')
  })

  it('on a phone do not speak of a picture, since there is none', async () => {
    await using visited = await visit('/network', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    const { page } = visited
    await page.waitForSelector('.network table')
    await expect.poll(() => page.locator('.net svg').isVisible()).toBe(false)
    await expect.poll(() => page.getByText('Circles are initiatives').isVisible()).toBe(false)
    await expect.poll(() => page.locator('.lede').textContent()).not.toMatch(/circle|ring|triangle|picture/i)
    expect(await axeFindings(page)).toEqual([])
  })

  it('beside the picture say how to read it', async () => {
    await using visited = await visit('/network')
    const { page } = visited
    await page.getByText('Circles are initiatives').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })
})
