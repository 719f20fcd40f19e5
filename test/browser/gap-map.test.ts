// What the gap map says in words: which points nobody acts on, what its signs mean, how its totals are counted; and the rows of
// the map on other pages.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, type PageOptions, startBrowser, type Watched } from '../support/explorer-page.ts'
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

const visit = (path: string, options: PageOptions = {}): Promise<Watched> =>
  openPage(browser, api.url, path, 'table.map, .strip', { viewport: { width: 1280, height: 800 }, ...options })

const horn = `places: { some: { place: { or: [
  { within: { some: { slug: { eq: "horn-of-africa" } } } }
  { contains: { some: { within: { some: { slug: { eq: "horn-of-africa" } } } } } } ] } } }`

/** Words as people read them: breaks and hidden hyphens do not matter. */
const wordsIn = (content: string | null): string => (content ?? '').replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim()

const sentence = async (page: Page): Promise<string> => wordsIn(await page.locator('.unserved').textContent())

describe('the sentence above the map', () => {
  it('names the points without an action, whatever counts, and how many rows the source only names', async () => {
    await using visited = await visit('/?country=X-HORN-OF-AFRICA')
    const { page } = visited
    const { matrix, all, named } = (await api.data(`{
      matrix(by: INITIATIVE, where: { ${horn} }, nature: [ACTION, RECOMMENDATION, AGENDA_TOPIC]) {
        totals { actionCount actionPoint { number title } } }
      all: initiatives(where: { ${horn} }) { totalCount }
      named: initiatives(where: { ${horn}, coverage: { eq: MENTION } }) { totalCount } }`)) as {
      matrix: { totals: { actionCount: number; actionPoint: { number: number; title: string } }[] }
      all: { totalCount: number }
      named: { totalCount: number }
    }
    const points = matrix.totals
      .filter(({ actionCount }) => actionCount === 0)
      .map(({ actionPoint: { number, title } }) => `${number}. ${title}`)
    expect(points.length).toBeGreaterThan(0)
    const expected = `No initiative in these rows has an action under: ${points.join('; ')}. The source only names ${named.totalCount} of these ${all.totalCount} initiatives and does not describe them.`
    expect(await sentence(page)).toBe(expected)
    await page.getByRole('button', { name: /^Nature Action/ }).click()
    expect(page.url()).toContain('nature=ANY')
    expect(await sentence(page)).toBe(expected)
    await page.getByRole('button', { name: 'Clear all' }).click()
    expect(await sentence(page)).toMatch(
      /^Every point has an action in these rows\. The source only names \d+ of these/,
    )
  })

  it('says of a point what exists outside the filters', async () => {
    await using visited = await visit('/?nature=RECOMMENDATION')
    expect(await sentence(visited.page)).toMatch(/has an action under: .*\(\d+ outside your filters\)/)
  })

  it('leads to the empty cell under the same filters, by the keyboard, also where columns are folded', async () => {
    await using visited = await visit('/?country=X-HORN-OF-AFRICA&cols=1')
    const { page } = visited
    const link = page.locator('.unserved a').first()
    await link.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Actions in this cell' })
    await panel.waitFor()
    expect(new URL(page.url()).search).toBe('?country=X-HORN-OF-AFRICA&open=all~3')
    expect(await link.getAttribute('aria-expanded')).toBe('true')
    // Each row is told once, by the kind of its empty cell.
    const kinds = wordsIn(await panel.getByText(/^6 initiatives: /).textContent())
    expect([...kinds.matchAll(/[:,] (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)).toBe(6)
    expect(kinds).toContain('3 not covered by the source')
    await panel.getByRole('link', { name: 'Everything under this point, without your filters' }).click()
    await page.getByRole('heading', { name: /^3\. / }).waitFor()
    await page.goBack()
    expect(await sentence(page)).toMatch(/^No initiative/)
  })
})

describe('rows of countries', () => {
  it('are those that the filter by country or region chooses; the others are told, also behind the view', async () => {
    await using visited = await visit('/?rows=countries&country=X-HORN-OF-AFRICA')
    const { page } = visited
    const shown = await page.locator('tr.row .rh a > span').allTextContents()
    expect(shown).toEqual(['Djibouti', 'Ethiopia', 'Somalia'])
    const { matrix } = (await api.data(`{ matrix(by: COUNTRY, where: { ${horn} }) { totals { rowCount } } }`)) as {
      matrix: { totals: { rowCount: number }[] }
    }
    const others = (matrix.totals[0]?.rowCount ?? 0) - shown.length
    expect(others).toBeGreaterThan(0)
    expect(await sentence(page)).toContain(`the same initiatives also concern ${others} other countries.`)
    await page.getByText('Behind this view').click()
    await page.getByText(`also have rows of ${others} other countries`).waitFor()
    // The panel has what the total counts.
    await page.locator('tfoot button').first().click()
    const total = Number(
      await page
        .locator('tfoot button')
        .first()
        .evaluate((cell) => cell.firstChild?.textContent),
    )
    const acts = page.locator('.panel li.act, .panel .acts > li')
    await acts.first().waitFor()
    expect(await acts.count()).toBe(total)
  })

  it('are all where no country is chosen', async () => {
    await using visited = await visit('/?rows=countries&level=NATIONAL')
    expect(await sentence(visited.page)).not.toContain('other countries')
  })
})
