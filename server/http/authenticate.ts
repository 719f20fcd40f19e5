// Whose key a request bears. An answer says nothing of why a key does not work.
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { GraphQLError, getOperationAST, OperationTypeNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { databaseError, errorCodes } from '../errors.ts'
import { allows, isToken, type KeyHolder } from '../keys/keys.ts'
import type { MayGoOn } from '../revision/news.ts'
import { FailedKeys } from './failed-keys.ts'
import { type Reply, refusalReply } from './reply.ts'
import type { ServerContext } from './request-context.ts'

export interface AuthenticateOptions {
  /** Finds the holder of a token; undefined where it does not work. */
  readonly holderOf: (token: string) => Promise<KeyHolder | undefined>
  /** Whether only holders of keys are answered. */
  readonly requireKey: boolean
}

/** The holder of the key of a request, none where it has no key; or the answer that refuses it. */
export type Authenticated =
  | { readonly holder: KeyHolder | undefined; readonly refused?: undefined }
  | { readonly holder?: undefined; readonly refused: Reply }

export type Authenticate = (request: IncomingMessage) => Promise<Authenticated>

/** Makes the check of the keys of requests. */
export function authenticator({ holderOf, requireKey }: AuthenticateOptions): Authenticate {
  const failedKeys = new FailedKeys()
  return async ({ headers: { authorization }, socket }) => {
    if (authorization === undefined) return requireKey ? { refused: unauthenticated() } : { holder: undefined }
    const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? ''
    const address = socket.remoteAddress ?? ''
    const hash = createHash('sha256').update(token).digest('base64url')
    if (failedKeys.isShut(address, hash)) return { refused: shut() }
    try {
      const holder = isToken(token) ? await holderOf(token) : undefined
      if (holder) {
        failedKeys.worked(hash)
        return { holder }
      }
    } catch (error) {
      const { message, extensions } = databaseError(error)
      const { code, http } = extensions
      const known = Object.keys(errorCodes).find((name): name is keyof typeof errorCodes => name === code)
      return { refused: refusalReply(statusOf(http), message, {}, known ?? 'INTERNAL_SERVER_ERROR') }
    }
    failedKeys.failed(address, hash)
    return { refused: unauthenticated() }
  }
}

const statusOf = (http: unknown): number => {
  const status: unknown = typeof http === 'object' && http !== null ? Reflect.get(http, 'status') : undefined
  return typeof status === 'number' ? status : 500
}

const unauthenticated = (): Reply =>
  refusalReply(401, errorCodes.UNAUTHENTICATED, { 'www-authenticate': 'Bearer' }, 'UNAUTHENTICATED')

const shut = (): Reply =>
  refusalReply(429, errorCodes.TOO_MANY_FAILED_KEYS, { 'retry-after': '60' }, 'TOO_MANY_FAILED_KEYS')

/** Whether a request may read, where keys are required to. */
export const mayRead = (requireKey: boolean, holder: KeyHolder | undefined): boolean =>
  !requireKey || allows(holder, 'read')

/**
 * Asks again whether a request may be answered: for streams, which may outlive their key. Undefined where anybody may read. While
 * the database is away this is unknown, and the stream goes on.
 */
export const askAgain = (
  { authenticate, requireKey }: { readonly authenticate: Authenticate; readonly requireKey: boolean },
  request: IncomingMessage,
): MayGoOn | undefined => {
  if (!requireKey) return undefined
  return async () => {
    const { refused, holder } = await authenticate(request)
    return refused ? refused.status >= 500 : mayRead(requireKey, holder)
  }
}

/** Refuses the queries and subscriptions of keys that may not read. */
export function useReadRule(requireKey: boolean): Plugin<ServerContext, ServerContext> {
  const refused = () =>
    new GraphQLError(errorCodes.FORBIDDEN, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } })
  return {
    onExecute({ args: { document, operationName, contextValue }, setResultAndStopExecution }) {
      if (mayRead(requireKey, contextValue.requestContext.holder)) return
      if (getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION) return
      setResultAndStopExecution({ errors: [refused()] })
    },
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      if (!mayRead(requireKey, contextValue.requestContext.holder)) setResultAndStopExecution({ errors: [refused()] })
    },
  }
}

/** Whether a request may be large: only those who may change the catalogue have much to say. */
export const mayWrite = (holder: KeyHolder | undefined): boolean =>
  allows(holder, 'propose') || allows(holder, 'publish')
