// A server that answers as a test says, for the SDK.
import { type ClientOptions, createClient } from '../../sdk/src/index.ts'

export const data = { data: { catalogue: { initiativeCount: 1 } } }
export const problem = (code: string) => ({ errors: [{ message: 'no', path: ['catalogue'], extensions: { code } }] })

/** A client of a server with scripted responses, of which it repeats the last; and the requests it received. */
export function against(
  answers: readonly (() => Response | Promise<Response>)[],
  options: Partial<ClientOptions> = {},
) {
  const sent: { readonly query?: string; readonly extensions?: unknown }[] = []
  const headers: Headers[] = []
  const client = createClient({
    endpoint: 'http://tenpoint.test/graphql',
    retry: { delay: 0 },
    fetch: async (_, init) => {
      sent.push(JSON.parse(String(init.body)))
      headers.push(new Headers(init.headers))
      const answer = answers[Math.min(sent.length, answers.length) - 1]
      if (!answer) throw new TypeError('No answer is foreseen.')
      return answer()
    },
    ...options,
  })
  return { client, sent, headers }
}

export const answer =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
export const thrown = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)
