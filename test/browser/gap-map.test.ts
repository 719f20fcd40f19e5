// What the gap map says in words: which points nobody acts on, what its signs mean, how its totals are counted; and the rows of
// the map on other pages.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  axeFindings,
  openPage,
  type PageOptions,
  settings,
  settled,
  startBrowser,
  type Watched,
} from '../support/explorer-page.ts'
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
    await expect.poll(() => sentence(page)).toBe(expected)
    await page.getByRole('button', { name: /^Nature Action/ }).click()
    await expect.poll(() => page.url()).toContain('nature=ANY')
    await expect.poll(() => sentence(page)).toBe(expected)
    await page.getByRole('button', { name: 'Clear all' }).click()
    await expect
      .poll(() => sentence(page))
      .toMatch(/^Every point has an action in these rows\. The source only names \d+ of these/)
  })

  it('says of a point what exists outside the filters', async () => {
    await using visited = await visit('/?nature=RECOMMENDATION')
    await expect.poll(() => sentence(visited.page)).toMatch(/has an action under: .*\(\d+ outside your filters\)/)
  })

  it('leads to the empty cell under the same filters, by the keyboard, also where columns are folded', async () => {
    await using visited = await visit('/?country=X-HORN-OF-AFRICA&cols=1')
    const { page } = visited
    const link = page.locator('.unserved a').first()
    await link.focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Actions in this cell' })
    await panel.waitFor()
    await expect.poll(() => new URL(page.url()).search).toBe('?country=X-HORN-OF-AFRICA&open=all~3')
    await expect.poll(() => link.getAttribute('aria-expanded')).toBe('true')
    // Each row is told once, by the kind of its empty cell.
    const kinds = wordsIn(await panel.getByText(/^6 initiatives: /).textContent())
    expect([...kinds.matchAll(/[:,] (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)).toBe(6)
    expect(kinds).toContain('3 not covered by the source')
    await panel.getByRole('link', { name: 'Everything under this point, without your filters' }).click()
    await page.getByRole('heading', { name: /^3\. / }).waitFor()
    await page.goBack()
    await expect.poll(() => sentence(page)).toMatch(/^No initiative/)
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
    await expect.poll(() => sentence(page)).toContain(`the same initiatives also concern ${others} other countries.`)
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
    await expect.poll(() => acts.count()).toBe(total)
  })

  it('are all where no country is chosen', async () => {
    await using visited = await visit('/?rows=countries&level=NATIONAL')
    await expect.poll(() => sentence(visited.page)).not.toContain('other countries')
  })
})

describe('rows of actors', () => {
  it('are those that the filter by actor chooses; the lede says so and leads to the others, who are counted', async () => {
    await using visited = await visit('/?rows=actors&actor=iom')
    const { page } = visited
    const names = () => page.locator('tr.row .rh a > span').allTextContents()
    expect(await names()).toEqual([expect.stringMatching(/^International Organization for Migration\s+IOM$/)])
    const { matrix } = (await api.data(
      `{ matrix(by: ACTOR, where: { actors: { some: { slug: { eq: "iom" } } } }) { totals { rowCount } } }`,
    )) as { matrix: { totals: { rowCount: number }[] } }
    const others = (matrix.totals[0]?.rowCount ?? 0) - 1
    expect(await sentence(page)).toContain(`${others} other actors take part in the same initiatives and have no row`)
    expect(await page.locator('.lede').textContent()).toContain('Rows are only the actors that your filters choose')
    await page.getByText('Behind this view').click()
    await page.getByText(`also have rows of ${others} other actors`).waitFor()
    await page.locator('.lede').getByRole('link', { name: 'network' }).click()
    await page.getByRole('heading', { level: 1, name: 'International Organization for Migration' }).waitFor()
    expect(new URL(page.url()).search).toBe('?focus=iom')
  })

  it('are all where no actor is chosen, and then the lede speaks of none', async () => {
    await using visited = await visit('/?rows=actors&level=NATIONAL')
    expect(await visited.page.locator('tr.row').count()).toBeGreaterThan(5)
    expect(await visited.page.locator('.lede').textContent()).not.toContain('that your filters choose')
    expect(await sentence(visited.page)).not.toContain('other actors')
  })
})

describe('the signs of the map', () => {
  it.each(['/', '/?rows=actors', '/?rows=countries', '/?country=X-HORN-OF-AFRICA&rows=countries'])(
    'leave no cell of a row or a group blank: %s',
    async (path) => {
      await using visited = await visit(path)
      const blank = await visited.page
        .locator('tr:is(.row, .rg) > td')
        .evaluateAll((cells) => cells.filter(({ textContent }) => textContent?.trim() === '').length)
      expect(blank).toBe(0)
    },
  )

  it('are all in the legend, also in the line of it on a phone', async () => {
    await using visited = await visit('/', { viewport: { width: 390, height: 800 } })
    const line = wordsIn(await visited.page.locator('.legend > summary').textContent())
    for (const name of ['none stated', 'touched on', 'not assessed', 'not covered', 'filtered out'])
      expect(line).toContain(name)
    await visited.page.locator('.legend > summary').click()
    await visited.page.locator('.legend > ul').waitFor()
    const list = wordsIn(await visited.page.locator('.legend > ul').textContent())
    expect(list).toMatch(/Hatched.*Solid.*None stated.*Touched on.*Not yet assessed.*Not covered.*Filtered out/)
  })
})

describe('the totals', () => {
  it.each(['', '?rows=actors', '?rows=countries', '?level=NATIONAL', '?nature=ANY'])(
    'say how many of all actions they have, and why the others do not count: /%s',
    async (query) => {
      await using visited = await visit(`/${query}`)
      const { page } = visited
      const { catalogue, parts } = (await api.data(`{ catalogue { actionCount }
        parts: actions(where: { parent: { ordinal: { gte: 0 } } }) { totalCount } }`)) as {
        catalogue: { actionCount: number }
        parts: { totalCount: number }
      }
      const all = catalogue.actionCount
      const words = wordsIn(await page.locator('#counted').textContent())
      const total = Number(await page.locator('tfoot .rt').textContent())
      expect(words).toContain(
        `All rows together have ${total} of the ${all} actions, recommendations and agenda topics`,
      )
      const [left = 0] = [...words.matchAll(/and (\d+) that/g)].map(([, count]) => Number(count))
      expect(words).toContain(`Not counted: ${parts.totalCount} that are part of another`)
      expect(total + parts.totalCount + left).toBe(all)
      await expect.poll(() => page.locator('tfoot .rt').getAttribute('aria-describedby')).toBe('counted')
      await expect
        .poll(async () => wordsIn(await page.locator('footer').textContent()))
        .toContain(
          `${all} actions, recommendations and agenda topics, of which ${parts.totalCount} are part of another.`,
        )
    },
  )
})

/** Heads whose words leave their cell, and neighbours in the foot with less than four pixels between. */
const overlaps = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const boxOf = (element: Element): DOMRect => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getBoundingClientRect()
    }
    const heads = [...document.querySelectorAll('.map .ch:not(.rh) button')].filter((button) => {
      const [words, cell] = [boxOf(button), button.getBoundingClientRect()]
      return words.right > cell.right || words.left < cell.left
    })
    const foot = [...document.querySelectorAll('.map tfoot small')]
      .slice(1)
      .filter(({ clientHeight }) => clientHeight > 0)
    const close = foot.filter((small, index) => {
      const before = foot[index - 1]
      return before && boxOf(small).left - boxOf(before).right < 4
    })
    return [...heads, ...close].map(({ textContent }) => textContent ?? '')
  })

describe('the heads of the columns', () => {
  it.each([601, 768, 901, 1024, 1101, 1181, 1280, 1440])('stay apart on a screen of %d pixels', async (width) => {
    await using visited = await visit('/?rows=actors', { viewport: { width, height: 800 } })
    await expect.poll(() => overlaps(visited.page)).toEqual([])
    await visited.to('/?open=somalia-mixed-migration-task-force~1')
    await visited.page.locator('.panel li.act, .panel .acts > li').first().waitFor()
    await settled(visited.page)
    await expect.poll(() => overlaps(visited.page)).toEqual([])
  })
})

describe('a row of the map on another page', () => {
  it('names the points, and says what its signs mean', async () => {
    await using visited = await visit('/initiative/soderkoping-process')
    const { page } = visited
    const names = (await page.locator('.strip a').allInnerTexts()).map(wordsIn)
    expect(names).toHaveLength(10)
    expect(names[0]).toMatch(/^Point 1 Key partners ?: 6 actions/)
    const legend = wordsIn(await page.locator('.strip + .legend').textContent())
    expect(legend).toMatch(/Hatched: .*None stated: .*In brackets: recommendations and agenda topics/)
    // No sign is explained that does not stand here.
    expect(legend).not.toContain('Not covered')
    for (const name of await page.locator('.strip .h').all()) await expect.poll(() => name.isVisible()).toBe(true)
  })

  it('leads from a number in brackets to what it counts', async () => {
    await using visited = await visit('/initiative/soderkoping-process')
    const { page } = visited
    await page
      .getByRole('link', { name: /Point 3.*: 2 recommendations or agenda topics, not counted as actions/ })
      .click()
    const acts = page.locator('.panel li.act, .panel .acts > li')
    await acts.first().waitFor()
    await expect.poll(() => acts.count()).toBe(2)
  })

  it.each([320, 360, 768])('keeps its names inside their cells on a screen of %d pixels', async (width) => {
    await using visited = await visit('/initiative/soderkoping-process', { viewport: { width, height: 800 } })
    const names = await visited.page.locator('.strip .h > :is(.full, .short)').evaluateAll((words) =>
      words.flatMap((name) => {
        const [cell, own] = [name.closest('a')?.getBoundingClientRect(), name.getBoundingClientRect()]
        if (!cell || own.width === 0) return []
        return [own.left >= cell.left && own.right <= cell.right]
      }),
    )
    expect(names).toEqual(Array.from({ length: 10 }, () => true))
    await expect.poll(() => visited.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})

describe('for everybody', () => {
  const addresses = [
    '/?country=X-HORN-OF-AFRICA&open=all~3',
    '/?rows=countries&country=X-HORN-OF-AFRICA',
    '/initiative/soderkoping-process',
    '/country/SO',
  ]
  it.each(addresses.flatMap((address) => settings.map((setting) => ({ address, setting }))))(
    'axe finds nothing at $address, $setting.colorScheme, $setting.viewport.width pixels wide',
    async ({ address, setting }) => {
      await using visited = await visit(address, setting)
      expect(await axeFindings(visited.page)).toEqual([])
    },
  )
})
