// Starts the server from its configuration.
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { connect } from './db/connect.ts'
import { diskFull, isDiskFull } from './db/errors.ts'
import { migrateToLatest } from './db/migrate.ts'
import { readyQuery } from './db/ready.ts'
import { type CatalogueUpdate, updateCatalogue } from './db/update.ts'
import { createApp } from './http/app.ts'
import { defaultLimits, Lifecycle } from './http/lifecycle.ts'
import type { Log } from './log.ts'
import { createExecutor } from './relational/index.ts'
import { revisions } from './revision/queries.ts'
import { buildSchema } from './schema.ts'

export interface Running {
  /** Where it listens, without a path. */
  readonly url: string
  /** The database, as people call it; no password. */
  readonly database: string
  readonly holds: { readonly initiatives: number; readonly actors: number; readonly actions: number }
  /** Fails readiness checks, takes requests for the grace period, answers those in progress, closes the database. */
  readonly close: () => Promise<void>
}

/** How long requests under way may take when stopping. */
const drainMs = 10_000

/** Opens the database, updates it and its catalogue, and listens. Throws if any of it fails. */
export async function start(config: Config, log: Log): Promise<Running> {
  const connection = await connect({
    ...config,
    readyQuery,
    onConnectionLost: (error) => log.warn({ err: error }, 'a database connection was lost'),
    onSettingsRefused: () =>
      log.warn('the pooler refuses settings of sessions: set jit = off and statement_timeout on the role'),
  })
  const { db } = connection
  try {
    await migrateToLatest(db)
    logUpdate(await updateCatalogue(db, config.catalogueDir), log)
    const holds = await count()

    const schema = buildSchema()
    const executor = createExecutor({ schema, db, read: connection.read, revisions })
    const { playground, explorer, introspection, trustedDocuments, requireKey } = config
    const { maxConnections, statementTimeoutMs, stopGraceMs } = config
    const lifecycle = new Lifecycle(log, {
      connections: maxConnections,
      // A statement without an end may leave its connection still as long as it takes.
      stillMs: statementTimeoutMs === 0 ? 0 : defaultLimits.stillMs + statementTimeoutMs,
    })
    const server = createApp({
      schema,
      executor,
      db,
      watch: connection.watch,
      log,
      playground,
      explorer,
      introspection,
      trustedDocuments,
      requireKey,
      health: connection.health,
      lifecycle,
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(config.port, config.host, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return {
      url: urlOf(server.address()),
      database: connection.describe,
      holds,
      close: async () => {
        await lifecycle.stop(stopGraceMs, drainMs)
        await connection.close()
      },
    }
  } catch (error) {
    await connection.close()
    throw isDiskFull(error) ? diskFull(error) : error
  }

  async function count(): Promise<Running['holds']> {
    return db
      .selectNoFrom(({ selectFrom, fn }) => [
        selectFrom('initiatives').select(fn.countAll<number>().as('n')).$asScalar().$notNull().as('initiatives'),
        selectFrom('actors').select(fn.countAll<number>().as('n')).$asScalar().$notNull().as('actors'),
        selectFrom('actions').select(fn.countAll<number>().as('n')).$asScalar().$notNull().as('actions'),
      ])
      .executeTakeFirstOrThrow()
  }
}

/** Logs what happened to the catalogue at the start; nothing if it did not change. */
function logUpdate(update: CatalogueUpdate, log: Log): void {
  const { files } = update
  if (update.is === 'loaded') log.info({ catalogue: files }, 'the catalogue was loaded')
  if (update.is === 'foreign')
    log.warn({ catalogue: files }, 'the database holds data of another origin; the catalogue was not loaded into it')
  if (update.is === 'older')
    log.warn(
      { catalogue: files, held: update.held },
      'the database holds a newer catalogue than this program brings, and keeps it; to load this one, raise the version in its dataset.json',
    )
  if (update.is !== 'updated') return
  const { held, report, changed, kept } = update
  const counts = [...report].flatMap(([table, { unchanged: _unchanged, ...written }]) =>
    Object.values(written).some((count) => count > 0) ? [[table, written] as const] : [],
  )
  log.info(
    { catalogue: files, held, rows: Object.fromEntries(counts), changed },
    'the catalogue was brought up to date',
  )
  if (kept.length > 0)
    log.warn({ kept }, 'rows that someone entered or changed differ from the newer catalogue and stay as they are')
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.')
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}
