// The feed of revisions at its address: a page as JSON, or events without an end.
import { setTimeout as pause } from 'node:timers/promises'
import { createFeed, type Feed, type FeedEntry } from '../feed/feed.ts'
import type { News } from '../revision/news.ts'
import { subjectNames } from '../revision/schema.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { acceptedTypes } from './negotiation.ts'
import { revisionNumber, wholeNumber } from './parameters.ts'
import { changesPath } from './paths.ts'
import type { Reply } from './reply.ts'

const eventsType = 'text/event-stream'

/** Revisions on a page, where a client names no number and at most; and those that are read at once for events. */
const [defaultPage, maximumPage, eventsAtOnce] = [20, 50, 10]
/** How long a stream is silent at most. Proxies cut connections that are silent for a minute. */
const heartbeatMs = 15_000
/** How long clients should wait before they connect again. */
const clientRetryMs = 2000
/** How long to wait for a revision that is known of and cannot be read yet. */
const unreadableMs = 1000

/** The feed of revisions. */
export function changesDoor({ db, news }: Pick<DoorOptions, 'db' | 'news'>): Door {
  const feed = createFeed(db, subjectNames)
  return {
    takes: (path) => path === changesPath,
    answer: (caller) =>
      acceptedTypes(caller.request.headers)[0] === eventsType ? streamed(feed, news, caller) : page(feed, news, caller),
  }
}

async function page(feed: Feed, news: News, { parameters }: Caller): Promise<Reply> {
  const since = revisionNumber('since', parameters.get('since')) ?? 0
  const first = wholeNumber('first', parameters.get('first'), [1, maximumPage]) ?? defaultPage
  // The head is read first: what comes meanwhile is on the page, and the next one tells of it.
  const head = await news.head()
  const revisions = await feed(since, first)
  const last = revisions.at(-1)?.revision
  const next = last !== undefined && last < head ? `${changesPath}?since=${last}&first=${first}` : null
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', vary: 'Accept, Accept-Encoding' },
    body: JSON.stringify({ since, head: Math.max(head, last ?? 0), next, revisions }),
  }
}

async function streamed(feed: Feed, news: News, { request, parameters, signal, mayGoOn }: Caller): Promise<Reply> {
  // What a client has received already counts more than where it began.
  const { 'last-event-id': header } = request.headers
  const resumed = revisionNumber('Last-Event-ID', typeof header === 'string' && header !== '' ? header : undefined)
  const since = resumed ?? revisionNumber('since', parameters.get('since')) ?? (await news.head())
  const end = news.follow()
  signal.addEventListener('abort', end, { once: true })
  return {
    status: 200,
    headers: { 'content-type': eventsType, 'cache-control': 'no-store', vary: 'Accept, Accept-Encoding' },
    body: streamOf(events(feed, news, { since, signal, mayGoOn }, end), end),
  }
}

/** A stream that asks for the next chunk once the client has taken the one before: who reads slowly only falls behind. */
const streamOf = (chunks: AsyncGenerator<Uint8Array, void, void>, end: () => void): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        // A generator that has not begun runs nothing when it is ended.
        end()
        await chunks.return()
      },
    },
    { highWaterMark: 0 },
  )

const encoder = new TextEncoder()

async function* events(
  feed: Feed,
  news: News,
  { since, signal, mayGoOn }: { readonly since: number } & Pick<Caller, 'signal' | 'mayGoOn'>,
  end: () => void,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield encoder.encode(`retry: ${clientRetryMs}\n\n`)
    for (let last = since; ; ) {
      const isThere = await news.beyond(last, { ms: heartbeatMs, signal })
      // A key that was taken back meanwhile hears nothing more.
      if (mayGoOn && !(await mayGoOn())) return
      if (isThere) {
        const entries = await feed(last, eventsAtOnce)
        for (const entry of entries) {
          yield encoder.encode(eventText(entry))
          last = entry.revision
        }
        if (entries.length === 0) await pause(unreadableMs, undefined, { signal })
      } else if (news.isClosed || signal.aborted) return
      else yield encoder.encode(': nothing new\n\n')
    }
  } finally {
    end()
  }
}

const eventText = (entry: FeedEntry): string =>
  `id: ${entry.revision}\nevent: revision\ndata: ${JSON.stringify(entry)}\n\n`
