import { parseArgs } from 'node:util'
import pg from 'pg'
import { bodiesFor, compareAnswers } from './answers.ts'
import { type Contender, contenderNames, startContender } from './contender.ts'
import { measure } from './measure.ts'
import { parametersFrom, workloadNames } from './workload.ts'

const { values: o } = parseArgs({
  options: {
    scale: { type: 'string', default: 'l' },
    workloads: { type: 'string', default: workloadNames.join() },
    contenders: { type: 'string', default: 'ours,limit' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    pool: { type: 'string', default: '4' },
    dir: { type: 'string', default: new URL('../..', import.meta.url).pathname },
  },
})
for (const scale of o.scale.split(',')) {
  const databaseUrl = `postgres://postgres@127.0.0.1:5432/tenpoint_${scale}`
  const observer = new pg.Client(databaseUrl)
  await observer.connect()
  const parameters = await parametersFrom(observer)
  await using stack = new AsyncDisposableStack()
  const contenders: Contender[] = []
  for (const name of contenderNames)
    if (o.contenders.split(',').includes(name))
      contenders.push(
        stack.use(await startContender(name, { databaseUrl, poolSize: Number(o.pool), directory: o.dir, observer })),
      )
  for (const workload of workloadNames) {
    if (!o.workloads.split(',').includes(workload)) continue
    const bodies = await bodiesFor(contenders, workload, parameters[workload])
    console.log(scale, workload, await compareAnswers(workload, bodies, 40))
    await measure(workload, bodies, {
      rounds: Number(o.rounds),
      seconds: Number(o.seconds),
      warmUp: 3,
      connections: Number(o.connections),
      onSample: (s, round) =>
        console.log(
          `${scale} ${workload} r${round} ${s.contender.padEnd(13)} ${s.requestsPerSecond.toFixed(0).padStart(6)}/s p50 ${s.p50.toFixed(2)} p99 ${s.p99.toFixed(2)} cpu/req server ${s.serverCpu.toFixed(3)} pg ${s.databaseCpu.toFixed(3)} = ${(s.serverCpu + s.databaseCpu).toFixed(3)} ms  client ${s.clientCpu.toFixed(3)} rss ${s.memory.toFixed(0)} others ${(s.others * 100).toFixed(0)}%`,
        ),
    })
  }
  await observer.end()
}
