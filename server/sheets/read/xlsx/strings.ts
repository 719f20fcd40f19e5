// The texts that the cells of a workbook share.
import type { Parts } from './parts.ts'
import { eachTag, unescaped } from './xml.ts'

/** Reads them all; how Asian words are pronounced (`rPh`) is not part of a text. */
export async function readStrings(parts: Parts, name: string | undefined): Promise<readonly string[]> {
  const strings: string[] = []
  if (name === undefined) return strings
  let text = ''
  let isInText = false
  let phonetic = 0
  await eachTag(
    parts,
    name,
    {
      open: (tag) => {
        if (tag === 'si') text = ''
        else if (tag === 'rPh') phonetic += 1
        else if (tag === 't') isInText = phonetic === 0
      },
      text: (piece) => {
        if (isInText) text += piece
      },
      close: (tag) => {
        if (tag === 't') isInText = false
        else if (tag === 'rPh') phonetic -= 1
        else if (tag === 'si') strings.push(unescaped(text))
      },
    },
    parts.limits.sharedBytes,
  )
  return strings
}
