// The command-line options of the benchmark.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type ContenderName, contenderNames } from './contender.ts'
import { type Scale, scales } from './scale.ts'
import { type WorkloadName, workloadNames } from './workload.ts'

export interface Options {
  readonly scales: readonly Scale[]
  readonly workloads: readonly WorkloadName[]
  readonly contenders: readonly ContenderName[]
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly poolSize: number
  readonly address: string
  /** The checkout that holds the server to be measured. */
  readonly directory: string
  readonly fresh: boolean
  /** Whether the embedded database and the times of starting are measured too. */
  readonly startUp: boolean
  readonly write: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const defaultAddress = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/tenpoint'

export const help = `npm run bench -- [options]

  --scale s,m,l        how much data: the chapter alone, with 10,000, with 100,000 made initiatives
  --workloads W1,W2    which of ${workloadNames.join(', ')}
  --contenders ours    which of ${contenderNames.join(', ')}
  --rounds 5           how many turns each contender has, one after the other
  --seconds 4          how long a turn takes
  --connections 16     how many requests are under way at once
  --pool 4             how many connections to Postgres each contender has
  --database URL       a Postgres server on this machine, and the beginning of the names of its databases;
                       BENCH_DATABASE_URL or ${defaultAddress}
  --dir PATH           a checkout of this server to measure instead of this one
  --fresh              fills the databases anew, instead of using those an earlier run has filled
  --no-start-up        leaves the embedded database and the times of starting out
  --no-write           leaves RESULTS.md as it is

All contenders must answer alike before any of them is timed.`

/** Reads the command line; undefined if help is requested. Throws if an option is invalid. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      scale: { type: 'string', default: scales.join() },
      workloads: { type: 'string', default: workloadNames.join() },
      contenders: { type: 'string', default: contenderNames.join() },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '16' },
      pool: { type: 'string', default: '4' },
      database: { type: 'string', default: defaultAddress },
      dir: { type: 'string', default: root },
      fresh: { type: 'boolean', default: false },
      'start-up': { type: 'boolean', default: true },
      write: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  return {
    scales: chosen('scale', values.scale.toLowerCase(), scales),
    workloads: chosen('workloads', values.workloads.toUpperCase(), workloadNames),
    contenders: chosen('contenders', values.contenders, contenderNames),
    rounds: positive('rounds', values.rounds),
    seconds: positive('seconds', values.seconds),
    connections: positive('connections', values.connections),
    poolSize: positive('pool', values.pool),
    address: values.database,
    directory: resolve(values.dir),
    fresh: values.fresh,
    startUp: values['start-up'],
    write: values.write,
  }
}

function chosen<Name extends string>(option: string, list: string, known: readonly Name[]): readonly Name[] {
  const asked = new Set(list.split(','))
  const found = known.filter((name) => asked.delete(name))
  if (asked.size > 0) throw new Error(`--${option} is a list of ${known.join(', ')}.`)
  return found
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${option} is a whole number from 1.`)
  return value
}
