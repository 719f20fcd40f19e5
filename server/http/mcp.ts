// The Model Context Protocol over HTTP, without sessions: each request is answered by itself.
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { createFeed } from '../feed/feed.ts'
import { createMcpServer } from '../mcp/server.ts'
import { subjectNames } from '../revision/schema.ts'
import { bodyText } from './body.ts'
import { addressing } from './cite.ts'
import type { Door, DoorOptions } from './door.ts'
import { replyOf } from './fetch-reply.ts'
import { badInput } from './parameters.ts'
import { mcpPath } from './paths.ts'
import { unreadable } from './request-params.ts'

const maximumBody = 100_000

/** Tools for assistants. */
export function mcpDoor({ ask, db, toClientError }: Pick<DoorOptions, 'ask' | 'db' | 'toClientError'>): Door {
  const feed = createFeed(db, subjectNames)
  return {
    takes: (path) => path === mcpPath,
    answer: async ({ request, signal }) => {
      const refused = unreadable(request.headers)
      if (refused) return refused
      const message = parsed(await bodyText(request, maximumBody))
      const server = createMcpServer({ ask, feed, address: addressing(request), toClientError })
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
      const close = () => server.close()
      signal.addEventListener('abort', close, { once: true })
      try {
        await server.connect(transport)
        const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' ? [[name, value]] : [],
        )
        const fetchRequest = new Request(addressing(request)(mcpPath), { method: 'POST', headers })
        const reply = await replyOf(await transport.handleRequest(fetchRequest, { parsedBody: message }))
        return { ...reply, headers: { ...reply.headers, 'cache-control': 'no-store' } }
      } finally {
        signal.removeEventListener('abort', close)
        await server.close()
      }
    },
  }
}

function parsed(text: string): unknown {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    throw badInput('The body of the request is not JSON.', 400, 'BAD_REQUEST')
  }
  // The protocol has done without batches since its revision of June 2025; each of them would be many calls.
  if (Array.isArray(message))
    throw badInput('Batches are not supported. Send one message at a time.', 400, 'BAD_REQUEST')
  return message
}
