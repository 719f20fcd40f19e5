// The timing: rounds in which each contender is put under load in turn, so that what else the machine does hits all alike.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Contender, ContenderName } from './contender.ts'
import type { Load } from './load.ts'
import { machineCpu } from './usage.ts'
import type { WorkloadName } from './workload.ts'

/** One contender under one workload for one round. Times are in milliseconds, those of the processors for each request. */
export interface Sample {
  readonly contender: ContenderName
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p99: number
  readonly serverCpu: number
  readonly databaseCpu: number
  readonly clientCpu: number
  readonly memory: number
  /** The share of the machine that went to others. */
  readonly others: number
}

export interface MeasureOptions {
  readonly rounds: number
  readonly seconds: number
  readonly warmUp: number
  readonly connections: number
  readonly onSample: (workload: WorkloadName, sample: Sample, round: number) => void
}

const run = promisify(execFile)
const program = fileURLToPath(new URL('load.ts', import.meta.url))
const processors = availableParallelism()

export async function measure(
  workload: WorkloadName,
  bodies: ReadonlyMap<Contender, readonly string[]>,
  { rounds, seconds, warmUp, connections, onSample }: MeasureOptions,
): Promise<readonly Sample[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const put = async (contender: Contender, time: number): Promise<Load> => {
    const { port, dialect } = contender
    const file = join(folder, contender.name)
    const { stdout } = await run(process.execPath, [
      program,
      String(port),
      file,
      dialect.path(workload),
      String(connections),
      String(time),
    ])
    const load: Load = JSON.parse(stdout)
    if (load.failures > 0)
      throw new Error(`${contender.name} failed ${load.failures} times under ${workload}:\n${load.firstFailure}`)
    return load
  }
  const samples: Sample[] = []
  try {
    for (const [contender, list] of bodies) await writeFile(join(folder, contender.name), list.join('\n'))
    if (warmUp > 0) for (const contender of bodies.keys()) await put(contender, warmUp)
    for (let round = 0; round < rounds; round++) {
      // Each round begins with another one, so that none always comes after the same neighbour.
      const order = [...bodies.keys()]
      for (const contender of [...order.slice(round % order.length), ...order.slice(0, round % order.length)]) {
        const before = { ...(await contender.cpu()), machine: machineCpu(), time: performance.now() }
        const load = await put(contender, seconds)
        const after = { ...(await contender.cpu()), machine: machineCpu(), time: performance.now() }
        const used = after.server - before.server + after.database - before.database + load.cpu
        const sample: Sample = {
          contender: contender.name,
          requestsPerSecond: (load.inTime / load.milliseconds) * 1000,
          p50: load.p50,
          p99: load.p99,
          serverCpu: (after.server - before.server) / load.answers,
          databaseCpu: (after.database - before.database) / load.answers,
          clientCpu: load.cpu / load.answers,
          memory: contender.memory(),
          others: Math.max(0, after.machine - before.machine - used) / ((after.time - before.time) * processors),
        }
        samples.push(sample)
        onSample(workload, sample, round)
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  return samples
}
