// What the explorer has for readers beside the map: getting started, the schema reference, the map of countries, stored queries,
// and what stands at an address of nothing.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../server/keys/keys.ts'
import { axeFindings, openPage, settings, settled, startBrowser } from '../support/explorer-page.ts'
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

/** Stores a query and gives its address. */
async function storedQuery(): Promise<string> {
  const key = await createKey(api.db, { name: `reader ${Math.random()}`, scopes: ['read'] })
  const query = 'query Regional { initiatives(where: { level: { eq: REGIONAL } }, first: 3) { nodes { name level } } }'
  const response = await fetch(`${api.url}/q`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  })
  const { id } = (await response.json()) as { id: string }
  return `/q/${id}`
}

describe('getting started', () => {
  it('is reached from the navigation and from About', async () => {
    await using opened = await openPage(browser, api.url, '/about', '.prose')
    const { page } = opened
    await page.locator('main').getByRole('link', { name: 'Getting started' }).click()
    await page.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor()
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Gap map' }).click()
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'API' }).click()
    await page.waitForSelector('.try')
    await expect.poll(() => page.url()).toBe(`${api.url}/start`)
  })

  it('has queries that run, each with the answer of this server and its revision', async () => {
    await using opened = await openPage(browser, api.url, '/start', '.try')
    const { page } = opened
    const steps = page.locator('.steps > li')
    await expect.poll(() => steps.count()).toBe(6)
    for (const step of await steps.all()) {
      await step.getByRole('button', { name: /^Run/ }).click()
      await step.locator('pre').waitFor()
      const query = await step.locator('textarea').inputValue()
      const { data } = JSON.parse((await step.locator('pre').textContent()) ?? '') as { data: unknown }
      expect(data).toEqual(await api.data(query))
      await expect
        .poll(() => step.getByRole('status').textContent())
        .toMatch(/^Answered in \d+ ms, as of revision \d+\.$/)
    }
  })

  it('runs what the reader writes instead, by the keyboard, with the errors of the server', async () => {
    await using opened = await openPage(browser, api.url, '/start', '.try')
    const { page } = opened
    const step = page.locator('.steps > li').first()
    const field = step.getByRole('textbox', { name: 'Query: Ask for a country' })
    const original = await field.inputValue()
    await field.fill('{ place(code: "SO") { name } }')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => step.locator('pre').textContent()).toContain('"Somalia"')
    await field.fill('{ plaice { name } }')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => step.locator('pre').textContent()).toContain('Cannot query field')
    await step.getByRole('button', { name: 'As it was' }).click()
    await expect.poll(() => field.inputValue()).toBe(original)
  })

  it('answers its own queries also where a server answers no others', async () => {
    await using trusted = await openApi({ trustedDocuments: true })
    await using opened = await openPage(browser, trusted.url, '/start', '.try')
    const step = opened.page.locator('.steps > li').first()
    await step.getByRole('button', { name: /^Run/ }).click()
    await step.locator('pre').waitFor()
    await expect.poll(() => step.locator('pre').textContent()).toContain('Yemen')
  })
})

describe('the schema reference', () => {
  it('finds a field by its name, and shows it with its arguments in words, at an address of its own', async () => {
    await using opened = await openPage(browser, api.url, '/reference', '.finder')
    const { page } = opened
    await page.getByLabel('Find a type, field, argument or value').fill('partners')
    await page.getByRole('link', { name: 'Actor.partners', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Actor' }).waitFor()
    await expect.poll(() => page.url()).toBe(`${api.url}/reference/Actor#partners`)
    const member = page.locator('#partners')
    await expect.poll(() => member.textContent()).toMatch(/partners: ActorPartnerConnection!|partners: \w+!/)
    await expect.poll(() => member.locator('dt').allTextContents()).toContain('first: Int')
    await expect
      .poll(() => member.evaluate((element) => Math.abs(element.getBoundingClientRect().top) < 200))
      .toBe(true)
    await page.goBack()
    await page.getByRole('link', { name: 'Actor.partners', exact: true }).waitFor()
    await expect.poll(() => page.getByLabel('Find a type, field, argument or value').inputValue()).toBe('partners')
  })

  it('has every type, and the values of an enum with their meaning; an address leads to one of them', async () => {
    await using opened = await openPage(browser, api.url, '/reference', '.finder')
    const { page } = opened
    const { __schema } = (await api.data('{ __schema { types { name } } }')) as {
      __schema: { types: { name: string }[] }
    }
    const links = new Set(await page.locator('.brief.names a, h2 > a').allTextContents())
    expect(__schema.types.map(({ name }) => name).filter((name) => !name.startsWith('__') && !links.has(name))).toEqual(
      [],
    )
    await page.goto(`${api.url}/reference/EmptyReason#NONE_STATED`)
    await page.locator('#NONE_STATED').waitFor()
    await expect.poll(() => page.locator('.member').count()).toBe(3)
    await page.getByRole('heading', { name: 'Used by' }).waitFor()
  })

  it('says so where the server does not show its schema', async () => {
    await using closed = await openApi({ introspection: false })
    await using opened = await openPage(browser, closed.url, '/reference', '.notice')
    await expect
      .poll(() => opened.page.locator('.notice').textContent())
      .toContain('This server does not show its schema')
    expect(opened.complaints.splice(0)).toEqual([expect.stringContaining('status of 404')])
  })
})

describe('the map of countries', () => {
  it('has each country of the list, with the same numbers, and a note on its borders', async () => {
    await using opened = await openPage(browser, api.url, '/countries', '.world svg')
    const { page } = opened
    const listed = await page.locator('.countries tbody tr').evaluateAll((rows) =>
      rows.map((row) => {
        const [name = '', , initiatives, actions] = [...row.querySelectorAll('th, td')].map(
          (cell) => cell.textContent ?? '',
        )
        return [name, Number(initiatives), Number(actions)] as const
      }),
    )
    const titles = await page.locator('.world a title').allTextContents()
    const drawn = new Map(
      titles.map((title) => {
        const [, name = '', initiatives, actions] = /^(.*): (\d+) initiatives?, (\d+) actions?$/.exec(title) ?? []
        return [name, [name, Number(initiatives), Number(actions)]]
      }),
    )
    expect(drawn.size).toBeGreaterThan(60)
    for (const [name, own] of drawn) expect(own).toEqual(listed.find(([each]) => each === name))
    // What is too small for the outlines is in the list, and the map says so.
    const caption = (await page.locator('.world figcaption').textContent()) ?? ''
    const undrawn = listed.map(([name]) => name).filter((name) => !drawn.has(name))
    expect(caption).toContain(`in the list alone: ${undrawn.join(', ')}.`)
    expect(undrawn.length).toBeLessThan(3)
    expect(caption).toMatch(/do not imply endorsement/)
    const yemen = page.locator('.world a', { has: page.locator('title', { hasText: 'Yemen:' }) })
    await expect.poll(() => yemen.getAttribute('tabindex')).toBe('-1')
    await yemen.click()
    await page.getByRole('heading', { level: 1, name: 'Yemen' }).waitFor()
  })

  it('is loaded by this view alone, once and for ever, and shows a continent', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    const sizes: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.url().includes('/explorer/'))
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    })
    const bytes = async (): Promise<number> => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    await page.getByRole('link', { name: 'Timeline' }).click()
    await page.waitForSelector('.tl svg')
    await settled(page)
    const before = await bytes()
    expect(before).toBeLessThan(60_000)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Countries' }).click()
    await page.waitForSelector('.world svg')
    await settled(page)
    const own = (await bytes()) - before
    console.log(`outlines: ${own} bytes`)
    expect(own).toBeLessThan(60_000)
    const all = await page.locator('.countries tbody tr').count()
    await page.getByLabel('Show').selectOption('Africa')
    await page.getByRole('heading', { level: 1, name: 'Countries: Africa' }).waitFor()
    await expect.poll(() => page.locator('.countries tbody tr').count()).toBeLessThan(all)
    await expect.poll(() => page.url()).toBe(`${api.url}/countries?show=Africa`)
    await page.getByRole('button', { name: 'Actions' }).click()
    await expect.poll(() => page.url()).toBe(`${api.url}/countries?show=Africa&count=actions`)
    // The list says by the keyboard what the map shows.
    await page.locator('.countries tbody a').first().focus()
    await expect.poll(() => page.locator('.world a > path[stroke="var(--ink)"]').count()).toBe(1)
  })
})

describe('the page of a stored query', () => {
  it('shows the result, the revision, the checksum and whether it holds, to people; JSON to programs', async () => {
    const path = await storedQuery()
    await using opened = await openPage(browser, api.url, path, '.assess')
    const { page } = opened
    const json = (await (await fetch(api.url + path)).json()) as {
      checksum: { value: string }
      revision: number
      cite: string
    }
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Stored query Regional')
    await expect.poll(() => page.locator('.kick').textContent()).toContain(`As of revision ${json.revision}`)
    await expect.poll(() => page.locator('.assess').textContent()).toBe('The answer is the same as when it was stored.')
    const words = (await page.locator('main').textContent()) ?? ''
    for (const each of [json.checksum.value, json.cite, 'Bali Process']) expect(words).toContain(each)
    await expect.poll(() => page.locator('table.list tbody tr').count()).toBe(3)
    // Back from a citation, the page is there again and not what programs get.
    await page.goto(`${api.url}/timeline`)
    await page.goBack()
    await page.waitForSelector('.assess')
  })

  it('says that the answer is another one where it is', async () => {
    const path = await storedQuery()
    await api.db
      .updateTable('stored_queries')
      .set({ checksum: '0'.repeat(64) })
      .where('id', '=', path.slice(3))
      .execute()
    await using opened = await openPage(browser, api.url, path, '.assess')
    await expect
      .poll(() => opened.page.locator('.assess').textContent())
      .toBe('The answer is not the same as when it was stored.')
    await api.db.deleteFrom('stored_queries').where('id', '=', path.slice(3)).execute()
  })
})

describe('an address of nothing', () => {
  it.each([
    { path: '/initiative/bali-proces', nearest: 'Bali Process' },
    { path: '/actor/unhrc-and-iom', nearest: undefined },
    { path: '/country/XX', nearest: undefined },
    { path: '/soderkoping-process', nearest: 'Cross-Border Cooperation Process (Söderköping Process)' },
    { path: '/q/0123456789abcdef01234567', nearest: undefined },
  ])('has the status 404, the nearest names and a way to search: $path', async ({ path, nearest }) => {
    await using opened = await openPage(browser, api.url, path, '.notice')
    const { page } = opened
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent())
      .toMatch(/^There is nothing at this address$|^There is no such stored query$/)
    if (nearest !== undefined) await page.getByRole('link', { name: nearest }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Search for it' }).count()).toBe(1)
    expect(opened.complaints.splice(0).every((words) => words.includes('status of 404'))).toBe(true)
  })
})

describe('for everybody', () => {
  const addresses = [
    { path: '/start', shown: '.try' },
    { path: '/reference', shown: '.finder' },
    { path: '/reference/Actor', shown: '.member' },
    { path: '/reference?q=actor', shown: '.found' },
    { path: '/countries', shown: '.world svg' },
    { path: '/country/SO', shown: '.strip' },
    { path: '/initiative/bali-proces', shown: '.notice' },
  ]
  it.each(addresses.flatMap((address) => settings.map((setting) => ({ ...address, setting }))))(
    'axe finds nothing, and nothing is wider than the screen: $path, $setting.viewport.width, $setting.colorScheme',
    async ({ path, shown, setting }) => {
      await using opened = await openPage(browser, api.url, path, shown, setting)
      const { page } = opened
      expect(await axeFindings(page)).toEqual([])
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      opened.complaints.splice(
        0,
        opened.complaints.length,
        ...opened.complaints.filter((words) => !words.includes('status of 404')),
      )
    },
  )

  it('a stored query is as good', async () => {
    const path = await storedQuery()
    for (const setting of settings) {
      await using opened = await openPage(browser, api.url, path, '.assess', setting)
      expect(await axeFindings(opened.page)).toEqual([])
      await expect.poll(() => opened.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
  })
})

describe('the way from one actor to another', () => {
  /** Who takes part in what, by slug; planned and sought participations do not count. */
  const meetings = async () => {
    const { initiatives } = (await api.data(
      '{ initiatives(first: 100) { nodes { slug name actors(first: 100, participation: { certainty: { eq: STATED } }) { nodes { slug name } } } } }',
    )) as {
      initiatives: { nodes: { slug: string; name: string; actors: { nodes: { slug: string; name: string }[] } }[] }
    }
    return initiatives.nodes
  }

  it('leads over initiatives that each two neighbours share, by as few as can be, and stands in the address', async () => {
    const all = await meetings()
    const reached = new Map([['iom', 0]])
    for (let steps = 1; steps < 9; steps += 1)
      for (const { actors } of all.filter(({ actors: { nodes } }) =>
        nodes.some(({ slug }) => reached.get(slug) === steps - 1),
      ))
        for (const { slug } of actors.nodes) if (!reached.has(slug)) reached.set(slug, steps)
    const [goal = '', length = 0] = [...reached].toSorted(([, a], [, b]) => b - a)[0] ?? []
    expect(length).toBeGreaterThan(1)
    await using opened = await openPage(browser, api.url, '/network?focus=iom', '.net svg')
    const { page } = opened
    await page.getByLabel('Way to').selectOption(goal)
    await page.waitForSelector('.way li')
    await expect.poll(() => new URL(page.url()).searchParams.get('to')).toBe(goal)
    const ways = await page
      .locator('.way li')
      .evaluateAll((items) =>
        items.map((item) => [...item.querySelectorAll('a')].map((link) => new URL(link.href).pathname)),
      )
    expect(ways).toHaveLength(length)
    let before = 'iom'
    for (const links of ways) {
      const to = links.at(-1)?.replace('/actor/', '') ?? ''
      for (const link of links.slice(0, -1)) {
        const members = all.find(({ slug }) => link === `/initiative/${slug}`)?.actors.nodes.map(({ slug }) => slug)
        expect(members).toEqual(expect.arrayContaining([before, to]))
      }
      before = to
    }
    expect(before).toBe(goal)
    expect(await axeFindings(page)).toEqual([])
  })

  it('is told to be none where nothing leads there', async () => {
    await using opened = await openPage(browser, api.url, '/network?focus=iom&to=no-such-actor', '.net svg')
    await expect.poll(() => opened.page.locator('.way').count()).toBe(0)
  })
})

describe('what the source does not say', () => {
  it.each([
    ['/initiative/berne-initiative', /^The source does not say/],
    ['/initiative/asia-pacific-refugee-rights-network', /^The source does not say whether it was done/],
    ['/actor/aprrn', /The source does not say whether it was done\. /],
    ['/point/6', /The source does not say whether it was done\. /],
  ])('is said in a sentence: %s', async (path, sentence) => {
    await using opened = await openPage(browser, api.url, path, '.doc')
    const main = opened.page.locator('main')
    await main.getByText(sentence).first().waitFor()
    expect(await main.textContent()).not.toContain('Not said')
  })
})
