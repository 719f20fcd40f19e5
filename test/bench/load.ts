// The load generator, a process of its own: a configured number of connections, each sending one request after the other from a
// list, until the time is over. It speaks HTTP over plain sockets, because a usual client would use more of the machine
// than the servers it measures. Arguments: port, file with one request body a line, path, connections, seconds.
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

/** What it prints, as JSON. Times are in milliseconds. */
export interface Load {
  /** Answers within the time. */
  readonly inTime: number
  /** All answers, those included that were on their way when the time was over. */
  readonly answers: number
  readonly failures: number
  readonly milliseconds: number
  readonly p50: number
  readonly p99: number
  /** Processor time it used itself. */
  readonly cpu: number
  readonly firstFailure?: string | undefined
}

const CRLF = '\r\n'

/** A body, with the head of the request before it. */
const requestOf = (path: string, body: string): Buffer =>
  Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'content-type: application/json',
      'accept: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join(CRLF),
  )

/** One answer as it comes in, piece by piece. */
class Answer {
  #pieces: Buffer[] = []
  #bytes = 0
  #wanted: number | undefined

  /** Gives whether the answer is whole. */
  add(piece: Buffer): boolean {
    this.#pieces.push(piece)
    this.#bytes += piece.length
    if (this.#wanted === undefined) {
      const head = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces)
      const end = head.indexOf(CRLF + CRLF)
      if (end < 0) return false
      const [, length] = /^content-length: *(\d+)/im.exec(head.toString('latin1', 0, end)) ?? []
      this.#wanted = length === undefined ? Number.POSITIVE_INFINITY : end + 4 + Number(length)
    }
    if (Number.isFinite(this.#wanted)) return this.#bytes >= this.#wanted
    return piece.subarray(-5).toString('latin1') === `0${CRLF}${CRLF}`
  }

  /** Whether it is a success with data and without errors; what it says otherwise. */
  failure(): string | undefined {
    const [first = Buffer.alloc(0)] = this.#pieces
    const text = first.toString('latin1', 0, 1000)
    return text.startsWith('HTTP/1.1 200 ') && text.includes('{"data":{') ? undefined : text
  }
}

async function run(port: number, requests: readonly Buffer[], connections: number, time: number): Promise<Load> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)))
  const latencies: number[] = []
  let inTime = 0
  let failures = 0
  let firstFailure: string | undefined
  let next = 0
  const began = performance.now()
  const before = process.cpuUsage()
  const deadline = began + time
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          let answer = new Answer()
          let sent = 0
          const send = (): void => {
            const request = requests[next++ % requests.length]
            if (request === undefined) throw new TypeError('There are no requests.')
            answer = new Answer()
            sent = performance.now()
            socket.write(request)
          }
          socket.on('data', (piece) => {
            if (!answer.add(piece)) return
            const now = performance.now()
            const failure = answer.failure()
            if (failure !== undefined) {
              failures += 1
              firstFailure ??= failure
            }
            latencies.push(now - sent)
            if (now <= deadline) inTime += 1
            if (now < deadline) send()
            else resolve()
          })
          socket.on('error', reject).on('close', () => reject(new Error('A connection was closed.')))
          send()
        }),
    ),
  )
  const { user, system } = process.cpuUsage(before)
  for (const socket of sockets) socket.removeAllListeners('close').destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    inTime,
    answers: latencies.length,
    failures,
    milliseconds: time,
    p50: at(0.5),
    p99: at(0.99),
    cpu: (user + system) / 1000,
    firstFailure,
  }
}

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })

if (import.meta.main) {
  const [port, file = '', path = '/', connections, seconds] = process.argv.slice(2)
  const bodies = readFileSync(file, 'utf8').trimEnd().split('\n')
  const requests = bodies.map((body) => requestOf(path, body))
  const load = await run(Number(port), requests, Number(connections), Number(seconds) * 1000)
  console.log(JSON.stringify(load))
}
