// Runs of seven words, so that sentences can be compared with the source without the source being here: of the source,
// only a short hash of each run is kept.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** How many words in a row count as the same sentence. */
const RUN = 7

/** The file that holds the hashes, made by `make.ts`. */
export const hashFile = new URL('hashes.txt', import.meta.url)

/** The words of a text: lower case, letters and digits only. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Every run of words of a text, in order. */
export function runsOf(text: string): string[] {
  const words = wordsOf(text)
  return words.flatMap((_, index) => (index + RUN > words.length ? [] : [words.slice(index, index + RUN).join(' ')]))
}

/** 32 bits are enough: a run of other words has the hash of one of the source's once in half a million. */
export const hashOf = (run: string): string => createHash('sha256').update(run).digest('hex').slice(0, 8)

/** Reads the hashes of the source's runs. */
export const sourceHashes = (): ReadonlySet<string> => new Set(readFileSync(hashFile, 'utf8').trim().split(/\s+/))
