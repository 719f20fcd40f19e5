// Where corrections begin: every kind of change that the API takes can be begun in the page, beside the fact it is of or
// under the list that a new row comes into. What a form does then is tried in curate.test.ts.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChangeInput, createClient } from '../../sdk/src/index.ts'
import { forms } from '../../server/explorer/app/curate/declared.ts'
import { typeLabel } from '../../server/explorer/app/field-words.ts'
import { ExplorerPlacesDocument } from '../../server/explorer/app/generated.ts'
import { keyFor, openPage, type PageOptions, startBrowser } from '../support/explorer-page.ts'
import { hold } from '../support/held-answers.ts'
import { type Api, openApi } from '../support/server.ts'

let api: Api
let browser: Browser
let action: string
beforeAll(async () => {
  api = await openApi()
  browser = await startBrowser()
  const client = createClient({ endpoint: `${api.url}/graphql`, apiKey: await keyFor(api, 'publish') })
  const changes: readonly ChangeInput[] = [
    {
      createActorMembership: {
        ...{ group: 'aprrn-members', member: 'iom', basis: 'STATED' },
        citation: { document: '10-point-plan-in-action-chapter-1', pageStart: 34, section: 'ACTORS' },
      },
    },
    { createActorIdentifier: { actor: 'iom', scheme: 'ROR', value: '01p5y9d28' } },
    {
      createImplementationPlan: {
        ...{ slug: 'plan-so', name: 'A plan for Somalia', status: 'ADOPTED', place: 'SO', author: 'The task force' },
        items: [
          {
            ...{ actionPoint: 'information-strategy', activity: 'Meet each month', status: 'PLANNED' },
            actors: [{ actor: 'iom', role: 'RESPONSIBLE' }],
          },
        ],
      },
    },
  ]
  const made = await client.submit({ reason: 'For a test.', publish: true, changes })
  expect(made).toMatchObject({ __typename: 'Changeset' })
  const found = (await api.data(
    '{ actions(first: 1, where: { parent: { ordinal: { gte: 0 } } }) { nodes { parent { id } } } }',
  )) as { actions: { nodes: { parent: { id: string } }[] } }
  action = `/action/${found.actions.nodes[0]?.parent.id}`
})
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

const visit = (path: string, options: PageOptions = {}) =>
  openPage(browser, api.url, path, 'h1', { viewport: { width: 1280, height: 900 }, ...options })

const mauritania = '/initiative/mauritania-reinforcement-of-national-capacities'

/** What holds a fact: its row by the name before it, a section by its heading. */
const row = (name: string) => (page: Page) =>
  page.locator('.fact', { has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) }).first()
const section = (heading: string) => (page: Page) =>
  page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) }).first()
const main = (page: Page) => page.locator('main')
const side = (page: Page) => page.locator('aside')

/** For each type: the page where a row of it stands, what holds it there, its pen; and what adds one, there or elsewhere. */
const begun: Readonly<
  Record<string, { at: string; in: (page: Page) => Locator; pen?: RegExp; add?: string; addAt?: string }>
> = {
  Document: { at: '/document/10-point-plan-in-action-chapter-1', in: main, pen: /Document/, addAt: '/about' },
  Place: { at: '/country/SO', in: row('Kind'), addAt: '/countries' },
  PlaceName: { at: '/country/FM', in: row('Other names') },
  PlaceMembership: { at: '/country/X-HORN-OF-AFRICA', in: section('Members'), add: 'member' },
  Actor: { at: '/actor/iom', in: row('Kind'), addAt: '/actors' },
  ActorName: { at: '/actor/aprrn-members', in: row('Other names') },
  ActorIdentifier: { at: '/actor/iom', in: row('Identifiers') },
  ActorMembership: { at: '/actor/iom', in: row('Member of'), add: 'membership in a group' },
  Initiative: { at: mauritania, in: row('Name'), addAt: '/initiatives' },
  InitiativeName: { at: mauritania, in: row('Other names') },
  InitiativePlace: { at: mauritania, in: row('Places') },
  InitiativePopulation: { at: mauritania, in: row('People concerned') },
  InitiativeRelation: { at: mauritania, in: side },
  Objective: { at: mauritania, in: section('Objectives') },
  Phase: { at: mauritania, in: section('Phases and parts') },
  Participation: { at: mauritania, in: section('Who takes part') },
  Outcome: { at: mauritania, in: section('What came of it') },
  Reference: { at: mauritania, in: section('References') },
  Assessment: { at: mauritania, in: section('How far it serves each point') },
  Action: { at: mauritania, in: section('Actions') },
  ActionCredit: { at: '/action', in: main, pen: /^Correct Performs / },
  ActionClassification: { at: '/point/1', in: section('Actions') },
  ActionPoint: { at: '/point/1', in: main, pen: /^Correct Point$/ },
  ActionPointTitle: { at: '/point/1', in: section('Titles in other editions') },
  SubPoint: { at: '/point/1', in: section('Parts of the point') },
  Guidance: { at: '/point/1', in: section('Guidance') },
  ImplementationPlan: { at: '/plan/plan-so', in: main, pen: /^Correct Plan$/, addAt: '/plans' },
  PlanItem: { at: '/plan/plan-so', in: main, pen: /^Correct Item: / },
  PlanItemActor: { at: '/plan/plan-so', in: main, pen: /Organization for Migration$/ },
}

describe('without a key', () => {
  it.each([...new Set(Object.values(begun).flatMap(({ at, addAt }) => [at, ...(addAt === undefined ? [] : [addAt])]))])(
    'nothing of it shows: %s',
    async (path) => {
      await using visited = await visit(path === '/action' ? action : path)
      expect(await visited.page.getByRole('button', { name: /^(Correct|Add|Take away)/ }).count()).toBe(0)
    },
  )
})

describe('with a key', () => {
  it('there is a place in the page for every type that the API lets one change', () => {
    expect(Object.keys(begun).toSorted()).toEqual(Object.keys(forms).toSorted())
  })

  it.each(Object.entries(begun))('a row of the type %s can be corrected, taken away and added', async (type, where) => {
    const { edits = [] } = forms[type] ?? {}
    const noun = typeLabel(type)
    const at = where.at === '/action' ? action : where.at
    await using visited = await visit(at, { key: await keyFor(api, 'propose') })
    const { page } = visited
    await where
      .in(page)
      .getByRole('button', { name: where.pen ?? /^Correct / })
      .first()
      .click()
    const written = page.getByRole('form', { name: `Correct this ${noun}`, exact: true })
    await written.waitFor()
    await expect
      .poll(() => written.getByRole('button', { name: `Take away this ${noun}` }).count())
      .toBe(edits.includes('delete') ? 1 : 0)
    await written.getByRole('button', { name: 'Cancel' }).click()
    await written.waitFor({ state: 'detached' })
    if (!edits.includes('create')) return
    if (where.addAt !== undefined) await visited.to(where.addAt)
    await page
      .getByRole('button', { name: `Add: ${where.add ?? noun}`, exact: true })
      .first()
      .click()
    const added = page.getByRole('form', { name: `Add: ${noun}`, exact: true })
    await added.waitFor()
    await added.getByRole('button', { name: 'Cancel' }).click()
  })

  it('what belongs to a region is proposed on its page: a name, and a place that is a member', async () => {
    await using visited = await visit('/country/X-HORN-OF-AFRICA', { key: await keyFor(api, 'propose') })
    const { page } = visited
    await page.getByRole('button', { name: 'Add: other name' }).click()
    const name = page.getByRole('form', { name: 'Add: other name' })
    await name.getByLabel('Name', { exact: true }).fill('The Horn')
    await name.getByLabel('Kind').selectOption('ALIAS')
    await page.getByRole('button', { name: 'Add: member' }).click()
    const member = page.getByRole('form', { name: 'Add: membership' })
    await member.getByLabel('Member').fill('Yemen')
    await member.getByLabel('Basis').selectOption('EDITORIAL')
    await member.getByLabel('Rationale').fill('Across the gulf.')
    await member.getByLabel('Why', { exact: true }).fill('To try it.')
    await member.getByRole('button', { name: 'Propose 2 changes together' }).click()
    await page.getByRole('link', { name: /^Changeset \d+$/ }).click()
    await page
      .locator('ins', { hasText: /^The Horn$/ })
      .first()
      .waitFor()
    await page.locator('ins', { hasText: 'Across the gulf.' }).waitFor()
  })

  it('what is typed before its list has come means the same row, and waits for the list', async () => {
    await using visited = await visit('/country/X-HORN-OF-AFRICA', { key: await keyFor(api, 'propose') })
    const { page } = visited
    const list = await hold(page, ExplorerPlacesDocument)
    await page.getByRole('button', { name: 'Add: member' }).click()
    await list.asked
    const member = page.getByRole('form', { name: 'Add: membership' })
    await member.getByLabel('Member').fill('Yemen')
    await member.getByLabel('Basis').selectOption('EDITORIAL')
    await member.getByLabel('Rationale').fill('Across the gulf.')
    await member.getByLabel('Why', { exact: true }).fill('To try it.')
    const propose = member.getByRole('button', { name: 'Propose' })
    await propose.click()
    await expect.poll(() => propose.isDisabled()).toBe(true)
    list.letGo()
    await page.getByRole('link', { name: /^Changeset \d+$/ }).click()
    await page.locator('ins', { hasText: 'Across the gulf.' }).waitFor()
    await expect.poll(() => page.locator('ins').allTextContents()).toContain('YE')
  })
})
