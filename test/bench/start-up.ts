// The embedded database, and how long it takes to start: each time a process of its own, from its start to the line that
// says it answers.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { answersAlike, requestsFor } from './answers.ts'
import { type Contender, freePort, startProcess, stopProcess } from './contender.ts'
import { ours } from './dialect-ours.ts'
import { type MeasureOptions, measure, type Sample } from './measure.ts'
import { median } from './statistics.ts'
import { cpuOf, memoryOf } from './usage.ts'
import type { Parameters, WorkloadName } from './workload.ts'

/** Times in milliseconds: of a process from its start until it answers, and of steps within one. */
export interface StartUp {
  readonly embeddedFirst: number
  readonly embeddedLater: number
  readonly onServer: number
  readonly modules: number
  readonly schema: number
}

const times = 5
const ready = /answers at/

/** What a fresh process reports of loading the schema's modules and of making the schema of them. */
const schemaScript = (directory: string): string => `
  const began = performance.now()
  const { buildSchema } = await import(${JSON.stringify(pathToFileURL(join(directory, 'server/schema.ts')).href)})
  const loaded = performance.now()
  buildSchema()
  console.log(JSON.stringify([loaded - began, performance.now() - loaded]))`

export async function measureStartUp(directory: string, databaseUrl: string): Promise<StartUp> {
  const script = join(directory, 'server/main.ts')
  const started = async (env: NodeJS.ProcessEnv): Promise<number> => {
    const port = await freePort()
    const began = performance.now()
    const child = await startProcess(script, ready, { ...env, PORT: String(port) })
    const took = performance.now() - began
    await stopProcess(child)
    return took
  }
  const run = promisify(execFile)
  const steps: [number, number][] = []
  const [first, later, onServer]: number[][] = [[], [], []]
  for (let time = 0; time < times; time++) {
    await using folder = await temporaryFolder()
    first?.push(await started({ DATA_DIR: folder.path }))
    later?.push(await started({ DATA_DIR: folder.path }))
    onServer?.push(await started({ DATABASE_URL: databaseUrl }))
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', schemaScript(directory)])
    steps.push(JSON.parse(stdout))
  }
  return {
    embeddedFirst: median(first ?? []),
    embeddedLater: median(later ?? []),
    onServer: median(onServer ?? []),
    modules: median(steps.map(([modules]) => modules)),
    schema: median(steps.map(([, schema]) => schema)),
  }
}

/** The chapter on the embedded database, under the same load. */
export async function measureEmbedded(
  directory: string,
  parameters: Readonly<Record<WorkloadName, readonly Parameters[]>>,
  workloads: readonly WorkloadName[],
  options: MeasureOptions,
): Promise<ReadonlyMap<WorkloadName, readonly Sample[]>> {
  await using folder = await temporaryFolder()
  const port = await freePort()
  const child = await startProcess(join(directory, 'server/main.ts'), ready, {
    DATA_DIR: folder.path,
    PORT: String(port),
  })
  const contender: Contender = {
    name: 'ours',
    dialect: ours,
    port,
    cpu: async () => ({ server: cpuOf(child.pid ?? 0), database: 0 }),
    memory: () => memoryOf(child.pid ?? 0),
    [Symbol.asyncDispose]: () => stopProcess(child),
  }
  await using _ = contender
  const samples = new Map<WorkloadName, readonly Sample[]>()
  for (const workload of workloads) {
    const requests = await requestsFor([contender], workload, parameters[workload])
    await answersAlike(workload, requests)
    samples.set(workload, await measure(workload, requests, options))
  }
  return samples
}

async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'bench-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
