// The page of an actor: the initiative that it is as well, and no empty parts.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings, openPage, settings, startBrowser } from '../support/explorer-page.ts'
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

describe('the page of an actor', () => {
  it('leads to the initiative of which it is the body, and has no empty part', async () => {
    await using opened = await openPage(browser, api.url, '/actor/soderkoping-process', '.doc')
    const { page } = opened
    const lede = page.locator('.lede')
    await expect.poll(() => lede.textContent()).not.toContain('0 initiatives')
    for (const name of ['The ten points', 'Shares initiatives with'])
      await expect.poll(() => page.getByRole('heading', { name }).count()).toBe(0)
    await lede.getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: /Söderköping Process/ }).waitFor()
    await expect.poll(() => page.url()).toBe(`${api.url}/initiative/soderkoping-process`)
  })

  it('leads there for every actor that stands for an initiative', async () => {
    const { initiatives } = (await api.data(
      '{ initiatives(first: 100, where: { not: { actsAs: { slug: { isNull: true } } } }) { nodes { slug actsAs { slug } } } }',
    )) as { initiatives: { nodes: { slug: string; actsAs: { slug: string } | null }[] } }
    const bodies = initiatives.nodes.flatMap(({ slug, actsAs }) => (actsAs ? [{ slug, body: actsAs.slug }] : []))
    expect(bodies.length).toBeGreaterThan(10)
    await using opened = await openPage(browser, api.url, '/actor/iom', '.doc')
    for (const { slug, body } of bodies.slice(0, 4)) {
      await opened.to(`/actor/${body}`)
      const link = opened.page.locator('.lede').getByRole('link')
      await link.waitFor()
      await expect.poll(() => link.getAttribute('href')).toBe(`/initiative/${slug}`)
    }
  })

  it('has its points and partners where it takes part, and nothing for axe to find', async () => {
    for (const path of ['/actor/iom', '/actor/soderkoping-process'])
      for (const setting of settings) {
        await using opened = await openPage(browser, api.url, path, '.doc', setting)
        await expect.poll(() => opened.page.locator('.strip').count()).toBe(path === '/actor/iom' ? 1 : 0)
        expect(await axeFindings(opened.page)).toEqual([])
      }
  })
})
