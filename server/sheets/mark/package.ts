// A workbook as its parts in memory, to change a few and leave the rest byte for byte.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type ReadLimits, readLimits } from '../read/limits.ts'
import { openParts } from '../read/xlsx/parts.ts'
import { layoutOf, type WorkbookLayout } from '../read/xlsx/workbook.ts'

/** How much of a workbook is held in memory to be marked; larger ones are not. */
const limits: ReadLimits = { ...readLimits, totalBytes: 200e6, partBytes: 150e6 }

const keyOf = (name: string): string => name.replace(/^\//, '').toLowerCase()

/** The parts of a workbook by their names, whatever the letter case. */
export class Package {
  readonly layout: WorkbookLayout
  readonly #parts = new Map<string, { readonly name: string; readonly bytes: Buffer }>()

  constructor(layout: WorkbookLayout) {
    this.layout = layout
  }

  has(name: string): boolean {
    return this.#parts.has(keyOf(name))
  }

  /** The text of a part; undefined where there is none. */
  text(name: string): string | undefined {
    return this.#parts.get(keyOf(name))?.bytes.toString('utf8')
  }

  put(name: string, content: string | Buffer): void {
    const known = this.#parts.get(keyOf(name))
    this.#parts.set(keyOf(name), { name: known?.name ?? name, bytes: Buffer.from(content) })
  }

  async write(path: string): Promise<void> {
    const zip = new ZipFile()
    for (const { name, bytes } of this.#parts.values()) zip.addBuffer(bytes, name)
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(path))
  }
}

/** Reads all parts of a workbook. Throws SheetError. */
export async function readPackage(path: string): Promise<Package> {
  using parts = await openParts(path, limits)
  const workbook = new Package(await layoutOf(parts))
  for (const name of parts.names) {
    const chunks: Buffer[] = []
    for await (const chunk of parts.bytes(name)) chunks.push(chunk)
    workbook.put(name, Buffer.concat(chunks))
  }
  return workbook
}
