// What the page says and offers where something is away, slow, unknown or not found: in words, with a way on, and nothing of
// what the reader chose is lost.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, startBrowser } from '../support/explorer-page.ts'
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

const notice = (page: Page, title: string) => page.locator('.notice', { hasText: title })
const again = (page: Page) => page.getByRole('button', { name: 'Try again' })

/** A tab at an empty view, from which the next address meets what the test has set. */
const begin = () => openPage(browser, api.url, '/about', '.prose')

/** Takes out what the browser itself says of answers that fail. */
const forgive = (complaints: string[]): void => {
  const unexpected = complaints.filter((words) => !words.startsWith('Failed to load resource'))
  complaints.splice(0, complaints.length, ...unexpected)
}

describe('a server that is slow', () => {
  it('is waited for, with a word after a while, and then shown', async () => {
    await using opened = await begin()
    const { page } = opened
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route('**/graphql*', async (route) => {
      await answered
      await route.continue()
    })
    await opened.to('/?level=NATIONAL')
    await page.locator('.waiting[aria-busy=true]').waitFor()
    await notice(page, 'Still working').waitFor()
    expect(await axeFindings(page, 'waiting')).toEqual([])
    answer()
    await page.getByRole('grid').waitFor()
    await expect.poll(() => page.locator('.waiting').count()).toBe(0)
  })
})

describe('a server that is away', () => {
  it.each([
    { what: 'does not answer', status: undefined, says: 'The server cannot be reached' },
    { what: 'is busy', status: 503, says: 'The server is busy' },
    { what: 'is broken', status: 500, says: 'This view could not be loaded' },
  ])('says so where it $what, keeps the address, and can be asked again', async ({ status, says }) => {
    await using opened = await begin()
    const { page } = opened
    await page.route('**/graphql*', (route) =>
      status === undefined ? route.abort('connectionrefused') : route.fulfill({ status, body: 'away' }),
    )
    await opened.to('/?level=NATIONAL')
    await notice(page, says).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.unroute('**/graphql*')
    await again(page).click()
    await page.getByRole('grid').waitFor()
    await expect.poll(() => page.url()).toBe(`${api.url}/?level=NATIONAL`)
    forgive(opened.complaints)
  })
})

describe('a network that goes away', () => {
  it('leaves the map, its filters and its files, and a cell can be opened again when it is back', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await page.context().setOffline(true)
    await page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Level' }).click()
    await page.getByRole('checkbox', { name: /^National/ }).check()
    await page.keyboard.press('Escape')
    const row = page.locator('tr.row', { hasText: 'Mixed Migration Task Force Somalia' })
    await row.locator('td.cell button').nth(9).click()
    const panel = page.getByRole('complementary', { name: 'Actions in this cell' })
    await panel.getByText('The server cannot be reached').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.csv$/)
    await page.context().setOffline(false)
    await panel.getByRole('button', { name: 'Try again' }).click()
    await panel.getByRole('link', { name: /^Launch a radio campaign/ }).waitFor()
    forgive(opened.complaints)
  })

  it('says so in a view that is not loaded yet, which comes when it is back', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    await page.context().setOffline(true)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Timeline' }).click()
    await page.locator('.notice').waitFor()
    await page.context().setOffline(false)
    await again(page).click()
    await page.locator('.tl svg').waitFor()
    forgive(opened.complaints)
  })
})

describe('a revision that there is not', () => {
  it('is named, with the way to the newest', async () => {
    await using opened = await begin()
    const { page } = opened
    await opened.to('/?level=NATIONAL&revision=99999')
    await notice(page, '99999').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Go to the newest' }).click()
    await page.getByRole('grid').waitFor()
    await expect.poll(() => page.url()).toBe(`${api.url}/?level=NATIONAL`)
    forgive(opened.complaints)
  })
})

describe('nothing found', () => {
  it('under all filters together names each, and what would be left without it', async () => {
    await using opened = await openPage(browser, api.url, '/?level=LOCAL&year=1990', '.notice')
    const { page } = opened
    await notice(page, 'No initiative meets all of these filters').waitFor()
    await expect.poll(() => page.getByRole('grid').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: /^Without Began/ }).click()
    await page.getByRole('grid').waitFor()
    await expect.poll(() => page.url()).toBe(`${api.url}/?level=LOCAL`)
  })

  it('in the search box says so, and leads to the page of the search', async () => {
    await using opened = await begin()
    const { page } = opened
    await page.keyboard.press('/')
    await page.keyboard.type('xyzzyx')
    await expect
      .poll(() => page.getByRole('option').allTextContents())
      .toEqual([expect.stringMatching(/^Nothing|^No /)])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Nothing found.' }).waitFor()
  })
})
