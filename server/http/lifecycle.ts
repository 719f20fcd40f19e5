// The life of the HTTP server beside its requests: connections that are slow or too many, answers nobody reads, and an
// end that no client notices.
import type { Server, ServerOptions, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../log.ts'

/** What bounds the connections. All are milliseconds but where a number of bytes or connections is said. */
export interface Limits {
  /** Connections at once; further ones are closed at once. */
  readonly connections: number
  /** How long an idle connection is kept: longer than proxies do, which else send into one that is just being closed. */
  readonly keepAliveMs: number
  /** How long the head of a request may take. */
  readonly headersMs: number
  /** How long a whole request may take to come in. */
  readonly requestMs: number
  /** How long a connection may stand still while a request is under way; longer than any statement takes. */
  readonly stillMs: number
  /** How long a client may read nothing of an answer that is ready. */
  readonly unreadMs: number
  /** Bytes of answers that wait to be read, of all connections together. */
  readonly unreadBytes: number
}

export const defaultLimits: Limits = {
  connections: 1000,
  keepAliveMs: 76_000,
  headersMs: 80_000,
  requestMs: 90_000,
  stillMs: 60_000,
  unreadMs: 10_000,
  unreadBytes: 64 * 1024 * 1024,
}

/** How often requests are looked at that take too long to come in. */
const checkingMs = 5000

/** How often answers are looked at that are sent in parts, and refused connections logged. */
const watchingMs = 500

/** The client of a request went away; nobody waits for its answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone'
  constructor() {
    super('The client went away.')
  }
}

export class Lifecycle {
  readonly #limits: Limits
  readonly #log: Log
  /** Answers to requests under way, the oldest first. */
  readonly #open = new Set<ServerResponse>()
  /** Those that wait to be read, with their bytes. */
  readonly #unread = new Map<ServerResponse, number>()
  #unreadBytes = 0
  /** Connections refused since the log said so. */
  #refused = 0
  #server: Server | undefined
  #isStopping = false

  constructor(log: Log, limits: Partial<Limits> = {}) {
    this.#log = log
    this.#limits = { ...defaultLimits, ...limits }
  }

  /** Whether the end has begun: the load balancer should send nothing more. */
  get isStopping(): boolean {
    return this.#isStopping
  }

  /** What the server is created with. */
  get serverOptions(): ServerOptions {
    const { keepAliveMs, headersMs, requestMs } = this.#limits
    return {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(headersMs, checkingMs),
    }
  }

  /** Bounds the connections of a server that does not listen yet. */
  attach(server: Server): void {
    const { connections, stillMs } = this.#limits
    this.#server = server
    server.maxConnections = connections
    server.timeout = stillMs
    const watch = setInterval(() => this.#watch(), watchingMs).unref()
    server.on('close', () => clearInterval(watch))
    server.on('error', (err) => this.#log.error({ err }, 'the HTTP server failed'))
    server.on('drop', () => {
      this.#refused += 1
    })
  }

  /** Follows a request until it is answered. The signal aborts with ClientGone where the client leaves before that. */
  follow(response: ServerResponse): AbortSignal {
    const controller = new AbortController()
    this.#open.add(response)
    if (this.#isStopping) response.shouldKeepAlive = false
    response.once('prefinish', () => this.#countUnread(response))
    response.once('close', () => {
      this.#open.delete(response)
      this.#forget(response)
      if (!response.writableFinished) controller.abort(new ClientGone())
    })
    return controller.signal
  }

  /**
   * Stops the server: says so to whoever asks whether it is ready, answers on for the grace while each answer closes its
   * connection, then stops listening, and cuts what is still open after the time to drain. Both are milliseconds.
   */
  async stop(graceMs: number, drainMs: number): Promise<void> {
    this.#isStopping = true
    for (const response of this.#open) if (!response.headersSent) response.shouldKeepAlive = false
    const server = this.#server
    if (!server?.listening) return
    if (graceMs > 0) await pause(graceMs)
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    const cut = setTimeout(() => server.closeAllConnections(), drainMs)
    await closed
    clearTimeout(cut)
  }

  /** What the system has not taken of an answer waits in memory for a client that reads. */
  #countUnread(response: ServerResponse): void {
    const bytes = response.writableLength
    if (bytes === 0 && !this.#unread.has(response)) return
    if (!this.#unread.has(response)) response.setTimeout(this.#limits.unreadMs)
    this.#forget(response)
    if (bytes === 0) {
      response.setTimeout(this.#limits.stillMs)
      return
    }
    this.#unread.set(response, bytes)
    this.#unreadBytes += bytes
    for (const oldest of this.#open) {
      if (this.#unreadBytes <= this.#limits.unreadBytes || this.#unread.size === 1) return
      if (this.#unread.has(oldest)) this.#cut(oldest)
    }
  }

  #watch(): void {
    for (const response of this.#open) this.#countUnread(response)
    // One line for many: whoever opens connections without end shall not fill the log too.
    if (this.#refused > 0) this.#log.warn({ refused: this.#refused }, 'connections were refused: there are too many')
    this.#refused = 0
  }

  #cut(response: ServerResponse): void {
    this.#log.warn({ bytes: this.#unread.get(response) }, 'an answer was cut off: too many wait to be read')
    this.#forget(response)
    response.destroy()
  }

  #forget(response: ServerResponse): void {
    this.#unreadBytes -= this.#unread.get(response) ?? 0
    this.#unread.delete(response)
  }
}
