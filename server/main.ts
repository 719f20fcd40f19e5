// The process: reads the environment, starts, prints its address, stops on a signal.
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { start } from './start.ts'

/** Within this time, another signal is the same one. */
const sameSignalMs = 300

// Whoever reads what it prints may be gone, a terminal above all; the log and the signals go on.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

try {
  const began = performance.now()
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const { url, database, holds, close } = await start(config, log)
  let stopping: number | undefined
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping !== undefined) {
      // A terminal and npm both pass the same key on; the second signal is one that comes later.
      if (performance.now() - stopping < sameSignalMs) return
      log.warn({ signal }, 'stopping at once')
      process.exit(1)
    }
    stopping = performance.now()
    log.info({ signal }, 'stopping')
    close().then(
      () => log.info('stopped'),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly')
        process.exitCode = 1
      },
    )
  }
  // Before the address is printed: its reader may stop the process at once.
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop)

  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const pages = [
    ...(config.explorer ? ['the explorer at /'] : []),
    `the API${config.playground ? ' and the playground' : ''} at /graphql`,
  ]
  console.log(`Tenpoint answers at ${url}/ after ${seconds} s: ${pages.join(', ')}.
It uses the ${database}, with ${holds.initiatives} initiatives, ${holds.actors} actors and ${holds.actions} actions.`)
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || !(error instanceof Error))
    return String(error instanceof Error ? error.message : error)
  const code = Reflect.get(error, 'code')
  if (code === 'EADDRINUSE') return 'The port is in use. Set PORT to another one.'
  if (code === 'EACCES') return 'The port may not be used by this user. Set PORT to another one.'
  const cause = error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message
  return `Tenpoint could not start: ${cause}`
}
