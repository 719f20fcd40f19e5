// Serves the explorer: its page under every address of it, and the files that the page loads.
import { assetFolder, type ExplorerFiles, explorerFiles, isViewPath } from '../explorer/build.ts'
import { KeptBody } from './kept-body.ts'
import { jsonReply, type Reply } from './reply.ts'

/** Everything comes from this server, no page may frame it, and no text becomes a script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const pageHeaders: Reply['headers'] = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The file's name holds its hash: what was loaded once holds for ever. */
const forever = 'public, max-age=31536000, immutable'

/** The answer at an address of the page or its files; undefined where it is none. */
export type ExplorerRoute = (path: string) => (() => Promise<Reply>) | undefined

/** Gives the page, which is bundled at the first request. */
export function explorerRoute(playground: boolean): ExplorerRoute {
  let kept: Promise<Kept> | undefined
  const files = (): Promise<Kept> => {
    kept ??= explorerFiles().then(
      (made) => keep(made, playground),
      (error: unknown) => {
        kept = undefined
        throw error
      },
    )
    return kept
  }
  return (path) => {
    if (path.startsWith(assetFolder)) return async () => (await files()).assets.get(path) ?? notFound(path)
    return isViewPath(path) ? async () => (await files()).page : undefined
  }
}

interface Kept {
  readonly page: Reply
  readonly assets: ReadonlyMap<string, Reply>
}

function keep({ html, assets }: ExplorerFiles, playground: boolean): Kept {
  // The page offers to open its queries in the playground where there is one.
  const text = playground ? html.replace('<html ', '<html data-playground ') : html
  return {
    page: { status: 200, headers: pageHeaders, body: new KeptBody(text) },
    assets: new Map(assets.map(({ path, text }) => [path, assetReply(path, text)])),
  }
}

const assetReply = (path: string, text: string): Reply => ({
  status: 200,
  headers: {
    'content-type': types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'cache-control': forever,
  },
  body: new KeptBody(text),
})

const notFound = (path: string): Reply =>
  jsonReply(404, { status: 'not found', reason: `The explorer has no file ${path.slice(0, 100)}.` })
