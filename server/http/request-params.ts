// The parameters of a request, read from its URL or its body. Error messages repeat none of its content.
import type { IncomingHttpHeaders } from 'node:http'
import { MIMEType } from 'node:util'
import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { ErrorCode } from '../errors.ts'
import { remembered } from './remembered.ts'
import { type Reply, refusalReply } from './reply.ts'
import { isObject, type Members } from './values.ts'

/** The members a request may have. */
const memberNames = ['query', 'documentId', 'operationName', 'variables', 'extensions'] as const
const knownMembers: ReadonlySet<string> = new Set(memberNames)

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'application/json': (text) => parsed(text, 'The body of the request is not JSON.'),
  'application/graphql+json': (text) => parsed(text, 'The body of the request is not JSON.'),
  'application/x-www-form-urlencoded': (text) => membersOf(new URLSearchParams(text)),
  'application/graphql': (query) => ({ query }),
}

/** The media type of a body, in lower case; undefined if it is not supported, or not in UTF-8. */
export function bodyType(contentType: string | null | undefined): string | undefined {
  return contentType === null || contentType === undefined ? undefined : typeIn(contentType).supported
}

const typeIn = remembered((contentType): { readonly supported?: string } => {
  const type = mimeType(contentType)
  const charset = type?.params.get('charset')?.toLowerCase()
  if (!type || !Object.hasOwn(readers, type.essence)) return {}
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? { supported: type.essence } : {}
})

function mimeType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text)
  } catch {
    return undefined
  }
}

/** The error in the headers that keeps a body from being read; undefined if there is none. */
export function unreadable({
  'content-encoding': encoding,
  'content-type': type,
}: IncomingHttpHeaders): Reply | undefined {
  if (encoding !== undefined && !/^\s*(identity)?\s*$/i.test(encoding)) {
    return refusalReply(415, 'The request body must not be compressed.', { 'accept-encoding': 'identity' })
  }
  if (bodyType(type) !== undefined) return undefined
  const message = 'The request body must be JSON in UTF-8. Set the header content-type to application/json.'
  return refusalReply(415, message, { accept: 'application/json' })
}

/** Replaces Yoga's request parsers, which support neither documentId nor all details of media types. */
export function useRequestParams(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'GET') setRequestParser(({ url }) => paramsOf(membersOf(new URL(url).searchParams)))
      const type = bodyType(request.headers.get('content-type'))
      const read = type === undefined ? undefined : readers[type]
      if (request.method === 'POST' && read) setRequestParser(async (incoming) => paramsOf(read(await incoming.text())))
    },
  }
}

function membersOf(search: URLSearchParams): Members {
  const text = (name: string): string | undefined => search.get(name) || undefined
  const object = (name: string): unknown => {
    const value = text(name)
    return value && parsed(value, `The parameter ${name} is not valid JSON.`)
  }
  return {
    query: text('query'),
    documentId: text('documentId'),
    operationName: text('operationName'),
    variables: object('variables'),
    extensions: object('extensions'),
  }
}

function parsed(text: string, message: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(message)
  }
}

/** The request's members with their types checked. Throws a GraphQLError BAD_REQUEST. */
function paramsOf(body: unknown): GraphQLParams {
  if (Array.isArray(body)) throw badRequest('Batches are not supported. Send one request at a time.')
  if (!isObject(body)) throw badRequest('The request body must be a JSON object.')
  for (const [name, value] of Object.entries(body)) {
    if (value !== null && value !== undefined && !knownMembers.has(name))
      throw badRequest(`A request may only have the members ${memberNames.join(', ')}.`)
  }
  const { query, documentId, operationName, variables, extensions } = body
  return {
    ...present('query', stringIn(query, 'query')),
    ...present('documentId', stringIn(documentId, 'documentId')),
    ...present('operationName', stringIn(operationName, 'operationName')),
    ...present('variables', objectIn(variables, 'variables')),
    ...present('extensions', objectIn(extensions, 'extensions')),
  }
}

const present = <Value>(name: string, value: Value | undefined): Readonly<Record<string, Value>> =>
  value === undefined ? {} : { [name]: value }

function stringIn(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw badRequest(`The member ${name} must be a string.`)
  return value
}

function objectIn(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw badRequest(`The member ${name} must be a JSON object.`)
  return { ...value }
}

const badRequest = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' satisfies ErrorCode, http: { status: 400 } } })
