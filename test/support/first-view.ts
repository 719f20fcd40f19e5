// How heavy the first view of the explorer is, and how soon and how steadily it comes.
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { waitingFor, watchRequests } from './explorer-page.ts'

export interface FirstView {
  /** Bytes of everything that came, compressed, and of them the data. */
  readonly bytes: number
  readonly data: number
  readonly requests: number
  /** How much of the view moved after it was first drawn: the browser's cumulative layout shift. */
  readonly shift: number
  /** Milliseconds from the start of the navigation until the map is on the screen. */
  readonly untilMap: number
}

/** Opens the page as somebody who was never there, and measures it. */
export async function firstView(browser: Browser, url: string, options: BrowserContextOptions): Promise<FirstView> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  watchRequests(page)
  const sizes: Promise<readonly [path: string, size: number]>[] = []
  page.on('requestfinished', (request) => {
    sizes.push(request.sizes().then(({ responseBodySize }) => [new URL(request.url()).pathname, responseBodySize]))
  })
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifts: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(globalThis, { shifts: Reflect.get(globalThis, 'shifts') + Number(Reflect.get(entry, 'value')) })
    }).observe({ type: 'layout-shift', buffered: true })
    const watcher = new MutationObserver(() => {
      if (!document.querySelector('table.map tr.row')) return
      watcher.disconnect()
      requestAnimationFrame(() => setTimeout(() => performance.mark('map')))
    })
    watcher.observe(document, { subtree: true, childList: true })
  })
  await page.goto(url)
  await page.waitForSelector('table.map')
  await page.waitForFunction(() => performance.getEntriesByName('map').length > 0)
  while ((await waitingFor(page)).length > 0);
  const all = await Promise.all(sizes)
  const sum = (some: typeof all): number => some.reduce((total, [, size]) => total + size, 0)
  const [shift, untilMap] = await page.evaluate(() => [
    Number(Reflect.get(globalThis, 'shifts')),
    performance.getEntriesByName('map')[0]?.startTime ?? Number.NaN,
  ])
  await context.close()
  return {
    bytes: sum(all),
    data: sum(all.filter(([path]) => path === '/graphql')),
    requests: all.length,
    shift: shift ?? Number.NaN,
    untilMap: untilMap ?? Number.NaN,
  }
}
