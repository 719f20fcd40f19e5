// The limit: what any API on this database could reach at best. A bare node:http server that runs one prepared,
// hand-written statement for each workload and sends its text as it is. POST /W1 with the variables as JSON.
import { createServer } from 'node:http'
import pg from 'pg'
import { workloadNames } from '../workload.ts'
import { statements } from './statements.ts'

const { DATABASE_URL, POOL_SIZE, PORT } = process.env
const size = Number(POOL_SIZE)
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  max: size,
  min: size,
  idleTimeoutMillis: 0,
})

async function answer(path: string, body: Buffer): Promise<Buffer> {
  const workload = workloadNames.find((name) => path === `/${name}`)
  const statement = workload && statements[workload]
  if (!statement) throw new TypeError(`There is no workload at ${path}.`)
  const { rows } = await pool.query<unknown[]>({
    name: workload,
    text: statement.text,
    values: [...statement.values(JSON.parse(body.toString()))],
    rowMode: 'array',
  })
  return Buffer.from(String(rows[0]?.[0]))
}

createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    answer(request.url ?? '', Buffer.concat(pieces)).then(
      (text) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length }).end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
}).listen(Number(PORT), '127.0.0.1', () => console.log('ready'))
