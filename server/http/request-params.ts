// What a request asks, read from its address or its body. Says what is wrong with it without repeating any of it.
import { MIMEType } from 'node:util'
import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { ErrorCode } from '../errors.ts'
import { json, requestErrors } from './codes.ts'

type Members = Readonly<Record<string, unknown>>

/** The members a request may have. */
const memberNames = ['query', 'documentId', 'operationName', 'variables', 'extensions'] as const
const known: ReadonlySet<string> = new Set(memberNames)

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'application/json': (text) => parsed(text, 'The body of the request is not JSON.'),
  'application/graphql+json': (text) => parsed(text, 'The body of the request is not JSON.'),
  'application/x-www-form-urlencoded': (text) => membersOf(new URLSearchParams(text)),
  'application/graphql': (query) => ({ query }),
}

/** The media type of a body, in lower case; undefined where it is none that is read, or is not in UTF-8. */
export function bodyType(contentType: string | null | undefined): string | undefined {
  if (contentType === null || contentType === undefined) return undefined
  const type = mimeType(contentType)
  const charset = type?.params.get('charset')?.toLowerCase()
  if (!type || !Object.hasOwn(readers, type.essence)) return undefined
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? type.essence : undefined
}

function mimeType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text)
  } catch {
    return undefined
  }
}

/** Reads requests in place of Yoga's own parsers, which know neither documentId nor the finer points of media types. */
export function useRequestParams(): Plugin {
  return {
    onRequestParse({ request, setRequestParser, endResponse }) {
      if (request.method === 'GET') return setRequestParser(({ url }) => paramsOf(membersOf(new URL(url).searchParams)))
      if (request.method !== 'POST') return
      const encoding = request.headers.get('content-encoding')?.trim().toLowerCase()
      if (encoding !== undefined && encoding !== '' && encoding !== 'identity') {
        const response = json(415, requestErrors('The body of a request is sent without compression.'))
        response.headers.set('accept-encoding', 'identity')
        return endResponse(response)
      }
      const type = bodyType(request.headers.get('content-type'))
      const read = type === undefined ? undefined : readers[type]
      if (read) return setRequestParser(async (incoming) => paramsOf(read(await incoming.text())))
      return endResponse(
        json(
          415,
          requestErrors('The body of a request is JSON in UTF-8: set the header content-type to application/json.'),
        ),
      )
    },
  }
}

function membersOf(search: URLSearchParams): Members {
  const text = (name: string): string | undefined => search.get(name) || undefined
  const object = (name: string): unknown => {
    const value = text(name)
    return value && parsed(value, `The ${name} of the request are not JSON.`)
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
  if (Array.isArray(body)) throw badRequest('Requests are answered one at a time, not in batches.')
  if (!isObject(body)) throw badRequest('The body of a request is a JSON object.')
  for (const [name, value] of Object.entries(body)) {
    if (value !== null && value !== undefined && !known.has(name))
      throw badRequest(`A request has no other members than ${memberNames.join(', ')}.`)
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
  if (typeof value !== 'string') throw badRequest(`The ${name} of a request is a string.`)
  return value
}

function objectIn(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw badRequest(`The ${name} of a request are a JSON object.`)
  return { ...value }
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const badRequest = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' satisfies ErrorCode, http: { status: 400 } } })
