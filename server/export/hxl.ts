// Tags of the Humanitarian Exchange Language (HXL 1.1) for columns.
import type { ShownColumn } from './rows.ts'

/** The hashtags of what columns name. */
const tags: ReadonlyMap<string, string> = new Map([
  ['Initiative', '#activity'],
  ['Action', '#output'],
  ['Actor', '#org'],
  ['Place', '#loc'],
  ['ActionPoint', '#sector'],
  ['Document', '#meta+source'],
  ['start', '#date+start'],
  ['startYear', '#date+start+year'],
  ['end', '#date+end'],
  ['endYear', '#date+end+year'],
  ['status', '#status'],
  ['summary', '#description'],
  ['background', '#description'],
  ['text', '#description'],
  ['population', '#beneficiary'],
  ['url', '#meta+url'],
  ['address', '#meta+url'],
])

/** The tag of a column. What HXL has no word for is metadata by the name of the column. */
export function hxlTag({ name, names, type }: Pick<ShownColumn, 'name' | 'names' | 'type'>): string {
  const last = name.split('.').at(-1) ?? name
  const known = tags.get(names ?? '') ?? tags.get(last) ?? tags.get(name)
  const attributes = name.replaceAll(/[^A-Za-z0-9]/g, '_').toLowerCase()
  if (known === undefined) return `#meta+${type === 'id' ? 'id' : attributes}`
  return names === undefined ? known : `${known}+code+${attributes}`
}
