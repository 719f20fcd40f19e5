// Pages of the explorer in a real browser, for tests that walk through them as a person does.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { createKey, type KeyScope } from '../../server/keys/keys.ts'
import type { Api } from '../support/server.ts'

/** Starts Chromium. */
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

export interface Visit extends AsyncDisposable {
  readonly page: Page
  /** Goes to an address of the page, in the same tab. */
  to(path: string): Promise<void>
}

export interface VisitOptions extends BrowserContextOptions {
  /** The key that the tab has; none where it is left out. */
  readonly key?: string
  /** Answers of the server that the walk is meant to meet, by their status: the browser complains of each. */
  readonly expected?: readonly number[]
}

/** Opens an address in a tab of its own. At the end the page must have complained of nothing. */
export async function visit(
  browser: Browser,
  api: Api,
  path: string,
  { key, expected = [], ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  const isExpected = (words: string): boolean => expected.some((status) => words.includes(`status of ${status} `))
  page.on('request', (request) => {
    if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(api.url))
      complaints.push(`another host: ${request.url()}`)
  })
  page.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !isExpected(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  if (key !== undefined)
    // Only at first: a key that the walk gives up or replaces stays so.
    await page.addInitScript((given) => {
      if (sessionStorage.getItem('was-here') === null) sessionStorage.setItem('tenpoint-key', given)
      sessionStorage.setItem('was-here', 'yes')
    }, key)
  await page.goto(api.url + path)
  return {
    page,
    to: async (next) => void (await page.goto(api.url + next)),
    async [Symbol.asyncDispose]() {
      await context.close()
      expect(complaints).toEqual([])
    },
  }
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
