// The explorer in Chromium: opens its pages and notes whatever they must not do.
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

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
  /** What it did all the same, so far. A test takes out what it expects. */
  readonly complaints: string[]
}

/** Opens an address and waits for what it shows. At its end the page must have nothing to complain of. */
export async function openPage(
  browser: Browser,
  base: string,
  path: string,
  shown: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith(`blob:${base}`))
      complaints.push(`another host: ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  await page.goto(base + path)
  await page.waitForSelector(shown)
  return {
    page,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close()
      expect(complaints).toEqual([])
    },
  }
}

/** What axe finds on the page as it is. */
export async function axeFindings(page: Page): Promise<unknown[]> {
  await page.waitForLoadState('networkidle')
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
