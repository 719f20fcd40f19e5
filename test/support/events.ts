// Reads server-sent events as a client does.

export interface ReceivedEvent {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data: string
}

export interface EventStream extends AsyncDisposable {
  readonly response: Response
  /** The next event; undefined once the stream has ended in order. Rejects where it breaks. */
  next(): Promise<ReceivedEvent | undefined>
}

/** Opens a stream of events. Comments, which only keep it open, are left out. */
export async function openEvents(url: string, init: RequestInit = {}): Promise<EventStream> {
  const leaving = new AbortController()
  const headers = new Headers(init.headers)
  headers.set('accept', 'text/event-stream')
  const response = await fetch(url, { ...init, headers, signal: leaving.signal })
  const events = response.body ? read(response.body) : undefined
  return {
    response,
    next: async () => (await events?.next())?.value ?? undefined,
    async [Symbol.asyncDispose]() {
      leaving.abort()
    },
  }
}

async function* read(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ReceivedEvent, void, void> {
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const value = (name: string) =>
        block
          .split('\n')
          .flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).trim()] : []))[0]
      const data = value('data')
      if (data !== undefined) yield { id: value('id'), event: value('event'), data }
    }
  }
}

/** The ids of the next events. */
export async function nextIds(stream: EventStream, count: number): Promise<readonly number[]> {
  const ids: number[] = []
  while (ids.length < count) ids.push(Number((await stream.next())?.id))
  return ids
}
