// The dump of a revision is a database for others: its description says all that SQLite needs to make tables with keys of it.
import { readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tenpoint } from './support/command.ts'
import { catalogueSettings } from './support/database.ts'
import { csvRows } from './support/exports.ts'
import { type Api, openApi } from './support/server.ts'
import { folderOf } from './support/tables.ts'

interface Resource {
  readonly name: string
  readonly path: string
  readonly schema: {
    readonly fields: readonly {
      readonly name: string
      readonly type: string
      readonly constraints?: { readonly required?: boolean; readonly enum?: readonly string[] }
    }[]
    readonly primaryKey: readonly string[]
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[]
      readonly reference: { readonly resource?: string; readonly fields: readonly string[] }
    }[]
  }
}

const quoted = (name: string): string => `"${name}"`
const listed = (names: readonly string[]): string => names.map(quoted).join(', ')

/** The table of a resource, with its keys, and the values that are allowed. */
function tableSql({ name, schema: { fields, primaryKey, foreignKeys = [] } }: Resource): string {
  const columns = fields.map(({ name: column, type, constraints = {} }) => {
    const values = type === 'boolean' ? ['true', 'false'] : constraints.enum
    const check = values ? ` check (${quoted(column)} in (${values.map((value) => `'${value}'`).join(', ')}))` : ''
    return `${quoted(column)} ${type === 'integer' ? 'integer' : 'text'}${constraints.required ? ' not null' : ''}${check}`
  })
  const references = foreignKeys.map(
    ({ fields: own, reference: { resource = name, fields: theirs } }) =>
      `foreign key (${listed(own)}) references ${quoted(resource)} (${listed(theirs)})`,
  )
  return `create table ${quoted(name)} (${[...columns, `primary key (${listed(primaryKey)})`, ...references].join(', ')}) strict`
}

describe('a dump in SQLite', () => {
  let folder: Awaited<ReturnType<typeof folderOf>>
  let api: Api
  let resources: readonly Resource[]
  const sqlite = new DatabaseSync(':memory:')
  const rows = (sql: string): readonly unknown[] =>
    sqlite
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }))

  beforeAll(async () => {
    folder = await folderOf()
    await using database = await catalogueSettings()
    api = await openApi()
    expect(await tenpoint(database.settings, 'export', '--datapackage', folder.path('dump'))).toMatchObject({ code: 0 })
    resources = JSON.parse(await readFile(folder.path('dump/datapackage.json'), 'utf8')).resources
    // The tables refer to each other in circles: keys are checked at the end.
    sqlite.exec('pragma foreign_keys = off')
    for (const resource of resources) {
      sqlite.exec(tableSql(resource))
      const names = resource.schema.fields.map(({ name }) => name)
      const insert = sqlite.prepare(`insert into ${quoted(resource.name)} values (${names.map(() => '?').join(', ')})`)
      for (const row of csvRows(await readFile(folder.path(`dump/${resource.path}`), 'utf8')))
        insert.run(...names.map((name) => row[name] ?? null))
    }
  })
  afterAll(async () => {
    sqlite.close()
    await api[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  it('has every table, its types and values, and every reference leads somewhere', () => {
    expect(resources.length).toBeGreaterThan(30)
    expect(rows('pragma foreign_key_check')).toEqual([])
    expect(rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  it('answers as the API does', async () => {
    const asked = await api.data(`{
      initiatives { totalCount } actors { totalCount } actions { totalCount }
      partnership: actions(where: { actionPoints: { some: { number: { eq: 1 } } } }) { totalCount }
      actor(slug: "unhcr") { participations(where: { role: { eq: LEAD } }) { totalCount } }
    }`)
    const count = (sql: string) => ({ totalCount: Object.values(Object(rows(sql)[0]))[0] })
    expect({
      initiatives: count('select count(*) from initiatives'),
      actors: count('select count(*) from actors'),
      actions: count('select count(*) from actions'),
      partnership: count(`select count(distinct c."action") from "action-classifications" as c
        join "action-points" as p on p.slug = c.actionPoint where p.number = 1`),
      actor: {
        participations: count(`select count(*) from participations where actor = 'unhcr' and role = 'LEAD'`),
      },
    }).toEqual(asked)
  })
})
