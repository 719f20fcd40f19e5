// The log: one line for each request.
import { getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Log } from '../log.ts'
import { loggedName, type RequestContext, type ServerContext } from './request-context.ts'

interface Answered {
  readonly method: string | undefined
  readonly path: string
  readonly status: number
}

/** The status logged if the client disconnects before the response. HTTP defines none; this one is customary. */
const clientGone = 499

/** Logs a request once it is answered or its client has disconnected. Health checks are logged at debug. */
export function logRequest(log: Log, context: RequestContext, { method, path, status }: Answered): void {
  const level = path.startsWith('/health/') ? 'debug' : 'info'
  if (!log.isLevelEnabled(level)) return
  const { id, startedAt, signal, operation, codes, fastPath } = context
  log[level](
    {
      requestId: id,
      method,
      path,
      status: signal.aborted ? clientGone : status,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
      ...(operation && { operation }),
      ...(fastPath && { fastPath }),
      ...(codes && { errors: codes }),
    },
    'request',
  )
}

/** Records an operation for the log line: its name, and the codes of its errors. */
export function useOperationLog(): Plugin<ServerContext, ServerContext> {
  return {
    onParams({ params, context: { requestContext } }) {
      if (typeof params.operationName === 'string') requestContext.operation = loggedName(params.operationName)
    },
    onExecute({ args }) {
      const { requestContext } = args.contextValue
      requestContext.operation ??= loggedName(getOperationAST(args.document, args.operationName)?.name?.value)
    },
    onResultProcess({ result, serverContext: { requestContext } }) {
      if ('errors' in result) requestContext.codes = result.errors?.map(({ extensions }) => extensions?.['code']) ?? []
    },
  }
}
