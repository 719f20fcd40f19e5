// The page's client of the API, by the SDK.
import { createClient, type Reader } from '../../../../sdk/src/index.ts'

/** The client; reads without a key. */
export const client = createClient({ endpoint: new URL('/graphql', location.origin) })

/** What reads the catalogue of now, or as of a revision. */
export const readerAt = (revision: number | undefined): Reader =>
  revision === undefined ? client : client.asOf(revision)
