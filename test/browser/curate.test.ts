// Curating in the page, in a real browser: every fact can be corrected where it stands, problems stand at their fields,
// conflicts show what each wrote, files come in with a dry run by cell, and without a key nothing of this is there.
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChangeInput, createClient } from '../../sdk/src/index.ts'
import { forms } from '../../server/explorer/app/curate/declared.ts'
import { form, pen, somalia } from '../support/curation-page.ts'
import {
  axeFindings,
  keyFor,
  openPage,
  type PageOptions,
  settled,
  startBrowser,
  tabTo,
  type Watched,
} from '../support/explorer-page.ts'
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

/** Proposes what a form says, and gives the number of the changeset. */
async function propose(page: Page, of: Locator, reason: string): Promise<number> {
  await of.getByLabel('Why', { exact: true }).fill(reason)
  await of.getByRole('button', { name: /^Propose/ }).click()
  const link = page.getByRole('link', { name: /^Changeset \d+$/ })
  await link.waitFor()
  return Number((await link.textContent())?.replace(/\D/g, ''))
}

/** Publishes a changeset by another key, in another tab. */
async function publish(number: number): Promise<void> {
  await using reviewer = await visit(`/review/${number}`, { key: await keyFor(api, 'publish') })
  await reviewer.page.getByRole('button', { name: 'Publish' }).click()
  await reviewer.page.getByText('It is published').waitFor()
}

describe('without a key', () => {
  it('nothing of curating shows, and nothing of it is loaded', async () => {
    await using visited = await visit(somalia)
    const { page } = visited
    await page.getByRole('heading', { name: 'Who takes part' }).waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('button', { name: /^(Correct|Add|Take away)/ }).count()).toBe(0)
    await expect.poll(() => page.getByRole('link', { name: 'Review' }).count()).toBe(0)
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    const texts = await Promise.all(
      loaded.filter((name) => name.endsWith('.js')).map(async (name) => (await fetch(name)).text()),
    )
    expect(texts.filter((script) => script.includes('EditParticipation'))).toEqual([])
  })

  it('nor does it in the catalogue of an earlier revision, also with a key', async () => {
    const key = await keyFor(api, 'propose')
    await using visited = await visit(`${somalia}?revision=1`, { key })
    const { page } = visited
    await page.getByText('You see the catalogue as of revision 1').waitFor()
    await page.getByRole('heading', { name: 'Who takes part' }).waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('button', { name: /^(Correct|Add|Take away)/ }).count()).toBe(0)
  })
})

describe('a correction', () => {
  it('can be of every field that the API lets one change', async () => {
    await using visited = await visit(somalia, { key: await keyFor(api, 'propose') })
    const { page } = visited
    await page.getByRole('button', { name: 'All fields' }).first().click()
    const whole = form(page, 'Correct this initiative')
    await whole.waitFor()
    const settable = forms['Initiative']?.fields.filter((field) => field.settable) ?? []
    // And the reason.
    await expect.poll(() => whole.locator('.field > .label').count()).toBe(settable.length + 1)
    for (const name of ['Other name', 'objective', 'phase', 'participation', 'action', 'outcome', 'reference', 'place'])
      await expect
        .poll(() => page.getByRole('button', { name: new RegExp(`^Add: ${name}$`, 'i') }).count())
        .toBeGreaterThan(0)
  })

  it('says at each field what is wrong with it, is seen side by side, and is made by another key', async () => {
    const key = await keyFor(api, 'propose')
    await using visited = await visit(somalia, { key })
    const { page } = visited
    await pen(page, 'Period').click()
    const period = form(page, 'Correct this initiative')
    await period.getByLabel('Began').fill('2007-13')
    await period.getByRole('button', { name: 'Propose' }).click()
    await period.locator('.field.wrong', { hasText: 'Why' }).waitFor()
    await period.getByLabel('Why', { exact: true }).fill('The source says so.')
    await period.getByRole('button', { name: 'Propose' }).click()
    await period.locator('.field.wrong', { hasText: 'Period' }).getByText('2004-05').waitFor()
    // What only the server can judge stands at the field, too.
    await period.getByLabel('Began').fill('2007-05')
    await period.getByLabel('Ended').fill('2001')
    await period.getByRole('button', { name: 'Try it' }).click()
    await period.locator('.field.wrong .remark').waitFor()
    await period.getByLabel('Ended').fill('')
    await period.getByLabel('still going on').check()
    await period.getByRole('button', { name: 'Try it' }).click()
    await period.getByText('The server would take this').waitFor()
    const number = await propose(page, period, 'The source says May.')
    await publish(number)
    await page.reload()
    await page.getByText('since May 2007').first().waitFor()
    const history = page.locator('.side', { hasText: 'History' })
    await expect.poll(() => history.locator('del').allTextContents()).toContain('since April 2007')
    await expect.poll(() => history.locator('ins').allTextContents()).toContain('since May 2007')
    expect(page.url()).not.toContain(key)
  })

  it('of several rows goes as one changeset: a role, a new name, a place that goes', async () => {
    await using visited = await visit(somalia, { key: await keyFor(api, 'propose') })
    const { page } = visited
    await pen(page, 'Co-chair International Organization for Migration').click()
    await form(page, 'Correct this participation').getByLabel('Role', { exact: true }).selectOption('CHAIR')
    await page.getByRole('button', { name: 'Add: other name' }).click()
    const name = form(page, 'Add: other name')
    await name.getByLabel('Name', { exact: true }).fill('Somali Task Force')
    await name.getByLabel('Why', { exact: true }).fill('All on one page.')
    await name.getByRole('button', { name: 'Propose 2 changes together' }).click()
    await name.locator('.field.wrong', { hasText: 'Kind' }).getByText('must be filled').waitFor()
    await name.getByLabel('Kind').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Add: participation' }).click()
    const added = form(page, 'Add: participation')
    await added.getByLabel('Actor', { exact: true }).fill('World Bank of Nowhere')
    await added.getByLabel('Role', { exact: true }).selectOption('OBSERVER')
    await added.getByLabel('Certainty').selectOption('STATED')
    await added.getByRole('textbox', { name: 'Page', exact: true }).fill('26')
    await added.getByLabel('Part', { exact: true }).selectOption('ACTORS')
    await added.getByRole('button', { name: /^Propose 3/ }).click()
    // A row that is not there stands at the field that names it.
    await added.locator('.field.wrong', { hasText: 'Actor' }).waitFor()
    await added.getByLabel('Actor', { exact: true }).fill('African Union')
    const number = await propose(page, added, 'All on one page.')
    await publish(number)
    await page.reload()
    await pen(page, 'Somali Task Force').waitFor()
    const who = page.locator('section', { has: page.getByRole('heading', { name: 'Who takes part' }) })
    await expect.poll(() => who.getByRole('link', { name: 'African Union', exact: true }).count()).toBe(1)
    await expect
      .poll(() => who.locator('.fact', { hasText: 'International Organization for Migration' }).allTextContents())
      .toEqual(expect.arrayContaining([expect.stringContaining('Chair')]))
    // And away again.
    await pen(page, 'Somali Task Force').click()
    await form(page, 'Correct this other name').getByRole('button', { name: 'Take away this other name' }).click()
    await publish(await propose(page, form(page, 'Take away this other name'), 'It is no name of it.'))
    await page.reload()
    await pen(page, 'Period').waitFor()
    await settled(page)
    expect(await pen(page, 'Somali Task Force').count()).toBe(0)
  })

  it('stays while one walks on and loads the page again, until it is proposed or left out', async () => {
    await using visited = await visit(somalia, { key: await keyFor(api, 'propose') })
    const { page } = visited
    await pen(page, 'Standing').click()
    await form(page, 'Correct this initiative').getByLabel('Status', { exact: true }).selectOption('DORMANT')
    await page.reload()
    const again = form(page, 'Correct this initiative')
    await again.waitFor()
    await expect.poll(() => again.getByLabel('Status', { exact: true }).inputValue()).toBe('DORMANT')
    await page.getByRole('link', { name: 'Review' }).click()
    await page.getByRole('heading', { name: 'Your changeset' }).waitFor()
    await form(page, 'Correct this initiative').waitFor()
    await page.getByRole('button', { name: 'Forget the key' }).click()
    await page.getByLabel('Key', { exact: true }).waitFor()
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('tenpoint-draft'))).toBeNull()
  })

  it('that somebody else made meanwhile shows what it was, what it is, and what is proposed', async () => {
    const key = await keyFor(api, 'propose')
    await using visited = await visit('/initiative/bali-process', { key })
    const { page } = visited
    await pen(page, 'Name').click()
    const mine = form(page, 'Correct this initiative')
    await mine.getByLabel('Name', { exact: true }).fill('My Bali Process')
    await using other = await visit('/initiative/bali-process', { key: await keyFor(api, 'propose') })
    await pen(other.page, 'Name').click()
    const theirs = form(other.page, 'Correct this initiative')
    await theirs.getByLabel('Name', { exact: true }).fill('Their Bali Process')
    await publish(await propose(other.page, theirs, 'Theirs.'))
    await mine.getByLabel('Why', { exact: true }).fill('Mine.')
    await mine.getByRole('button', { name: 'Propose' }).click()
    const field = mine.locator('.field', { hasText: 'Somebody changed this meanwhile' })
    await field.getByText('When you opened the form it was Bali Process').waitFor()
    await field.getByText('Now it is Their Bali Process').waitFor()
    await field.getByRole('button', { name: 'Propose mine all the same' }).click()
    await mine.locator('del', { hasText: 'Their Bali Process' }).waitFor()
    await propose(page, mine, 'Mine.')
  })

  it('can be turned down, with a word for its author', async () => {
    await using visited = await visit('/actor/iom', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await pen(page, 'Name').click()
    const actor = form(page, 'Correct this actor')
    await actor.getByLabel('Name', { exact: true }).fill('IOM the Great')
    const number = await propose(page, actor, 'It is.')
    // A key that may only propose finds no way to publish, and is told why.
    await page.getByRole('link', { name: /^Changeset/ }).click()
    await page.getByText('somebody else decides on this').waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('button', { name: /^(Publish|Reject)$/ }).count()).toBe(0)
    await expect.poll(() => page.getByRole('button', { name: 'Withdraw' }).count()).toBe(1)
    await using reviewer = await visit('/review', { key: await keyFor(api, 'publish') })
    await reviewer.page.getByRole('link', { name: `Changeset ${number}`, exact: true }).click()
    await reviewer.page.locator('ins', { hasText: 'IOM the Great' }).waitFor()
    await reviewer.page.getByLabel('Comment').fill('It is not.')
    await reviewer.page.getByRole('button', { name: 'Reject' }).click()
    await reviewer.page.getByText('It is rejected').waitFor()
    await page.reload()
    await page.getByText('Comment: It is not.').waitFor()
  })

  it('is written by the keyboard alone, from the key to the publication', async () => {
    await using visited = await visit('/review')
    const { page } = visited
    await page.getByLabel('Key', { exact: true }).waitFor()
    await tabTo(page, 'Key')
    await page.keyboard.type(await keyFor(api, 'propose', 'publish'))
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Review' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('puebla process')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await pen(page, 'Name').waitFor()
    await tabTo(page, 'Correct Name')
    await page.keyboard.press('Enter')
    await form(page, 'Correct this initiative').waitFor()
    // The first field has the focus; Escape gives it back to the pen.
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Correct Name')
    await page.keyboard.press('Enter')
    await form(page, 'Correct this initiative').waitFor()
    await page.keyboard.press('End')
    await page.keyboard.type(' of Keys')
    await tabTo(page, 'Why')
    await page.keyboard.type('By the keyboard.')
    await tabTo(page, 'Propose')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /^Changeset/ }).waitFor()
    await tabTo(page, /^Changeset \d+$/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Publish' }).waitFor()
    await tabTo(page, 'Publish')
    await page.keyboard.press('Enter')
    await page.getByText('It is published').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('of keys')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /of Keys/ }).waitFor()
  })
})

describe('a file', () => {
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

  it('shows its mistakes by cell, then what it would change by cell, and is proposed', async () => {
    await using visited = await visit('/review', { key: await keyFor(api, 'propose'), expected: [422] })
    const { page } = visited
    await page.getByRole('link', { name: 'Import a file' }).click()
    const files = page.getByLabel('Files')
    await files.setInputFiles(csv('actors.csv', 'slug,name,kind\niom,IOM by a file,NONSENSE\nunhcr,UNHCR by a file,\n'))
    await page.getByRole('button', { name: 'See what it would change' }).click()
    const mistake = page.locator('table', { hasText: 'What is wrong' }).locator('tbody tr').first()
    await mistake.waitFor()
    await expect.poll(() => mistake.textContent()).toMatch(/actors\.csv, C2, kind.*NONSENSE.*must be one of/s)
    await files.setInputFiles(csv('actors.csv', 'slug,name\niom,IOM by a file\nunhcr,UNHCR by a file\n'))
    await page.getByRole('button', { name: 'See what it would change' }).click()
    await page.getByText('0 new, 2 changed').waitFor()
    const row = page.locator('.cells tbody tr', { hasText: 'iom' })
    await expect.poll(() => row.locator('del').textContent()).toBe('International Organization for Migration')
    await expect.poll(() => row.locator('ins').textContent()).toBe('IOM by a file')
    await page.getByLabel('Why').fill('From the list of 2026.')
    await page.getByRole('button', { name: 'Propose it' }).click()
    await page.getByText('It waits for a reviewer').waitFor()
    await page.getByRole('link', { name: /^Changeset/ }).click()
    await page.locator('ins', { hasText: 'UNHCR by a file' }).waitFor()
    expect((await api.data('{ actor(slug: "iom") { name } }')) as unknown).toEqual({
      actor: { name: 'International Organization for Migration' },
    })
  })

  it('of another program asks what its names are, and goes on with the answers', async () => {
    await using visited = await visit('/review/import', {
      key: await keyFor(api, 'propose'),
      expected: [422],
    })
    const { page } = visited
    const sample = (name: string) => fileURLToPath(new URL(`../mappings/${name}`, import.meta.url))
    await page.getByLabel('Files').setInputFiles(sample('libya-3w-2021.csv'))
    await page.getByText('It is the table of another program').click()
    await page.getByLabel('Mapping').setInputFiles(sample('libya-3w-2021.mapping.json'))
    await page.getByRole('button', { name: 'See what it would change', exact: true }).click()
    await page.getByRole('heading', { name: 'What are these?' }).waitFor()
    const questions = page.locator('.questions')
    await questions.getByLabel('“IOM”').selectOption('iom')
    const selects = questions.locator('select')
    const all = await selects.count()
    for (let index = 0; index < all; index += 1) {
      const select = selects.nth(index)
      if ((await select.inputValue()) !== '') continue
      const likely = await select.locator('option').nth(1).getAttribute('value')
      await select.selectOption(likely ?? 'new')
    }
    await questions.getByText('All are answered').waitFor()
    await questions.getByRole('button', { name: 'See what it would change now' }).click()
    await page.getByText('This is what it would change').waitFor()
    await expect.poll(() => page.locator('.cells ins', { hasText: 'iom' }).count()).toBeGreaterThan(0)
  })
})

describe('a plan', () => {
  const submit = async (changes: readonly object[]): Promise<void> => {
    const client = createClient({ endpoint: `${api.url}/graphql`, apiKey: await keyFor(api, 'publish') })
    const made = await client.submit({
      reason: 'For a test.',
      publish: true,
      changes: changes as readonly ChangeInput[],
    })
    expect(made.__typename).toBe('Changeset')
  }

  it('is the ten points beside what the catalogue has, edited in place, and fits paper', async () => {
    const item = (actionPoint: string, activity: string, status: string) => ({ actionPoint, activity, status })
    const points = (await api.data('{ actionPoints { number slug title } }')) as {
      actionPoints: { number: number; slug: string; title: string }[]
    }
    const slugOf = (number: number): string => points.actionPoints.find((point) => point.number === number)?.slug ?? ''
    await submit([
      {
        createImplementationPlan: {
          ...{ slug: 'plan-so', name: 'A plan for Somalia', status: 'ADOPTED', place: 'SO', author: 'The task force' },
          items: [item(slugOf(1), 'Meet each month', 'DONE'), item(slugOf(3), 'Train officers', 'PLANNED')],
        },
      },
    ])
    await using visited = await visit('/plan/plan-so', { key: await keyFor(api, 'propose') })
    const { page } = visited
    const sheet = (number: number): Locator => page.locator(`#point-${number}`)
    await sheet(10).waitFor()
    const { planDraft } = (await api.data(
      '{ planDraft(place: "SO") { actionPoint { number } actionCount actions(first: 50) { nodes { summary } } } }',
    )) as {
      planDraft: { actionPoint: { number: number }; actionCount: number; actions: { nodes: { summary: string }[] } }[]
    }
    for (const { actionPoint, actions } of planDraft)
      await expect
        .poll(() => sheet(actionPoint.number).locator('.has li > a:first-child').allTextContents())
        .toEqual(actions.nodes.map(({ summary }) => summary))
    await expect.poll(() => sheet(1).textContent()).toContain('1 item: 1 done')
    await expect.poll(() => sheet(3).textContent()).toContain('the plan fills the gap')
    await expect.poll(() => sheet(8).textContent()).toContain('A gap')
    await pen(page, 'Item: Train officers').click()
    const written = form(page, 'Correct this item')
    await written.getByLabel('Status', { exact: true }).selectOption('ONGOING')
    await sheet(8).getByRole('button', { name: 'Add: item' }).click()
    const added = form(page, 'Add: item')
    await added.getByLabel('Activity').fill('Agree on who answers for whom')
    await added.getByLabel('Status', { exact: true }).selectOption('PLANNED')
    await publish(await propose(page, added, 'Decided in the meeting.'))
    await page.reload()
    await sheet(8).getByText('Agree on who answers for whom').first().waitFor()
    await expect.poll(() => sheet(3).textContent()).toContain('1 item: 1 under way')
    // On paper: nothing that is only for a screen, and no column cut off.
    await page.setViewportSize({ width: 1500, height: 1060 })
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.getByRole('button', { name: /^(Correct|Add)/ }).count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })
})

describe('for everybody', () => {
  it.each([
    ['a form with problems', somalia, 'light'],
    ['a form with problems', somalia, 'dark'],
    ['the review', '/review', 'light'],
    ['the import', '/review/import', 'dark'],
  ] as const)('axe finds nothing in %s at %s, %s', async (what, path, colorScheme) => {
    const key = await keyFor(api, 'propose')
    await using visited = await visit(path, { key, colorScheme, reducedMotion: 'reduce' })
    const { page } = visited
    if (what === 'a form with problems') {
      await pen(page, 'Period').click()
      const period = form(page, 'Correct this initiative')
      await period.getByLabel('Began').fill('2007-13')
      await period.getByLabel('Why', { exact: true }).fill('To see.')
      await period.getByRole('button', { name: 'Try it' }).click()
      await period.locator('.field.wrong').waitFor()
      await page.getByRole('button', { name: 'Add: participation' }).click()
      await form(page, 'Add: participation').waitFor()
    }
    expect(await axeFindings(page)).toEqual([])
  })
})
