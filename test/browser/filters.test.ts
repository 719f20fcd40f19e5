// Every filter of the map in the browser: its choices recount the map to what the API counts, and stand in the address.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, startBrowser } from '../support/explorer-page.ts'
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

/** Each filter with the parameter it has, the words of a choice, and what the choice is in a query for the matrix. */
const filters = [
  { name: 'Level', of: 'level', choice: 'National', where: 'level: { eq: NATIONAL }' },
  { name: 'Heading', of: 'region', choice: 'Europe', where: 'region: { eq: EUROPE }' },
  {
    name: 'Country or region',
    of: 'country',
    choice: 'Yemen',
    where: `places: { some: { place: { or: [
      { code: { eq: "YE" } } { contains: { some: { code: { eq: "YE" } } } } { within: { some: { code: { eq: "YE" } } } }
    ] } } }`,
  },
  {
    name: 'Actor',
    of: 'actor',
    choice: 'International Organization for Migration',
    where: 'actors: { some: { slug: { eq: "iom" } } }',
  },
  { name: 'Form', of: 'form', choice: 'Task force', where: 'kind: { eq: TASK_FORCE }' },
  {
    name: 'Kind of actor',
    of: 'akind',
    choice: 'UN entity',
    where: 'actors: { some: { kind: { eq: UN_ENTITY } } }',
  },
  { name: 'Began', of: 'year', choice: '2005–2009', where: 'startYear: { gte: 2005, lte: 2009 }' },
  { name: 'Document', of: 'document', choice: /./, where: '' },
  { name: 'Nature', of: 'nature', choice: 'Recommendation', nature: '[ACTION, RECOMMENDATION]' },
  { name: 'Status', of: 'status', choice: 'Done', status: '[DONE]' },
  { name: 'Basis', of: 'basis', choice: 'Stated', basis: 'STATED' },
] as const

const totalsOf = (page: Page): Promise<number[]> =>
  page.locator('tfoot button').evaluateAll((cells) => cells.map((cell) => Number(cell.firstChild?.textContent)))

describe('each filter', () => {
  it('counts what the API counts, and has its choice in the address and as a chip that takes it away', async () => {
    await using opened = await openPage(browser, api.url, '/', 'table.map')
    const { page } = opened
    const bar = page.getByRole('group', { name: 'Filters' })
    const every = await totalsOf(page)
    await bar.getByRole('button', { name: 'More filters' }).click()
    await expect
      .poll(async () => (await bar.getByRole('button').allTextContents()).toSorted())
      .toEqual([...filters.map(({ name }) => name), 'Fewer filters'].toSorted())
    for (const filter of filters) {
      const { name, of, choice } = filter
      await bar.getByRole('button', { name, exact: true }).click()
      const box = page.getByRole('group', { name, exact: true }).getByRole('checkbox', {
        name: typeof choice === 'string' ? new RegExp(`^${choice}(?! \\()`) : choice,
      })
      await box.first().check()
      await page.keyboard.press('Escape')
      await expect.poll(() => [...new URL(page.url()).searchParams.keys()]).toEqual([of])
      const parts = [
        'where' in filter && `where: { ${filter.where} }`,
        ...(['nature', 'status', 'basis'] as const).map(
          (part) => part in filter && `${part}: ${Reflect.get(filter, part)}`,
        ),
      ].filter(Boolean)
      const { matrix } = (await api.data(
        `{ matrix(by: INITIATIVE, ${parts.join(', ')}) { totals { actionCount } } }`,
      )) as { matrix: { totals: { actionCount: number }[] } }
      await expect
        .poll(async () => [name, ...(await totalsOf(page))])
        .toEqual([name, ...matrix.totals.map(({ actionCount }) => actionCount)])
      const chip = page.locator('.chip', { hasText: name })
      await expect.poll(() => chip.count()).toBe(1)
      // Nature is set from the beginning; without its chip it would be any.
      if (of === 'nature') await page.getByRole('button', { name: 'Clear all' }).click()
      else await chip.click()
      await expect.poll(async () => [page.url(), await totalsOf(page)]).toEqual([`${api.url}/`, every])
    }
  })
})
