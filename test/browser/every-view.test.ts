// Views that no other test here opens: what they show of the catalogue, and what axe finds in them.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inChangeset } from '../support/changeset.ts'
import { axeFindings, openPage, settings, startBrowser } from '../support/explorer-page.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
beforeAll(async () => {
  api = await openApi()
  await inChangeset(api.db, async (changes) => {
    const place = changes.selectFrom('places').select('id').where('code', '=', 'SO')
    await changes
      .insertInto('implementation_plans')
      .values({
        slug: 'plan-so',
        name: 'A plan for Somalia',
        status: 'ADOPTED',
        place_id: place,
        author: 'The task force',
      })
      .execute()
  })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

/** Addresses with what each must show: the heading of the page, and a link in it. */
async function addresses() {
  const found = (await api.data(`{
    initiative(slug: "somalia-mixed-migration-task-force") { actions(first: 1) { nodes { id summary } } }
    actionPoints { number title }
    initiatives(first: 1) { nodes { citation { document { slug title } } } }
  }`)) as {
    initiative: { actions: { nodes: { id: string; summary: string }[] } }
    actionPoints: { number: number; title: string }[]
    initiatives: { nodes: { citation: { document: { slug: string; title: string } } }[] }
  }
  const [action] = found.initiative.actions.nodes
  const document = found.initiatives.nodes[0]?.citation.document
  const point = found.actionPoints.find(({ number }) => number === 5)?.title
  const somalia = 'Mixed Migration Task Force Somalia'
  return [
    { path: '/initiatives', heading: 'Initiatives', link: somalia },
    { path: '/actors', heading: 'Actors', link: 'International Organization for Migration' },
    { path: '/plans', heading: 'Plans', link: 'A plan for Somalia' },
    { path: '/plan/plan-so', heading: 'A plan for Somalia', link: 'Somalia' },
    { path: `/action/${action?.id}`, heading: action?.summary ?? '', link: somalia },
    { path: '/point/5', heading: point ?? '', link: /p\. \d+/ },
    { path: `/document/${document?.slug}`, heading: document?.title ?? '', link: /./ },
    { path: '/network?focus=iom', heading: 'International Organization for Migration', link: 'UNHCR' },
  ]
}

describe('every other view', () => {
  it.each(settings.slice(1))('shows what it is about, and nothing that axe finds: %j', async (setting) => {
    await using opened = await openPage(browser, api.url, '/about', '.prose', setting)
    const { page } = opened
    for (const { path, heading, link } of await addresses()) {
      await opened.to(path)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.locator('main').getByRole('link', { name: link }).first().waitFor()
      expect([path, ...(await axeFindings(page))]).toEqual([path])
    }
  })
})
