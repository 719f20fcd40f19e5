import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../server/config.ts'

describe('the configuration', () => {
  it('needs nothing: an embedded database, this machine only, port 4000', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      dataDir: '.data',
      port: 4000,
      host: '127.0.0.1',
      logLevel: 'info',
      poolSize: 4,
      statementTimeoutMs: 10_000,
      queueSize: 500,
      maxConnections: 1000,
      stopGraceMs: 0,
      playground: true,
      explorer: true,
      introspection: true,
      trustedDocuments: false,
      requireKey: false,
    })
  })

  it('takes an empty variable as not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: undefined, port: 4000 })
  })

  it('takes the brackets of an IPv6 address away, and gives load balancers time in production', () => {
    expect(readConfig({ HOST: '[::1]', NODE_ENV: 'production' })).toMatchObject({ host: '::1', stopGraceMs: 5000 })
    expect(readConfig({ HOST: '::1', STOP_GRACE_MS: '20' })).toMatchObject({ host: '::1', stopGraceMs: 20 })
  })

  it('closes the playground in production, and where only known documents are answered, unless it is opened', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ playground: false, introspection: true })
    expect(readConfig({ TRUSTED_DOCUMENTS: 'true' })).toMatchObject({ playground: false, trustedDocuments: true })
    const settings = { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'true', PLAYGROUND: 'true' }
    expect(readConfig(settings)).toMatchObject({ playground: true })
  })

  it('leaves the schema open, in production too, unless it is closed', () => {
    expect(readConfig({ NODE_ENV: 'production', INTROSPECTION: 'false' })).toMatchObject({ introspection: false })
  })

  it.each([
    ['PORT', 'abc', 'PORT must be a number.'],
    ['PORT', '70000', 'PORT must be at most 65535.'],
    ['PORT', '-1', 'PORT must not be negative.'],
    ['PORT', '1.5', 'PORT must be a whole number.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'],
    ['NODE_ENV', 'prod', 'NODE_ENV must be one of development, production, test.'],
    ['DATABASE_URL', 'mysql://me:secret@host/db', 'DATABASE_URL must begin with postgres:// or postgresql://.'],
    ['POOL_SIZE', '0', 'POOL_SIZE must be at least 1.'],
    ['PLAYGROUND', 'yes', 'PLAYGROUND must be one of true, false.'],
  ])('%s=%s is refused: %s', (name, value, problem) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(problem)
    expect(read).not.toThrow('secret')
  })

  it('tells all that is wrong at once', () => {
    expect(() => readConfig({ PORT: 'x', NODE_ENV: 'y' })).toThrow(/PORT.*NODE_ENV/s)
  })
})
