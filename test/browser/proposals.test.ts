// From finding that something is wrong to a history that says who mended it, in a real browser: the way in, what a key may do,
// what a reviewer sees of each proposal, in words that are nobody's jargon.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../server/keys/keys.ts'
import { axeFindings, openPage, type PageOptions, startBrowser, type Watched } from '../support/explorer-page.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
let amina: string
let rita: string
beforeAll(async () => {
  api = await openApi()
  browser = await startBrowser()
  amina = await createKey(api.db, { name: 'Amina', scopes: ['propose'] })
  rita = await createKey(api.db, { name: 'Rita', scopes: ['publish'] })
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

const visit = (path: string, options: PageOptions = {}): Promise<Watched> =>
  openPage(browser, api.url, path, 'main h1', { viewport: { width: 1280, height: 800 }, ...options })

const process = '/initiative/soderkoping-process'
const processName = 'Cross-Border Cooperation Process (Söderköping Process)'

const form = (page: Page) => page.getByRole('form', { name: 'Correct this initiative', exact: true })

/** Proposes another year in which the process began; answers the number of the changeset. */
async function proposeYear(page: Page, year: string): Promise<number> {
  await page.getByRole('button', { name: 'Correct Period', exact: true }).click()
  await form(page).getByLabel('Began').fill(year)
  await form(page).getByLabel('Why', { exact: true }).fill('Checked against the source.')
  await form(page).getByRole('button', { name: 'Propose' }).click()
  const link = page.getByRole('link', { name: /^Changeset \d+$/ })
  await link.waitFor()
  return Number((await link.textContent())?.replace(/\D/g, ''))
}

describe('the way to a correction', () => {
  it.each([process, '/actor/iom', '/country/YE'])('begins with a line on %s, and says what to do', async (path) => {
    await using visited = await visit(path)
    const { page } = visited
    await page.getByText('Something wrong or missing?').waitFor()
    await page.getByRole('link', { name: 'How to propose a correction' }).click()
    await page.getByRole('heading', { level: 1, name: 'How to propose a correction' }).waitFor()
    await expect.poll(() => page.locator('.how > li').count()).toBe(4)
    await page.getByLabel('Key', { exact: true }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  it('goes on with whose key it is, what it may do and where to begin', async () => {
    await using visited = await visit('/review')
    const { page } = visited
    await page.getByLabel('Key', { exact: true }).fill(amina)
    await page.getByRole('button', { name: 'Use this key' }).click()
    await page.getByText('This is the key “Amina”. It may propose corrections; somebody').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'the list of initiatives' }).click()
    await page.getByRole('link', { name: processName }).click()
    await page.getByRole('button', { name: 'Correct Period', exact: true }).waitFor()
    await expect.poll(() => page.getByText('Something wrong or missing?').count()).toBe(0)
  })

  it('says of another key that it may publish', async () => {
    await using visited = await visit('/review', { key: rita })
    await visited.page.getByText('This is the key “Rita”. It may propose corrections, and publish or reject').waitFor()
  })
})

describe('a corrected year', () => {
  it('warns author and reviewer of texts with the old one, is named by its initiative and page, and stays with both names', async () => {
    await using author = await visit(process, { key: amina })
    const number = await proposeYear(author.page, '2002')
    const warning = 'Please check: The background still says “2001”, which the period no longer does.'
    await author.page.getByText(warning).waitFor()
    await author.page.getByText('Please check: The printed period still says “2001”').waitFor()

    await using reviewer = await visit('/review', { key: rita })
    const { page } = reviewer
    const row = page.getByRole('row', { name: new RegExp(`Changeset ${number}\\b`) })
    await expect.poll(() => row.textContent()).toContain(processName)
    await row.getByRole('link', { name: /^Changeset/ }).click()
    await page.getByText(warning).waitFor()
    await page.getByText(/^Proposed by Amina, .* It waits for a reviewer/).waitFor()
    await page.getByText('Source: p. 35').waitFor()
    const fields = page.locator('table.sides tbody tr')
    await expect.poll(() => fields.allTextContents()).toEqual(['Periodsince 2001since 2002'])
    await expect.poll(() => page.locator('main').textContent()).not.toMatch(/edtf|2001\/|2001-01-01/i)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText(/Published by Rita/).waitFor()

    await using reader = await visit(process)
    const history = reader.page.locator('.side', { hasText: 'History' })
    await history.getByText('proposed by Amina, published by Rita').waitFor()
    await expect.poll(() => history.textContent()).toMatch(/Period: .*since 2001.*since 2002/)
    await expect.poll(() => history.textContent()).not.toMatch(/edtf|2001-01-01/i)
  })
})

describe('a proposal of a part', () => {
  it('is named by its initiative and by who takes part, also where its key is made by the server', async () => {
    await using author = await visit(process, { key: amina })
    const added = author.page.getByRole('form', { name: 'Add: participation', exact: true })
    await author.page.getByRole('button', { name: 'Add: participation' }).click()
    await added.getByLabel('Actor', { exact: true }).fill('African Union')
    await added.getByLabel('Role', { exact: true }).selectOption('OBSERVER')
    await added.getByLabel('Certainty').selectOption('STATED')
    await added.getByRole('textbox', { name: 'Page', exact: true }).fill('36')
    await added.getByLabel('Part', { exact: true }).selectOption('ACTORS')
    await added.getByLabel('Why', { exact: true }).fill('It observes.')
    await added.getByRole('button', { name: 'Propose' }).click()
    await author.page.getByRole('link', { name: /^Changeset \d+$/ }).click()
    const { page } = author
    await page.getByRole('heading', { level: 2, name: 'African Union, Observer' }).waitFor()
    await page.getByText(`Of ${processName}. Source: p. 36, Actors.`).waitFor()
    await expect.poll(() => page.locator('main').textContent()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    await page.getByRole('link', { name: 'Review' }).click()
    const row = page.getByRole('row', { name: /It observes/ })
    await row.waitFor()
    await expect.poll(() => row.textContent()).toContain(processName)
  })
})

describe('a citation', () => {
  it.each([process, '/actor/iom', '/country/YE'])(
    'of %s has an address that leads to the page of that revision',
    async (path) => {
      await using visited = await visit(path)
      const { page } = visited
      const title = await page.locator('h1').textContent()
      await page.getByRole('button', { name: 'Cite this page' }).click()
      const sentence = await page.locator('.citation [role=status]').textContent()
      expect(sentence).not.toMatch(/BACKGROUND|CONTENTS|ACTORS|\.json/)
      const address = new URL(/http:\S+$/.exec(sentence ?? '')?.[0] ?? '')
      await visited.to(address.pathname + address.search)
      await page.getByText('You see the catalogue as of revision').or(page.locator('h1')).first().waitFor()
      await expect.poll(() => new URL(page.url()).pathname).toBe(path)
      await expect.poll(() => new URL(page.url()).searchParams.get('revision')).toMatch(/^\d+$/)
      await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()
    },
  )

  it('is on the page of an action, too', async () => {
    const { initiative } = Object(
      await api.data('{ initiative(slug: "soderkoping-process") { actions(first: 1) { nodes { id } } } }'),
    )
    await using visited = await visit(`/action/${initiative.actions.nodes[0].id}`)
    await visited.page.getByRole('button', { name: 'Cite this page' }).click()
    await visited.page.getByText('from the list of actions').waitFor()
  })
})
