// The HTTP server: routes, the fast path, and Yoga with its plugins for every other request.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { RevisionWatch } from '../db/watch.ts'
import { databaseError, errorCodes } from '../errors.ts'
import { Exports } from '../export/exports.ts'
import { holderOf } from '../keys/keys.ts'
import type { Log } from '../log.ts'
import { createAsk } from '../operations/ask.ts'
import type { Executor } from '../relational/index.ts'
import { useRelational } from '../relational/index.ts'
import { News } from '../revision/news.ts'
import { type Authenticate, askAgain, authenticator, mayRead, mayWrite, useReadRule } from './authenticate.ts'
import { isOriginal, originalOf, useCodes } from './codes.ts'
import { preflight } from './cross-origin.ts'
import { DocumentCache } from './document-cache.ts'
import { DocumentStore, useDocumentStore } from './document-store.ts'
import { useDocuments } from './documents.ts'
import { createDoors } from './doors.ts'
import { subjectFinder } from './explorer-subjects.ts'
import { answerFast, type FastPathOptions, takesFastPath } from './fast-path.ts'
import { replyOf } from './fetch-reply.ts'
import { answerTypes, useWholeAnswers } from './incremental.ts'
import { useIntrospectionLimit } from './introspection-limit.ts'
import { Lifecycle } from './lifecycle.ts'
import { acceptedCodings } from './negotiation.ts'
import { useNestingLimit } from './nesting.ts'
import { graphqlPath } from './paths.ts'
import documents from './persisted-documents.json' with { type: 'json' }
import { type Reply, refusalReply, send, sendHead } from './reply.ts'
import { newRequestContext, type RequestContext, requestContexts, type ServerContext } from './request-context.ts'
import { logRequest, useOperationLog } from './request-log.ts'
import { unreadable, useRequestParams } from './request-params.ts'
import { takeTarget } from './request-target.ts'
import { waitForRevision, withRevision } from './revision.ts'
import { createRouter, type RouteOptions } from './routes.ts'

export interface AppOptions extends Omit<RouteOptions, 'isStopping' | 'findSubject'> {
  readonly schema: GraphQLSchema
  readonly executor: Executor
  readonly db: Kysely<Database>
  /** Calls back when there may be a new revision. Without it, those who follow the revisions hear of none. */
  readonly watch?: RevisionWatch['watch']
  readonly log: Log
  /** Whether only holders of keys are answered. False by default. */
  readonly requireKey?: boolean
  /** Whether only the documents that the server knows are executed. False by default. */
  readonly trustedDocuments?: boolean
  /** Bounds the connections and closes them. By default, one with the default limits. */
  readonly lifecycle?: Lifecycle
}

/** The largest request body that is read, in bytes. */
export const maximumBody = 100_000
/** The same for those who may change the catalogue: a changeset of ten thousand changes has about ten million. */
export const maximumChangesBody = 32_000_000

type Answer = (context: RequestContext, request: IncomingMessage, response: ServerResponse) => Promise<Reply>

/** An HTTP server, not yet listening. */
export function createApp(options: AppOptions): Server {
  const {
    schema,
    executor,
    db,
    watch = () => () => {},
    log,
    requireKey = false,
    lifecycle = new Lifecycle(log),
  } = options
  const news = new News({ db, watch })
  lifecycle.closing.addEventListener('abort', () => news.close())
  const authenticate = authenticator({ holderOf: (token) => holderOf(db, token), requireKey })
  const ask = createAsk({ schema, executor, db, news })
  const findSubject = subjectFinder({ ask, db, schema, requireKey })
  const router = createRouter({ ...options, findSubject, isStopping: () => lifecycle.isStopping })
  const store = new DocumentStore({ documents, trusted: options.trustedDocuments ?? false })
  const shared = { news, authenticate, toClientError: clientErrors(log) }
  const api = createApi({ ...options, ...shared, store })
  const doors = createDoors({
    ...shared,
    exports: new Exports(schema, executor),
    schema,
    db,
    documents: store,
    ask,
    executor,
    requireKey,
    explorer: options.explorer ?? true,
  })

  const replyTo = (
    context: RequestContext,
    path: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Reply | Promise<Reply> => {
    if (path === undefined) return refusalReply(400, 'The Host header and the path do not form a valid address.')
    if (request.method === 'OPTIONS') return preflight(path, request)
    return doors(path, context, request) ?? router(path, request) ?? api(context, request, response)
  }

  const handle = async (context: RequestContext, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, headers } = request
    const path = takeTarget(request)
    // Node sends no body for HEAD; everything else is the same as for GET.
    if (method === 'HEAD') request.method = 'GET'
    const codings = acceptedCodings(headers)
    const answered =
      codings.length > 0
        ? await replyTo(context, path, request, response)
        : refusalReply(
            406,
            'The client accepts none of the available content encodings: br, zstd, gzip, deflate, identity.',
          )
    const reply = method === 'HEAD' ? await withoutStream(answered) : answered
    if (reply.code !== undefined) context.codes = [reply.code]
    const onAnswered = (status: number): void => {
      context.isLogged = true
      logRequest(log, context, { method, path: path ?? '', status })
    }
    await send({ requestId: context.id, request, response, codings, onAnswered, isHead: method === 'HEAD' }, reply)
  }

  const breakOff = (context: RequestContext, request: IncomingMessage, response: ServerResponse, error: unknown) => {
    // A client abort is not a server error.
    const isAbort =
      request.errored !== null ||
      context.signal.aborted ||
      Reflect.get(Object(error), 'code') === 'ERR_STREAM_PREMATURE_CLOSE'
    log[isAbort ? 'debug' : 'error']({ requestId: context.id, err: error }, 'a request broke off')
    if (context.signal.aborted && !context.isLogged) {
      const [path = ''] = request.url?.split('?') ?? []
      logRequest(log, context, { method: request.method, path, status: response.statusCode })
    }
    if (isAbort || response.headersSent) return response.destroy()
    const { status, headers, body } = refusalReply(500, errorCodes.INTERNAL_SERVER_ERROR, {}, 'INTERNAL_SERVER_ERROR')
    return sendHead(response, context.id, status, headers).end(body)
  }

  const server = createServer(lifecycle.serverOptions, (request, response) => {
    const context = newRequestContext(request, lifecycle.follow(response))
    requestContexts.run(context, () => {
      handle(context, request, response).catch((error: unknown) => breakOff(context, request, response, error))
    })
  })
  lifecycle.attach(server)
  return server
}

/** The response to HEAD: a stream, which may have no end, is not read. */
async function withoutStream({ body, ...reply }: Reply): Promise<Reply> {
  if (!(body instanceof ReadableStream)) return { ...reply, body }
  await body.cancel()
  return reply
}

/** Errors of the database as clients may see them, logged. */
const clientErrors =
  (log: Log) =>
  (error: unknown): GraphQLError => {
    const shown = databaseError(error)
    const requestContext = requestContexts.getStore()
    const isInternal = shown.extensions['code'] === 'INTERNAL_SERVER_ERROR'
    const isOfClient = requestContext?.signal.aborted || shown.extensions['code'] === 'REVISION_UNKNOWN'
    const level = isOfClient ? 'debug' : isInternal ? 'error' : 'warn'
    log[level]({ requestId: requestContext?.id, err: error }, shown.message)
    return shown
  }

interface ApiOptions extends AppOptions {
  readonly news: News
  readonly authenticate: Authenticate
  readonly store: DocumentStore
  readonly toClientError: (error: unknown) => GraphQLError
}

/** The API itself: by the fast path, or by Yoga. */
function createApi(options: ApiOptions): Answer {
  const { schema, executor, db, introspection, requireKey = false } = options
  const { news, authenticate, store, toClientError } = options
  const validDocuments = new DocumentCache()
  const newYoga = (bodyLimit: number) =>
    createYoga<ServerContext, object>({
      schema,
      context: ({ requestContext: { signal, reading, holder, mayGoOn } }) => ({
        relational: executor.relational,
        signal,
        reading,
        db,
        holder,
        news,
        mayGoOn,
      }),
      graphqlEndpoint: graphqlPath,
      landingPage: false,
      graphiql: false,
      cors: false,
      multipart: false,
      batching: false,
      maxRequestBodySize: bodyLimit,
      // Yoga's cache is bounded in entries and keeps invalid documents; the cache of useDocuments is bounded in bytes.
      parserAndValidationCache: false,
      // Yoga's logger would only repeat what the request log has.
      logging: false,
      maskedErrors: { maskError: (error) => (isOriginal(error) ? error : toClientError(originalOf(error))) },
      plugins: [
        useRequestParams(),
        useDocumentStore(store),
        useNestingLimit(),
        useDeferStream(),
        useCodes(introspection, bodyLimit, toClientError),
        useIntrospectionLimit(schema),
        useOperationLog(),
        useReadRule(requireKey),
        useDocuments(validDocuments),
        useWholeAnswers(),
        useRelational(executor, toClientError),
      ],
    })
  const fastPath: FastPathOptions = { maximumBody, executor, documents: validDocuments, store }

  const yoga = newYoga(maximumBody)
  const yogaForChanges = newYoga(maximumChangesBody)
  const viaYoga = async (request: IncomingMessage, response: ServerResponse, context: ServerContext) => {
    const { handleNodeRequestAndResponse } = mayWrite(context.requestContext.holder) ? yogaForChanges : yoga
    const reply = await replyOf(await handleNodeRequestAndResponse(request, response, context))
    return { ...reply, headers: withRevision(reply.headers, context.requestContext.reading) }
  }

  return async (requestContext, request, response) => {
    const refused = request.method === 'POST' ? unreadable(request.headers) : undefined
    if (refused) return refused
    const authenticated = await authenticate(request)
    if (authenticated.refused) return authenticated.refused
    requestContext.holder = authenticated.holder
    requestContext.mayGoOn = askAgain({ authenticate, requireKey }, request)
    const { types, json: type, accept } = answerTypes(request.headers)
    if (types.length === 0)
      return refusalReply(406, 'The API responds with JSON. Set the header accept to application/json.')
    const unreached = await waitForRevision(executor, request.headers, requestContext.signal, toClientError)
    if (unreached) return unreached
    // Yoga takes the first type it supports and ignores quality values.
    request.headers.accept = accept
    if (type === undefined || !takesFastPath(fastPath, request) || !mayRead(requireKey, requestContext.holder))
      return viaYoga(request, response, { requestContext, pending: undefined })
    const answer = await answerFast(fastPath, requestContext, request, type)
    if (answer.status !== undefined) return answer
    const { body, pending } = answer
    // It has been read, and Yoga takes what was read from here.
    return viaYoga(Object.assign(request, { body }), response, { requestContext, pending })
  }
}
