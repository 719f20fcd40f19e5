// The parts of a workbook: a zip file on the disk, of which any part can be read as a stream.
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { SheetError } from '../error.ts'
import type { ReadLimits } from '../limits.ts'

/** What a file of Microsoft's older container begins with: .xls, and workbooks with a password. */
const oldContainer = 'd0cf11e0a1b11ae1'
const zipBegin = 0x4b50

/** The bit of an entry that says that it is encrypted. */
const encrypted = 1

export class Parts implements Disposable {
  readonly limits: ReadLimits
  readonly #zip: yauzl.ZipFile
  readonly #entries: ReadonlyMap<string, yauzl.Entry>
  #total = 0

  constructor(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>, limits: ReadLimits) {
    this.#zip = zip
    this.#entries = entries
    this.limits = limits
  }

  /** How much was read so far, from 0 to 1, if the file is right about the sizes of its parts. */
  get share(): number {
    let declared = 0
    for (const { uncompressedSize } of this.#entries.values()) declared += uncompressedSize
    return declared === 0 ? 1 : Math.min(this.#total / declared, 1)
  }

  /** The names of all parts, as they are written. */
  get names(): readonly string[] {
    return [...this.#entries.values()].flatMap(({ fileName }) => (fileName.endsWith('/') ? [] : [fileName]))
  }

  has(name: string): boolean {
    return this.#entries.has(nameOf(name))
  }

  /** The bytes of a part, none where there is no such part. Throws SheetError. */
  async *bytes(name: string, most = this.limits.partBytes): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(nameOf(name))
    if (entry === undefined) return
    if ((entry.generalPurposeBitFlag & encrypted) === encrypted)
      throw new SheetError('OLD_OR_LOCKED', 'The workbook has a password. Save it without one.')
    let size = 0
    const stream = await this.#stream(entry)
    try {
      for await (const chunk of stream) {
        const bytes: Buffer = chunk
        size += bytes.length
        this.#total += bytes.length
        if (size > most || this.#total > this.limits.totalBytes) throw tooBig(this.limits)
        yield bytes
      }
    } catch (error) {
      throw error instanceof SheetError ? error : damaged(error)
    } finally {
      stream.destroy()
    }
  }

  #stream(entry: yauzl.Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, stream) => (error ? reject(damaged(error)) : resolve(stream)))
    })
  }

  [Symbol.dispose](): void {
    this.#zip.close()
  }
}

const nameOf = (name: string): string => name.replace(/^\//, '').toLowerCase()

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const damaged = (error: unknown): SheetError =>
  new SheetError('BAD_ZIP', `The workbook is damaged: ${messageOf(error)}.`, { cause: error })

const tooBig = ({ totalBytes }: ReadLimits): SheetError =>
  new SheetError(
    'TOO_BIG',
    `The workbook unpacks to more than ${Math.round(totalBytes / 1e6)} MB in all, or one of its parts to more than it may.`,
  )

/** Opens a workbook. Throws SheetError where the file is none. */
export async function openParts(path: string, limits: ReadLimits): Promise<Parts> {
  await checkBegin(path)
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, opened) =>
      error ? reject(damaged(error)) : resolve(opened),
    )
  })
  try {
    return new Parts(zip, await entriesOf(zip, limits), limits)
  } catch (error) {
    zip.close()
    throw error
  }
}

async function checkBegin(path: string): Promise<void> {
  await using file = await open(path)
  const begin = Buffer.alloc(8)
  await file.read(begin, 0, 8, 0)
  if (begin.toString('hex') === oldContainer)
    throw new SheetError(
      'OLD_OR_LOCKED',
      'The workbook has a password or is of the old .xls format. Save it as .xlsx, without a password.',
    )
  if (begin.readUInt16LE(0) !== zipBegin) throw new SheetError('NOT_ZIP', 'The file is not an .xlsx workbook.')
}

/** All entries. Their declared sizes are a first check; the bytes are counted again when they come. */
function entriesOf(zip: yauzl.ZipFile, limits: ReadLimits): Promise<ReadonlyMap<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  let declared = 0
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      declared += entry.uncompressedSize
      if (entries.size >= limits.parts)
        return reject(new SheetError('TOO_MANY_PARTS', `The workbook has more than ${limits.parts} parts.`))
      if (declared > limits.totalBytes) return reject(tooBig(limits))
      entries.set(nameOf(entry.fileName), entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error: unknown) => reject(damaged(error)))
    zip.readEntry()
  })
}
