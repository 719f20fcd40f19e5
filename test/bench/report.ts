// RESULTS.md, and the same tables for the terminal.
import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import type { ContenderName } from './contender.ts'
import { outcomesOf, times } from './goal.ts'
import type { Sample } from './measure.ts'
import type { Options } from './options.ts'
import { versionOf } from './peers.ts'
import type { Run } from './run.ts'
import type { Scale } from './scale.ts'
import type { StartUp } from './start-up.ts'
import { figuresOf } from './statistics.ts'
import { titles, type WorkloadName } from './workload.ts'

export interface Results {
  readonly options: Options
  readonly runs: readonly Run[]
  /** How many rows the scales have, in words. */
  readonly holdings: ReadonlyMap<Scale, string>
  readonly embedded: ReadonlyMap<WorkloadName, readonly Sample[]> | undefined
  readonly startUp: StartUp | undefined
  readonly postgres: string
}

const names: Readonly<Record<ContenderName, string>> = {
  ours: 'this server',
  past: 'as of the first revision',
  postgraphile: 'PostGraphile',
  limit: 'the limit',
}

type Cell = string | number

/** A table of Markdown whose columns line up, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = head.map((title, at) => Math.max(1, title.length, ...rows.map((row) => String(row[at] ?? '').length)))
  const isNumber = head.map((_, at) => at > 0 && rows.every((row) => /^[\d.,]*( ×| ms)?$/.test(String(row[at] ?? ''))))
  const line = (cells: readonly Cell[]): string =>
    `| ${widths.map((width, at) => (isNumber[at] ? String(cells[at] ?? '').padStart(width) : String(cells[at] ?? '').padEnd(width))).join(' | ')} |`
  const rule = `| ${widths.map((width, at) => (isNumber[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

const number = (value: number, digits = 2): string => value.toFixed(digits)
const rate = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0))
const yes = (met: boolean): string => (met ? 'met' : 'missed')

const figureHead = ['requests/s', 'p50 ms', 'p99 ms', 'server ms', 'Postgres ms', 'CPU ms', 'memory MB']

function figureCells(samples: readonly Sample[], contender: ContenderName): readonly Cell[] {
  const figures = figuresOf(samples, contender)
  if (!figures) return []
  const { requestsPerSecond, p50, p99, serverCpu, databaseCpu, cpu, memory } = figures
  return [
    rate(requestsPerSecond),
    number(p50),
    number(p99),
    number(serverCpu),
    number(databaseCpu),
    number(cpu),
    number(memory, 0),
  ]
}

function runTable(runs: readonly Run[]): string {
  const rows = runs.flatMap(({ workload, samples }) => {
    const own = figuresOf(samples, 'ours')
    return [...new Set(samples.map(({ contender }) => contender))].map((contender): readonly Cell[] => {
      const other = figuresOf(samples, contender)
      const ratio = contender === 'ours' || !own || !other
      return [
        workload,
        names[contender],
        ...figureCells(samples, contender),
        ratio ? '' : times(own.requestsPerSecond / other.requestsPerSecond),
        ratio ? '' : times(other.cpu / own.cpu),
      ]
    })
  })
  return table(['', '', ...figureHead, 'ours by requests/s', 'ours by CPU'], rows)
}

/** The goals, each with what was reached; empty where nothing was run that has one. */
export function goalTable(runs: readonly Run[]): string {
  const outcomes = outcomesOf(runs)
  if (outcomes.length === 0) return ''
  return table(
    ['', 'goal', 'wanted', 'reached', '', 'by CPU', ''],
    outcomes.map(({ workload, goal, wanted, reached, met, byCpu }) => [
      workload,
      goal,
      wanted,
      reached,
      yes(met),
      byCpu?.reached ?? '',
      byCpu ? yes(byCpu.met) : '',
    ]),
  )
}

export function report({ options, runs, holdings, embedded, startUp, postgres }: Results): string {
  const { rounds, seconds, connections, poolSize } = options
  const parts = [
    '# Results of the benchmark',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; what is measured, and how, is told in [README.md](README.md).`,
    `This server at ${commitOf(options.directory)}, PostGraphile ${versionOf('postgraphile')} (grafserv ${versionOf('grafserv')}), graphql ${versionOf('graphql')}, pg ${versionOf('pg')}, Node ${process.versions.node}, Postgres ${postgres}, on ${machine()}.`,
    `Medians of ${rounds} turns of ${seconds} s each, the contenders in turn, ${connections} requests under way at once, ${poolSize} connections to Postgres for each contender. CPU is processor time for each request, of the server and of its Postgres backends.`,
  ]
  const goals = goalTable(runs)
  if (goals) parts.push('## Goals', goals)
  for (const scale of new Set(runs.map((run) => run.scale))) {
    const own = runs.filter((run) => run.scale === scale)
    parts.push(`## ${scale.toUpperCase()}: ${holdings.get(scale) ?? ''}`)
    parts.push(runTable(own))
  }
  if (embedded && startUp) {
    parts.push('## Embedded', 'The chapter (S) on the embedded database, in one process with the server.')
    parts.push(
      table(
        ['', ...figureHead.filter((title) => !['Postgres ms', 'CPU ms'].includes(title))],
        [...embedded].map(([workload, samples]) => {
          const [rps = '', p50 = '', p99 = '', server = '', , , memory = ''] = figureCells(samples, 'ours')
          return [workload, rps, p50, p99, server, memory]
        }),
      ),
    )
    parts.push('## Starting', startUpTable(startUp))
  }
  parts.push(
    '## Workloads',
    table(
      ['', '', 'bytes', 'compared'],
      runs
        .filter(({ scale }) => scale === runs.at(-1)?.scale)
        .map(({ workload, bytes, compared }) => [workload, titles[workload], bytes, compared]),
    ),
  )
  return `${parts.join('\n\n')}\n`
}

const startUpTable = ({ embeddedFirst, embeddedLater, onServer, modules, schema }: StartUp): string =>
  table(
    ['', 'milliseconds'],
    [
      ['first start on an empty directory, until it answers', number(embeddedFirst, 0)],
      ['later start on the embedded database', number(embeddedLater, 0)],
      ['start on a filled Postgres server', number(onServer, 0)],
      ['of these, loading the modules of the schema', number(modules, 0)],
      ['of these, making the schema', number(schema, 0)],
    ],
  )

function commitOf(directory: string): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' }).trim()
    const changed = git('status', '--porcelain', '--', 'server', 'migrations') !== ''
    return `commit ${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`
  } catch {
    return 'no commit'
  }
}

function machine(): string {
  const processors = cpus()
  return `${processors.length} × ${processors[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}`
}

/** One turn, for those who watch. */
export function sampleLine(scale: string, workload: WorkloadName, sample: Sample, round: number): string {
  const { contender, requestsPerSecond, p50, p99, serverCpu, databaseCpu, clientCpu, memory, others } = sample
  return [
    `${scale.toUpperCase()} ${workload} ${round + 1} ${names[contender].padEnd(12)}`,
    `${rate(requestsPerSecond).padStart(6)}/s`,
    `p50 ${number(p50)} p99 ${number(p99)} ms`,
    `CPU ${number(serverCpu, 3)} + ${number(databaseCpu, 3)} = ${number(serverCpu + databaseCpu, 3)} ms`,
    `client ${number(clientCpu, 3)} ms`,
    `${number(memory, 0)} MB`,
    `others ${number(others * 100, 0)}%`,
  ].join('  ')
}
