// A small query sent with Node's own client, whose agent decides how connections are used.
import { type Agent, request } from 'node:http'

export interface AgentAnswer {
  readonly status: number | undefined
  /** The header that says whether the connection stays open. */
  readonly connection: string | undefined
}

/** Sends a query by an agent, or by a connection of its own. Rejects if the connection breaks. */
export function askBy(agent: Agent | false, url: string): Promise<AgentAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json' },
    })
    sent.on('error', reject).on('response', (response) => {
      response.on('error', reject).on('end', () => {
        resolve({ status: response.statusCode, connection: response.headers.connection })
      })
      response.resume()
    })
    sent.end(JSON.stringify({ query: '{ actionPoint(number: 1) { title } }' }))
  })
}
