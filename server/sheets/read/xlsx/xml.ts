// Reads the XML of a part as it comes, tag by tag. Names are without their prefix: some producers give every tag one.
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { SheetError } from '../error.ts'
import type { Parts } from './parts.ts'

export type Attributes = Readonly<Record<string, string>>

export interface Handlers {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads a part; yields after each chunk, so that what the handlers gathered can be handed on. Throws SheetError. */
export async function* readXml(parts: Parts, name: string, on: Handlers, most?: number): AsyncGenerator<undefined> {
  const refuse = (reason: string): never => {
    throw new SheetError('BAD_XML', `The workbook is damaged: ${name}: ${reason}.`)
  }
  let tags = 0
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => refuse(error.message))
  // Entities of a document's own can grow without end. No workbook has any.
  parser.on('doctype', () => refuse('it has a DOCTYPE'))
  parser.on('opentag', (tag) => {
    tags += 1
    on.open?.(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    tags += 1
    on.close?.(localName(tag.name))
  })
  parser.on('text', (text) => on.text?.(text))
  parser.on('cdata', (text) => on.text?.(text))
  const decoder = new StringDecoder('utf8')
  let isFirst = true
  let seen = 0
  let quiet = 0
  for await (const chunk of parts.bytes(name, most)) {
    if (isFirst && (chunk[0] === 0xff || chunk[0] === 0xfe)) refuse('it is in UTF-16')
    isFirst = false
    parser.write(decoder.write(chunk))
    quiet = tags === seen ? quiet + chunk.length : 0
    seen = tags
    // The parser holds one text or one tag whole.
    if (quiet > parts.limits.quietBytes)
      throw new SheetError(
        'CELL_TOO_LONG',
        `A text of the sheet is too long: a cell has at most ${parts.limits.cellLength} characters. (It stands in ${name}.)`,
      )
    yield undefined
  }
  if (!isFirst) parser.close()
}

/** Reads a whole part. */
export async function eachTag(parts: Parts, name: string, on: Handlers, most?: number): Promise<void> {
  for await (const _ of readXml(parts, name, on, most));
}

/** A text as it was typed: XLSX writes characters that XML cannot hold as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
