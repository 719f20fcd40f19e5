// Answers that come late, or in another order than they were asked for: none undoes what the reader did meanwhile.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forms } from '../../server/explorer/app/curate/declared.ts'
import { form, pen, somalia } from '../support/curation-page.ts'
import { keyFor, openPage, settled, startBrowser } from '../support/explorer-page.ts'
import { hold } from '../support/held-answers.ts'
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
  it('leads by Enter to what is typed, and not to what was found for the words before', async () => {
    await using opened = await openPage(browser, api.url, '/about', '.prose')
    const { page } = opened
    const late = await hold(page, '"yemen"')
    const box = page.getByRole('combobox', { name: 'Search' })
    await box.fill('somalia')
    await expect.poll(() => page.getByRole('option').first().textContent()).toBe('SomaliaCountry')
    await box.fill('yemen')
    await page.keyboard.press('Enter')
    await late.asked
    expect(page.url()).toBe(`${api.url}/about`)
    late.letGo()
    await page.getByRole('heading', { level: 1, name: 'Yemen' }).waitFor()
    expect(page.url()).toBe(`${api.url}/country/YE`)
  })

  it('leads nowhere once the reader has thought better of it', async () => {
    await using opened = await openPage(browser, api.url, '/about', '.prose')
    const { page } = opened
    const late = await hold(page, '"yemen"')
    await page.getByRole('combobox', { name: 'Search' }).fill('yemen')
    await page.keyboard.press('Enter')
    await late.asked
    await page.keyboard.press('Escape')
    late.letGo()
    await settled(page)
    expect(page.url()).toBe(`${api.url}/about`)
  })
})

describe('the reference', () => {
  it('loses no letter of who types faster than it is drawn', async () => {
    await using opened = await openPage(browser, api.url, '/reference', '.finder')
    const { page } = opened
    const field = page.getByLabel('Find a type, field, argument or value')
    await field.evaluate(async (input) => {
      if (!(input instanceof HTMLInputElement)) throw new TypeError('It is no field.')
      for (const letter of 'partners') {
        input.value += letter
        input.dispatchEvent(new InputEvent('input', { bubbles: true }))
        // The page has its turn, and the screen has not.
        await Promise.resolve()
      }
    })
    await page.getByRole('link', { name: 'Actor.partners', exact: true }).waitFor()
    expect(await field.inputValue()).toBe('partners')
    expect(new URL(page.url()).searchParams.get('q')).toBe('partners')
  })
})

describe('a query that the reader runs', () => {
  it('shows the answer of the last run, also where that of an earlier one comes later', async () => {
    await using opened = await openPage(browser, api.url, '/start', '.try')
    const { page } = opened
    const late = await hold(page, 'code: \\"SO\\"')
    const step = page.locator('.steps > li').first()
    const field = step.getByRole('textbox')
    await field.fill('{ place(code: "SO") { name } }')
    await page.keyboard.press('Control+Enter')
    await late.asked
    await field.fill('{ place(code: "YE") { name } }')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => step.locator('pre').textContent()).toContain('"Yemen"')
    late.letGo()
    await settled(page)
    expect(await step.locator('pre').textContent()).toContain('"Yemen"')
  })
})

describe('a form', () => {
  it('has the focus as soon as it is there', async () => {
    await using opened = await openPage(browser, api.url, somalia, 'h1', { key: await keyFor(api, 'propose') })
    const button = opened.page.getByRole('button', { name: 'Add: other name' })
    const focused = await button.evaluate(async (element) => {
      if (element instanceof HTMLElement) element.click()
      await Promise.resolve()
      return document.activeElement?.closest('form')?.ariaLabel
    })
    expect(focused).toBe('Add: other name')
  })

  it('keeps what is written in it where its pen was pressed twice', async () => {
    await using opened = await openPage(browser, api.url, somalia, 'h1', { key: await keyFor(api, 'propose') })
    const { page } = opened
    const late = await hold(page, forms['Initiative']?.query ?? '')
    await pen(page, 'Period').evaluate((button) => {
      if (!(button instanceof HTMLElement)) throw new TypeError('It is no button.')
      button.click()
      button.click()
    })
    await late.asked
    const period = form(page, 'Correct this initiative')
    await period.getByLabel('Began').fill('2006')
    late.letGo()
    await settled(page)
    expect(await period.getByLabel('Began').inputValue()).toBe('2006')
  })

  it('stays where it was opened while others were proposed', async () => {
    await using opened = await openPage(browser, api.url, somalia, 'h1', { key: await keyFor(api, 'propose') })
    const { page } = opened
    await pen(page, 'Period').click()
    const period = form(page, 'Correct this initiative')
    await period.getByLabel('Began').fill('2006')
    await period.getByLabel('Why', { exact: true }).fill('The source says so.')
    const late = await hold(page, 'updateInitiative')
    await period.getByRole('button', { name: 'Propose' }).click()
    await late.asked
    await page.getByRole('button', { name: 'Add: other name' }).click()
    const added = form(page, 'Add: other name')
    await added.getByLabel('Name', { exact: true }).fill('The Task Force')
    late.letGo()
    await page.getByRole('link', { name: /^Changeset \d+$/ }).waitFor()
    expect(await period.count()).toBe(0)
    expect(await added.getByLabel('Name', { exact: true }).inputValue()).toBe('The Task Force')
  })
})

describe('a file', () => {
  it('that is no longer chosen says nothing of the one that is', async () => {
    await using opened = await openPage(browser, api.url, '/review/import', 'h1', { key: await keyFor(api, 'propose') })
    const { page } = opened
    const file = (text: string) => ({ name: 'actors.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    const [asked, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await page.route('**/import*', async (route) => {
      asked.resolve()
      await freed.promise
      await route.continue()
    })
    await page.getByLabel('Files').setInputFiles(file('slug,name\niom,IOM by a file\n'))
    const look = page.getByRole('button', { name: 'See what it would change' })
    await look.click()
    await asked.promise
    await page.getByLabel('Files').setInputFiles(file('slug,name\niom,Another name\n'))
    freed.resolve()
    await look.waitFor()
    await settled(page)
    expect(await page.getByText('1 changed').count()).toBe(0)
    await look.click()
    await page.locator('ins', { hasText: 'Another name' }).waitFor()
  })
})
