// The lists of the dataset that are one file and one table each: every file in lists/ declares one.
import { readdir } from 'node:fs/promises'
import type { PlainList } from './dataset/plain-list.ts'

const folder = new URL('lists/', import.meta.url)

async function declared(file: string): Promise<PlainList> {
  const { list }: { readonly list?: PlainList } = await import(new URL(file, folder).href)
  if (list === undefined) throw new TypeError(`${file} must export a list.`)
  return list
}

export const plainLists: readonly PlainList[] = await Promise.all((await readdir(folder)).sort().map(declared))
