// The page's client of the API, by the SDK.
import { type Client, createClient, type Reader } from '../../../../sdk/src/index.ts'
import { currentKey } from '../parts/key.ts'

// The server has the page's queries registered, so that it answers them also where it answers no others.
const anonymous = createClient({ endpoint: new URL('/graphql', location.origin), registered: true })

/** The client; with the reader's key, if there is one. */
export function client(): Client {
  const key = currentKey()
  return key === undefined ? anonymous : anonymous.as(key)
}

/** What reads the catalogue of now, or as of a revision. */
export const readerAt = (revision: number | undefined): Reader =>
  revision === undefined ? client() : client().asOf(revision)

/** The newest revision there is. */
export async function newestRevision(signal: AbortSignal): Promise<{ readonly revision: number }> {
  const { nodes } = await client().revisions({ first: 1 }, { signal })
  return { revision: nodes[0]?.number ?? 0 }
}
