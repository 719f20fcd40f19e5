// A wire between the API and Postgres that can be cut, at any moment and in any way a network does it.
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net'

/** How a connection ends: by a reset, or by a close in good order. */
export type Break = 'reset' | 'close'
/** When it ends: as soon as it opens, when a statement is sent, or in the middle of what comes back. */
export type Moment = 'connecting' | 'sending' | 'receiving'

export class Wire {
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  readonly #target: URL
  #server: Server | undefined
  #trap: { readonly moment: Moment; readonly how: Break } | undefined
  #isFrozen = false
  /** How many connections broke. */
  broken = 0
  port = 0

  constructor(target: string) {
    this.#target = new URL(target)
  }

  /** The address of the database through the wire. */
  get url(): string {
    const url = new URL(this.#target)
    url.host = `127.0.0.1:${this.port}`
    return url.href
  }

  join(): Promise<void> {
    this.#isFrozen = false
    const server = createServer((socket) => this.#connect(socket))
    this.#server = server
    return new Promise((resolve) =>
      server.listen(this.port, '127.0.0.1', () => {
        const address = server.address()
        if (address !== null && typeof address === 'object') this.port = address.port
        resolve()
      }),
    )
  }

  /** Ends all connections and takes no more. */
  cut(how: Break = 'close'): Promise<void> {
    const closed = new Promise<void>((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()))
    this.breakAll(how)
    return closed
  }

  /** Ends all connections there are. */
  breakAll(how: Break): void {
    for (const pair of this.#pairs) this.#break(pair, how)
  }

  /** Ends every connection at that moment, until it is called without one. */
  breakWhen(moment?: Moment, how: Break = 'reset'): void {
    this.#trap = moment && { moment, how }
  }

  /** Passes nothing on any more, and says nothing of it. */
  freeze(): void {
    this.#isFrozen = true
  }

  #connect(client: Socket): void {
    const server = connectTcp(Number(this.#target.port || 5432), this.#target.hostname)
    const pair = [client, server] as const
    this.#pairs.add(pair)
    for (const [from, to] of [pair, [server, client]] as const) {
      from
        .on('error', () => to.destroy())
        .on('close', () => {
          this.#pairs.delete(pair)
          to.destroy()
        })
    }
    let isFirst = true
    client.on('data', (data) => {
      const moment: Moment = isFirst ? 'connecting' : 'sending'
      isFirst = false
      if (this.#trap?.moment === moment) return this.#break(pair, this.#trap.how)
      if (!this.#isFrozen) server.write(data)
    })
    server.on('data', (data) => {
      if (this.#trap?.moment === 'receiving') {
        const { how } = this.#trap
        // Half of it arrives before the connection ends.
        client.write(data.subarray(0, data.length / 2), () => this.#break(pair, how))
        return
      }
      if (!this.#isFrozen) client.write(data)
    })
  }

  #break([client, server]: readonly [Socket, Socket], how: Break): void {
    this.broken += 1
    if (how === 'reset') client.resetAndDestroy()
    else client.destroy()
    server.destroy()
  }
}
