// Marks cells of a sheet: each gets a red fill and a comment. Only what has to change is changed, by hand in the XML.
import { columnIndex } from '../read/cell.ts'
import { boxesPart, boxXml, commentsPart, commentXml, type Note } from './comments.ts'
import type { Package } from './package.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The prefix of the tags of a part, where they have one. */
const prefixOf = (xml: string, root: string): string => new RegExp(`<(\\w+:)?${root}\\b`).exec(xml)?.[1] ?? ''

/** Gives styles that are marked for styles that are not; each is made once. */
export class MarkedStyles {
  readonly #prefix: string
  readonly #own: readonly string[]
  readonly #made = new Map<number, number>()
  readonly #xml: string[] = []
  #styles: string
  #fill = 0

  constructor(styles: string) {
    this.#styles = styles
    this.#prefix = prefixOf(styles, 'styleSheet')
    const p = this.#prefix
    const inside = new RegExp(`<${p}cellXfs[^>]*>([\\s\\S]*?)</${p}cellXfs>`).exec(styles)?.[1] ?? ''
    this.#own = inside.match(new RegExp(`<${p}xf\\b[^>]*?/>|<${p}xf\\b[^>]*>[\\s\\S]*?</${p}xf>`, 'g')) ?? []
    this.#fill = this.#grow(
      'fills',
      `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="FFFFC7CE"/></${p}patternFill></${p}fill>`,
      1,
    )
  }

  /** The style that is like another one, and marked. */
  of(style: number): number {
    const known = this.#made.get(style)
    if (known !== undefined) return known
    const p = this.#prefix
    const bare = (this.#own[style] ?? `<${p}xf/>`).replace(/\s(fillId|applyFill)="[^"]*"/g, '')
    this.#xml.push(bare.replace(`<${p}xf`, `<${p}xf fillId="${this.#fill}" applyFill="1"`))
    const number = this.#own.length + this.#xml.length - 1
    this.#made.set(style, number)
    return number
  }

  /** The part with the styles that were made. */
  get part(): string {
    if (this.#xml.length > 0) this.#grow('cellXfs', this.#xml.splice(0).join(''), this.#made.size)
    return this.#styles
  }

  /** Adds to a list of the part; answers how many it had. */
  #grow(tag: string, xml: string, count: number): number {
    let had = 0
    const p = this.#prefix
    const list = new RegExp(`<${p}${tag}(\\s[^>]*)?>([\\s\\S]*?)</${p}${tag}>`)
    this.#styles = this.#styles.replace(list, (_, attributes: string | undefined, inside: string) => {
      had = Number(/count="(\d+)"/.exec(attributes ?? '')?.[1] ?? 0)
      const counted = (attributes ?? ' count="0"').replace(/count="\d+"/, `count="${had + count}"`)
      return `<${p}${tag}${counted}>${inside}${xml}</${p}${tag}>`
    })
    return had
  }
}

interface CellXml {
  readonly column: number
  readonly xml: string
}

/** The XML of a sheet with its cells marked. A cell in a row that the sheet does not have is not added. */
export function markCells(xml: string, notes: readonly Note[], styles: MarkedStyles): string {
  const p = prefixOf(xml, 'worksheet')
  const byRow = Map.groupBy(notes, ({ cell }) => Number(cell.replace(/^[A-Z]+/, '')))
  let row = 0
  return xml.replace(
    new RegExp(`<${p}row\\b([^>]*?)(/>|>([\\s\\S]*?)</${p}row>)`, 'g'),
    (whole: string, attributes: string, _end: string, inside: string | undefined) => {
      row = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? row + 1)
      const wanted = byRow.get(row)
      if (!wanted) return whole
      let cells = cellsOf(inside ?? '', p)
      for (const { cell } of wanted) cells = markCell(cells, cell, p, styles)
      return `<${p}row${attributes}>${cells.map((each) => each.xml).join('')}</${p}row>`
    },
  )
}

function cellsOf(xml: string, p: string): readonly CellXml[] {
  let column = -1
  return [...xml.matchAll(new RegExp(`<${p}c\\b([^>]*?)(/>|>[\\s\\S]*?</${p}c>)`, 'g'))].map(
    ([cell, attributes = '']) => {
      const reference = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1]
      column = reference === undefined ? column + 1 : columnIndex(reference)
      return { column, xml: cell }
    },
  )
}

function markCell(cells: readonly CellXml[], reference: string, p: string, styles: MarkedStyles): readonly CellXml[] {
  const column = columnIndex(reference)
  const at = cells.findIndex((cell) => cell.column >= column)
  const there = cells[at]
  if (there?.column !== column) {
    const fresh = { column, xml: `<${p}c r="${reference}" s="${styles.of(0)}"/>` }
    return at < 0 ? [...cells, fresh] : cells.toSpliced(at, 0, fresh)
  }
  const style = Number(/^[^>]*\bs="(\d+)"/.exec(there.xml)?.[1] ?? 0)
  const bare = there.xml.replace(/^(<[^>]*?)\s+s="\d+"/, '$1')
  return cells.with(at, { column, xml: bare.replace(`<${p}c`, `<${p}c s="${styles.of(style)}"`) })
}

/** Adds comments to a sheet. One that a cell has already stays, and ours is left out; answers how many. */
export function addComments(workbook: Package, sheetPart: string, notes: readonly Note[]): number {
  const folder = sheetPart.replace(/[^/]*$/, '')
  const relationsPart = `${folder}_rels/${sheetPart.slice(folder.length)}.rels`
  const relations = workbook.text(relationsPart) ?? `<Relationships xmlns="${packaging}"></Relationships>`
  const texts = targetOf(relations, 'comments', folder)
  const boxes = targetOf(relations, 'vmlDrawing', folder)
  if (texts !== undefined && boxes !== undefined) return extendComments(workbook, texts, boxes, notes)
  let number = 1
  while (workbook.has(`xl/commentsImport${number}.xml`)) number += 1
  const own = { texts: `xl/commentsImport${number}.xml`, boxes: `xl/drawings/vmlImport${number}.vml` }
  workbook.put(own.texts, commentsPart(notes))
  workbook.put(own.boxes, boxesPart(notes))
  const added = `<Relationship Id="rIdImportBoxes" Type="${office}/vmlDrawing" Target="/${own.boxes}"/><Relationship Id="rIdImportTexts" Type="${office}/comments" Target="/${own.texts}"/>`
  workbook.put(
    relationsPart,
    relations.replace(/<Relationships([^>]*?)\/>\s*$|<\/Relationships>\s*$/, (_, attributes: string | undefined) =>
      attributes === undefined ? `${added}</Relationships>` : `<Relationships${attributes}>${added}</Relationships>`,
    ),
  )
  declareTypes(workbook, own.texts)
  workbook.put(sheetPart, withDrawing(workbook.text(sheetPart) ?? ''))
  return 0
}

function targetOf(relations: string, type: string, folder: string): string | undefined {
  const tag = new RegExp(`<Relationship\\b[^>]*Type="[^"]*/${type}"[^>]*>`).exec(relations)?.[0]
  const target = tag && /Target="([^"]*)"/.exec(tag)?.[1]
  return target && new URL(target, `http://workbook/${folder}`).pathname.slice(1)
}

function extendComments(workbook: Package, texts: string, boxes: string, notes: readonly Note[]): number {
  const xml = workbook.text(texts) ?? ''
  const p = prefixOf(xml, 'comments')
  const taken = new Set([...xml.matchAll(/<(?:\w+:)?comment\b[^>]*\bref="([A-Z]+\d+)"/g)].map(([, cell]) => cell))
  const added = notes.filter(({ cell }) => !taken.has(cell))
  const end = `</${p}commentList>`
  workbook.put(
    texts,
    xml.replace(end, () => `${added.map((note) => commentXml(note, p)).join('')}${end}`),
  )
  const drawing = workbook.text(boxes) ?? ''
  const last = Math.max(1024, ...[...drawing.matchAll(/_x0000_s(\d+)/g)].map(([, number]) => Number(number)))
  const shapes = added.map((note, index) => boxXml(note, last + 1 + index)).join('')
  workbook.put(
    boxes,
    drawing.replace(/<\/xml>\s*$/, () => `${shapes}</xml>`),
  )
  return notes.length - added.length
}

function declareTypes(workbook: Package, texts: string): void {
  const types = workbook.text('[Content_Types].xml') ?? ''
  const boxes = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
  const own = `<Override PartName="/${texts}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`
  const withBoxes = /Extension="vml"/i.test(types) ? types : types.replace(/<Types[^>]*>/, (tag) => `${tag}${boxes}`)
  workbook.put('[Content_Types].xml', withBoxes.replace('</Types>', `${own}</Types>`))
}

/** What comes after the drawing of comments in a sheet, in the order that the format prescribes. */
const later = 'legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst'

function withDrawing(xml: string): string {
  const p = prefixOf(xml, 'worksheet')
  const tag = `<${p}legacyDrawing xmlns:r="${office}" r:id="rIdImportBoxes"/>`
  const end = xml.search(new RegExp(`</${p}sheetData>|<${p}sheetData\\s*/>`))
  const at = xml.slice(end).search(new RegExp(`<${p}(${later})\\b|</${p}worksheet>`))
  return `${xml.slice(0, end + at)}${tag}${xml.slice(end + at)}`
}
