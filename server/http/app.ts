// The HTTP server: which way a request goes, and Yoga with its plugins for all but the plainest.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { databaseError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Executor } from '../relational/execute.ts'
import { useRelational } from '../relational/plugin.ts'
import { isOriginal, json, originalOf, requestErrors, useCodes } from './codes.ts'
import { DocumentStore, useDocumentStore } from './document-store.ts'
import { answerFast, Documents, type FastPathOptions, takesFastPath } from './fast-path.ts'
import { useNestingLimit } from './nesting.ts'
import { graphqlPath, livePath, readyPath } from './paths.ts'
import documents from './persisted-documents.json' with { type: 'json' }
import { examples } from './playground.ts'
import { answersInTime } from './readiness.ts'
import { newRequestContext, type RequestContext, requestContexts, type ServerContext } from './request-context.ts'
import { logRequest, useOperationLog } from './request-log.ts'
import { useRequestParams } from './request-params.ts'
import { useSecurityHeaders } from './security-headers.ts'

export interface AppOptions {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly log: Log
  /** Resolves if the database answers. */
  readonly ping: () => Promise<unknown>
  readonly playground: boolean
  readonly introspection: boolean
  /** Whether only the documents the server knows are answered. */
  readonly trustedDocuments: boolean
}

/** The largest request body that is read, in bytes. */
export const maximumBody = 100_000

/** What pages of other origins may do. */
const crossOrigin = { methods: ['GET', 'POST', 'OPTIONS'], exposedHeaders: ['x-request-id', 'retry-after'] }

/** An HTTP server, not yet listening. */
export function createApp(options: AppOptions): Server {
  const { schema, executor, log, ping, playground, introspection, trustedDocuments } = options
  const refuse = (error: unknown): GraphQLError => {
    const shown = databaseError(error)
    const line = { requestId: requestContexts.getStore()?.id, err: error }
    log[shown.extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 'error' : 'warn'](line, shown.message)
    return shown
  }
  const validDocuments = new Documents()
  const store = new DocumentStore({ documents, trusted: trustedDocuments })
  const yoga = createYoga<ServerContext, object>({
    schema,
    context: { relational: executor.relational },
    graphqlEndpoint: graphqlPath,
    landingPage: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: maximumBody,
    cors: { origin: '*', credentials: false, ...crossOrigin },
    graphiql: playground && {
      title: 'Tenpoint',
      defaultTabs: examples.map(({ query, variables }) => ({
        query,
        variables: variables ? JSON.stringify(variables, null, 2) : '{}',
      })),
    },
    renderGraphiQL,
    // Yoga's own logger speaks only of what the log below says too.
    logging: false,
    maskedErrors: { maskError: (error) => (isOriginal(error) ? error : refuse(originalOf(error))) },
    plugins: [
      useRequestParams(),
      useDocumentStore(store),
      useNestingLimit(),
      useDeferStream(),
      useCodes(introspection, maximumBody),
      useOperationLog(),
      useSecurityHeaders(),
      useLog(log),
      useRoutes(ping),
      useDocuments(validDocuments),
      useRelational(executor, refuse),
    ],
  })
  const fastPath: FastPathOptions = {
    path: graphqlPath,
    maximumBody,
    executor,
    documents: validDocuments,
    store,
    crossOrigin: {
      'access-control-allow-methods': crossOrigin.methods.join(', '),
      'access-control-expose-headers': crossOrigin.exposedHeaders.join(', '),
    },
  }
  const answer = async (
    requestContext: RequestContext,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    if (!hasAddress(request)) return turnAway(requestContext, response, log)
    if (!takesFastPath(fastPath, request)) return yoga(request, response, { requestContext, pending: undefined })
    const unanswered = await answerFast(fastPath, requestContext, request, response)
    if (!unanswered) {
      const { method } = request
      return logRequest(log, requestContext, { method, path: graphqlPath, status: response.statusCode })
    }
    const { body, pending } = unanswered
    // It has been read, and Yoga takes what was read from here.
    await yoga(Object.assign(request, { body }), response, { requestContext, pending })
  }
  return createServer((request, response) => {
    const context = newRequestContext(request)
    requestContexts.run(context, () => {
      answer(context, request, response).catch((error: unknown) => {
        // A client abort is not a server error.
        log[request.errored ? 'debug' : 'error']({ requestId: context.id, err: error }, 'a request broke off')
        response.destroy()
      })
    })
  })
}

/** Yoga makes a URL of the Host header and the path, and shows its stack to the client where that fails. */
const hasAddress = ({ headers, url }: IncomingMessage): boolean =>
  URL.canParse(`http://${headers.host ?? 'localhost'}${url}`)

function turnAway({ id }: RequestContext, response: ServerResponse, log: Log): void {
  const body = requestErrors('The Host header and the path of the request make no address.')
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8', 'x-request-id': id })
  response.end(JSON.stringify(body))
  log.info({ requestId: id, status: 400, errors: ['BAD_REQUEST'] }, 'request')
}

/** Health checks, and a plain answer where there is nothing. */
function useRoutes(ping: () => Promise<unknown>): Plugin {
  return {
    async onRequest({ url, request, endResponse }) {
      switch (url.pathname) {
        case graphqlPath:
          return
        case '/':
          return endResponse(new Response(null, { status: 307, headers: { location: graphqlPath } }))
        case livePath:
          return endResponse(json(200, { status: 'live' }))
        case readyPath:
          return endResponse(
            (await answersInTime(ping))
              ? json(200, { status: 'ready' })
              : json(503, { status: 'unavailable', reason: 'The database does not answer.' }),
          )
        default:
          return endResponse(
            json(404, {
              status: 'not found',
              reason: `There is nothing for ${request.method} here. The API is at ${graphqlPath}.`,
            }),
          )
      }
    },
  }
}

/** Gives each answer the id of its request, and writes its line in the log. */
function useLog(log: Log): Plugin<object, ServerContext> {
  return {
    onResponse({ request, response, serverContext: { requestContext } }) {
      response.headers.set('x-request-id', requestContext.id)
      logRequest(log, requestContext, {
        method: request.method,
        path: new URL(request.url).pathname,
        status: response.status,
      })
    },
  }
}

/** Remembers what was found valid, so that it can be answered plainly from then on. */
function useDocuments(documents: Documents): Plugin {
  return {
    onExecute({ args }) {
      const { query } = args.contextValue.params
      if (query !== undefined) documents.remember(query, args.document)
    },
  }
}
