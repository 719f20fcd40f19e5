// The configuration, read once from the environment into a frozen object. Each mistake is reported in one line.
import { z } from 'zod'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const whole = z.coerce.number('must be a number').int('must be a whole number')

const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'must begin with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  CATALOGUE_DIR: z.string().min(1).optional(),
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(65535, 'must be at most 65535')
    .default(4000),
  // In addresses IPv6 stands in brackets; a name to listen on has none.
  HOST: z
    .string()
    .transform((host) => /^\[(.+)\]$/.exec(host)?.[1] ?? host)
    .default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  POOL_SIZE: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(100, 'must be at most 100')
    .default(4),
  STATEMENT_TIMEOUT_MS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .default(10_000),
  QUEUE_SIZE: whole.min(1, 'must be at least 1').max(10_000, 'must be at most 10000').default(500),
  MAX_CONNECTIONS: whole.min(1, 'must be at least 1').default(1000),
  STOP_GRACE_MS: whole.min(0, 'must not be negative').max(600_000, 'must be at most 600000').optional(),
  PLAYGROUND: flag.optional(),
  EXPLORER: flag.default(true),
  INTROSPECTION: flag.default(true),
  TRUSTED_DOCUMENTS: flag.default(false),
  REQUIRE_KEY: flag.default(false),
})

/** The names of the variables the server reads. */
export const settingNames: readonly string[] = Object.keys(environment.shape)

export interface Config {
  /** The address of a Postgres server; without it, the embedded database in `dataDir` is used. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** The folder of the catalogue's files; without it, those that come with the server. */
  readonly catalogueDir: string | undefined
  readonly port: number
  readonly host: string
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL']
  /** Most connections to a Postgres server. */
  readonly poolSize: number
  /** Milliseconds after which a statement is cancelled; 0 for never. */
  readonly statementTimeoutMs: number
  /** Most queries that wait for a connection to the database. */
  readonly queueSize: number
  /** Most connections of clients. */
  readonly maxConnections: number
  /** Milliseconds of grace: how long a stopping server still takes requests while its readiness check fails. */
  readonly stopGraceMs: number
  readonly playground: boolean
  /** Whether the explorer is served at `/`. */
  readonly explorer: boolean
  /** Whether clients can query the schema, and misspelt names bring suggestions. */
  readonly introspection: boolean
  /** Whether only the documents the server knows are answered. */
  readonly trustedDocuments: boolean
  /** Whether only holders of keys are answered. */
  readonly requireKey: boolean
}

/** The mistakes in the environment, a line for each variable. Includes no values, which may be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads the configuration. An empty variable counts as not set. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = environment.safeParse(present)
  if (!read.success)
    throw new ConfigError(read.error.issues.map((issue) => `${String(issue.path[0])} ${explain(issue)}.`))
  const { data } = read
  const isOpen = data.NODE_ENV !== 'production'
  return Object.freeze({
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR,
    catalogueDir: data.CATALOGUE_DIR,
    port: data.PORT,
    host: data.HOST,
    logLevel: data.LOG_LEVEL,
    poolSize: data.POOL_SIZE,
    statementTimeoutMs: data.STATEMENT_TIMEOUT_MS,
    queueSize: data.QUEUE_SIZE,
    maxConnections: data.MAX_CONNECTIONS,
    stopGraceMs: data.STOP_GRACE_MS ?? (isOpen ? 0 : 5000),
    // A server that executes only known documents cannot execute what is typed into the playground.
    playground: data.PLAYGROUND ?? (isOpen && !data.TRUSTED_DOCUMENTS),
    explorer: data.EXPLORER,
    introspection: data.INTROSPECTION,
    trustedDocuments: data.TRUSTED_DOCUMENTS,
    requireKey: data.REQUIRE_KEY,
  })
}

const explain = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message
