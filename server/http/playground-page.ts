// The playground as a page that holds all it needs.
import { KeptBody } from './kept-body.ts'
import { changeExample, examples } from './playground.ts'
import type { Reply } from './reply.ts'

/** It may speak to this server only, and no other page may frame it. */
const headers: Reply['headers'] = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob: data:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  vary: 'Accept, Accept-Encoding',
}

/** Gives the page, which is made at the first request: its script alone is nine megabytes. */
export function playgroundPage(): () => Promise<Reply> {
  let page: Promise<KeptBody> | undefined
  return async () => {
    page ??= render()
    return { status: 200, headers, body: await page }
  }
}

async function render(): Promise<KeptBody> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({
    title: 'Tenpoint',
    defaultTabs: [...examples, changeExample].map(({ query, variables }) => ({
      query,
      variables: variables ? JSON.stringify(variables, null, 2) : '{}',
    })),
  })
  return new KeptBody(html)
}
