// In which encoding a text file is, and its text.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { SheetError } from './error.ts'

/** An encoding that was found, or said. */
export interface Encoding {
  /** As `TextDecoder` calls it. */
  readonly label: string
  /** Whether nothing in the file tells, so that somebody should look. */
  readonly isGuess: boolean
}

const marks = [
  { label: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { label: 'utf-16le', bytes: [0xff, 0xfe] },
  { label: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** How many bytes are looked at for a mark, and for the zeros of UTF-16. */
const begin = 4096

/**
 * The encoding of a file: as its first bytes mark it; UTF-16 where every other byte of much of it is zero; UTF-8 where all of
 * it can be read so; else Windows-1252, in which any file can be read, rightly or not. Throws SheetError for a `said`
 * encoding that does not exist.
 */
export async function encodingOf(path: string, said?: string): Promise<Encoding> {
  if (said !== undefined) return { label: labelOf(said), isGuess: false }
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(begin), 0, begin, 0)
  const bytes = buffer.subarray(0, bytesRead)
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  if (mark) return { label: mark.label, isGuess: false }
  const zeros = [0, 0]
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) > bytes.length / 8) return { label: odd > even ? 'utf-16le' : 'utf-16be', isGuess: true }
  return (await isUtf8(path)) ? { label: 'utf-8', isGuess: false } : { label: 'windows-1252', isGuess: true }
}

function labelOf(said: string): string {
  try {
    return new TextDecoder(said).encoding
  } catch (error) {
    throw new SheetError('BAD_ENCODING', `The encoding ${said} cannot be read. Save the file as UTF-8.`, {
      cause: error,
    })
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The text of a file, piece by piece, without a byte order mark. Throws SheetError where it is not of that encoding. */
export async function* textOf(path: string, label: string, onBytes?: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(label, { fatal: true })
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (error) {
      throw new SheetError('BAD_ENCODING', `The file is not text in the encoding ${label}.`, { cause: error })
    }
  }
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = chunk
    onBytes?.(bytes.length)
    const text = decode(bytes)
    if (text !== '') yield text
  }
  const rest = decode()
  if (rest !== '') yield rest
}
