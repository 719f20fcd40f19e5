// The process itself: what it prints, how it stops, and how it tells what keeps it from starting.
import { describe, expect, it } from 'vitest'
import { catalogueSettings, databaseKind, freshSettings } from './support/database.ts'
import { startProcess } from './support/process.ts'

describe('the process', () => {
  it('prints where it listens, which database it uses and what is in it, answers, and stops when told to', async () => {
    await using database = await freshSettings()
    await using first = startProcess(database.settings)
    const url = await first.listening()
    expect(first.output()).toMatch(
      /It uses the (embedded database in .*data|Postgres database tenpoint_test_\w+ at \S+), with \d+ initiatives, \d+ actors and \d+ actions\./,
    )
    const response = await fetch(`${url}/graphql?query={catalogue{initiativeCount}}`)
    expect(await response.json()).toMatchObject({ data: { catalogue: { initiativeCount: expect.any(Number) } } })
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    await using again = startProcess(database.settings)
    await again.listening()
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
  })

  it('tells what is wrong with the configuration, and does not start', async () => {
    const { ended, output } = startProcess({ PORT: 'abc', DATABASE_URL: 'mysql://me:secret@host/db' })
    expect(await ended).toBe(1)
    expect(output()).toBe(
      'The configuration is not valid:\n  DATABASE_URL must begin with postgres:// or postgresql://.\n  PORT must be a number.\n',
    )
  })

  it.runIf(databaseKind === 'embedded')('does not open the files another process has open', async () => {
    await using database = await catalogueSettings()
    await using first = startProcess(database.settings)
    await first.listening()
    await using second = startProcess(database.settings)
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/^Tenpoint could not start: .*data.* in use/s)
  })

  it('tells where a database or a port cannot be had', async () => {
    const away = startProcess({ DATABASE_URL: 'postgres://postgres:secret@127.0.0.1:1/none' })
    expect(await away.ended).toBe(1)
    expect(away.output()).toMatch(/^Tenpoint could not start: .*ECONNREFUSED/)
    expect(away.output()).not.toContain('secret')

    await using database = await catalogueSettings()
    await using other = await catalogueSettings()
    await using first = startProcess(database.settings)
    const port = new URL(await first.listening()).port
    await using second = startProcess({ ...other.settings, PORT: port })
    expect(await second.ended).toBe(1)
    expect(second.output()).toBe('The port is in use. Set PORT to another one.\n')
  })
})
