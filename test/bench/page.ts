// How fast the explorer is in Chromium: the first view, and what each step costs in a map of 500 rows. Processor time of the page's
// main thread, since a machine that does other things makes times on the clock longer, and not these.
import { parseArgs } from 'node:util'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { startBrowser } from '../support/explorer-page.ts'
import { type FirstView, firstView } from '../support/first-view.ts'
import { copyInitiatives } from '../support/many-initiatives.ts'
import { openApi } from '../support/server.ts'
import { median } from './statistics.ts'

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, limit: { type: 'string', default: '10000' } },
})
const rounds = Number(given.rounds)
/** The most milliseconds until the map is there, as the median of the rounds. Generous: it is to catch a mistake, not a slow machine. */
const limit = Number(given.limit)
const viewport = { width: 1440, height: 900 }

/** Copies of each initiative with an entry, which make the catalogue one of more than 500 rows. */
const copies = 45

async function measureFirstView(browser: Browser, url: string): Promise<number> {
  const views: FirstView[] = []
  for (let round = 0; round < rounds; round += 1) views.push(await firstView(browser, url, { viewport }))
  const of = (value: (view: FirstView) => number): number => median(views.map(value))
  console.log(`first view: ${of(({ bytes }) => bytes)} bytes, of which data ${of(({ data }) => data)}`)
  console.log(`            shift ${of(({ shift }) => shift).toFixed(4)}`)
  const untilMap = of((view) => view.untilMap)
  console.log(`            the map after ${Math.round(untilMap)} ms, of at most ${limit}`)
  return untilMap
}

const press = (page: Page, selector: string, index: number): Promise<void> =>
  page.evaluate(
    ([chosen, at]) => {
      const found = document.querySelectorAll(chosen)[at]
      if (!(found instanceof HTMLElement)) throw new Error(`Nothing is ${chosen}.`)
      found.click()
    },
    [selector, index] as const,
  )

const heads = 'table.map thead tr:nth-child(2) button'
const groups = 'tr.rg .rh button'
const choices = '.pop input[type=checkbox]'
const menus = '.filters .fac > .btn'

/** The steps in their order; those without a name only lead from one to the next. */
const steps: readonly (readonly [name: string, step: (page: Page) => Promise<void>])[] = [
  ['', (page) => page.locator('tr.row').nth(100).locator('td.cell button').first().focus()],
  ['arrow', (page) => page.keyboard.press('ArrowDown')],
  ['open a cell', (page) => page.keyboard.press('Enter')],
  ['close it', (page) => page.keyboard.press('Escape')],
  ['scroll 2,000 pixels', scroll],
  ['', (page) => page.evaluate(() => scrollTo(0, 0))],
  ['sort by a column', (page) => press(page, heads, 2)],
  ['sort by name', (page) => press(page, heads, 0)],
  ['fold a group', (page) => press(page, groups, 2)],
  ['unfold it', (page) => press(page, groups, 2)],
  ['', (page) => press(page, menus, 5)],
  ['set a filter of actions', (page) => press(page, choices, 0)],
  ['take it away', (page) => press(page, choices, 0)],
  ['', (page) => press(page, menus, 5)],
  ['', (page) => press(page, menus, 0)],
  ['set a filter of rows', (page) => press(page, choices, 2)],
  ['take that away', (page) => press(page, choices, 2)],
  ['', (page) => press(page, menus, 0)],
]

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(600, 500)
  for (let turn = 0; turn < 5; turn += 1) {
    await page.mouse.wheel(0, 400)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
}

/** Waits until the page has nothing left to do. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise((done) => setTimeout(() => requestIdleCallback(() => done(), { timeout: 3000 }), 400)),
  )

const parts = ['TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'] as const

async function spent(session: CDPSession): Promise<readonly number[]> {
  const { metrics } = await session.send('Performance.getMetrics')
  return parts.map((part) => (metrics.find(({ name }) => name === part)?.value ?? Number.NaN) * 1000)
}

async function measureSteps(browser: Browser, url: string): Promise<void> {
  const page = await (await browser.newContext({ viewport })).newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(url)
  await page.locator('table.map[aria-busy=false]').waitFor()
  const samples = new Map<string, number[][]>()
  for (let round = 0; round < rounds; round += 1)
    for (const [name, step] of steps) {
      await settle(page)
      const before = await spent(session)
      await step(page)
      await settle(page)
      const after = await spent(session)
      samples.set(name, [...(samples.get(name) ?? []), after.map((value, index) => value - (before[index] ?? 0))])
    }
  console.log(`${await page.locator('tr.row').count()} rows; milliseconds of the main thread's processor time, medians`)
  console.log(`${''.padEnd(26)}   all  script  layout   style`)
  for (const [name, rows] of samples) {
    const figures = parts.map((_, index) => median(rows.map((row) => row[index] ?? Number.NaN)).toFixed(0))
    if (name !== '') console.log(`${name.padEnd(24)}${figures.map((figure) => figure.padStart(8)).join('')}`)
  }
}

await using api = await openApi()
const browser = await startBrowser()
const untilMap = await measureFirstView(browser, api.url)
await copyInitiatives(api.db, copies)
await measureSteps(browser, api.url)
await browser.close()
if (!(untilMap <= limit)) process.exitCode = 1
