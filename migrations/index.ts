// The migrations, by the names of their files; in the order of those names they run. A merged migration is never edited.
import { readdir } from 'node:fs/promises'
import type { Migration } from 'kysely/migration'

async function read(file: string): Promise<Migration> {
  const { up, down }: Partial<Migration> = await import(new URL(file, import.meta.url).href)
  if (up === undefined || down === undefined) throw new TypeError(`The migration ${file} must export up and down.`)
  return { up, down }
}

const names = (await readdir(import.meta.dirname)).sort().flatMap((file) => {
  const name = /^(\d{8}T\d{4}-[a-z-]+)\.ts$/.exec(file)?.[1]
  return name === undefined ? [] : [name]
})

export const migrations: Readonly<Record<string, Migration>> = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await read(`${name}.ts`)] as const)),
)
