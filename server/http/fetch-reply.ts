// Answers of Yoga, as this server sends them.
import { graphqlHeaders, type Reply } from './reply.ts'

const streams = /^(multipart\/mixed|text\/event-stream)/

/**
 * Headers that the sender decides. Yoga names a coding, "none", to keep proxies from compressing its streams; here they
 * are compressed, and flushed.
 */
const senders: ReadonlySet<string> = new Set(['connection', 'content-encoding', 'content-length', 'transfer-encoding'])

/** Takes a Fetch response apart. Streams stay streams; all else is read whole. */
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
