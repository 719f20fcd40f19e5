// The routes beside the API: health checks, the schema as text, the playground, the explorer.
import type { IncomingMessage } from 'node:http'
import { type GraphQLSchema, printSchema } from 'graphql'
import type { Health } from '../db/connect.ts'
import { explorerRoute, type FindSubject } from './explorer.ts'
import { KeptBody } from './kept-body.ts'
import { wantsPage } from './negotiation.ts'
import { graphqlPath, livePath, methodsOf, readyPath, schemaPath } from './paths.ts'
import { createPlayground, playgroundFolder } from './playground-page.ts'
import { readiness } from './readiness.ts'
import { jsonReply, type Reply, refusalReply } from './reply.ts'

export interface RouteOptions {
  readonly schema: GraphQLSchema
  /** The state of the database. */
  readonly health: () => Promise<Health>
  /** Whether the server is shutting down. */
  readonly isStopping: () => boolean
  readonly playground: boolean
  readonly introspection: boolean
  /** Whether the explorer is served. True by default. */
  readonly explorer?: boolean
  /** Whether there is what an address of the explorer is about. */
  readonly findSubject: FindSubject
}

type Route = (request: IncomingMessage) => Reply | Promise<Reply>

/** The answer to a request; undefined where it is one for the API. */
export type Router = (path: string, request: IncomingMessage) => Reply | Promise<Reply> | undefined

/** Makes the routes. */
export function createRouter(options: RouteOptions): Router {
  const { schema, health, isStopping, playground, introspection, explorer = true, findSubject } = options
  const graphiql = createPlayground(explorer)
  const pages: Readonly<Record<string, Route | undefined>> = {
    '/': explorer ? undefined : () => ({ status: 307, headers: { location: graphqlPath } }),
    [livePath]: () => jsonReply(200, { status: 'live' }),
    [readyPath]: () => readiness(health, isStopping()),
    [schemaPath]: introspection ? schemaText(schema) : undefined,
  }
  const shown = explorer
    ? explorerRoute({ playground, schema: introspection ? schema : undefined, findSubject })
    : undefined
  return (path, request) => {
    const { method } = request
    const refused = (reason: string): Reply => refusalReply(405, reason, { allow: methodsOf(path) })
    if (path === graphqlPath) {
      if (method !== 'GET' && method !== 'POST') return refused('The API takes queries by POST, GET and HEAD.')
      return playground && method === 'GET' && wantsPage(request) ? graphiql.page() : undefined
    }
    const file = playground && path.startsWith(playgroundFolder) ? () => graphiql.file(path) : undefined
    const route = (Object.hasOwn(pages, path) ? pages[path] : undefined) ?? file ?? shown?.(path, request)
    if (!route) {
      const reason = `This address does not support ${method}. The API is at ${graphqlPath}.`
      return jsonReply(404, { status: 'not found', reason })
    }
    return method === 'GET' ? route(request) : refused('This address can only be read. Use GET or HEAD.')
  }
}

function schemaText(schema: GraphQLSchema): Route {
  let body: KeptBody | undefined
  return () => {
    body ??= new KeptBody(`${printSchema(schema)}\n`)
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
  }
}
