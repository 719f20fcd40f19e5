// The benchmark: prepares the databases, starts the contenders, compares their answers, times them, writes RESULTS.md.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { answersAlike, requestsFor } from './answers.ts'
import { type Contender, startContender } from './contender.ts'
import { measure } from './measure.ts'
import { help, type Options, readOptions } from './options.ts'
import { installPeers } from './peers.ts'
import { addViews } from './postgraphile/setup.ts'
import { goalTable, type Results, report, sampleLine } from './report.ts'
import type { Run } from './run.ts'
import { addHistory, prepareDatabase, type Scale } from './scale.ts'
import { measureEmbedded, measureStartUp } from './start-up.ts'
import { parametersFrom } from './workload.ts'

const warmUp = 3

try {
  const options = readOptions(process.argv.slice(2))
  if (options) await bench(options)
  else console.log(help)
} catch (error) {
  console.error(error)
  process.exitCode = 1
}

async function bench(options: Options): Promise<void> {
  if (options.contenders.includes('postgraphile')) installPeers()
  const runs: Run[] = []
  const holdings = new Map<Scale, string>()
  let postgres = ''
  for (const scale of options.scales) {
    const url = await prepareDatabase(scale, options)
    if (options.contenders.includes('past')) await addHistory(url)
    await using observer = await connected(url)
    postgres = await observer.version()
    holdings.set(scale, await observer.holdings())
    runs.push(...(await runsOn(scale, url, observer.client, options)))
  }
  const measured = options.startUp ? await measureStart(options) : undefined
  const results: Results = {
    options,
    runs,
    holdings,
    postgres,
    embedded: measured?.embedded,
    startUp: measured?.startUp,
  }
  const text = report(results)
  console.log(`\n${text}`)
  if (options.write) writeFileSync(fileURLToPath(new URL('RESULTS.md', import.meta.url)), text)
  const goals = goalTable(runs)
  if (goals) console.log(`${goals.match(/missed/g)?.length ?? 0} missed`)
}

async function runsOn(scale: Scale, url: string, observer: pg.Client, options: Options): Promise<readonly Run[]> {
  const parameters = await parametersFrom(observer)
  const { contenders: names, poolSize, directory, workloads } = options
  await using stack = new AsyncDisposableStack()
  const contenders: Contender[] = []
  if (names.includes('postgraphile')) stack.use(await addViews(observer))
  for (const name of names) {
    contenders.push(stack.use(await startContender(name, { databaseUrl: url, poolSize, directory, observer })))
  }
  const runs: Run[] = []
  for (const workload of workloads) {
    const requests = await requestsFor(contenders, workload, parameters[workload])
    const { bytes, compared } = await answersAlike(workload, requests)
    console.log(`${scale.toUpperCase()} ${workload}: all answer alike, ${compared} requests, ${bytes} bytes each`)
    const samples = await measure(workload, requests, {
      ...options,
      warmUp,
      onSample: (...sample) => console.log(sampleLine(scale, ...sample)),
    })
    runs.push({ scale, workload, bytes, compared, samples })
  }
  return runs
}

async function measureStart(options: Options) {
  const url = await prepareDatabase('s', { ...options, fresh: false })
  await using observer = await connected(url)
  const embedded = await measureEmbedded(options.directory, await parametersFrom(observer.client), options.workloads, {
    ...options,
    warmUp,
    onSample: (...sample) => console.log(sampleLine('embedded', ...sample)),
  })
  return { embedded, startUp: await measureStartUp(options.directory, url) }
}

/** A connection that is no contender's. */
async function connected(url: string) {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-observer' })
  await client.connect()
  const text = async (query: string): Promise<string> => {
    const { rows } = await client.query<{ text: string }>(query)
    return rows[0]?.text ?? ''
  }
  return {
    client,
    version: () => text(`select current_setting('server_version') as text`),
    holdings: () =>
      text(
        `select concat_ws(', ', ${['initiatives', 'actors', 'participations', 'actions', 'matrix_assessments']
          .map(
            (table) => `(select to_char(count(*), 'FM9,999,999') || ' ${table.replace('matrix_', '')}' from ${table})`,
          )
          .join(', ')}) as text`,
      ),
    [Symbol.asyncDispose]: () => client.end(),
  }
}
