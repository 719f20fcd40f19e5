// Serves the explorer: its page under every address of it, and the files that the page loads.
import type { IncomingMessage } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { assetFolder, type ExplorerFiles, explorerFiles, isViewPath } from '../explorer/build.ts'
import { referenceOf } from '../explorer/reference.ts'
import { KeptBody } from './kept-body.ts'
import { wantsPage } from './negotiation.ts'
import { forever, jsonReply, type Reply } from './reply.ts'

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
  // At the address of a stored query, programs get JSON.
  vary: 'Accept, Accept-Encoding',
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

/** Whether there is what an address is about: the view, the thing in it, and the revision in which it is looked for. */
export type FindSubject = (view: string, about: string, revision: number | undefined) => Promise<boolean>

export interface ExplorerRouteOptions {
  /** Whether there is a playground to lead to. */
  readonly playground: boolean
  /** The schema for the reference; none where the server does not show it. */
  readonly schema: GraphQLSchema | undefined
  readonly findSubject: FindSubject
}

/** The answer at an address of the page or its files; undefined where it is none. */
export type ExplorerRoute = (path: string, request: IncomingMessage) => (() => Promise<Reply>) | undefined

/** The reference that the page reads. */
const referencePath = `${assetFolder}reference.json`

/** Where browsers look for an icon by themselves, when they show something that is no page. */
const iconPath = '/favicon.ico'

/** Gives the page, which is bundled at the first request. */
export function explorerRoute({ playground, schema, findSubject }: ExplorerRouteOptions): ExplorerRoute {
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
  let reference: KeptBody | undefined
  const referenceReply = (shown: GraphQLSchema): Reply => {
    reference ??= new KeptBody(JSON.stringify(referenceOf(shown)))
    return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: reference }
  }
  return (path, request) => {
    if (path === referencePath && schema) return async () => referenceReply(schema)
    if (path === iconPath) return async () => (await files()).icon ?? notFound(path)
    if (path.startsWith(assetFolder)) return async () => (await files()).assets.get(path) ?? notFound(path)
    if (isViewPath(path))
      return async () => {
        const [{ page, missing }, isThere] = await Promise.all([files(), hasSubject(findSubject, path, request)])
        return isThere ? page : missing
      }
    // An address of nothing: people get the page, which says so.
    return request.method === 'GET' && wantsPage(request) ? async () => (await files()).missing : undefined
  }
}

/** Whether there is what an address is about. Where that cannot be told, the page tells it. */
async function hasSubject(findSubject: FindSubject, path: string, { url = '' }: IncomingMessage): Promise<boolean> {
  const [, view = '', ...rest] = path.split('/')
  const about = decoded(rest.join('/'))
  if (about === undefined) return false
  const revision = new URL(url, 'http://localhost').searchParams.get('revision')
  try {
    return await findSubject(
      view,
      about,
      revision !== null && /^[1-9]\d{0,8}$/.test(revision) ? Number(revision) : undefined,
    )
  } catch {
    // The database is away, or the client: either way the page meets the same, and has words for it.
    return true
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

interface Kept {
  readonly page: Reply
  /** The same where there is nothing at the address. */
  readonly missing: Reply
  readonly assets: ReadonlyMap<string, Reply>
  readonly icon: Reply | undefined
}

function keep({ html, assets }: ExplorerFiles, playground: boolean): Kept {
  // The page offers to open its queries in the playground where there is one.
  const text = playground ? html.replace('<html ', '<html data-playground ') : html
  const body = new KeptBody(text)
  return {
    page: { status: 200, headers: pageHeaders, body },
    missing: { status: 404, headers: { ...pageHeaders, 'cache-control': 'no-cache' }, body },
    assets: new Map(assets.map(({ path, text: content }) => [path, assetReply(path, content)])),
    icon: assets
      .filter(({ path }) => path.startsWith(`${assetFolder}icon`))
      .map(({ path, text: content }) => assetReply(path, content, 'public, max-age=86400'))[0],
  }
}

const assetReply = (path: string, text: string, cacheControl = forever): Reply => ({
  status: 200,
  headers: {
    'content-type': types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'cache-control': cacheControl,
  },
  body: new KeptBody(text),
})

const notFound = (path: string): Reply =>
  jsonReply(404, { status: 'not found', reason: `The explorer has no file ${path.slice(0, 100)}.` })
