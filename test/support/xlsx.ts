// Reads a small workbook as a second program would: by the parts of the package and nothing of what wrote it.
import { text } from 'node:stream/consumers'
import { SaxesParser } from 'saxes'
import { fromBufferPromise } from 'yauzl'

export interface ReadCell {
  readonly type: string
  readonly style: number
  readonly text: string
}

export interface ReadWorkbook {
  /** The parts of the package, by name. */
  readonly parts: ReadonlyMap<string, string>
  /** The cells of each sheet, row by row, by the letters of their columns. */
  readonly sheets: ReadonlyMap<string, readonly ReadonlyMap<string, ReadCell>[]>
}

export async function readXlsx(bytes: Buffer): Promise<ReadWorkbook> {
  const zip = await fromBufferPromise(bytes)
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)))
  const names = tagsOf(parts.get('xl/workbook.xml') ?? '').flatMap(({ name, attributes }) =>
    name === 'sheet' ? [attributes['name'] ?? ''] : [],
  )
  return {
    parts,
    sheets: new Map(
      names.map((name, index) => [name, cellsIn(parts.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '')]),
    ),
  }
}

/** The rows of a sheet as objects by the names in its first row. */
export function rowsOf(sheet: readonly ReadonlyMap<string, ReadCell>[]): readonly Readonly<Record<string, string>>[] {
  const [head = new Map(), ...rows] = sheet
  return rows.map((row) =>
    Object.fromEntries([...row].map(([column, cell]) => [head.get(column)?.text ?? column, cell.text])),
  )
}

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Every element, in order. Throws where the text is no XML. */
function tagsOf(xml: string): readonly Tag[] {
  const tags: Tag[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => tags.push({ name, attributes }))
  parser.write(xml).close()
  return tags
}

function cellsIn(xml: string): readonly ReadonlyMap<string, ReadCell>[] {
  const rows: Map<string, ReadCell>[] = []
  let cell: Tag | undefined
  let held = ''
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push(new Map())
    if (name !== 'c') return
    cell = { name, attributes }
    held = ''
  })
  parser.on('text', (piece) => {
    held += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name !== 'c' || !cell) return
    const { r = '', t = 'n', s = '0' } = cell.attributes
    const read = held.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    rows.at(-1)?.set(r.replace(/\d+/, ''), { type: t, style: Number(s), text: read })
    cell = undefined
  })
  parser.write(xml).close()
  return rows
}
