// Reads XML whose root holds records of one kind, as IATI files do: each record is a row. A column is the path of an element,
// or of its attribute: `title/narrative`, `recipient-country@code`. Elements that an attribute tells apart have it in brackets:
// `participating-org[1]/narrative` is that of the role 1. What a record has several times is joined by semicolons.
import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { SheetError } from './error.ts'
import { type Numbered, sheetOf } from './json.ts'
import type { ReadLimits } from './limits.ts'
import type { Reached, Source } from './source.ts'

/** The attributes that tell elements of one name apart; the first that an element has. */
const telling = ['role', 'vocabulary', 'type', 'xml:lang'] as const

/** Opens an XML file of records. */
export function openXml(path: string, name: string, limits: ReadLimits, reached: Reached): Source {
  // All records are gone through twice.
  const sheet = sheetOf(name, () => recordsOf(path, limits, (bytes) => reached.add(bytes / 2)))
  return {
    format: 'XML',
    sheets: [sheet],
    guesses: [],
    badRecords: [],
    share: () => reached.share,
    [Symbol.asyncDispose]: async () => {},
  }
}

async function* recordsOf(
  path: string,
  limits: ReadLimits,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Numbered> {
  const reader = new RecordReader(limits)
  const decoder = new StringDecoder('utf8')
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = chunk
    onBytes(bytes.length)
    reader.write(decoder.write(bytes), bytes.length)
    yield* reader.take()
  }
  reader.close()
  yield* reader.take()
}

class RecordReader {
  readonly #limits: ReadLimits
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #path: string[] = []
  #records: Numbered[] = []
  #values = new Map<string, string>()
  #text = ''
  #count = 0
  #size = 0

  constructor(limits: ReadLimits) {
    this.#limits = limits
    this.#parser.on('error', (error) => refuse(error.message))
    this.#parser.on('doctype', () => refuse('it has a DOCTYPE'))
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes))
    this.#parser.on('text', (text) => {
      this.#text += text
    })
    this.#parser.on('cdata', (text) => {
      this.#text += text
    })
    this.#parser.on('closetag', () => this.#close())
  }

  write(text: string, bytes: number): void {
    // A record is held whole, and so is a text.
    this.#size += bytes
    this.#parser.write(text)
    if (this.#size > this.#limits.recordBytes + bytes)
      throw new SheetError('CELL_TOO_LONG', `A record has more than ${this.#limits.recordBytes} bytes.`)
  }

  close(): void {
    this.#parser.close()
  }

  take(): readonly Numbered[] {
    const records = this.#records
    if (records.length > 0) this.#records = []
    return records
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    const tells = telling.map((each) => attributes[each]).find((value) => value !== undefined)
    // The root and the record itself are no part of a path.
    const isInside = this.#path.length >= 2
    this.#path.push(tells === undefined || !isInside ? name : `${name}[${tells}]`)
    this.#text = ''
    if (this.#path.length < 2) return
    for (const [attribute, value] of Object.entries(attributes))
      if (!attribute.startsWith('xmlns')) this.#add(`${this.#inside()}@${attribute}`, value)
  }

  #close(): void {
    if (this.#path.length > 2) this.#add(this.#inside(), this.#text)
    this.#text = ''
    if (this.#path.length === 2) this.#end()
    this.#path.pop()
  }

  /** The path inside the record. */
  #inside(): string {
    return this.#path.slice(2).join('/')
  }

  #add(column: string, text: string): void {
    const value = text.replace(/\s+/g, ' ').trim().replaceAll(';', ',')
    if (value === '') return
    const before = this.#values.get(column)
    this.#values.set(column, before === undefined ? value : `${before}; ${value}`)
    if (this.#values.size > this.#limits.columns)
      throw new SheetError('TOO_MANY_COLUMNS', `A record has more than ${this.#limits.columns} different parts.`)
  }

  #end(): void {
    this.#count += 1
    if (this.#count > this.#limits.rows)
      throw new SheetError('TOO_MANY_ROWS', `The file has more than ${this.#limits.rows} records.`)
    this.#records.push({ number: this.#count, value: Object.fromEntries(this.#values) })
    this.#values = new Map()
    this.#size = 0
  }
}

function refuse(reason: string): never {
  throw new SheetError('BAD_XML', `The file is not XML that can be read: ${reason}.`)
}
