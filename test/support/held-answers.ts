// Questions of the page that a test holds back, so that answers come in the order that it wants.
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'

export interface Held {
  /** Settles once the page has asked. */
  readonly asked: Promise<void>
  /** Lets the question through. */
  letGo(): void
}

/**
 * Holds the first question to the API that has some words in it, or is a document, which the page may send by its hash. All
 * others go through.
 */
export async function hold(page: Page, what: string): Promise<Held> {
  const [asked, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const hash = createHash('sha256').update(what).digest('hex')
  let isHeld = false
  await page.route('**/graphql*', async (route) => {
    const body = route.request().postData() ?? ''
    if (!isHeld && (body.includes(what) || body.includes(hash))) {
      isHeld = true
      asked.resolve()
      await freed.promise
    }
    await route.continue()
  })
  return { asked: asked.promise, letGo: freed.resolve }
}
