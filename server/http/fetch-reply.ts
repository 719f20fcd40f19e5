// Sends Yoga's responses.
import { graphqlHeaders, type Reply } from './reply.ts'

const streams = /^(multipart\/mixed|text\/event-stream)/

/**
 * Headers that the sender decides. Yoga names a coding, "none", to keep proxies from compressing its streams; here they
 * are compressed, and flushed.
 */
const senders: ReadonlySet<string> = new Set(['connection', 'content-encoding', 'content-length', 'transfer-encoding'])

/** Converts a Fetch response. Streams stay streams; other bodies are read whole. */
export async function replyOf(response: Response): Promise<Reply> {
  const { status, body } = response
  const { vary = '' } = graphqlHeaders('')
  const headers: Record<string, string> = { vary, ...(status >= 400 && { 'cache-control': 'no-store' }) }
  response.headers.forEach((value, name) => {
    if (!senders.has(name.toLowerCase())) headers[name.toLowerCase()] = value
  })
  if (body !== null && streams.test(headers['content-type'] ?? '')) return { status, headers, body }
  return { status, headers, body: await response.text() }
}
