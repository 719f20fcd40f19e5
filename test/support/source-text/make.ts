// Makes hashes.txt from the text of the pages the catalogue holds, which is not in this repository:
//   node test/support/source-text/make.ts <file>
// Lines `=== page 22 ===` separate the pages; what stands before the first one is no part of them.
import { readFileSync, writeFileSync } from 'node:fs'
import { hashFile, hashOf, runsOf } from './shingles.ts'

const HASHES_PER_LINE = 12

const [, , file] = process.argv
if (file === undefined) throw new TypeError('Give the file with the text of the pages.')
const [, ...pages] = readFileSync(file, 'utf8').split(/^=== page \d+ ===$/m)
if (pages.length === 0) throw new TypeError(`${file} has no line "=== page 1 ===".`)
const hashes = [...new Set(runsOf(pages.join(' ')).map(hashOf))].sort()
const lines = Array.from({ length: Math.ceil(hashes.length / HASHES_PER_LINE) }, (_, index) =>
  hashes.slice(index * HASHES_PER_LINE, (index + 1) * HASHES_PER_LINE).join(' '),
)
writeFileSync(hashFile, `${lines.join('\n')}\n`)
console.log(`${hashes.length} runs of ${pages.length} pages.`)
