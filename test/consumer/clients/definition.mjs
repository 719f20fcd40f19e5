// Asks TypeScript's language server, as an editor does, where a function of the package is defined.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const file = resolve('bare.ts')
const lines = readFileSync(file, 'utf8').split('\n')
const line = lines.findIndex((text) => text.includes('createClient('))
const server = spawn(process.execPath, ['node_modules/typescript-5/lib/tsserver.js'], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const send = (seq, command, args) =>
  server.stdin.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`)
send(1, 'open', { file })
send(2, 'definition', { file, line: line + 1, offset: lines[line].indexOf('createClient(') + 1 })
let printed = ''
for await (const chunk of server.stdout) {
  printed += chunk
  const answer = printed.split(/\r?\n/).find((text) => text.includes('"request_seq":2'))
  if (!answer?.endsWith('}')) continue
  const [{ file: found, start }] = JSON.parse(answer).body
  console.log(JSON.stringify({ file: found, text: readFileSync(found, 'utf8').split('\n')[start.line - 1] }))
  break
}
server.kill()
