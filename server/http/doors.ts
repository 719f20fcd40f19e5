// The addresses that answer from the catalogue in other forms than GraphQL's. All of them ask for keys, wait for revisions and
// fail as the API does.
import type { IncomingMessage } from 'node:http'
import { GraphQLError } from 'graphql'
import { type ErrorCode, errorCodes } from '../errors.ts'
import { memberOf } from '../relational/index.ts'
import { TooManyFollowers } from '../revision/news.ts'
import { askAgain, mayRead } from './authenticate.ts'
import { changesDoor } from './changes.ts'
import { citeDoor } from './cite.ts'
import type { Door, DoorOptions } from './door.ts'
import { exportDoor } from './exports.ts'
import { importDoor } from './imports.ts'
import { mcpDoor } from './mcp.ts'
import { methodsOf } from './paths.ts'
import { reconcileDoor } from './reconcile.ts'
import { type Reply, refusalReply } from './reply.ts'
import type { RequestContext } from './request-context.ts'
import { waitForRevision } from './revision.ts'
import { storedQueriesDoor } from './stored-queries.ts'

/** The answer to a request; undefined where no door takes its path. */
export type Doors = (path: string, context: RequestContext, request: IncomingMessage) => Promise<Reply> | undefined

/** Makes the doors. */
export function createDoors(options: DoorOptions): Doors {
  const { executor, authenticate, requireKey, toClientError } = options
  const doors: readonly Door[] = [
    exportDoor,
    importDoor,
    changesDoor,
    citeDoor,
    storedQueriesDoor,
    mcpDoor,
    reconcileDoor,
  ].map((door) => door(options))
  const answer = async (
    door: Door,
    path: string,
    context: RequestContext,
    request: IncomingMessage,
  ): Promise<Reply> => {
    const { method = '', headers, url = '' } = request
    if (!methodsOf(path).split(', ').includes(method))
      return refusalReply(405, `This address does not take ${method}.`, { allow: methodsOf(path) })
    const authenticated = await authenticate(request)
    if (authenticated.refused) return authenticated.refused
    const { holder } = authenticated
    context.holder = holder
    if (!door.isForWriters && !mayRead(requireKey, holder))
      return refusalReply(403, errorCodes.FORBIDDEN, {}, 'FORBIDDEN')
    const unreached = await waitForRevision(executor, headers, context.signal, toClientError)
    if (unreached) return unreached
    const { searchParams: parameters } = new URL(url, 'http://localhost')
    const mayGoOn = askAgain({ authenticate, requireKey }, request)
    try {
      return await door.answer({ request, path, parameters, signal: context.signal, holder, mayGoOn })
    } catch (error) {
      context.signal.throwIfAborted()
      return errorReply(error, toClientError)
    }
  }
  return (path, context, request) => {
    const door = doors.find(({ takes }) => takes(path, request))
    return door && answer(door, path, context, request)
  }
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code)

/** A failure as clients see it. */
function errorReply(error: unknown, toClientError: DoorOptions['toClientError']): Reply {
  if (error instanceof TooManyFollowers)
    return refusalReply(503, errorCodes.TOO_MANY_FOLLOWERS, { 'retry-after': '5' }, 'TOO_MANY_FOLLOWERS')
  const shown = error instanceof GraphQLError && isErrorCode(error.extensions['code']) ? error : toClientError(error)
  const { code, http } = shown.extensions
  const status: unknown = memberOf(http, 'status')
  return refusalReply(
    typeof status === 'number' ? status : 400,
    shown.message,
    status === 503 ? { 'retry-after': '1' } : {},
    isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR',
  )
}
