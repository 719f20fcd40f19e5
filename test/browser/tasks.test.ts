// Three tasks, as somebody does them who has not seen the page before: only what is on the screen is used. Clicks are counted,
// so that a change of the page that makes a task longer is seen; typed words count as one step each.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyFor, openPage, type PageOptions, startBrowser, type Watched } from '../support/explorer-page.ts'
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
  openPage(browser, api.url, path, 'main', { viewport: { width: 1280, height: 900 }, ...options })

/** What a task took. */
class Walk {
  clicks = 0
  typed = 0
  readonly #began = performance.now()

  async click(target: Locator): Promise<void> {
    this.clicks += 1
    await target.click()
  }

  async type(target: Locator, words: string): Promise<void> {
    this.typed += 1
    await target.fill(words)
  }

  /** Says what the task took, for the note; the time is a machine's, without the reading. */
  tell(task: string): void {
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(1)
    console.log(`${task}: ${this.clicks} clicks, ${this.typed} times typing, ${seconds} s`)
  }
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe('a new user', () => {
  it('finds what no initiative in the Horn of Africa does', async () => {
    await using visited = await visit('/')
    const { page } = visited
    const walk = new Walk()
    await walk.click(button(page, 'Country or region'))
    await walk.type(page.getByLabel('Find in this list'), 'horn')
    await walk.click(page.getByLabel('Horn of Africa (region)'))
    const answer = page.locator('.unserved')
    await answer.locator('a').first().waitFor()
    walk.tell('what no initiative in the Horn of Africa does')
    const { matrix } = (await api.data(`{ matrix(by: INITIATIVE, where: { places: { some: { place: { or: [
      { within: { some: { slug: { eq: "horn-of-africa" } } } }
      { contains: { some: { within: { some: { slug: { eq: "horn-of-africa" } } } } } } ] } } } }) {
      totals { actionCount actionPoint { number title } } } }`)) as {
      matrix: { totals: { actionCount: number; actionPoint: { number: number; title: string } }[] }
    }
    const none = matrix.totals.filter(({ actionCount }) => actionCount === 0)
    expect(none.length).toBeGreaterThan(0)
    await expect
      .poll(() => answer.locator('a').allTextContents())
      .toEqual(none.map(({ actionPoint: { number, title } }) => `${number}. ${title}`))
    expect(walk.clicks).toBeLessThanOrEqual(2)
  })

  it('cites who co-chairs the Somalia task force', async () => {
    await using visited = await visit('/')
    const { page } = visited
    const walk = new Walk()
    await walk.type(page.getByRole('combobox', { name: 'Search' }), 'somalia task force')
    await walk.click(page.getByRole('option', { name: /Mixed Migration Task Force Somalia/ }).first())
    const chairs = page.locator('.fact', { hasText: 'Co-chair' })
    await chairs.first().waitFor()
    await expect
      .poll(() => chairs.locator('a:not(.pg)').allTextContents())
      .toEqual(['United Nations High Commissioner for Refugees', 'International Organization for Migration'])
    await expect.poll(() => chairs.first().locator('.pg').textContent()).toMatch(/p\. 26/)
    await walk.click(button(page, 'Cite this page'))
    const words = page.locator('.citation [role=status]')
    await words.waitFor()
    walk.tell('cite who co-chairs the Somalia task force')
    await expect.poll(() => words.textContent()).toMatch(/Mixed Migration Task Force Somalia.*revision \d+/is)
    expect(walk.clicks).toBeLessThanOrEqual(2)
  })

  it('corrects a wrong year and has it published', async () => {
    const [author, reviewer] = [await keyFor(api, 'propose'), await keyFor(api, 'publish')]
    const walk = new Walk()
    await using visited = await visit('/')
    const { page } = visited
    await walk.click(page.getByRole('link', { name: 'About' }))
    await walk.click(page.getByRole('link', { name: 'Review with a key' }))
    await walk.type(page.getByLabel('Key', { exact: true }), author)
    await walk.click(button(page, 'Use this key'))
    await walk.type(page.getByRole('combobox', { name: 'Search' }), 'puebla')
    await walk.click(page.getByRole('option', { name: /Puebla Process/ }).first())
    await walk.click(button(page, 'Correct Period'))
    const form = page.getByRole('form', { name: 'Correct this initiative' })
    await walk.type(form.getByLabel('Began'), '1997')
    await walk.type(form.getByLabel('Why', { exact: true }), 'The source says 1997.')
    await walk.click(form.getByRole('button', { name: 'Propose' }))
    await page.getByText('It waits for a reviewer').waitFor()
    // The reviewer, on another machine.
    await using other = await visit('/review')
    await walk.type(other.page.getByLabel('Key', { exact: true }), reviewer)
    await walk.click(button(other.page, 'Use this key'))
    await walk.click(other.page.getByRole('link', { name: /^Changeset/ }).first())
    await other.page.locator('ins', { hasText: '1997' }).first().waitFor()
    await walk.click(button(other.page, 'Publish'))
    await other.page.getByText('It is published').waitFor()
    walk.tell('correct a wrong year and have it published')
    expect((await api.data('{ initiatives(search: "puebla", first: 1) { nodes { startYear } } }')) as unknown).toEqual({
      initiatives: { nodes: [{ startYear: 1997 }] },
    })
    expect(walk.clicks).toBeLessThanOrEqual(9)
  })
})
