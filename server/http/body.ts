// Reads the body of a request, up to a limit.
import type { IncomingMessage } from 'node:http'
import { badInput } from './parameters.ts'

/** The body as text. Throws BAD_REQUEST where it is longer than so many bytes, or no UTF-8. */
export async function bodyText(request: IncomingMessage, limit: number): Promise<string> {
  const tooLong = () => badInput(`The request body is limited to ${limit} bytes.`, 413, 'BAD_REQUEST')
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLong()
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Buffer)) throw new TypeError('A body is read as bytes.')
    bytes += chunk.length
    if (bytes > limit) throw tooLong()
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw badInput('The request body must be UTF-8.', 400, 'BAD_REQUEST')
  }
}
