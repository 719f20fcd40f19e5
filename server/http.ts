// The only file that knows HTTP: graphql-yoga, the playground, health, request ids and the log line of each request.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { GraphQLError, type GraphQLSchema, NoSchemaIntrospectionCustomRule } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import { databaseError, type ErrorCode, errorCodes } from './errors.ts'
import type { Log } from './log.ts'
import { refuseNesting } from './nesting.ts'
import persistedDocuments from './persisted-documents.json' with { type: 'json' }
import { examples } from './playground.ts'
import type { Executor } from './relational/execute.ts'
import { useRelational } from './relational/plugin.ts'

export interface AppOptions {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly log: Log
  /** Resolves if the database answers. */
  readonly ping: () => Promise<unknown>
  readonly playground: boolean
  readonly introspection: boolean
}

/** The largest request body that is read, in bytes. */
export const maximumBody = 100_000
/** How long the readiness check waits for the database. */
const pingTimeoutMs = 2000

/** An HTTP server, not yet listening. */
export function createApp({ schema, executor, log, ping, playground, introspection }: AppOptions): Server {
  const refuse = (error: unknown): GraphQLError => {
    const shown = databaseError(error)
    log[shown.extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 'error' : 'warn']({ err: error }, shown.message)
    return shown
  }
  const yoga = createYoga<object, object>({
    schema,
    context: { relational: executor.relational },
    graphqlEndpoint: '/graphql',
    healthCheckEndpoint: '/health/live',
    landingPage: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: maximumBody,
    cors: { origin: '*', credentials: false, methods: ['GET', 'POST', 'OPTIONS'] },
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
      useLog(log),
      useRoutes(ping),
      useCodes(introspection),
      useRelational(executor, refuse),
    ],
  })
  return createServer(yoga)
}

/** Whether a resolver or the server itself raised the error on purpose. */
function isOriginal(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && (error.originalError === undefined || isOriginal(error.originalError))
}

const originalOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? originalOf(error.originalError) : error

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

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  })

/** Health checks, and a plain answer where there is nothing. */
function useRoutes(ping: () => Promise<unknown>): Plugin {
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
          return endResponse(
            (await answers(ping))
              ? json(200, { status: 'ready' })
              : json(503, { status: 'unavailable', reason: 'The database does not answer.' }),
          )
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

async function answers(ping: () => Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), pingTimeoutMs)
  try {
    return await Promise.race([
      ping().then(
        () => true,
        () => false,
      ),
      late.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}

interface Seen {
  readonly id: string
  readonly began: number
  operation?: string
  codes?: readonly unknown[]
}

/** Gives each request an id, tells it in the response, and writes one line when it is answered. */
function useLog(log: Log): Plugin {
  const requests = new WeakMap<Request, Seen>()
  return {
    onRequest({ request }) {
      const given = request.headers.get('x-request-id') ?? ''
      requests.set(request, { id: /^[\w.-]{1,100}$/.test(given) ? given : randomUUID(), began: performance.now() })
    },
    onParams({ params, request }) {
      refuseNesting(params.query, params.variables)
      const seen = requests.get(request)
      if (seen && typeof params.operationName === 'string') seen.operation = params.operationName.slice(0, 100)
    },
    onResultProcess({ result, request }) {
      const seen = requests.get(request)
      if (seen && 'errors' in result) seen.codes = result.errors?.map(({ extensions }) => extensions?.['code']) ?? []
    },
    onResponse({ request, response }) {
      const seen = requests.get(request)
      if (!seen) return
      response.headers.set('x-request-id', seen.id)
      if (response.headers.get('content-type')?.startsWith('text/html')) {
        response.headers.set('x-content-type-options', 'nosniff')
        response.headers.set('x-frame-options', 'DENY')
        response.headers.set('referrer-policy', 'no-referrer')
      }
      const { id, began, operation, codes } = seen
      const health = request.url.includes('/health/')
      log[health ? 'debug' : 'info'](
        {
          requestId: id,
          method: request.method,
          path: new URL(request.url).pathname,
          status: response.status,
          ms: Math.round((performance.now() - began) * 10) / 10,
          ...(operation && { operation }),
          ...(codes && { errors: codes }),
        },
        'request',
      )
    },
  }
}

/** Gives every error of a request itself a stable code, and keeps the schema to itself where it is not open. */
function useCodes(introspection: boolean): Plugin {
  const coded = (error: GraphQLError, code: ErrorCode, message = error.message): GraphQLError => {
    if (error.extensions['code'] !== undefined && message === error.message) return error
    const { nodes, source, positions, path } = error
    return new GraphQLError(message, { nodes, source, positions, path, extensions: { ...error.extensions, code } })
  }
  return {
    onParse() {
      return ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError) replaceParseResult(coded(result, 'GRAPHQL_PARSE_FAILED'))
      }
    },
    onValidate({ addValidationRule }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule)
      return ({ result, setResult }) => {
        if (result.length === 0) return
        setResult(
          result.map((error) =>
            coded(
              error,
              'GRAPHQL_VALIDATION_FAILED',
              introspection ? error.message : error.message.replace(/ Did you mean .*\?$/s, ''),
            ),
          ),
        )
      }
    },
    onResultProcess({ result }) {
      if (!('errors' in result) || !result.errors) return
      const { errors } = result
      Object.assign(result, {
        errors: errors.map((error) => coded(error, 'data' in result ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST')),
      })
    },
  }
}
