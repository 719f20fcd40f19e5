// Writes XLSX workbooks: rows in, bytes out, in memory that does not grow with their number. Sheets are written one after the
// other, each as its rows come.
import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { partsOf, piece, type XlsxSheet } from './xlsx-parts.ts'

/** The bytes of a workbook. Rejects with what reading the rows throws, and with RangeError where a sheet cannot hold them. */
export function writeXlsx(sheets: readonly XlsxSheet[]): Readable {
  const zip = new ZipFile()
  const output = new PassThrough()
  // Whoever reads the output is told; without a listener, an error would end the process.
  output.on('error', () => undefined)
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  }
  zip.on('error', fail)
  zip.outputStream.pipe(output)
  for (const [path, text] of partsOf(sheets))
    if (typeof text === 'string') zip.addBuffer(Buffer.from(text), path, { mtime })
    // Called once its turn comes, so that no rows are read before those of the sheet before it are written.
    else
      zip.addReadStreamLazy(path, { mtime, compressionLevel: 6 }, (take) => {
        // yazl does not listen to the errors of streams that it is given so.
        take(null, Readable.from(text(), { objectMode: false, highWaterMark: piece }).on('error', fail))
      })
  zip.end()
  return output
}

/** The same bytes for the same rows, whenever they are written. */
const mtime = new Date(1980, 0, 1)
