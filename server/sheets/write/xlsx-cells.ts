// The cells of XLSX sheets, as XML.
import type { Cell, CellKind } from './cells.ts'

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// What XML cannot hold, or would change: control characters but tab and line feed, half of a surrogate pair, two noncharacters.
const unholdable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g

/** A text in XML. What XML cannot hold is written as `_xHHHH_`, so a text that looks like that is guarded. */
export const escapedXml = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(unholdable, (found) =>
      found.length === 2 ? found : `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

type Style = CellKind | 'head'

/** The order of `cellXfs` in the styles. */
const styles: readonly Style[] = ['boolean', 'text', 'date', 'integer', 'head']

/** The number of a style. */
export const styleOf = (style: Style): number => styles.indexOf(style)

/**
 * Text has the format `@` and the mark that a leading apostrophe leaves, so that editing a cell turns `007` into no number and `=x`
 * into no formula. Dates have a format of their own, since the usual one follows the reader's language.
 */
export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** The longest text of a cell, in characters. */
const maximumText = 32_767
/** 1 March 1900. Before it programs disagree by a day, since one of them took 1900 for a leap year. */
const firstSerial = 61
/** The most digits that a number in a sheet keeps. */
const largestNumber = 999_999_999_999_999
const dayMs = 86_400_000

/** A cell; nothing where it is empty. Throws RangeError where a sheet cannot hold the value. */
export function cellXml(ref: string, cell: Cell, style: Style): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`${ref}: a sheet cannot hold ${cell}.`)
    if (Math.abs(cell) > largestNumber) return textXml(ref, String(cell), 'text')
    return `<c r="${ref}" s="${styleOf(style === 'text' ? 'integer' : style)}"><v>${cell}</v></c>`
  }
  const serial = style === 'date' ? serialOf(cell) : undefined
  if (serial !== undefined) return `<c r="${ref}" s="${styleOf('date')}"><v>${serial}</v></c>`
  return textXml(ref, cell, style === 'head' ? 'head' : 'text')
}

function textXml(ref: string, text: string, style: Style): string {
  if (text.length > maximumText)
    throw new RangeError(`${ref}: the text has ${text.length} characters; a cell holds ${maximumText}.`)
  return `<c r="${ref}" s="${styleOf(style)}" t="inlineStr"><is><t xml:space="preserve">${escapedXml(text)}</t></is></c>`
}

/** The day of a date as sheets count them; undefined where they count differently. */
function serialOf(date: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  const serial = (time - Date.UTC(1899, 11, 30)) / dayMs
  return serial >= firstSerial ? serial : undefined
}
