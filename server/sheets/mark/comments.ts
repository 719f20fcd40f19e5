// Comments of cells, as XLSX keeps them: the texts in one part, the boxes that show them in another.
import { columnIndex } from '../read/cell.ts'
import { escapedXml } from '../write/xlsx-cells.ts'

/** What is said of a cell. */
export interface Note {
  /** As in `C7`. */
  readonly cell: string
  readonly text: string
}

const author = 'tenpoint'

/** One comment, with the prefix that tags of the part have. */
export const commentXml = ({ cell, text }: Note, prefix = ''): string =>
  `<${prefix}comment ref="${cell}" authorId="0"><${prefix}text><${prefix}t xml:space="preserve">${escapedXml(text)}</${prefix}t></${prefix}text></${prefix}comment>`

/** The part with the texts. */
export const commentsPart = (notes: readonly Note[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>${author}</author></authors><commentList>${notes.map((note) => commentXml(note)).join('')}</commentList></comments>`

/** One box; `number` tells it from all others of the sheet. */
export const boxXml = ({ cell }: Note, number: number): string => {
  const row = Number(cell.replace(/^[A-Z]+/, '')) - 1
  return `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;width:240pt;height:80pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${columnIndex(cell)}</x:Column></x:ClientData></v:shape>`
}

/** The part with the boxes. */
export const boxesPart = (notes: readonly Note[]): string =>
  `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>${notes.map((note, index) => boxXml(note, 1025 + index)).join('')}</xml>`
