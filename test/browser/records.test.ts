// What a record's page says beside its facts, in a real browser: all that became of it, and how to cite each fact.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../sdk/src/index.ts'
import { axeFindings, keyFor, openPage, type PageOptions, settings, startBrowser } from '../support/explorer-page.ts'
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

const visit = (path: string, options: PageOptions = {}) =>
  openPage(browser, api.url, path, 'h1', { viewport: { width: 1280, height: 900 }, ...options })

describe('a history', () => {
  const descriptions = Array.from({ length: 45 }, (_, index) => `Description number ${index + 1}.`)

  beforeAll(async () => {
    const client = createClient({ endpoint: `${api.url}/graphql`, apiKey: await keyFor(api, 'publish') })
    for (const description of descriptions) {
      const made = await client.submit({
        reason: 'To have a long history.',
        publish: true,
        changes: [{ updateActor: { slug: 'iom', set: { description } } }],
      })
      expect(made.__typename).toBe('Changeset')
    }
  })

  it('goes on, page after page, to the day a record was made, and never twice over the same', async () => {
    await using visited = await visit('/actor/iom')
    const { page } = visited
    const history = page.locator('.side', { has: page.getByRole('heading', { name: 'History' }) })
    const items = history.locator('li')
    await history.getByText('and 26 more').waitFor()
    await expect.poll(() => items.count()).toBe(20)
    const older = history.getByRole('button', { name: 'Older' })
    await older.click()
    await history.getByText('and 6 more').waitFor()
    // The focus is on the first of what has come.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain('Description number 25.')
    await older.press('Enter')
    await history.getByText('Created.').waitFor()
    await expect.poll(() => items.count()).toBe(46)
    await expect.poll(() => older.count()).toBe(0)
    const said = await history.locator('ins').allTextContents()
    expect(new Set(said)).toEqual(new Set(descriptions))
    expect(await axeFindings(page)).toEqual([])
  })

  it('goes on within the catalogue of then', async () => {
    await using visited = await visit('/actor/iom?revision=30')
    const history = visited.page.locator('.side', { has: visited.page.getByRole('heading', { name: 'History' }) })
    await history.getByRole('button', { name: 'Older' }).click()
    await history.getByText('Created.').waitFor()
    await expect.poll(() => history.locator('li').count()).toBe(30)
    await expect.poll(() => history.getByText('Description number 30.').count()).toBe(0)
  })

  it('goes on in the form of a correction', async () => {
    await using visited = await visit('/actor/iom', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await page.getByRole('button', { name: 'Correct Name', exact: true }).click()
    const form = page.getByRole('form', { name: 'Correct this actor' })
    await form.getByText('Its history: 46 changes').click()
    await expect.poll(() => form.locator('details li').count()).toBe(10)
    await form.getByRole('button', { name: 'Older' }).click()
    await form.getByText('and 26 more').waitFor()
    await expect.poll(() => form.locator('details li').count()).toBe(20)
  })
})

describe('a citation', () => {
  const somalia = '/initiative/somalia-mixed-migration-task-force'
  const chapter = 'In Refugee Protection and Mixed Migration: The 10-Point Plan in Action, Chapter 1'

  it('is of each single fact: who takes part as what, on its printed page, as of the revision, with its address', async () => {
    const { id } = await participation()
    await using visited = await visit(somalia)
    const { page } = visited
    const row = page.locator('.fact', { hasText: 'Co-chair' }).filter({ hasText: 'International Organization' })
    await row.getByRole('button', { name: 'Cite Co-chair International Organization for Migration' }).click()
    const words = await row.getByRole('status').textContent()
    expect(words).toContain(
      'Mixed Migration Task Force Somalia: International Organization for Migration, co-chair. In',
    )
    expect(words).toContain(chapter)
    expect(words).toMatch(/\(p\. 26\)/)
    const revision = /revision (\d+),/.exec(words ?? '')?.[1]
    expect(words).toMatch(new RegExp(`http://\\S+/cite/participation/[^.\\s]+\\?revision=${revision}$`))
    await expect
      .poll(() => row.getByRole('link', { name: 'BibTeX' }).getAttribute('href'))
      .toBe(`/cite/participation/${id}.bib?revision=${revision}`)
    await row.getByRole('button', { name: /^Cite/ }).press('Enter')
    await expect.poll(() => row.getByRole('status').count()).toBe(0)
  })

  it.each([
    { path: somalia, fact: 'objective', of: 'Objectives' },
    { path: somalia, fact: 'action', of: 'Actions' },
    { path: somalia, fact: 'outcome', of: 'What came of it' },
    { path: somalia, fact: 'reference', of: 'References' },
    { path: somalia, fact: 'initiative-relation', of: 'Related' },
    { path: '/initiative/mexico-plan-of-action', fact: 'phase', of: 'Phases and parts' },
    { path: '/actor/iom', fact: 'participation', of: 'Takes part in' },
    { path: '/actor/iom', fact: 'action', of: 'What it does' },
    { path: '/point/1', fact: 'guidance', of: 'Guidance' },
    { path: '/country/SO', fact: 'initiative', of: 'Initiatives that name Somalia' },
  ])('stands beside every fact that has a page: $fact of $path', async ({ path, fact, of }) => {
    await using visited = await visit(path)
    const { page } = visited
    const section = page.locator('section', { has: page.getByRole('heading', { name: of, exact: true }) })
    await section
      .getByRole('button', { name: /^Cite / })
      .first()
      .click()
    await expect.poll(() => section.getByRole('status').textContent()).toContain(chapter)
    await expect
      .poll(() => section.getByRole('link', { name: 'RIS' }).getAttribute('href'))
      .toMatch(new RegExp(`^/cite/${fact}/`))
  })

  it.each([
    ['Cite Mauritania: covers', 'initiative-place', 'Mauritania, covered. In'],
    ['Cite asylum-seekers', 'initiative-population', 'concerns asylum seekers. In'],
  ])('is of each place and all people of an initiative, too: %s', async (name, fact, says) => {
    await using visited = await visit('/initiative/mauritania-reinforcement-of-national-capacities')
    const { page } = visited
    const cite = page.getByRole('button', { name, exact: true })
    const row = page.locator('.fact', { has: cite })
    await cite.click()
    const words = await row.getByRole('status').textContent()
    expect(words).toContain(`Reinforcement of National Capacities to Manage Mixed Migration Movements: ${says}`)
    // The page of the citation is the one in the margin.
    const margin = (await row.locator('.pg').textContent())?.match(/p\. \d+/)?.[0]
    expect(words).toContain(`(${margin})`)
    expect(await row.getByRole('link', { name: 'RIS' }).getAttribute('href')).toMatch(new RegExp(`^/cite/${fact}/`))
  })

  it.each(settings)(
    'keeps the page within the screen, and axe finds nothing: $viewport.width, $colorScheme',
    async (setting) => {
      await using visited = await visit(somalia, setting)
      const { page } = visited
      await page
        .getByRole('button', { name: /^Cite Co-chair/ })
        .first()
        .click()
      await page.getByRole('status').first().waitFor()
      await page
        .locator('.side')
        .getByRole('button', { name: /^Cite / })
        .first()
        .click()
      await page.locator('.side').getByRole('status').waitFor()
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      expect(await axeFindings(page)).toEqual([])
    },
  )

  async function participation(): Promise<{ readonly id: string }> {
    const where = `{ initiative: { slug: { eq: "somalia-mixed-migration-task-force" } },
      actor: { slug: { eq: "iom" } }, role: { eq: CO_CHAIR } }`
    const { participations } = (await api.data(`{ participations(where: ${where}) { nodes { id } } }`)) as {
      participations: { nodes: { id: string }[] }
    }
    return participations.nodes[0] ?? { id: '' }
  }
})
