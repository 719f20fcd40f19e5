// Tells followers of new revisions. Revisions are numbered without gaps in the order of their commits, so that the number of
// the last one a follower has seen is all there is to remember of it: nothing is lost or doubled, whatever it missed.
import type { Kysely } from 'kysely'
import { headRevision } from '../db/revisions.ts'
import type { Database } from '../db/tables.ts'
import type { RevisionWatch } from '../db/watch.ts'

export interface NewsOptions {
  readonly db: Kysely<Database>
  readonly watch: RevisionWatch['watch']
  /** How many may follow at once. */
  readonly maximumFollowers?: number
}

/** Clients that may follow at once on one instance. */
export const defaultMaximumFollowers = 500
/** How long to wait before the last revision is read again, where that failed. */
const retryMs = 1000

/** How long a stream that needs a key is silent before the key is looked at again. */
const recheckMs = 15_000

/** Whether a stream may go on: a key may be taken back while it is open. */
export type MayGoOn = () => Promise<boolean>

/** Too many follow already. */
export class TooManyFollowers extends Error {
  override readonly name = 'TooManyFollowers'
}

/** The news of the catalogue, shared by all who follow it on this instance. */
export class News {
  readonly #db: Kysely<Database>
  readonly #watch: RevisionWatch['watch']
  readonly #maximumFollowers: number
  readonly #waiting = new Set<() => void>()
  #followers = 0
  #unwatch: (() => void) | undefined
  #head = -1
  #reading: Promise<void> | undefined
  #isReadAgain = false
  #isClosed = false

  constructor({ db, watch, maximumFollowers = defaultMaximumFollowers }: NewsOptions) {
    this.#db = db
    this.#watch = watch
    this.#maximumFollowers = maximumFollowers
  }

  /** Begins to follow; the result ends that. Throws TooManyFollowers. */
  follow(): () => void {
    if (this.#followers >= this.#maximumFollowers) throw new TooManyFollowers()
    this.#followers += 1
    // Without followers, nothing is read.
    this.#unwatch ??= this.#watch(() => this.#look())
    this.#look()
    let isFollowing = true
    return () => {
      if (!isFollowing) return
      isFollowing = false
      this.#followers -= 1
      if (this.#followers > 0) return
      this.#unwatch?.()
      this.#unwatch = undefined
    }
  }

  /** The number of the last revision. */
  async head(): Promise<number> {
    this.#note(await headRevision(this.#db))
    return this.#head
  }

  /**
   * Resolves to true once there is a revision after this one; to false after so many milliseconds, or when the signal aborts
   * or the news is closed. Only for those who follow.
   */
  beyond(revision: number, { ms, signal }: { ms?: number; signal?: AbortSignal | undefined } = {}): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = () => {
        const isThere = this.#head > revision
        if (!isThere && !this.#isClosed && !isOver && !signal?.aborted) return
        clearTimeout(timer)
        signal?.removeEventListener('abort', settle)
        this.#waiting.delete(settle)
        resolve(isThere && !this.#isClosed && !signal?.aborted)
      }
      let isOver = false
      const end = () => {
        isOver = true
        settle()
      }
      const timer = ms === undefined ? undefined : setTimeout(end, ms)
      signal?.addEventListener('abort', settle)
      this.#waiting.add(settle)
      settle()
    })
  }

  /** Whether it tells nothing more. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Ends what all followers wait for. */
  close(): void {
    this.#isClosed = true
    this.#unwatch?.()
    this.#wake()
  }

  /** Reads the last revision: once for however many messages come meanwhile, and once more after them. */
  #look(): void {
    this.#isReadAgain = true
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
  }

  async #read(): Promise<void> {
    while (this.#isReadAgain && !this.#isClosed) {
      this.#isReadAgain = false
      try {
        await this.head()
      } catch {
        // The database reports its failures itself; followers only wait longer.
        setTimeout(() => this.#look(), retryMs).unref()
      }
    }
  }

  #note(head: number): void {
    if (head <= this.#head) return
    this.#head = head
    this.#wake()
  }

  #wake(): void {
    for (const settle of this.#waiting) settle()
  }
}

interface FollowOptions {
  readonly signal?: AbortSignal | undefined
  /** Asked before each number, and now and then in between; always, where it is left out. */
  readonly mayGoOn?: MayGoOn | undefined
}

/** The numbers of the revisions after one, for as long as they are followed. Throws TooManyFollowers at once. */
export function revisionsAfter(news: News, since: number | undefined, options: FollowOptions) {
  const { signal } = options
  const end = news.follow()
  signal?.addEventListener('abort', end, { once: true })
  const after = numbers(news, since, options, end)
  const ended = after.return.bind(after)
  // A generator that has not begun runs nothing when it is ended.
  after.return = (value) => {
    end()
    return ended(value)
  }
  return after
}

async function* numbers(
  news: News,
  since: number | undefined,
  { signal, mayGoOn }: FollowOptions,
  end: () => void,
): AsyncGenerator<number, void, void> {
  try {
    let last = since ?? (await news.head())
    for (;;) {
      const isThere = await news.beyond(last, { signal, ...(mayGoOn && { ms: recheckMs }) })
      if (!isThere && (!mayGoOn || news.isClosed || signal?.aborted)) return
      if (mayGoOn && !(await mayGoOn())) return
      if (!isThere) continue
      last += 1
      yield last
    }
  } finally {
    end()
  }
}
