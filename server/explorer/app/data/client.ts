// The page's client of the API, by the SDK.
import { createClient, type Reader } from '../../../../sdk/src/index.ts'

/** The client; reads without a key. */
export const client = createClient({ endpoint: new URL('/graphql', location.origin) })

/** What reads the catalogue of now, or as of a revision. */
export const readerAt = (revision: number | undefined): Reader =>
  revision === undefined ? client : client.asOf(revision)

/** The newest revision there is. */
export async function newestRevision(signal: AbortSignal): Promise<{ readonly revision: number }> {
  const { nodes } = await client.revisions({ first: 1 }, { signal })
  return { revision: nodes[0]?.number ?? 0 }
}
