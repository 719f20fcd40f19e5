// How every view is laid out, on wide screens and on a phone: what is on the page is what one sees of it, and all of it can be
// read and reached.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, settings, settled, startBrowser } from '../support/explorer-page.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
/** The slug of a document. */
let source: string
/** An action that only stands on an agenda. */
let topic: { readonly id: string; readonly summary: string }
beforeAll(async () => {
  api = await openApi()
  browser = await startBrowser()
  const { actions, documents } = (await api.data(`{
    actions(first: 1, where: { nature: { eq: AGENDA_TOPIC } }) { nodes { id summary } }
    documents(first: 1) { nodes { slug } }
  }`)) as { actions: { nodes: [typeof topic] }; documents: { nodes: [{ slug: string }] } }
  source = documents.nodes[0].slug
  topic = actions.nodes[0]
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

const phone = { viewport: { width: 360, height: 740 } }

/** What is wrong with the page as it is. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const foot = (document.querySelector('.foot')?.getBoundingClientRect().bottom ?? 0) + scrollY
    const { scrollHeight } = document.documentElement
    if (scrollHeight > Math.max(innerHeight, foot) + 1) found.push(`${scrollHeight} high, though it ends at ${foot}`)
    for (const head of document.querySelectorAll('main :is(section, aside) > h2')) {
      const content = [...(head.parentElement?.children ?? [])].filter((each) => each !== head)
      const isEmpty = (each: Element): boolean =>
        each.textContent?.trim() === '' && each.querySelector('svg, input, select, textarea') === null
      if (content.every(isEmpty)) found.push(`nothing under ${head.textContent}`)
    }
    for (const each of document.querySelectorAll('main .pg, main .kick .link, main summary, main ul.section a')) {
      const { width, height } = each.getBoundingClientRect()
      if (width > 0 && (width < 24 || height < 24)) found.push(`${width} by ${height}: ${each.textContent}`)
    }
    const words = document.querySelector('main')?.textContent ?? ''
    for (const [before] of words.matchAll(/.{0,30} [;,](?=\s)|`/g)) found.push(`oddly set: ${before}`)
    return found
  })

describe('every view', () => {
  it.each(settings)('ends where its content ends, and has no empty part: $viewport.width', async (setting) => {
    const paths = [
      '/?open=group:NATIONAL~all',
      '/?open=somalia-mixed-migration-task-force~10',
      '/network?focus=iom',
      '/timeline',
      '/initiatives',
      '/actors',
      '/countries',
      '/plans',
      '/start',
      '/about',
      '/search?q=iom',
      '/review',
      `/action/${topic.id}`,
      '/point/1',
      '/point/10',
      '/initiative/somalia-mixed-migration-task-force',
      '/actor/iom',
      '/actor/algeria',
      `/document/${source}`,
      '/country/SO',
    ]
    await using opened = await openPage(browser, api.url, '/', 'table.map', setting)
    const { page } = opened
    for (const path of paths) {
      await opened.to(path)
      await page.waitForSelector('h1')
      await settled(page)
      expect([path, ...(await faults(page))]).toEqual([path])
    }
  })

  it('has its foot at the end of the screen where there is little to see, and the names of the views in one place', async () => {
    await using opened = await openPage(browser, api.url, '/plans', 'h1')
    const { page } = opened
    const places = () =>
      page.locator('.nav a').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().left))
    const before = await places()
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
    await page.locator('.nav').getByRole('link', { name: 'Countries' }).click()
    await page.waitForSelector('.world svg')
    await expect.poll(() => places()).toEqual(before)
  })
})

describe('long lists', () => {
  it.each(['/initiatives', '/actors'])('show every value of a row on a phone: %s', async (path) => {
    await using opened = await openPage(browser, api.url, path, 'table.list', phone)
    const cut = await opened.page.locator('tbody :is(th, td):not(:empty)').evaluateAll((cells) =>
      cells
        .filter((cell) => {
          const { left, right, width } = cell.getBoundingClientRect()
          return width === 0 || left < 0 || right > innerWidth
        })
        .map((cell) => cell.textContent),
    )
    expect(cut).toEqual([])
    await expect
      .poll(() => opened.page.locator('.section').evaluate((list) => list.scrollWidth - list.clientWidth))
      .toBe(0)
  })

  it.each(['/initiatives', '/actors', '/countries'])('keep their head in sight: %s', async (path) => {
    await using opened = await openPage(browser, api.url, path, 'table.list')
    const { page } = opened
    await page.locator('table.list tbody tr').nth(30).scrollIntoViewIfNeeded()
    await page.evaluate(() => scrollBy(0, 400))
    const { y = -1 } = (await page.locator('table.list thead th').first().boundingBox()) ?? {}
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThan(60)
  })
})

describe('the page of an action', () => {
  it('says once what it is, and in words what its numbers and kinds mean', async () => {
    await using opened = await openPage(browser, api.url, `/action/${topic.id}`, '.act')
    const { page } = opened
    await expect.poll(() => page.getByText(topic.summary, { exact: true }).count()).toBe(1)
    await expect
      .poll(() => page.locator('.meta dt').allTextContents())
      .toEqual(expect.arrayContaining([expect.stringMatching(/^Point \d+$/)]))
    await expect.poll(() => page.getByText('Agenda topic', { exact: true }).getAttribute('title')).toMatch(/discusses/)
    await expect
      .poll(() =>
        page
          .getByText(/of 3 readings agree/)
          .first()
          .getAttribute('title'),
      )
      .toMatch(/read three times/)
  })
})

describe('the places of an initiative', () => {
  it('come once each, with all of their roles', async () => {
    await using opened = await openPage(
      browser,
      api.url,
      '/initiative/somalia-mixed-migration-task-force',
      '.fact .name',
    )
    const places = opened.page.locator('.fact', { has: opened.page.locator('.name', { hasText: 'Places' }) })
    await expect.poll(() => places.getByRole('link', { name: 'Somalia', exact: true }).count()).toBe(1)
    await expect.poll(() => places.textContent()).toMatch(/Somalia: covers Cite[^;,]*, [a-z]+ Cite/)
  })
})

describe('around one actor, the network', () => {
  it.each([1, 2])('says how much it shows, with at least %i shared', async (least) => {
    await using opened = await openPage(browser, api.url, `/network?focus=iom&least=${least}`, '.net svg')
    const { page } = opened
    const words = (await page.locator('.lede').textContent()) ?? ''
    const key = (await page.locator('.net p').textContent()) ?? ''
    const listed = await page.locator('.network tbody tr').count()
    const drawn = await page.locator('.net svg a').count()
    const [, partners = ''] = /(\d+) partners/.exec(words) ?? []
    if (least === 1) expect(Number(partners)).toBe(listed)
    else expect(words).toContain(`${partners} partners, of which ${listed} share at least ${least} initiatives`)
    expect(key).toContain(
      drawn < listed
        ? `the ${drawn} nearest of them, the list all ${listed}`
        : 'The picture and the list show the same',
    )
    expect(key).toContain('squares intergovernmental')
    // An intergovernmental organization is a square here as well.
    await expect.poll(() => page.locator('.net svg > g:last-child > rect').count()).toBe(1)
  })

  it('is reached from the page of the actor, for the partners that are not listed there', async () => {
    await using opened = await openPage(browser, api.url, '/actor/iom', '.side')
    const { page } = opened
    await page.getByRole('link', { name: /^and \d+ more$/ }).click()
    await page.waitForSelector('.net svg')
    await expect.poll(() => page.url()).toBe(`${api.url}/network?focus=iom&least=1`)
  })
})

describe('the list of countries', () => {
  it('says what it counts, and names each continent', async () => {
    await using opened = await openPage(browser, api.url, '/countries?count=actions', '.world svg')
    const { page } = opened
    await expect.poll(() => page.locator('.lede').textContent()).toMatch(/^\d+ of \d+ countries have an action\./)
    await expect.poll(() => page.locator('.unit').textContent()).toBe('Actions for a country')
    await page.getByRole('button', { name: 'Initiatives', exact: true }).click()
    await expect.poll(() => page.locator('.unit').textContent()).toBe('Initiatives for a country')
    const continents = new Set(await page.locator('.countries tbody td:nth-child(2)').allTextContents())
    expect([...continents].toSorted()).toEqual(['Africa', 'Americas', 'Asia', 'Europe', 'Oceania'])
    await page.locator('.continents').getByRole('link', { name: 'Oceania' }).click()
    await page.getByRole('heading', { level: 1, name: 'Countries: Oceania' }).waitFor()
    await expect.poll(() => page.locator('.countries tbody tr').count()).toBeLessThan(60)
  })
})

describe('a key that the server does not know', () => {
  it('is not kept: the form says so, and all else can be read', async () => {
    await using opened = await openPage(browser, api.url, '/review', '.propose', { expected: [401] })
    const { page } = opened
    const field = page.getByLabel('Key', { exact: true })
    await field.fill(`tp_${'x'.repeat(43)}`)
    await page.getByRole('button', { name: 'Use this key' }).click()
    await page.getByRole('alert').waitFor()
    await expect.poll(() => page.getByRole('alert').textContent()).toBe('This key is not known.')
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
    await opened.to('/countries')
    await page.waitForSelector('.world svg')
    await settled(page)
    await expect.poll(() => page.getByText('no longer takes your key').count()).toBe(0)
  })
})
