// The playground: a small page, and its script and style as files that browsers keep.
import { readFile } from 'node:fs/promises'
import { digestOf, KeptBody } from './kept-body.ts'
import { changeExample, examples } from './playground.ts'
import { forever, jsonReply, type Reply } from './reply.ts'

/** Where the files of the page are. */
export const playgroundFolder = '/playground/'

/**
 * It may speak to this server only, and no other page may frame it. The editor writes its own styles, and starts workers from
 * texts of its script.
 */
const headers: Reply['headers'] = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self' blob:; worker-src blob: data:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  vary: 'Accept, Accept-Encoding',
}

export interface Playground {
  readonly page: () => Promise<Reply>
  /** The file at a path, or status 404. */
  readonly file: (path: string) => Promise<Reply>
}

/** The way from the playground to the page that it was opened from; GraphiQL has no place of its own for it. */
const wayBack =
  '<nav class="way-back" aria-label="Tenpoint"><a href="/">Back to the gap map</a> <a href="/start">Getting started with the API</a></nav>'

/**
 * Gives the playground, which is made at the first request: its script alone is eight megabytes. It leads to the explorer
 * where there is one.
 */
export function createPlayground(explorer: boolean): Playground {
  let made: ReturnType<typeof render> | undefined
  const parts = (): ReturnType<typeof render> => {
    // A failure is not kept: the next request tries again.
    made ??= render(explorer).catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
  return {
    page: async () => ({ status: 200, headers, body: (await parts()).page }),
    file: async (path) =>
      (await parts()).files.get(path) ??
      jsonReply(404, { status: 'not found', reason: 'The playground has no such file.' }),
  }
}

async function render(explorer: boolean) {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({
    title: 'Tenpoint',
    favicon: 'data:,',
    defaultTabs: [...examples, changeExample].map(({ query, variables }) => ({
      query,
      variables: variables ? JSON.stringify(variables, null, 2) : '{}',
    })),
  })
  const own = await readFile(new URL('playground.css', import.meta.url), 'utf8')
  const [beforeStyle, style, afterStyle] = cut(html, '<style>', '</style>')
  const [beforeScript, script, afterScript] = cut(afterStyle, '<script>', '</script>')
  const [beforeRoot, root, afterRoot] = cut(beforeScript, '<div id="root">', '</div>')
  const body = `${beforeRoot}${explorer ? wayBack : ''}<div id="root">${root}</div>${afterRoot}`
  const styleFile = file('css', 'text/css', `${style}\n${own}`)
  const scriptFile = file('js', 'text/javascript', script)
  return {
    page: new KeptBody(
      `${beforeStyle}<meta name="viewport" content="width=device-width, initial-scale=1" /><link rel="stylesheet" href="${styleFile.path}" />${body}<script src="${scriptFile.path}"></script>${afterScript}`,
    ),
    files: new Map([styleFile, scriptFile].map(({ path, reply }) => [path, reply])),
  }
}

/** What stands before, between and after two marks. Throws where GraphiQL's page is made otherwise by now. */
function cut(text: string, from: string, to: string): readonly [before: string, between: string, after: string] {
  const start = text.indexOf(from)
  const end = text.indexOf(to, start)
  if (start < 0 || end < 0) throw new Error(`The page of the playground has no ${from}.`)
  return [text.slice(0, start), text.slice(start + from.length, end), text.slice(end + to.length)]
}

function file(ending: string, type: string, text: string) {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': forever }
  const reply: Reply = { status: 200, headers, body: new KeptBody(text) }
  return { path: `${playgroundFolder}${digestOf(text)}.${ending}`, reply }
}
