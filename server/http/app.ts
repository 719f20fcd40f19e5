// The HTTP server: which way a request goes, and Yoga with its plugins for all but the plainest.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Health } from '../db/connect.ts'
import { databaseError, errorCodes } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Executor } from '../relational/index.ts'
import { useRelational } from '../relational/index.ts'
import { isOriginal, json, originalOf, requestErrors, useCodes } from './codes.ts'
import { DocumentCache } from './document-cache.ts'
import { useDocuments } from './documents.ts'
import { Lifecycle } from './lifecycle.ts'
import { refuseNesting } from './nesting.ts'
import persistedDocuments from './persisted-documents.json' with { type: 'json' }
import { answerPlainly, looksPlain, type PlainOptions } from './plain.ts'
import { examples } from './playground.ts'
import { readiness } from './readiness.ts'
import { logVisit, newVisit, type Visit, visits } from './visit.ts'

export interface AppOptions {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly log: Log
  /** How the database is. */
  readonly health: () => Promise<Health>
  /** Bounds the connections and ends them; one with the usual limits where none is given. */
  readonly lifecycle?: Lifecycle
  readonly playground: boolean
  readonly introspection: boolean
}

/** The largest request body that is read, in bytes. */
export const maximumBody = 100_000

const path = '/graphql'

/** What pages of other origins may do. */
const crossOrigin = { methods: ['GET', 'POST', 'OPTIONS'], exposedHeaders: ['x-request-id', 'retry-after'] }

/** The playground brings all it needs along: it may speak to this server only, and nobody may frame it. */
const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob: data:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

/** An HTTP server, not yet listening. */
export function createApp({
  schema,
  executor,
  log,
  health,
  playground,
  introspection,
  lifecycle = new Lifecycle(log),
}: AppOptions): Server {
  const refuse = (error: unknown): GraphQLError => {
    const shown = databaseError(error)
    const visit = visits.getStore()
    const isInternal = shown.extensions['code'] === 'INTERNAL_SERVER_ERROR'
    const level = visit?.signal.aborted ? 'debug' : isInternal ? 'error' : 'warn'
    log[level]({ requestId: visit?.id, err: error }, shown.message)
    return shown
  }
  const documents = new DocumentCache()
  const yoga = createYoga<object, object>({
    schema,
    context: () => ({ relational: executor.relational, signal: visits.getStore()?.signal }),
    graphqlEndpoint: path,
    healthCheckEndpoint: '/health/live',
    landingPage: false,
    multipart: false,
    batching: false,
    // Its caches are bounded in entries, and keep what is invalid; useDocuments has one that is bounded in bytes.
    parserAndValidationCache: false,
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
      usePersisted(),
      useDeferStream(),
      useCodes(introspection, maximumBody),
      useLog(log),
      useRoutes(() => readiness(health, lifecycle.isStopping)),
      useDocuments(documents),
      useRelational(executor, refuse, () => visits.getStore()),
    ],
  })
  const plain: PlainOptions = {
    path,
    maximumBody,
    executor,
    documents,
    persisted: new Map(Object.entries(persistedDocuments)),
    crossOrigin: {
      'access-control-allow-methods': crossOrigin.methods.join(', '),
      'access-control-expose-headers': crossOrigin.exposedHeaders.join(', '),
    },
  }
  const answer = async (visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!hasAddress(request)) return turnAway(visit, response, log)
    if (!looksPlain(plain, request)) return yoga(request, response)
    const body = await answerPlainly(plain, visit, request, response)
    if (!body) return logVisit(log, visit, { method: request.method, path, status: response.statusCode })
    // It has been read, and Yoga takes what was read from here.
    await yoga(Object.assign(request, { body }), response)
  }
  const server = createServer(lifecycle.serverOptions, (request, response) => {
    const visit = newVisit(request, lifecycle.follow(response))
    visits.run(visit, () => {
      answer(visit, request, response).catch((error: unknown) => {
        // A client that goes away before it has said all, or heard all, is no failure of the server.
        const isClients = request.errored !== null || visit.signal.aborted
        log[isClients ? 'debug' : 'error']({ requestId: visit.id, err: error }, 'a request broke off')
        response.destroy()
      })
    })
  })
  lifecycle.attach(server)
  return server
}

/** Yoga makes a URL of the Host header and the path, and shows its stack to the client where that fails. */
const hasAddress = ({ headers, url }: IncomingMessage): boolean =>
  URL.canParse(`http://${headers.host ?? 'localhost'}${url}`)

function turnAway(visit: Visit, response: ServerResponse, log: Log): void {
  const body = requestErrors('The Host header and the path of the request make no address.')
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8', 'x-request-id': visit.id })
  response.end(JSON.stringify(body))
  log.info({ requestId: visit.id, status: 400, errors: ['BAD_REQUEST'] }, 'request')
}

/** Lets clients send the hash of a document of the SDK instead of the document. */
function usePersisted(): Plugin {
  const documents = new Map(Object.entries(persistedDocuments))
  return usePersistedOperations({
    allowArbitraryOperations: true,
    getPersistedOperation: (hash) => documents.get(hash) ?? null,
    customErrors: {
      keyNotFound: {
        message: 'Must provide query string.',
        extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
      },
      notFound: {
        message: errorCodes.PERSISTED_QUERY_NOT_FOUND,
        extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 400 } },
      },
    },
  })
}

/** Health checks, and a plain answer where there is nothing. */
function useRoutes(ready: () => Promise<Response>): Plugin {
  return {
    async onRequest({ url, request, endResponse }) {
      switch (url.pathname) {
        case '/graphql':
          return
        case '/':
          return endResponse(new Response(null, { status: 307, headers: { location: '/graphql' } }))
        case '/health/live':
          return endResponse(json(200, { status: 'live' }))
        case '/health/ready':
          return endResponse(await ready())
        default:
          return endResponse(
            json(404, {
              status: 'not found',
              reason: `There is nothing for ${request.method} here. The API is at /graphql.`,
            }),
          )
      }
    },
  }
}

/** Tells each request its id, and writes one line when it is answered. */
function useLog(log: Log): Plugin {
  return {
    onParams({ params }) {
      refuseNesting(params.query, params.variables)
      const visit = visits.getStore()
      if (visit && typeof params.operationName === 'string') visit.operation = params.operationName.slice(0, 100)
    },
    onExecute({ args }) {
      const visit = visits.getStore()
      if (visit) visit.operation ??= getOperationAST(args.document, args.operationName)?.name?.value.slice(0, 100)
    },
    onResultProcess({ result }) {
      const visit = visits.getStore()
      if (visit && 'errors' in result) visit.codes = result.errors?.map(({ extensions }) => extensions?.['code']) ?? []
    },
    onResponse({ request, response }) {
      const visit = visits.getStore()
      if (!visit) return
      response.headers.set('x-request-id', visit.id)
      if (response.headers.get('content-type')?.startsWith('text/html')) {
        for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value)
      }
      logVisit(log, visit, { method: request.method, path: new URL(request.url).pathname, status: response.status })
    },
  }
}
