// Stored queries: POST stores one, its address opens it again, with an ending as a citation.
import { type FormatName, isFormatName, sentence } from '../cite/formats.ts'
import type { CitationItem } from '../cite/item.ts'
import { QueryStore, type StoredQuery } from '../cite/stored.ts'
import { errorCodes } from '../errors.ts'
import { bodyText } from './body.ts'
import { addressing, citationReply } from './cite.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { wantsPage } from './negotiation.ts'
import { refuseNesting } from './nesting.ts'
import { badInput } from './parameters.ts'
import { storedPath } from './paths.ts'
import { Rate } from './rate.ts'
import { jsonReply, type Reply, refusalReply } from './reply.ts'
import { unreadable } from './request-params.ts'
import { withRevision } from './revision.ts'
import { problemsOf, validDocument } from './valid-document.ts'
import { isObject } from './values.ts'

type StoredQueriesOptions = Pick<DoorOptions, 'db' | 'schema' | 'ask' | 'executor' | 'documents' | 'explorer'>

/** The body of a query to store, in bytes. */
const maximumBody = 100_000
/** Queries that a key may store in a minute on one instance. */
const storedInAMinute = 30

const form = new RegExp(`^${storedPath}/([0-9a-f]{24})(?:\\.(json|bib|ris|txt))?$`)

/** Stored queries. */
export function storedQueriesDoor(options: StoredQueriesOptions): Door {
  const store = new QueryStore(options)
  const rate = new Rate(storedInAMinute)
  return {
    takes: (path, request) =>
      path === storedPath || (path.startsWith(`${storedPath}/`) && !(options.explorer && isForPeople(path, request))),
    answer: async (caller) => {
      const { request, path } = caller
      if (path === storedPath) {
        if (request.method === 'POST') return storeQuery(options, store, rate, caller)
        return refusalReply(405, 'Store a query by POST; open it at the address it then has.', {
          allow: 'POST, OPTIONS',
        })
      }
      const [, id, format] = form.exec(path) ?? []
      const stored = id === undefined ? undefined : await store.find(id)
      if (!stored) return jsonReply(404, { status: 'not found', reason: 'There is no such stored query.' })
      if (format !== undefined && isFormatName(format)) return cited(stored, format, caller)
      return reopened(options, store, stored, caller)
    },
  }
}

/** Whether someone opens the address of a query in a browser: the explorer has a page for it, which asks here for the rest. */
const isForPeople = (path: string, request: Caller['request']): boolean =>
  request.method === 'GET' && !path.includes('.') && wantsPage(request)

async function storeQuery(
  { schema, documents }: StoredQueriesOptions,
  store: QueryStore,
  rate: Rate,
  caller: Caller,
): Promise<Reply> {
  const { request, signal, holder } = caller
  // Whoever stores takes room for ever, so it is known who. A query with @asOf can be cited without that.
  if (!holder) return refusalReply(401, errorCodes.UNAUTHENTICATED, { 'www-authenticate': 'Bearer' }, 'UNAUTHENTICATED')
  const refused = unreadable(request.headers)
  if (refused) return refused
  if (!rate.take(holder.name))
    return refusalReply(429, `A key may store ${storedInAMinute} queries in a minute.`, { 'retry-after': '60' })
  const { query, documentId, extensions, variables, operationName } = membersOf(await bodyText(request, maximumBody))
  const { text } = documents.resolve({ query, documentId, extensions })
  if (typeof text !== 'string') throw badInput('The member query must be the text of a query.', 400, 'BAD_REQUEST')
  if (variables !== undefined && variables !== null && !isObject(variables))
    throw badInput('The member variables must be a JSON object.', 400, 'BAD_REQUEST')
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw badInput('The member operationName must be a string.', 400, 'BAD_REQUEST')
  refuseNesting(text, variables)
  const document = validDocument(schema, text)
  const { stored, isNew } = await store.store(
    { text, document, operationName: operationName ?? null, variables: variables ?? {}, author: holder.name },
    signal,
  )
  const about = described(stored, caller)
  return jsonReply(isNew ? 201 : 200, about, { location: about.url, 'tenpoint-revision': String(stored.revision) })
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text)
    if (isObject(body)) return body
  } catch {
    // The answer is the same as for other things that are no objects.
  }
  throw badInput('The request body must be a JSON object.', 400, 'BAD_REQUEST')
}

async function reopened(
  { schema }: StoredQueriesOptions,
  store: QueryStore,
  stored: StoredQuery,
  caller: Caller,
): Promise<Reply> {
  const { data, checksum, holds, problems } = await store.reopen(stored, problemsOf(schema, stored.text), caller.signal)
  const about = described(stored, caller)
  return {
    status: 200,
    headers: withRevision(
      { 'content-type': 'application/json; charset=utf-8', vary: 'Accept, Accept-Encoding' },
      { revision: stored.revision },
    ),
    body: JSON.stringify({ ...about, now: { checksum, holds, ...(problems.length > 0 && { problems }) }, data }),
  }
}

const cited = (stored: StoredQuery, format: FormatName, caller: Caller): Reply =>
  citationReply(itemOf(stored, caller), format, stored.revision)

/** What is stored, as its address shows it. */
function described(stored: StoredQuery, caller: Caller) {
  const { id, text, operationName, variables, revision, checksum, pages, storedAt } = stored
  const address = addressing(caller.request)
  const url = address(`${storedPath}/${id}`)
  return {
    ...{ id, url, cite: sentence(itemOf(stored, caller)) },
    forms: ['json', 'bib', 'ris', 'txt'].map((ending) => `${url}.${ending}`),
    ...{ query: text, operationName, variables, revision, storedAt: storedAt.toISOString() },
    checksum: { algorithm: 'SHA-256', of: 'the data as JSON with sorted members (RFC 8785)', value: checksum },
    pages,
  }
}

function itemOf(
  { id, text, operationName, revision, checksum, pages, storedAt }: StoredQuery,
  caller: Caller,
): CitationItem {
  const name = operationName ?? /^\s*query\s+(\w+)/.exec(text)?.[1]
  const day = [storedAt.getUTCFullYear(), storedAt.getUTCMonth() + 1, storedAt.getUTCDate()]
  const sources = pages.slice(0, 20).map((page) => `${page.title}, pp. ${page.pages}`)
  return {
    id: `tenpoint-query-${id}`,
    type: 'dataset',
    title: `Answer of the query ${name === undefined ? id : `${name} (${id})`}`,
    author: [{ literal: 'Tenpoint' }],
    issued: { 'date-parts': [day] },
    version: `revision ${revision}`,
    URL: addressing(caller.request)(`${storedPath}/${id}`),
    note: [`Tenpoint catalogue, revision ${revision}; SHA-256 ${checksum}`, ...sources].join('; '),
  }
}
