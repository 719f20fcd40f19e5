// Cancelling a statement from outside, by the protocol's own message: unlike `pg_cancel_backend` it needs no connection
// of its own to log in on, and poolers pass it on to whichever backend runs the statement.
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type pg from 'pg'

const CANCEL_REQUEST = 80_877_102
const TLS_REQUEST = 80_877_103

/** How long it may take to reach the server. */
const timeoutMs = 5000

/**
 * Cancels what the client is running. Resolves once the server has taken note, or cannot be reached: whether the statement
 * was cancelled is seen by how it ends. The client must not be used for anything else meanwhile.
 */
export function cancelStatement(client: pg.Client): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const processId: unknown = Reflect.get(client, 'processID')
  const secret: unknown = Reflect.get(client, 'secretKey')
  if (typeof processId !== 'number' || typeof secret !== 'number') return Promise.resolve()

  const socket = client.host.startsWith('/')
    ? connect(`${client.host}/.s.PGSQL.${client.port}`)
    : connect(client.port, client.host)
  const tls: unknown = client.ssl
  // The end of the connection is the server's to make: a pooler forgets a request whose sender has closed.
  const send = (to: Socket) => to.write(message(CANCEL_REQUEST, processId, secret))
  // The server answers nothing and closes. A failure to reach it shows in the statement, which then goes on.
  const heard = (to: Socket) => to.on('error', () => to.destroy()).on('close', () => resolve())
  heard(socket)
  socket.setTimeout(timeoutMs, () => socket.destroy())
  socket.once('connect', () => {
    if (!tls) {
      send(socket)
      socket.resume()
      return
    }
    socket.write(message(TLS_REQUEST))
    socket.once('data', (answer) => {
      if (answer.toString() !== 'S') {
        socket.destroy()
        return
      }
      const host = isIP(client.host) === 0 ? { servername: client.host } : { host: client.host }
      const secured = connectTls({ socket, ...host, ...(typeof tls === 'object' && tls) }, () => send(secured))
      heard(secured).resume()
    })
  })
  return promise
}

/** A message without a type: its length, and numbers. */
function message(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * numbers.length)
  bytes.writeInt32BE(bytes.length)
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number | 0, 4 + 4 * index)
  return bytes
}
