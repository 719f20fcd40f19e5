// The lifecycle of the HTTP server: limits on slow connections, on their number and on unread responses, and a graceful
// shutdown that no client notices.
import type { Server, ServerOptions, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Node, Yallist } from 'yallist'
import type { Log } from '../log.ts'

/** The limits of connections, in milliseconds unless stated otherwise. */
export interface Limits {
  /** The number of open connections; further ones are closed immediately. */
  readonly connections: number
  /** How long an idle connection is kept open: longer than proxies do, which else might send into a closing one. */
  readonly keepAliveMs: number
  /** How long the head of a request may take. */
  readonly headersMs: number
  /** How long a whole request may take to come in. */
  readonly requestMs: number
  /** How long a connection may be silent during a request; longer than any statement takes. */
  readonly stillMs: number
  /** How long a client may leave a ready response unread. */
  readonly unreadMs: number
  /** The bytes of unread responses, of all connections together. */
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

/** How often to look for requests that take too long to arrive. */
const checkingMs = 5000

/** How often to check incremental responses, and to log refused connections. */
const watchingMs = 500

/** The client of a request disconnected before the response was sent. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone'
  constructor() {
    super('The client went away.')
  }
}

export class Lifecycle {
  readonly #limits: Limits
  readonly #log: Log
  /** The responses of requests in progress, oldest first. Not a Set, for the reason given in `Gate`. */
  readonly #open = new Yallist<ServerResponse>()
  /** Unread responses, with their bytes. */
  readonly #unread = new Map<ServerResponse, number>()
  #unreadBytes = 0
  /** Connections refused since they were last logged. */
  #refused = 0
  #server: Server | undefined
  #isStopping = false
  readonly #closing = new AbortController()

  constructor(log: Log, limits: Partial<Limits> = {}) {
    this.#log = log
    this.#limits = { ...defaultLimits, ...limits }
  }

  /** Whether the server is shutting down: the load balancer should send nothing more. */
  get isStopping(): boolean {
    return this.#isStopping
  }

  /**
   * Aborts when the server takes no more requests: answers without an end then end. Not before that, or their clients
   * would come back to this instance.
   */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  /** The options to create the server with. */
  get serverOptions(): ServerOptions {
    const { keepAliveMs, headersMs, requestMs } = this.#limits
    return {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(headersMs, checkingMs),
    }
  }

  /** Applies the limits to a server that does not listen yet. */
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

  /** Tracks a request until it is answered. The signal aborts with ClientGone if the client disconnects before that. */
  follow(response: ServerResponse): AbortSignal {
    const controller = new AbortController()
    const node = new Node(response)
    this.#open.pushNode(node)
    if (this.#isStopping) response.shouldKeepAlive = false
    response.once('prefinish', () => this.#countUnread(response))
    response.once('close', () => {
      this.#open.removeNode(node)
      this.#forget(response)
      if (!response.writableFinished) controller.abort(new ClientGone())
    })
    return controller.signal
  }

  /**
   * Stops the server: fails readiness checks, still answers during the grace period but closes each connection after its
   * response, then stops listening, and cuts what is still open after the time to drain. Both are milliseconds.
   */
  async stop(graceMs: number, drainMs: number): Promise<void> {
    this.#isStopping = true
    for (const response of this.#open) if (!response.headersSent) response.shouldKeepAlive = false
    const server = this.#server
    if (!server?.listening) return
    if (graceMs > 0) await pause(graceMs)
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    this.#closing.abort()
    const cut = setTimeout(() => server.closeAllConnections(), drainMs)
    await closed
    clearTimeout(cut)
  }

  /** Response bytes that the operating system has not accepted stay in memory until the client reads. */
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
    // One line for many, so that a flood of connections does not flood the log.
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
