// A copy of the catalogue's files for a test to change.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalogueFolder } from '../../server/db/dataset.ts'

export interface CatalogueCopy extends AsyncDisposable {
  readonly folder: string
  read(file: string): Promise<string>
  write(file: string, text: string): Promise<void>
  remove(file: string): Promise<void>
  /** Puts a value in a spot, as in `actions.0.status`; undefined takes away what is there. */
  put(file: string, spot: string, value: unknown): Promise<void>
}

/** Copies the catalogue; the copy is gone when disposed of. */
export async function copyOfCatalogue(): Promise<CatalogueCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-catalogue-'))
  await cp(catalogueFolder, folder, { recursive: true })
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  const write = (file: string, text: string) => writeFile(join(folder, file), text)
  return {
    folder,
    read,
    write,
    remove: (file) => rm(join(folder, file)),
    async put(file, spot, value) {
      const content: unknown = JSON.parse(await read(file))
      const keys = spot.split('.')
      const last = keys.pop()
      let target = content
      for (const key of keys) target = Reflect.get(objectIn(target, spot), key)
      if (last !== undefined) Reflect.set(objectIn(target, spot), last, value)
      await write(file, JSON.stringify(content))
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

function objectIn(value: unknown, spot: string): object {
  if (typeof value !== 'object' || value === null) throw new TypeError(`There is no ${spot}.`)
  return value
}
