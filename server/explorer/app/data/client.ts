// The page's client of the API, by the SDK.
import { type Client, createClient, GraphQLError, type Reader } from '../../../../sdk/src/index.ts'
import { currentKey } from '../parts/key.ts'

// The server has the page's queries registered, so that it answers them also where it answers no others.
const anonymous = createClient({ endpoint: new URL('/graphql', location.origin), registered: true })

/** The client; with the reader's key, if there is one. */
export function client(): Client {
  const key = currentKey()
  return key === undefined ? anonymous : anonymous.as(key)
}

/** Whether the server refuses the key itself. */
export const isKeyGone = (error: unknown): boolean =>
  error instanceof GraphQLError && error.codes.includes('UNAUTHENTICATED')

/** Uses a key for something small. Rejects where the server does not take it. */
export const checkKey = (key: string): Promise<unknown> => anonymous.as(key).revisions({ first: 1 })

/** What reads the catalogue of now, or as of a revision. */
export const readerAt = (revision: number | undefined): Reader =>
  revision === undefined ? client() : client().asOf(revision)

/** The newest revision there is. */
export async function newestRevision(signal?: AbortSignal): Promise<{ readonly revision: number }> {
  const { nodes } = await client().revisions({ first: 1 }, signal && { signal })
  return { revision: nodes[0]?.number ?? 0 }
}
