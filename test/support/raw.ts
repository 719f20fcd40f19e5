// Requests as they stand on the wire: nothing added, nothing decompressed.
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'

export interface RawRequest {
  readonly method?: string
  /** What stands in the first line. */
  readonly target?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The bytes that came. */
  readonly bytes: Buffer
  /** The text they stand for. */
  readonly text: string
}

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  deflate: inflateSync,
  zstd: zstdDecompressSync,
}

/** Sends a request to the server at `url`. A body is sent as JSON unless the headers say otherwise. */
export function raw(url: string, { method, target = '/graphql', headers = {}, body }: RawRequest = {}) {
  const { hostname, port } = new URL(url)
  return new Promise<RawAnswer>((resolve, reject) => {
    const outgoing = request({
      hostname,
      port,
      path: target,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      agent: false,
    })
    outgoing.on('error', reject)
    outgoing.on('response', async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      const coding = response.headers['content-encoding'] ?? 'identity'
      const text = bytes.length === 0 ? '' : String(decoders[coding]?.(bytes) ?? bytes)
      resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text })
    })
    outgoing.end(body)
  })
}
