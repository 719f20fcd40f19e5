// A dataset that was loaded and not changed comes out of the database byte for byte as it went in.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogueFolder } from '../server/db/dataset.ts'
import { datasetFiles, datasetSlugs } from '../server/db/export/dataset-files.ts'
import { catalogueDatabase } from './support/database.ts'

/** The files of a folder that belong to a dataset, by path. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await readdir(folder, { recursive: true })
  const ofDataset = paths.filter((path) => path.endsWith('.json') && path !== 'schema.json')
  return new Map(
    await Promise.all(ofDataset.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  )
}

describe('the files of a dataset', () => {
  it('are written as they were read, to the byte', async () => {
    await using connection = await catalogueDatabase()
    const [slug = ''] = await datasetSlugs(connection.db)
    const written = new Map<string, string>()
    for await (const { path, text } of datasetFiles(connection.db, slug)) written.set(path, text)
    const read = await filesIn(catalogueFolder)
    expect([...written.keys()].sort()).toEqual([...read.keys()].sort())
    for (const [path, text] of read) expect(written.get(path), path).toBe(text)
  })

  it('are none for a dataset that is not there', async () => {
    await using connection = await catalogueDatabase()
    const files = []
    for await (const file of datasetFiles(connection.db, 'another')) files.push(file)
    expect(files).toEqual([])
  })
})
