// Reads server-sent events.

/** The texts of the events of a stream. `heard` is called with every piece of it, those included that only keep it open. */
export async function* eventsIn(
  stream: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<string, void, void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard()
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      // An event ends with an empty line. The server writes its text in one.
      for (const block of blocks) {
        const data = /^data: ?(.+)$/m.exec(block)?.[1]
        if (data !== undefined) yield data
      }
    }
  } finally {
    // What is not read any more is not sent any more.
    await reader.cancel().catch(() => {})
  }
}
