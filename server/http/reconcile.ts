// The reconciliation service at its addresses.
import type { z } from 'zod'
import { batchSchema, extendSchema, ReconciliationService, reconcileLimits } from '../reconcile/service.ts'
import { bodyText } from './body.ts'
import { addressing } from './cite.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { badInput, wholeNumber } from './parameters.ts'
import { reconcilePath } from './paths.ts'
import { jsonReply, type Reply, refusalReply } from './reply.ts'
import { unreadable } from './request-params.ts'

const maximumBody = 200_000
const maximumPrefix = 200

type Page = (service: ReconciliationService, caller: Caller) => Promise<Reply>

const json = (body: object): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** The addresses below the service's own, which can only be read. */
const pages: Readonly<Record<string, Page | undefined>> = {
  '/suggest/entity': async (service, { parameters, signal }) =>
    json(await service.suggestEntities(prefixIn(parameters), { signal })),
  '/suggest/type': async (service, { parameters }) => json(service.suggestTypes(prefixIn(parameters))),
  '/suggest/property': async (service, { parameters }) => json(service.suggestProperties(prefixIn(parameters))),
  '/properties': async (service, { parameters }) => {
    const limit = wholeNumber('limit', parameters.get('limit'), [1, 1000]) ?? 100
    return json(service.proposeProperties(parameters.get('type') ?? '', limit))
  },
  '/preview': async (service, { parameters, signal }) => {
    const page = await service.preview(parameters.get('id') ?? '', { signal })
    if (page === undefined) return jsonReply(404, { status: 'not found', reason: 'There is nothing with this id.' })
    const policy = "default-src 'none'; style-src 'unsafe-inline'"
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: page,
    }
  },
}

/** The reconciliation service. */
export function reconcileDoor({ ask }: Pick<DoorOptions, 'ask'>): Door {
  const service = new ReconciliationService(ask)
  return {
    takes: (path) => path === reconcilePath || path.startsWith(`${reconcilePath}/`),
    answer: async (caller) => {
      const { path, request, parameters } = caller
      if (path === reconcilePath) {
        if (request.method !== 'POST') return answer(service, parameters, caller)
        const refused = unreadable(request.headers)
        if (refused) return refused
        if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
          return refusalReply(415, 'The request body must be a form: application/x-www-form-urlencoded.')
        return answer(service, new URLSearchParams(await bodyText(request, maximumBody)), caller)
      }
      const below = path.slice(reconcilePath.length)
      const page = Object.hasOwn(pages, below) ? pages[below] : undefined
      if (page) return page(service, caller)
      return jsonReply(404, { status: 'not found', reason: `The reconciliation service is at ${reconcilePath}.` })
    },
  }
}

/** A batch of queries, an extension, or what the service is. */
async function answer(service: ReconciliationService, form: URLSearchParams, caller: Caller): Promise<Reply> {
  const { request, signal } = caller
  const [queries, extend] = [form.get('queries'), form.get('extend')]
  if (queries !== null) {
    const batch = checked(batchSchema, 'queries', queries)
    const count = Object.keys(batch).length
    if (count > reconcileLimits.queries)
      throw badInput(`A batch has at most ${reconcileLimits.queries} queries; this one has ${count}.`, 413)
    return json(await service.reconcile(batch, { signal }))
  }
  if (extend !== null) return json(await service.extend(checked(extendSchema, 'extend', extend), { signal }))
  return json(service.manifest(addressing(request)(reconcilePath)))
}

/** A parameter that holds JSON. Throws BAD_USER_INPUT. */
function checked<Schema extends z.ZodType>(schema: Schema, name: string, text: string): z.infer<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badInput(`The parameter ${name} is not valid JSON.`)
  }
  const { data, error } = schema.safeParse(value)
  if (error) {
    const [issue] = error.issues
    throw badInput(
      `The parameter ${name} is wrong at ${issue?.path.join('.') || 'its root'}: ${issue?.message}`.slice(0, 500),
    )
  }
  return data
}

function prefixIn(parameters: URLSearchParams): string {
  const prefix = parameters.get('prefix') ?? ''
  if (prefix.length > maximumPrefix) throw badInput(`A prefix has at most ${maximumPrefix} characters.`)
  return prefix
}
