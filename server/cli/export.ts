// Writes a dataset as a folder of files that the API, or `tenpoint import`, can read again; or tables, as the addresses of exports
// do.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command, Option } from 'commander'
import { datasetFiles, datasetSlugs } from '../db/export/dataset-files.ts'
import { headRevision } from '../db/revisions.ts'
import { withDatabase } from './database.ts'
import { type TableOptions, writeDump, writeTable } from './export-tables.ts'
import { progress } from './progress.ts'

interface Options extends TableOptions {
  readonly dataset?: string
  readonly table?: string
  readonly datapackage?: true
}

export const exportCommand = new Command('export')
  .description('write a dataset as a folder of JSON files, or a table as one file')
  .argument(
    '<path>',
    'the folder of the files: empty, new, or an earlier export of the same; or the file of the table, - to print it',
  )
  .option('--dataset <slug>', 'the dataset, if the database has several; by default the first')
  .option('--table <name>', 'a table instead of the dataset, such as actions, gaps, network, or plan/<slug>')
  .addOption(
    new Option('--datapackage', 'all tables as CSV files with their description, datapackage.json').conflicts('table'),
  )
  .option(
    '--format <format>',
    'csv, xlsx, json or jsonl; of the network also graphml; by default as the name of the file ends',
  )
  .option('--where <json>', 'only rows that match this filter of the API')
  .option(
    '--param <name=value>',
    'a parameter as the addresses of exports have it, such as level=NATIONAL; repeat it for more',
    collect,
    [],
  )
  .option('--revision <number>', 'the catalogue as it was then')
  .option('--hxl', 'tags of the Humanitarian Exchange Language below the names of the columns')
  .option('--bom', 'a byte order mark, by which Excel knows the letters in CSV')
  .option('--base <address>', 'the address of the server, for the addresses of rows', '')
  .action(async (folder: string, options: Options) => {
    const { dataset, table, datapackage } = options
    if (table !== undefined) return writeTable(folder, table, options)
    if (datapackage) return writeDump(folder, options)
    await withDatabase(async ({ db }) => {
      const slugs = await datasetSlugs(db)
      const slug = dataset ?? slugs[0]
      if (slug === undefined) throw new Error('The database holds no dataset.')
      if (!slugs.includes(slug)) throw new Error(`There is no dataset ${slug}. There is: ${slugs.join(', ')}.`)
      await refuseOtherContent(folder, slug)
      progress(`Writing ${slug} …`)
      const { paths: written, revision } = await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (transaction) => {
          const paths = new Set<string>()
          for await (const { path, text } of datasetFiles(transaction, slug)) {
            await replaceFile(join(folder, path), text)
            paths.add(path)
          }
          return { paths, revision: await headRevision(transaction) }
        })
        .finally(() => progress(''))
      await removeOthers(folder, written)
      console.log(`Wrote ${written.size} files of ${slug} at revision ${revision} to ${folder}.`)
    })
  })

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

/** Throws where a folder holds anything but an earlier export of the dataset. */
async function refuseOtherContent(folder: string, slug: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return
  const description: unknown = names.includes('dataset.json')
    ? JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8'))
    : undefined
  const held = typeof description === 'object' && description !== null ? Reflect.get(description, 'slug') : undefined
  if (held !== slug) throw new Error(`${folder} is not empty and holds no export of ${slug}. Nothing was written.`)
}

/** A reader of the file sees it as it was or as it is, never half of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.part`, text)
  await rename(`${path}.part`, path)
}

/** Removes the files of initiatives that the dataset no longer has. */
async function removeOthers(folder: string, written: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(join(folder, 'initiatives')).catch(() => [])) {
    const path = `initiatives/${name}`
    if (name.endsWith('.json') && !written.has(path)) await rm(join(folder, path))
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined)
