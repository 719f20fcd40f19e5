// The command line, as people run it: what it prints, where, and how it ends.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ran, tenpoint } from './support/command.ts'
import { catalogueSettings, databaseKind, type Kept, open } from './support/database.ts'
import { filesIn, secondDataset, secondInitiative, secondSlug } from './support/second-dataset.ts'

let directory: string
let database: Kept
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenpoint-cli-'))
  database = await catalogueSettings()
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(directory, { recursive: true })
})

const cli = (...args: string[]): Promise<Ran> => tenpoint(database.settings, ...args)

describe('tenpoint', () => {
  it.each([
    [['--help'], /diff.*import.*export.*keys/s],
    [['import', '--help'], /--reason.*--propose.*--dry-run.*Exit codes/s],
    [['diff', '--help'], /Exit codes: 0 nothing differs, 1 something differs, 2/],
    [['keys', 'create', '--help'], /--scope.*--expires.*propose\s+Propose changes/s],
  ])('%j explains itself', async (args, text) => {
    const { code, out } = await cli(...args)
    expect(out).toMatch(text)
    expect(code).toBe(0)
  })

  it.each([
    [['unknown'], /unknown command/],
    [['import', 'folder'], /--reason/],
    [['import', 'folder', '--reason', 'x', '--publish', '--propose'], /cannot be used with/],
    [['import', 'folder', '--reason', 'x', '--base', 'many'], /whole number/],
    [['keys', 'create', 'editor'], /--scope/],
    [['keys', 'create', 'editor', '--scope', 'all'], /read, propose, publish, admin/],
    [['keys', 'create', 'editor', '--scope', 'read', '--expires', '2027-02-30'], /a day/],
  ])('%j is wrong usage', async (args, text) => {
    const { code, out, err } = await cli(...args)
    expect(err).toMatch(text)
    expect([code, out]).toEqual([2, ''])
  })

  it('shows, takes and gives back a folder of files', async () => {
    await using second = await secondDataset()
    const shown = await cli('diff', second.folder)
    expect(shown.out).toMatch(/^actors\n {2}\+ invented-test-council\n(?: {6}.*\n)* {6}slug: "invented-test-council"/m)
    expect(shown.out).toMatch(/\d+ created, 0 changed, 0 deleted\.\n$/)
    expect([shown.code, shown.err]).toEqual([1, ''])

    const made = await cli('import', second.folder, '--reason', 'A report.')
    expect(made.out).toMatch(/^Published changeset \d+: revision 2\.\n$/)
    expect([made.code, made.err]).toEqual([0, ''])
    expect(await cli('diff', second.folder)).toEqual({ code: 0, out: 'no change\n', err: '' })
    expect(await cli('import', second.folder, '--reason', 'Again.')).toMatchObject({ code: 0, out: 'no change\n' })

    const folder = join(directory, 'exported')
    expect(await cli('export', folder, '--dataset', secondSlug)).toMatchObject({ code: 0 })
    expect(await filesIn(folder)).toEqual(await filesIn(second.folder))

    await using changed = await secondDataset(secondInitiative({ name: 'Renamed' }))
    const difference = await cli('diff', changed.folder)
    expect(difference.out).toContain('  ~ invented-test-forum\n      name: "Invented Test Forum" -> "Renamed"\n')
    const proposed = await cli('import', changed.folder, '--reason', 'A name.', '--propose')
    expect(proposed.out).toMatch(/^Proposed changeset \d+\.\n$/)
    expect(proposed.code).toBe(0)
  })

  it('lists everything that is wrong with a folder, and changes nothing', async () => {
    await using wrong = await secondDataset(secondInitiative({ source: 'p99 BACKGROUND', relations: [{}] }))
    const refused = await cli('import', wrong.folder, '--reason', 'A mistake.')
    expect(refused.err).toMatch(/^The files have \d+ problems\. Nothing was changed\.\n/)
    expect(refused.err).toContain('initiatives/invented-test-forum.json $.relations[0]: ')
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(await cli('diff', wrong.folder)).toEqual({ ...refused, code: 2 })
    const nowhere = await cli('diff', join(directory, 'nowhere'))
    expect(nowhere.err).toContain('dataset.json $: cannot be read')
    expect(nowhere.code).toBe(2)
  })

  it('makes a key whose token alone is on stdout, lists keys without tokens, and revokes them', async () => {
    const made = await cli(
      'keys',
      'create',
      'editor',
      '--scope',
      'propose',
      '--scope',
      'publish',
      '--expires',
      '2099-12-31',
    )
    expect(made.out).toMatch(/^tp_[A-Za-z0-9_-]{43}\n$/)
    expect(made.err).toContain('Made the key editor.')
    expect(made.code).toBe(0)
    expect(await cli('keys', 'create', 'editor', '--scope', 'read')).toMatchObject({ code: 2, out: '' })
    const listed = await cli('keys', 'list')
    expect(listed.out).toMatch(/^editor\tpropose publish\tmade \S+\tvalid until 2099-12-31\tnever used\n$/)
    expect(await cli('keys', 'revoke', 'editor')).toEqual({ code: 0, out: '', err: 'Revoked the key editor.\n' })
    expect((await cli('keys', 'list')).out).toContain('revoked')
    expect(await cli('keys', 'revoke', 'editor')).toMatchObject({
      code: 1,
      err: 'There is no key called editor that could be revoked.\n',
    })
  })

  it.runIf(databaseKind === 'embedded')('says so where a running server holds the data directory', async () => {
    const { DATA_DIR: dataDir } = database.settings
    await using _held = await open({ dataDir })
    const { code, err } = await cli('keys', 'list')
    expect(err).toBe(
      `The data directory ${dataDir} is in use by process ${process.pid}. Stop it, or choose another directory.\n`,
    )
    expect(code).toBe(1)
  })
})
