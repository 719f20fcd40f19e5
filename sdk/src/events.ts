// Reads server-sent events.

/** One event. */
export interface ServerEvent {
  /** What it is called; `message` where it has no name. */
  readonly event: string
  /** Its text. */
  readonly data: string
}

/** The events of a stream. `heard` is called with every piece of it, those included that only keep it open. */
export async function* eventsIn(
  stream: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<ServerEvent, void, void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard()
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = eventOf(block)
        if (event) yield event
      }
    }
  } finally {
    // What is not read any more is not sent any more.
    await reader.cancel().catch(() => {})
  }
}

/** The event of a block; undefined where it has only comments. */
function eventOf(block: string): ServerEvent | undefined {
  const values = (name: string) =>
    block
      .split(/\r?\n/)
      .flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).trimStart()] : []))
  const data = values('data')
  return data.length === 0 ? undefined : { event: values('event').at(-1) ?? 'message', data: data.join('\n') }
}
