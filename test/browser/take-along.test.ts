// What a reader takes along from each view of the explorer: files of its table and its picture, the query behind it, the lines
// of the SDK, the tables of the export, the citation.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, settings, settled, startBrowser } from '../support/explorer-page.ts'
import { raw } from '../support/raw.ts'
import { type Api, openApi } from '../support/server.ts'
import { readXlsx } from '../support/xlsx.ts'

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

/** The file that a click gives: its name and its bytes. */
async function fileOf(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('group', { name: 'Download this view' }).getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

describe('the files of a view', () => {
  it('are its table as CSV and as a workbook with the same numbers, and say what they are', async () => {
    await using opened = await openPage(browser, api.url, '/?level=NATIONAL', 'table.map')
    const csv = await fileOf(opened.page, 'CSV')
    expect(csv.name).toMatch(/^tenpoint-map-r\d+\.csv$/)
    const [head = '', ...rows] = csv.bytes.toString().trimEnd().split('\r\n')
    expect(head).toBe('\uFEFFLevel,Initiative,1,2,3,4,5,6,7,8,9,10,All points')
    const xlsx = await fileOf(opened.page, 'XLSX')
    const { sheets } = await readXlsx(xlsx.bytes)
    const [view = [], about = []] = ['view', 'about'].map((name) => sheets.get(name))
    expect(view.length).toBe(rows.length + 1)
    const somalia = view.find((row) => row.get('B')?.text === 'Mixed Migration Task Force Somalia')
    const cells = [...'CDEFGHIJKLM'].map((column) => somalia?.get(column))
    const none = 'none stated'
    expect(cells.map((cell) => cell?.text)).toEqual(['5', '3', none, '1', '1', '1', none, none, none, '2', '8'])
    expect(cells.map((cell) => cell?.type === 'inlineStr')).toEqual(cells.map((cell) => cell?.text === none))
    const address = about.find((row) => row.get('A')?.text === 'Address')?.get('B')?.text
    expect(address).toMatch(/\/\?level=NATIONAL&revision=\d+$/)
  })

  it.each([
    { path: '/', shown: 'table.map', words: 'Mixed Migration Task Force Somalia' },
    { path: '/network', shown: '.net svg', words: 'UNHCR' },
    { path: '/network?focus=iom', shown: '.net svg', words: 'UNHCR' },
    { path: '/timeline', shown: '.tl svg', words: 'since April 2007' },
    { path: '/countries', shown: '.world svg', words: 'Yemen: ' },
  ])('are its picture as SVG and PNG, with title, source and revision: $path', async ({ path, shown, words }) => {
    await using opened = await openPage(browser, api.url, path, shown)
    const { page } = opened
    const svg = (await fileOf(page, 'SVG')).bytes.toString()
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox=/)
    expect(svg).toContain(words)
    expect(svg).toMatch(/Tenpoint, revision \d+\. Source: .*10-Point Plan/)
    expect(svg).toContain(`revision=`)
    // It is well-formed, has no colour left to the page, and no code or style of its own.
    expect(() => new SaxesParser().write(svg).close()).not.toThrow()
    expect(svg).not.toMatch(/var\(|<script|<style| style=/)
    const png = (await fileOf(page, 'PNG')).bytes
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    const [, , , boxWidth = 0, boxHeight = 0] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg)?.map(Number) ?? []
    expect(width / height).toBeCloseTo(boxWidth / boxHeight, 1)
    expect(width).toBeGreaterThan(1000)
  })
})

describe('the files of a list', () => {
  it('have a line for each of its lines, as CSV and as a workbook', async () => {
    await using opened = await openPage(browser, api.url, '/about', '.prose')
    const { page } = opened
    for (const path of ['/initiatives', '/actors', '/countries', '/network', '/timeline', '/search?q=puebla']) {
      await opened.to(path)
      await page.getByRole('group', { name: 'Download this view' }).waitFor()
      await settled(page)
      const csv = await fileOf(page, 'CSV')
      const { sheets } = await readXlsx((await fileOf(page, 'XLSX')).bytes)
      const lines = parse(csv.bytes, { bom: true }).length
      expect([path, sheets.get('view')?.length]).toEqual([path, lines])
      // The timeline has a list beside its table, of what has no date.
      const shown = await page.locator('main table.list tbody tr, main .hits > li, main .tl + .two section li').count()
      expect([path, lines - 1]).toEqual([path, shown])
    }
  })
})

describe('the citation of a record', () => {
  it.each(['/initiative/bali-process', '/actor/iom'])(
    'is a sentence, and a file of each kind for reference managers: %s',
    async (path) => {
      await using opened = await openPage(browser, api.url, path, '.doc')
      const { page } = opened
      await page.getByRole('button', { name: 'Cite this page' }).click()
      await page.locator('.citation [role=status]').waitFor()
      // Without the acronym after it.
      const heading = await page.getByRole('heading', { level: 1 }).textContent()
      const name = heading?.replace(/\s*\([A-Z]+\)$/, '').trim() ?? ''
      await expect.poll(() => page.locator('.citation [role=status]').textContent()).toContain(name)
      const links = await page
        .locator('.citation a')
        .evaluateAll((list) => list.map((link) => [link.textContent ?? '', link.getAttribute('href') ?? ''] as const))
      expect(links.map(([label]) => label)).toEqual(['BibTeX', 'RIS', 'CSL JSON'])
      const begin = new Map([
        ['BibTeX', /^@\w+\{/],
        ['RIS', /^TY {2}- /],
        ['CSL JSON', /^[[{]/],
      ])
      for (const [label, target] of links) {
        const { status, text } = await raw(api.url, { target })
        expect([label, status, text.includes(name)]).toEqual([label, 200, true])
        expect(text).toMatch(begin.get(label) ?? /^$/)
      }
    },
  )
})

/** Views with the root of the table that stands behind each. */
const behind = [
  { path: '/', tables: ['/export/matrix', '/export/gaps', '/export/actions'] },
  { path: '/network', tables: ['/export/network', '/export/network-nodes'] },
  { path: '/network?focus=iom', tables: ['/export/network', '/export/network-nodes'] },
  { path: '/timeline', tables: ['/export/initiatives'] },
  { path: '/initiatives', tables: ['/export/initiatives'] },
  { path: '/actors', tables: ['/export/actors'] },
  { path: '/countries', tables: ['/export/places'] },
  { path: '/country/SO', tables: ['/export/initiatives', '/export/actions'] },
  { path: '/plans', tables: ['/export/implementation-plans', '/export/plan-items'] },
  { path: '/search?q=puebla', tables: [] },
  { path: '/point/10', tables: ['/export/actions'] },
  { path: '/initiative/bali-process', tables: ['/export/actions'] },
  { path: '/actor/iom', tables: ['/export/participations'] },
]

describe('behind every view', () => {
  it.each(behind)('are its query, which the API answers, its tables and its citation: $path', async (given) => {
    await using opened = await openPage(browser, api.url, given.path, 'details.behind')
    const { page } = opened
    await page.getByText('Behind this view').click()
    await page.locator('.behind pre').first().waitFor()
    const [sdk = '', query = '', variables = '{}'] = await page.locator('.behind pre').allTextContents()
    expect(sdk).toContain('client.')
    const answer = await api.ask(query, JSON.parse(variables))
    expect(answer.body.errors).toBeUndefined()
    const play = new URL(
      (await page.getByRole('link', { name: 'Open in the playground' }).getAttribute('href')) ?? '',
      api.url,
    )
    expect([play.pathname, play.searchParams.get('query')]).toEqual(['/graphql', query])
    const links = await page
      .locator('.behind a[href^="/export/"]')
      .evaluateAll((list) => list.map((link) => link.getAttribute('href') ?? ''))
    expect([...new Set(links.map((link) => link.replace(/\.\w+(\?.*)?$/, '')))]).toEqual(given.tables)
    for (const link of links.filter((each) => each.includes('.csv'))) {
      const { status, text } = await raw(api.url, { target: link })
      expect([link, status, text.split('\r\n').length > 1]).toEqual([link, 200, true])
    }
    const cited = await page.locator('.behind p', { hasText: 'Cite' }).first().textContent()
    expect(cited).toMatch(/Text.*BibTeX.*RIS.*CSL JSON/)
  })

  it('the tables of the map carry its filters and its revision', async () => {
    await using opened = await openPage(
      browser,
      api.url,
      '/?rows=actors&level=NATIONAL&status=DONE&nature=ANY&revision=1',
      'table.map',
    )
    const { page } = opened
    await page.getByText('Behind this view').click()
    const links = page.locator('.behind a[href^="/export/"]')
    await links.first().waitFor()
    const hrefs = await links.evaluateAll((list) => list.map((link) => link.getAttribute('href') ?? ''))
    const matrix = new URL(hrefs.find((href) => href.startsWith('/export/matrix.json')) ?? '', api.url)
    expect(Object.fromEntries(matrix.searchParams)).toEqual({
      by: 'ACTOR',
      where: '{"level":{"in":["NATIONAL"]}}',
      nature: 'ACTION,RECOMMENDATION,AGENDA_TOPIC',
      status: 'DONE',
      revision: '1',
    })
    const { text } = await raw(api.url, { target: matrix.pathname + matrix.search })
    const { rows } = JSON.parse(text) as { rows: { label: string; actionCount: number }[] }
    const shown = await page
      .locator('tr.row .rt')
      .evaluateAll((list) => list.filter((cell) => Number(cell.firstChild?.textContent) > 0).length)
    expect(new Set(rows.filter(({ actionCount }) => actionCount > 0).map(({ label }) => label)).size).toBe(shown)
    // The records are the actions that the map counts.
    const records = hrefs.find((href) => href.startsWith('/export/actions.json')) ?? ''
    const actions = JSON.parse((await raw(api.url, { target: records })).text) as { rows: unknown[] }
    await page.goto(`${api.url}/?level=NATIONAL&status=DONE&nature=ANY&revision=1`)
    const total = await page.locator('tfoot .rt').textContent()
    expect(actions.rows.length).toBe(Number(total))
  })

  it('a view without a citation of its own is cited as it is, by its address in this revision', async () => {
    await using opened = await openPage(browser, api.url, '/timeline', 'details.behind')
    const { page } = opened
    await page.getByText('Behind this view').click()
    const sentence = await page.locator('.cited').textContent()
    expect(sentence).toMatch(/^Tenpoint\. .*When each initiative ran\..*revision \d+;.*\/timeline\?revision=\d+$/)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'BibTeX' }).click(),
    ])
    expect((await readFile(await download.path())).toString()).toMatch(/^@misc\{tenpoint-view-r\d+,/)
  })
})

describe('the links of pictures', () => {
  it.each(['/network', '/timeline', '/countries'])(
    'are out of the tab order, since the list beside has the same: %s',
    async (path) => {
      await using opened = await openPage(browser, api.url, path, 'main svg[role="group"] a')
      const links = opened.page.locator('main svg[role="group"] a')
      const reached = await links.evaluateAll(
        (list) => list.filter((link) => Reflect.get(link, 'tabIndex') !== -1).length,
      )
      await expect.poll(async () => [(await links.count()) > 10, reached]).toEqual([true, 0])
    },
  )
})

describe('the page of a search', () => {
  it('is reached from the box by the keyboard, has all matches with their passages, and an address', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await page.keyboard.press('/')
    await page.keyboard.type('migration')
    await page.getByRole('option', { name: /^See all \d+ matches$/ }).waitFor()
    // The list may still be of the first letters.
    await settled(page)
    await page.keyboard.press('ArrowUp')
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Matches for “migration”' }).waitFor()
    await expect.poll(() => page.url()).toBe(`${api.url}/search?q=migration`)
    const { search } = (await api.data('{ search(query: "migration") { totalCount } }')) as {
      search: { totalCount: number }
    }
    await expect.poll(() => page.locator('.lede').textContent()).toContain(`${search.totalCount} matches`)
    await expect.poll(() => page.locator('.hits li').count()).toBe(50)
    await expect.poll(() => page.locator('.hits mark').count()).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => page.locator('.hits li').count()).toBe(100)
    await page.goto(`${api.url}/search?q=xyzzyx`)
    await page.getByRole('heading', { name: 'Nothing found.' }).waitFor()
  })

  it.each(settings)('has nothing that axe finds, %j', async (setting) => {
    await using opened = await openPage(browser, api.url, '/search?q=migration', '.hits', setting)
    await opened.page.getByText('Behind this view').click()
    await opened.page.locator('.behind pre').first().waitFor()
    expect(await axeFindings(opened.page)).toEqual([])
  })
})
