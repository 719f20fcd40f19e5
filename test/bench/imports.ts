// How long imports and exports of large tables take, and how much memory: `node test/bench/imports.ts [ROWS...]`, by default a
// thousand, ten thousand and a hundred thousand actors, in CSV and XLSX: tried, taken, and taken a second time, when nothing
// is left to do; then exported again. Each is a process of its own. With DATABASE_URL, on a server, in databases of their own.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { loadCatalogue } from '../../server/db/load.ts'
import { migrateToLatest } from '../../server/db/migrate.ts'
import { csvText } from '../../server/sheets/write/csv.ts'
import { writeXlsx } from '../../server/sheets/write/xlsx.ts'
import { catalogueDirectory, databaseKind, databaseOnServer, open } from '../support/database.ts'

const columns = ['slug', 'name', 'kind', 'acronym', 'citation.document', 'citation.pageStart', 'citation.section']
const cited = ['10-point-plan-in-action-chapter-1', 20, 'ACTORS'] as const

async function* pages(count: number): AsyncGenerator<readonly (readonly (string | number)[])[]> {
  for (let n = 0; n < count; n += 1) yield [[`many-${n}`, `Actor ${n} of many`, 'OTHER', `M${n}`, ...cited]]
}

/** Runs the command line, and says how it ended, how long it took and how much memory it had at most, in MB. */
async function run(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const program = `process.on('exit', () => {
      const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
      console.error('peak ' + maxRSS / 1024 + ' busy ' + (userCPUTime + systemCPUTime) / 1e6)
    })
    await import('./server/cli.ts')`
  const began = performance.now()
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args], {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let last = ''
  child.stdout.on('data', (text: Buffer) => {
    last = String(text)
  })
  child.stderr.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-2_000)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  const [, peak, busy] = (/peak ([\d.]+) busy ([\d.]+)/.exec(said) ?? []).map(Number)
  if (code !== 0) console.error(`${args.join(' ')}: exit code ${String(code)}: ${said}`)
  return { seconds: (performance.now() - began) / 1000, busy, peak, last: last.trim().split('\n').at(-1) ?? '' }
}

const sizes = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'tenpoint-imports-'))
try {
  console.log(
    `| rows | what | s | of processor time | peak RSS in MB, ${databaseKind} database | what it said |\n|---|---|---|---|---|---|`,
  )
  for (const count of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000])
    for (const format of ['csv', 'xlsx']) {
      const path = join(folder, `actors.${format}`)
      const bytes =
        format === 'csv'
          ? csvText({ head: [columns] }, pages(count))
          : writeXlsx([
              {
                name: 'actors',
                columns: columns.map((name) => ({ name, kind: name.endsWith('pageStart') ? 'integer' : 'text' })),
                head: [columns],
                pages: pages(count),
              },
            ])
      await pipeline(bytes, createWriteStream(path))
      const dataDir = join(folder, `data-${count}-${format}`)
      await using server = databaseKind === 'postgres' ? await databaseOnServer() : undefined
      if (server === undefined) await catalogueDirectory(dataDir)
      else {
        await using connection = await open({ databaseUrl: server.url })
        await migrateToLatest(connection.db)
        await loadCatalogue(connection.db)
      }
      const env: Readonly<Record<string, string>> =
        server === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: server.url }
      const file = ['import', path, '--reason', 'A measurement.'] as const
      for (const [what, ...args] of [
        ['tried', ...file, '--dry-run'],
        ['taken', ...file],
        ['taken again', ...file],
        ['exported', 'export', '--table', 'actors', join(folder, `out.${format}`)],
      ] as const) {
        const { seconds, busy, peak, last } = await run(env, ...args)
        console.log(
          `| ${count} | ${format} ${what} | ${seconds.toFixed(1)} | ${busy?.toFixed(1)} | ${peak?.toFixed(0)} | ${last} |`,
        )
      }
      console.error(`${format}: ${((await stat(path)).size / 1e6).toFixed(1)} MB`)
      await rm(dataDir, { recursive: true, force: true })
    }
} finally {
  await rm(folder, { recursive: true, force: true })
}
