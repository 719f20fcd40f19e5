// Files of tables on the command line: what is printed, the marked copy, and that a kill leaves nothing.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headRevision } from '../server/db/revisions.ts'
import { readPackage } from '../server/sheets/mark/package.ts'
import { type Ran, tenpoint } from './support/command.ts'
import { catalogueSettings, databaseKind, type Kept, open } from './support/database.ts'
import { environment } from './support/environment.ts'
import { csvOf } from './support/imports.ts'
import { cellsOf, folderOf } from './support/tables.ts'
import { writeWorkbook } from './support/workbook.ts'

let folder: Awaited<ReturnType<typeof folderOf>>
let database: Kept
beforeAll(async () => {
  folder = await folderOf()
  database = await catalogueSettings()
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const cli = (...args: string[]): Promise<Ran> => tenpoint(database.settings, ...args)

const mappingsFile = (name: string): string => fileURLToPath(new URL(`mappings/${name}`, import.meta.url))
/** A file of another program's table: itself, its mapping, or the answers to its questions. */
const libya = (name: string): string => mappingsFile(`libya-3w-2021.${name}`)
const mapped = (...more: string[]): Promise<Ran> =>
  cli('import', libya('csv'), '--reason', 'A test.', '--mapping', libya('mapping.json'), ...more)

const chapter = '10-point-plan-in-action-chapter-1'
const header = ['slug', 'name', 'kind', 'acronym', 'citation.document', 'citation.pageStart', 'citation.section']
const cited = [chapter, 20, 'ACTORS']
const sound = [
  header,
  ['iom', 'International Organization for Migration', 'INTERGOVERNMENTAL', 'I.O.M.', ...cited],
  ['sheet-society', 'Society of Sheets', 'NGO', null, ...cited],
]
const wrong = [
  header,
  ['wrong-1', 'One', 'NGOO', null, ...cited],
  ['wrong-2', 'Two', 'NGO', null, chapter, 99, 'ACTORS'],
]

describe('tenpoint import of tables', () => {
  it('shows every cell before and after, takes them, and finds nothing to do the second time', async () => {
    const path = await folder.put('actors.csv', csvOf(sound))
    const tried = await cli('import', path, '--reason', 'A test.', '--dry-run')
    expect(tried.out).toContain('~ actors iom (actors.csv, row 2)\n    acronym: "IOM" -> "I.O.M."\n')
    expect(tried.out).toContain('+ actors sheet-society (actors.csv, row 3)\n    slug: "sheet-society"\n')
    expect(tried.out).toMatch(/1 to create, 1 to update, 0 unchanged, 0 refused\. Nothing was kept\.\n$/)
    expect([tried.code, tried.err]).toEqual([0, ''])
    const done = await cli('import', path, '--reason', 'A test.')
    expect(done).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(
        /^1 to create, 1 to update, 0 unchanged, 0 refused\.\nPublished changeset \d+: revision 2\.\n$/,
      ),
    })
    const again = await cli('import', path, '--reason', 'A test.')
    expect(again).toEqual({ code: 0, err: '', out: '0 to create, 0 to update, 2 unchanged, 0 refused.\nno change\n' })
  })

  it('says what is wrong, and marks it in a copy of the workbook that is otherwise the same', async () => {
    const path = folder.path('some.xlsx')
    const other = [['notes of an officer']]
    await writeWorkbook(path, {
      sheets: [
        { name: 'actors', rows: wrong },
        { name: 'about', rows: other },
      ],
    })
    const marked = folder.path('marked.xlsx')
    const refused = await cli('import', path, '--reason', 'A test.', '--report', marked)
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('some.xlsx, sheet actors, cell C2, column kind: "NGOO": The value must be one of')
    expect(refused.err).toContain('some.xlsx, sheet actors, cell F3, column citation.pageStart: "99": ')
    expect(refused.err).toContain(`Wrote ${marked} with 2 marked cells.`)

    const [before, after] = await Promise.all([readPackage(path), readPackage(marked)])
    const part = (name: string) => [before.text(name), after.text(name)]
    expect(part('xl/worksheets/sheet2.xml')[0]).toBe(part('xl/worksheets/sheet2.xml')[1])
    expect(part('xl/workbook.xml')[0]).toBe(part('xl/workbook.xml')[1])
    const [, sheet = ''] = part('xl/worksheets/sheet1.xml')
    expect(sheet).toMatch(/<c s="1" r="C2"/)
    expect(sheet).toMatch(/<c s="1" r="F3"/)
    expect(sheet.match(/ s="1"/g)).toHaveLength(2)
    expect(after.text('xl/commentsImport1.xml')).toMatch(/ref="C2".*The value must be one of.*ref="F3"/)
    expect((await cellsOf(marked)).rows).toEqual((await cellsOf(path)).rows)
    // A marked copy that was not mended is refused the same way, and marked again.
    const twice = await cli('import', marked, '--reason', 'A test.', '--report', folder.path('twice.xlsx'))
    expect(twice.err).toContain('2 marked cells. 2 have comments of their own.')
  })

  it.each(['csv', 'json'])('marks the cells of a %s file in a workbook', async (ending) => {
    const [names = [], ...data] = wrong
    const objects = data.map((row) => Object.fromEntries(row.map((value, index) => [names[index], value])))
    const path = await folder.put(`actors.${ending}`, ending === 'csv' ? csvOf(wrong) : JSON.stringify(objects))
    const marked = folder.path(`marked-${ending}.xlsx`)
    expect(await cli('import', path, '--reason', 'A test.', '--report', marked)).toMatchObject({ code: 1 })
    const { rows } = await cellsOf(marked)
    expect(rows[0]).toEqual([1, { ...names }])
    expect(rows[1]).toEqual([2, { 0: 'wrong-1', 1: 'One', 2: 'NGOO', 4: chapter, 5: '20', 6: 'ACTORS' }])
    expect((await readPackage(marked)).text('xl/commentsImport1.xml')).toMatch(/ref="C2".*ref="F3"/)
  })

  it('asks what the names of another program’s table are, and drafts the answers', async () => {
    const draft = folder.path('questions.json')
    const asked = await mapped('--questions', draft)
    expect(asked).toMatchObject({ code: 1, out: '' })
    expect(asked.err).toContain('Which Actor is "DRC"? (libya-3w-2021.csv, row 14')
    expect(asked.err).toContain('      drc: Danish Refugee Council (it has such a name or acronym)')
    expect(JSON.parse(await readFile(draft, 'utf8'))).toMatchObject({ answers: { Actor: { DRC: null } } })
  })

  it('takes the answers, and tells all as JSON', async () => {
    const tried = await mapped('--accept-matches', libya('answers.json'), '--dry-run', '--json')
    expect(JSON.parse(tried.out)).toMatchObject({ outcome: 'TRIED', counts: { refused: 0, update: 0 } })
  })

  it('prints the shape of mappings, which every draft follows', async () => {
    const { code, out } = await cli('import', '--mapping-schema')
    expect(code).toBe(0)
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(out))
    for (const name of ['libya-3w-2021.csv', 'eutf-africa-2021.csv', 'unhcr-iati-2023.xml']) {
      const draft = JSON.parse((await cli('import', '--suggest', mappingsFile(name))).out)
      const filled = { ...draft, dataset: { ...draft.dataset, asOf: '2021' } }
      expect([name, validate(filled), validate.errors]).toEqual([name, true, null])
      expect(draft).not.toHaveProperty('$schema')
    }
  })

  it('drafts a mapping: the columns by their tags, and what their values usually mean', async () => {
    const { code, out } = await cli('import', '--suggest', libya('csv'))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      mapping: 1,
      constants: { countryCode: expect.stringContaining('FILL IN') },
      columns: {
        place: '#adm2+name',
        placeCode: '#adm2+code+v_pcodes',
        sector: '#sector+cluster+code',
        partner: '#org+acronym',
        organisation: '#org+impl+name',
      },
      empty: ['No partner'],
      values: {
        sectors: {
          PRO: { point: 'differentiated-processes-and-procedures', why: expect.any(String) },
          WASH: { point: null, why: null },
        },
      },
    })
  })

  it('says what a draft still lacks', async () => {
    const file = mappingsFile('somalia-3w-2025.csv')
    const mapping = await folder.put('draft.mapping.json', (await cli('import', '--suggest', file)).out)
    const { code, err } = await cli('import', file, '--mapping', mapping, '--reason', 'A test.', '--dry-run')
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/a draft still.*dataset[.]licence.*constants[.]countryCode/s),
    ])
  })

  it.each([
    [['actors.csv', 'more.csv', '--mapping', 'x.json'], /One file at a time/],
    [['actors.csv', '--questions', 'x.json'], /only with --mapping/],
    [['actors.csv', '--delimiter', 'many'], /one character/],
  ])('%j is wrong usage', async (args, text) => {
    const { code, err } = await cli('import', ...args, '--reason', 'A test.')
    expect(err).toMatch(text)
    expect(code).toBe(2)
  })
})

/** Whether there is a program that gives others a terminal, as on every Linux. */
const hasTerminals = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false

describe('a large table', () => {
  const many = (count: number) =>
    csvOf([
      header,
      ...Array.from({ length: count }, (_, n) => [`many-${n}`, `Actor ${n} of many`, 'OTHER', null, ...cited]),
    ])

  // The program alone takes some 50 MB of the heap. The files say more than 20 MB, and what they change as much again.
  it('is made, and changed by a proposal, in the memory that a small one takes', { timeout: 600_000 }, async () => {
    await using own = await catalogueSettings()
    await using temporary = await folderOf()
    const settings = { ...own.settings, NODE_OPTIONS: '--max-old-space-size=80', TMPDIR: temporary.path('.') }
    const noted = (name: string, note: string, ...more: readonly string[]) =>
      folder.put(
        name,
        csvOf([
          ['slug', 'title', 'kind', 'note'],
          ...Array.from({ length: 20_000 }, (_, n) => [
            `many-${n}`,
            `Document ${n}`,
            'OTHER',
            `${note} ${n} `.repeat(90),
          ]),
          more,
        ]),
      )
    const take = async (path: string, ...more: string[]) =>
      tenpoint(settings, 'import', path, '--table', 'documents', '--reason', 'A test.', ...more)
    const made = await take(await noted('made.csv', 'Note', 'one-more', 'One more', 'OTHER', ''))
    expect([made.code, made.err]).toEqual([0, ''])
    expect(made.out).toMatch(/^20001 to create, 0 to update, 0 unchanged, 0 refused\.\n/)
    const changed = await take(await noted('changed.csv', 'Other', 'one-more', 'One more', 'OTHER', ''), '--propose')
    expect([changed.code, changed.err]).toEqual([0, ''])
    expect(changed.out).toMatch(/^0 to create, 20000 to update, 1 unchanged, 0 refused\.\nProposed changeset \d+\.\n$/)
    // What was kept in temporary files is gone.
    expect(await readdir(temporary.path('.'))).toEqual([])
  })

  it('of more rows than a changeset takes is refused, with what to do', async () => {
    const path = await folder.put('actors.csv', many(100_001))
    const { code, err } = await cli('import', path, '--reason', 'A test.', '--dry-run')
    expect(err).toMatch(/at most 100000 changes.*Split the file/)
    expect(code).toBe(1)
  })

  // How far it has come is seen by the directory; on a server, `npm run test:faults` kills what writes.
  it.runIf(databaseKind === 'embedded' && hasTerminals)(
    'shows a bar on a terminal; killed while it writes, it leaves nothing',
    async () => {
      const path = await folder.put('actors.csv', many(10_000))
      await using own = await catalogueSettings()
      const { DATA_DIR: dataDir } = own.settings
      const command = `exec '${process.execPath}' server/cli.ts import '${path}' --reason test`
      const terminal = spawn('script', ['-qefc', command, '/dev/null'], {
        cwd: fileURLToPath(new URL('..', import.meta.url)),
        env: environment(own.settings),
      })
      let shown = ''
      terminal.stdout.on('data', (text: Buffer) => {
        shown += text
      })
      await expect.poll(() => shown).toContain('Checking and making 10000 changes')
      expect(shown).toMatch(/\[={30}\] 100 % Read 10000 rows/)
      expect(shown).toMatch(/\[=+ +\] \d\d? % Read \d+000 rows/)
      process.kill(JSON.parse(await readFile(`${dataDir}/lock`, 'utf8')).pid, 'SIGKILL')
      await once(terminal, 'exit')
      expect(shown).not.toContain('Published')
      await using connection = await open({ dataDir })
      expect(await headRevision(connection.db)).toBe(1)
      expect(await connection.db.selectFrom('actors').select('slug').where('slug', 'like', 'many-%').execute()).toEqual(
        [],
      )
    },
  )

  it.runIf(databaseKind === 'embedded')('whose import is killed leaves nothing', async () => {
    const path = await folder.put('actors.csv', many(20_000))
    await using own = await catalogueSettings()
    await using temporary = await folderOf()
    const { DATA_DIR: dataDir } = own.settings
    const root = fileURLToPath(new URL('..', import.meta.url))
    const child = spawn(process.execPath, ['server/cli.ts', 'import', path, '--reason', 'A test.'], {
      cwd: root,
      env: { ...environment(own.settings), TMPDIR: temporary.path('.') },
    })
    await expect
      .poll(() =>
        readFile(`${dataDir}/lock`).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    // Whatever it is doing by then: all of it or nothing.
    await pause(3_000)
    child.kill('SIGKILL')
    const [code, signal] = await once(child, 'exit')
    expect([code, signal]).toEqual([null, 'SIGKILL'])
    expect(await readdir(temporary.path('.'))).toEqual([])
    await using connection = await open({ dataDir })
    expect(await headRevision(connection.db)).toBe(1)
    expect(await connection.db.selectFrom('actors').select('slug').where('slug', 'like', 'many-%').execute()).toEqual(
      [],
    )
    await rm(path)
  })
})
