// Writes tables of the catalogue as files, as the addresses of exports have them.
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Connection } from '../db/connect.ts'
import { type Asked, resolveExport } from '../export/addresses.ts'
import { dataPackage } from '../export/datapackage.ts'
import { Exports } from '../export/exports.ts'
import { ExportRefused } from '../export/refused.ts'
import { createExecutor } from '../relational/index.ts'
import { revisions } from '../revision/queries.ts'
import { buildSchema } from '../schema.ts'
import { withDatabase } from './database.ts'
import { UsageError } from './problems.ts'
import { progress } from './progress.ts'

export interface TableOptions {
  readonly format?: string
  readonly where?: string
  readonly param: readonly string[]
  readonly revision?: string
  readonly hxl?: true
  readonly bom?: true
  readonly base: string
}

/** Writes one table to a file, or to the standard output. */
export async function writeTable(file: string, table: string, options: TableOptions): Promise<void> {
  const format = options.format ?? extname(file).slice(1)
  if (format === '') throw new UsageError('The file has no ending that says its format: give one by --format.')
  await withExports(options, async (exports) => {
    const asked = { path: `${table}.${format}`, parameters: parametersOf(options) }
    const revision = await write(exports, asked, options.base, file === '-' ? undefined : file)
    if (file !== '-') console.log(`Wrote ${table} at revision ${revision} to ${file}.`)
  })
}

/** Writes all tables as CSV to a folder, with their description. */
export async function writeDump(folder: string, options: TableOptions): Promise<void> {
  if (options.format !== undefined || options.where !== undefined || options.param.length > 0)
    throw new UsageError('A data package has all tables as CSV files: it takes no format and no filter.')
  await withExports(options, async (exports) => {
    const given = new Map(parametersOf(options))
    const revision = await exports.revision({
      revision: given.has('revision') ? Number(given.get('revision')) : undefined,
    })
    const place = { base: options.base, revision }
    await mkdir(folder, { recursive: true })
    for (const { name } of exports.tables.values()) {
      progress(`Writing ${name} …`)
      const parameters: Asked['parameters'] = [['revision', String(revision)]]
      await write(exports, { path: `${name}.csv`, parameters }, options.base, join(folder, `${name}.csv`))
    }
    progress('')
    const description = dataPackage(exports.tables, place, await exports.catalogue(place), ({ name }) => `${name}.csv`)
    await replaceFile(join(folder, 'datapackage.json'), [`${JSON.stringify(description, null, 2)}\n`])
    console.log(`Wrote ${exports.tables.size} tables at revision ${revision} to ${folder}.`)
  })
}

/** Runs something with the tables of the database. What it refuses is wrong usage. */
async function withExports(options: TableOptions, run: (exports: Exports) => Promise<void>): Promise<void> {
  if (options.revision !== undefined && !/^\d{1,9}$/.test(options.revision))
    throw new UsageError('The revision must be a whole number.')
  await withDatabase(async ({ db, read }: Connection) => {
    const schema = buildSchema()
    try {
      await run(new Exports(schema, createExecutor({ schema, db, read, revisions })))
    } catch (error) {
      throw error instanceof ExportRefused ? new UsageError(error.message) : error
    } finally {
      progress('')
    }
  })
}

function parametersOf({ where, param, revision, hxl, bom }: TableOptions): readonly (readonly [string, string])[] {
  return [
    ...param.map((text) => {
      const [name = '', ...value] = text.split('=')
      if (value.length === 0) throw new UsageError('A parameter has the form name=value.')
      return [name, value.join('=')] as const
    }),
    ...(where === undefined ? [] : [['where', where] as const]),
    ...(revision === undefined ? [] : [['revision', revision] as const]),
    ...(hxl ? [['hxl', '1'] as const] : []),
    ...(bom ? [['bom', '1'] as const] : []),
  ]
}

/** Writes what an address means. Gives the revision. */
async function write(exports: Exports, asked: Asked, base: string, file: string | undefined): Promise<number> {
  const { revision, sendable } = await resolveExport(exports, asked)
  const query = new URLSearchParams([...asked.parameters].map(([name, value]): [string, string] => [name, value]))
  query.set('revision', String(revision))
  const pieces = await sendable.open({ base, revision }, `${base}/export/${asked.path}?${query}`)
  if (file === undefined) await pipeline(pieces, process.stdout, { end: false })
  else await replaceFile(file, pieces)
  return revision
}

/** A reader of the file sees it as it was or as it is, never half of it. */
async function replaceFile(path: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string>): Promise<void> {
  const part = `${path}.part`
  try {
    await pipeline(pieces, createWriteStream(part))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
