// Actors as wholes, in a real browser: two entries of one actor become one, and one entry of two actors becomes two. Each is
// written on the actor's page, tried, proposed, reviewed in words and published.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChangeInput, createClient } from '../../sdk/src/index.ts'
import { form } from '../support/curation-page.ts'
import { axeFindings, keyFor, openPage, type PageOptions, startBrowser, tabTo } from '../support/explorer-page.ts'
import { type Api, openApi } from '../support/server.ts'

const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 26, section: 'ACTORS' } as const
const actor = (slug: string, name: string): ChangeInput => ({ createActor: { slug, name, kind: 'NGO', citation } })
const part = (slug: string, initiative: string): ChangeInput => ({
  createParticipation: {
    ...{ actor: slug, initiative, role: 'MEMBER', certainty: 'STATED', listed: true, citation },
  },
})

let api: Api
let browser: Browser

/** Makes changes at once, as somebody else does. */
async function make(...changes: readonly ChangeInput[]): Promise<void> {
  const client = createClient({ endpoint: `${api.url}/graphql`, apiKey: await keyFor(api, 'publish') })
  const result = await client.submit({ reason: 'For a test.', publish: true, changes })
  expect(result).toMatchObject({ __typename: 'Changeset' })
}

beforeAll(async () => {
  api = await openApi()
  browser = await startBrowser()
  await make(
    actor('first-bureau', 'The First Bureau'),
    { createActor: { slug: 'second-bureau', name: 'The Second Bureau', acronym: 'TSB', kind: 'OTHER', citation } },
    part('first-bureau', 'bali-process'),
    part('second-bureau', 'bali-process'),
    part('second-bureau', 'mexico-plan-of-action'),
    actor('third-bureau', 'The Third Bureau'),
    actor('fourth-bureau', 'The Fourth Bureau'),
    actor('twin-office', 'The Twin Office'),
    part('twin-office', 'bali-process'),
    part('twin-office', 'mexico-plan-of-action'),
  )
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

const visit = (path: string, options: PageOptions = {}) =>
  openPage(browser, api.url, path, 'h1', { viewport: { width: 1280, height: 900 }, ...options })

const merging = (page: Page): Locator => page.getByRole('button', { name: 'Merge with another actor…' })
const splitting = (page: Page): Locator => page.getByRole('button', { name: 'Split this actor…' })
const wrong = (of: Locator, label: string): Locator => of.locator('.field.wrong', { hasText: label })
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true })

/** Proposes what a form says, and gives the address of the changeset. */
async function propose(page: Page, of: Locator): Promise<string> {
  await of.getByRole('button', { name: 'Propose', exact: true }).click()
  const link = page.getByRole('link', { name: /^Changeset \d+$/ })
  await link.waitFor()
  return (await link.getAttribute('href')) ?? ''
}

describe('without a key that may propose', () => {
  it.each([
    ['nobody', '/actor/unhcr', undefined],
    ['a reader', '/actor/unhcr', 'read'],
    ['a curator in the catalogue of then', '/actor/unhcr?revision=1', 'propose'],
  ] as const)('nothing of it shows to %s', async (_who, path, scope) => {
    await using visited = await visit(path, scope && { key: await keyFor(api, scope) })
    const { page } = visited
    await heading(page, 'Takes part in').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await merging(page).count()).toBe(0)
    expect(await splitting(page).count()).toBe(0)
  })
})

describe('two entries of one actor', () => {
  it('become one: refused at the field, tried, turned round, proposed, reviewed in words, published', async () => {
    await using visited = await visit('/actor/first-bureau', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await merging(page).click()
    const merge = form(page, 'Merge two actors')
    const [goes, stays] = [merge.getByLabel('Which one goes'), merge.getByLabel('Which one stays')]
    expect(await stays.inputValue()).toBe('The First Bureau')
    await merge.getByLabel('Why', { exact: true }).fill('The source names it twice.')
    await merge.getByRole('button', { name: 'Try it' }).click()
    await wrong(merge, 'Which one goes').getByText('must be filled in').waitFor()
    // What only the server can judge stands at the field, too.
    await goes.fill('The First Bureau')
    await merge.getByRole('button', { name: 'Try it' }).click()
    await wrong(merge, 'Which one goes').getByText('cannot be merged into itself').waitFor()
    await goes.fill('The Bureau of Nowhere')
    await merge.getByRole('button', { name: 'Try it' }).click()
    await wrong(merge, 'Which one goes').getByText('The Bureau of Nowhere').waitFor()
    await goes.fill('The Second Bureau')
    await merge.getByRole('button', { name: 'Try it' }).click()
    await merge.getByText('The Second Bureau is merged into The First Bureau').waitFor()
    await merge.getByText('The server would take this').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await merge.getByRole('button', { name: 'The other way round' }).click()
    expect([await goes.inputValue(), await stays.inputValue()]).toEqual(['The First Bureau', 'The Second Bureau'])
    await merge.getByRole('button', { name: 'The other way round' }).click()
    const address = await propose(page, merge)

    await using reviewer = await visit(address, { key: await keyFor(api, 'publish') })
    const review = reviewer.page
    const words = review.locator('section', {
      has: heading(review, 'The Second Bureau is merged into The First Bureau'),
    })
    await words.getByText('The Second Bureau goes; what stays is The First Bureau.').waitFor()
    const lines = await words.getByRole('listitem').allTextContents()
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^To The First Bureau move: 1 participation \(Mexico Plan of Action.*\)\.$/),
      'Not kept twice, since The First Bureau has the same: 1 participation (Bali Process).',
      'The First Bureau is also found as “TSB”, “The Second Bureau”.',
      expect.stringMatching(/^What The Second Bureau says of itself goes with it: .*kind \(Other\)/),
      'The old address /actor/second-bureau leads to The First Bureau for ever.',
    ])
    // What follows from it is folded away, and nothing else is in this changeset.
    await review.getByText(/^The \d+ changes of this, one by one$/).click()
    await heading(review, 'The Second Bureau actor, merged into The First Bureau').waitFor()
    expect(await axeFindings(review)).toEqual([])
    await review.getByRole('button', { name: 'Publish' }).click()
    await review.getByText('It is published').waitFor()
    await review.getByRole('link', { name: '/actor/second-bureau' }).click()
    await heading(review, 'The First Bureau').waitFor()

    await using reader = await visit('/actor/second-bureau')
    await heading(reader.page, 'The First Bureau').waitFor()
    await reader.page.getByText('TSB').first().waitFor()
    const shares = reader.page.locator('section', { has: heading(reader.page, 'Takes part in') })
    expect(await shares.getByRole('link', { name: /^Mexico Plan of Action/ }).count()).toBe(1)
    expect(await shares.getByRole('link', { name: 'Bali Process' }).count()).toBe(1)
  })

  it('are not merged on what somebody changed meanwhile, unless one says so', async () => {
    await using visited = await visit('/actor/third-bureau', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await merging(page).click()
    const merge = form(page, 'Merge two actors')
    await merge.getByLabel('Which one goes').fill('The Fourth Bureau')
    await merge.getByLabel('Why', { exact: true }).fill('They are one.')
    await make({ updateActor: { slug: 'fourth-bureau', set: { description: 'It is quite another one.' } } })
    await merge.getByRole('button', { name: 'Propose', exact: true }).click()
    await merge.getByText('Somebody changed this meanwhile.').waitFor()
    await merge.getByRole('button', { name: 'Propose mine all the same' }).click()
    await merge.getByText('Somebody changed this meanwhile.').waitFor({ state: 'detached' })
    expect(await propose(page, merge)).toMatch(/^\/review\/\d+$/)
  })
})

describe('one entry of two actors', () => {
  it('becomes two: what goes to the new one is ticked, refused at the field, reviewed in words, published', async () => {
    await using visited = await visit('/actor/twin-office', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await splitting(page).click()
    const split = form(page, 'Split this actor')
    await split.getByLabel('Name in addresses').fill('unhcr')
    await split.getByLabel('Name', { exact: true }).fill('The Other Office')
    await split.getByLabel('Kind').selectOption('NGO')
    await split.getByRole('textbox', { name: 'Page', exact: true }).fill('26')
    await split.getByLabel('Part', { exact: true }).selectOption('ACTORS')
    await split.getByLabel('Why', { exact: true }).fill('The source means two.')
    await split.getByRole('button', { name: 'Try it' }).click()
    await wrong(split, 'What goes to the new actor').getByText('must be filled in').waitFor()
    await split.getByRole('group', { name: 'Takes part in' }).getByLabel('Member, Mexico Plan of Action').check()
    await split.getByRole('button', { name: 'Try it' }).click()
    await wrong(split, 'Name in addresses').locator('.remark').waitFor()
    await split.getByLabel('Name in addresses').fill('other-office')
    await split.getByRole('button', { name: 'Try it' }).click()
    await split.getByText('The Other Office is taken out of The Twin Office').waitFor()
    expect(await axeFindings(page)).toEqual([])
    const address = await propose(page, split)

    await using reviewer = await visit(address, { key: await keyFor(api, 'publish') })
    const review = reviewer.page
    const words = review.locator('section', {
      has: heading(review, 'The Other Office is taken out of The Twin Office'),
    })
    await words.getByText('The Other Office is new; what stays is The Twin Office.').waitFor()
    await words.getByText(/^To The Other Office move: 1 participation \(Mexico Plan of Action.*\)\.$/).waitFor()
    await heading(review, 'The Other Office actor, new').waitFor()
    await review.getByRole('button', { name: 'Publish' }).click()
    await review.getByText('It is published').waitFor()

    for (const [slug, mine, other] of [
      ['other-office', /^Mexico Plan of Action/, 'Bali Process'],
      ['twin-office', 'Bali Process', /^Mexico Plan of Action/],
    ] as const) {
      await using reader = await visit(`/actor/${slug}`)
      const shares = reader.page.locator('section', { has: heading(reader.page, 'Takes part in') })
      await shares.getByRole('link', { name: mine }).waitFor()
      expect(await shares.getByRole('link', { name: other }).count()).toBe(0)
    }
  })

  it('is written by the keyboard on a phone, and waits with the rest of the changeset', async () => {
    await using visited = await visit('/actor/iom', {
      ...{ key: await keyFor(api, 'propose'), viewport: { width: 360, height: 740 } },
    })
    const { page } = visited
    await splitting(page).waitFor()
    await tabTo(page, 'Split this actor…')
    await page.keyboard.press('Enter')
    await form(page, 'Split this actor').waitFor()
    // The first field has the focus; Escape gives it back to the button.
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Split this actor…')
    await page.keyboard.press('Enter')
    const split = form(page, 'Split this actor')
    await split.waitFor()
    await page.keyboard.type('iom-two')
    await split.getByRole('group', { name: 'Member of' }).waitFor()
    await tabTo(page, /^Members of the Mixed Migration Task Force Somalia$/)
    await page.keyboard.press('Space')
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.getByRole('link', { name: 'Review', exact: true }).click()
    await page.getByRole('link', { name: /^Split this actor \(International Organization for Migration/ }).waitFor()
    expect(await split.getByLabel('Name in addresses').inputValue()).toBe('iom-two')
    expect(await split.getByLabel('Members of the Mixed Migration Task Force Somalia').isChecked()).toBe(true)
  })
})
