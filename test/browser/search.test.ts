// The search box and the page of all matches: places too, and what each match belongs to.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, settings, startBrowser, tabTo } from '../support/explorer-page.ts'
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

describe('the search box', () => {
  it.each([
    ['somalia', 'Somalia', 'Country', '/country/SO', 'Somalia'],
    [
      'horn of africa',
      'Horn of Africa',
      'Region',
      '/?country=X-HORN-OF-AFRICA',
      'What each initiative does on the ten points',
    ],
  ])('finds the place %s first, and leads to it by Enter', async (typed, name, kind, path, heading) => {
    await using opened = await openPage(browser, api.url, '/about', '.prose')
    const { page } = opened
    await page.keyboard.press('/')
    await page.keyboard.type(typed)
    const first = page.getByRole('option').first()
    await expect.poll(() => first.textContent()).toBe(`${name}${kind}`)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await expect.poll(() => page.url()).toBe(api.url + path)
  })

  it('says of a match in which initiative it stands, and counts one match as one', async () => {
    await using opened = await openPage(browser, api.url, '/about', '.prose')
    const { page } = opened
    await page.getByRole('combobox').fill('radio campaign launch')
    const options = page.getByRole('option')
    await expect.poll(() => options.first().textContent()).toContain('in Mixed Migration Task Force Somalia')
    await expect.poll(() => options.last().textContent()).toMatch(/^See (the match|all \d+ matches)$/)
  })
})

describe('the page of all matches', () => {
  it('has the country, names the initiative and the page of each match, and repeats no text', async () => {
    await using opened = await openPage(browser, api.url, '/search?q=somalia', '.hits')
    const { page } = opened
    const hits = page.locator('.hits > li')
    await expect.poll(() => hits.first().textContent()).toContain('Country Somalia')
    await expect
      .poll(async () => Number(/^\d+/.exec((await page.locator('.lede').textContent()) ?? '')?.[0]))
      .toBe(await hits.count())
    const { search } = (await api.data(`{ search(query: "somalia", first: 100) { nodes { title type subject {
      ... on Cited { citation { pageStart } } ... on Action { initiative { name } } ... on Outcome { initiative { name } } } } } }`)) as {
      search: {
        nodes: {
          title: string
          type: string
          subject: { citation?: { pageStart: number }; initiative?: { name: string } }
        }[]
      }
    }
    const shown = await hits.allTextContents()
    for (const [index, { title, subject }] of search.nodes.entries()) {
      // The country stands before the matches of the API.
      const line = shown[index + 1] ?? ''
      expect(line).toContain(title)
      if (subject.citation) expect(line).toContain(`p. ${subject.citation.pageStart}`)
      if (subject.initiative) expect(line).toContain(`in ${subject.initiative.name}`)
    }
    for (const hit of await hits.all()) {
      const title = (await hit.locator('a').first().textContent()) ?? ''
      const passage = (await hit.locator('p').allTextContents()).join(' ')
      expect(passage === '' || !title.includes(passage)).toBe(true)
      expect(passage.startsWith(title)).toBe(false)
    }
    await expect.poll(() => hits.locator('mark').count()).toBeGreaterThan(0)
  })

  it('has the words in a box of its own, from which one searches again by the keyboard, in the same catalogue', async () => {
    await using opened = await openPage(browser, api.url, '/search?q=somalia&show=100&revision=1', '.hits')
    const { page } = opened
    const box = page.getByRole('main').getByRole('searchbox', { name: 'Words to search for' })
    expect(await box.inputValue()).toBe('somalia')
    await tabTo(page, 'Words to search for')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('  trafficking ')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Matches for “trafficking”' }).waitFor()
    expect(new URL(page.url()).search).toBe('?q=trafficking&revision=1')
    await page.locator('.hits mark').first().waitFor()
    // Who searches again goes on from where the focus is.
    expect(await box.evaluate((input) => input === document.activeElement)).toBe(true)
    await expect.poll(() => box.inputValue()).toBe('trafficking')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('no such thing anywhere')
    await page.keyboard.press('Enter')
    await page.getByText('Nothing found.').waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Matches for “trafficking”' }).waitFor()
    await expect.poll(() => box.inputValue()).toBe('trafficking')
  })

  it('begins with the empty box, and says what is searched', async () => {
    await using opened = await openPage(browser, api.url, '/search', 'h1')
    const { page } = opened
    await page.locator('.lede', { hasText: 'the name of a country or region' }).waitFor()
    await page.getByRole('main').getByRole('searchbox').fill('yemen')
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await page.getByRole('heading', { level: 1, name: 'Matches for “yemen”' }).waitFor()
  })

  it('has nothing for axe to find', async () => {
    for (const setting of settings) {
      await using opened = await openPage(browser, api.url, '/search?q=yemen', '.hits', setting)
      expect(await axeFindings(opened.page)).toEqual([])
      await expect
        .poll(() => opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
        .toBeLessThanOrEqual(0)
    }
  })
})
