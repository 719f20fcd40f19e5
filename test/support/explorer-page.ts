// The explorer in Chromium: opens its pages and notes whatever they must not do.
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core'
import { expect } from 'vitest'
import { createKey, type KeyScope } from '../../server/keys/keys.ts'
import type { Api } from './server.ts'

/** Starts a browser that asks nobody else for anything. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

/** A page that must not ask another host, break its policy or throw. */
export interface Watched extends AsyncDisposable {
  readonly page: Page
  /** Goes to an address of the page, in the same tab. */
  to(path: string): Promise<void>
  /** What it did all the same, so far. A test takes out what it expects. */
  readonly complaints: string[]
}

export interface PageOptions extends BrowserContextOptions {
  /** The key that the tab has; none where it is left out. */
  readonly key?: string
  /** Answers of the server that the walk is meant to meet, by their status: the browser complains of each. */
  readonly expected?: readonly number[]
  /** Whether it is waited for until it is all there; otherwise, until it shows what it shall. True by default. */
  readonly settles?: boolean
}

/** How long the browser is waited for: a guard against hanging, no measure of speed. */
const patienceMs = 120_000

/**
 * Opens an address in a tab of its own, and waits for what it shows until it is all there. At its end the page must have
 * nothing to complain of.
 */
export async function openPage(
  browser: Browser,
  base: string,
  path: string,
  shown: string,
  { key, expected = [], settles = true, ...options }: PageOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  watchRequests(page)
  await slowDown(page)
  const complaints: string[] = []
  const isOwn = (url: string): boolean => ['', 'blob:'].some((scheme) => url.startsWith(scheme + base))
  const isExpected = (words: string): boolean => expected.some((status) => words.includes(`status of ${status} `))
  page.on('request', (request) => {
    if (!isOwn(request.url())) complaints.push(`another host: ${request.url()}`)
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  if (key !== undefined)
    // Only at first: a key that the walk gives up or replaces stays so.
    await page.addInitScript((given) => {
      if (sessionStorage.getItem('was-here') === null) sessionStorage.setItem('tenpoint-key', given)
      sessionStorage.setItem('was-here', 'yes')
    }, key)
  await page.goto(base + path)
  await page.waitForSelector(shown)
  if (settles) await settled(page)
  return {
    page,
    complaints,
    to: async (next) => void (await page.goto(base + next)),
    async [Symbol.asyncDispose]() {
      await context.close()
      expect(complaints).toEqual([])
    },
  }
}

/** What a page has asked for, and has no answer to yet. */
const underWay = new WeakMap<Page, Set<Request>>()

/** Notes what a page asks for, so that one can wait until it is all there. */
export function watchRequests(page: Page): void {
  const open = new Set<Request>()
  underWay.set(page, open)
  let isLeaving = false
  page.on('request', (request) => {
    open.add(request)
    isLeaving ||= request.isNavigationRequest()
  })
  page.on('response', (response) => {
    // Nobody may read the rest of it, and then it never ends.
    if (!response.ok()) open.delete(response.request())
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('framenavigated', () => {
    // Nobody tells the end of what the former document had asked for.
    if (isLeaving) open.clear()
    isLeaving = false
  })
}

/** What a page is still waiting for, after what was drawn last has had its effects; nothing where it is all there. */
export async function waitingFor(page: Page): Promise<readonly string[]> {
  const open = underWay.get(page)
  if (!open) throw new Error('Nobody has watched what this page asks for.')
  const before = [...open]
  const parts = await page.evaluate(async () => {
    // A page with nothing to draw may have no next frame, and then requestIdleCallback does not run either.
    const mostMs = 1000
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve))
      setTimeout(resolve, mostMs)
    })
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: mostMs }))
    return [...document.querySelectorAll('[aria-busy="true"], .waiting, .old')].map(({ className }) => className)
  })
  return [...parts, ...[...before, ...open].map((request) => request.url())]
}

/**
 * Waits until a view is all there: every answer has come, and nothing says that it waits. A test that reads what is on the
 * page, or that something is not, waits for this or for the thing itself.
 */
export const settled = (page: Page): Promise<void> => expect.poll(() => waitingFor(page)).toEqual([])

/** What axe finds on the page when it is all there; or as it is, where the test keeps it waiting. */
export async function axeFindings(page: Page, state: 'settled' | 'waiting' = 'settled'): Promise<unknown[]> {
  if (state === 'settled') await settled(page)
  await page.evaluate(axe.source)
  const found = await page.evaluate(() => {
    const run: unknown = Reflect.get(Reflect.get(globalThis, 'axe'), 'run')
    return typeof run === 'function' ? run.call(Reflect.get(globalThis, 'axe'), document) : undefined
  })
  const { violations } = found as axe.AxeResults
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])
}

/** The settings in which every view is looked at: wide and dark, and a phone. */
export const settings: readonly BrowserContextOptions[] = [
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' },
  { viewport: { width: 2560, height: 1300 }, colorScheme: 'dark', reducedMotion: 'reduce' },
  { viewport: { width: 360, height: 740 }, colorScheme: 'light', reducedMotion: 'reduce' },
]

/** How many times slower than it is the browser shall be: 1 where nothing is said. */
const slowness = Number(process.env['BROWSER_SLOWNESS'] ?? 1)

/** Makes a page as slow as on a weak computer with a long way to the server: what a test does not wait for shows then. */
async function slowDown(page: Page): Promise<void> {
  if (slowness <= 1) return
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50 * slowness,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}

let keys = 0

/** A new key with a scope. */
export const keyFor = (api: Api, ...scopes: readonly KeyScope[]): Promise<string> => {
  keys += 1
  return createKey(api.db, { name: `${scopes.join('-')} ${keys}`, scopes })
}

/** Presses Tab until what has the focus has a name, and fails where it never comes. */
export async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  const most = 400
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(nameOfFocus)
    if (typeof name === 'string' ? focused === name : name.test(focused)) return
  }
  throw new Error(`Tab does not come to ${name}.`)
}

/** What the focused element is called: its label, or the words in it. */
function nameOfFocus(): string {
  const element = document.activeElement
  if (!(element instanceof HTMLElement)) return ''
  const label = element.id === '' ? null : document.querySelector(`label[for="${CSS.escape(element.id)}"]`)
  const around = element.closest('label')
  const words = element.getAttribute('aria-label') ?? (label ?? around ?? element).textContent
  return (words ?? '').replace(/\s+/g, ' ').trim()
}
