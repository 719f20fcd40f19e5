// Files of a view: workbooks and pictures. Loaded when the first of them is wanted.
import { strToU8, zip } from 'fflate'
import type { Cell } from '../../../sheets/write/cells.ts'
import { partsOf, type XlsxSheet } from '../../../sheets/write/xlsx-parts.ts'
import {
  type Caption,
  captioned,
  fonts,
  hatch,
  type Ink,
  type Palette,
  type Picture,
  type Shape,
  svgText,
} from './picture.ts'
import { save } from './save.ts'

/** A table of a view: its head, its rows. */
export type Lines = readonly (readonly (string | number)[])[]

/** What is said of a table in its second sheet: names with values. */
export type About = readonly (readonly [name: string, value: string])[]

const widestColumn = 60

/** Offers a table as a workbook: numbers as numbers, and a second sheet that says what it is. */
export async function saveXlsx(name: string, [head = [], ...rows]: Lines, about: About): Promise<void> {
  const sheet = (title: string, names: readonly string[], cells: readonly (readonly Cell[])[]): XlsxSheet => ({
    name: title,
    columns: names.map((column, index) => {
      const isNumber = cells.some((row) => typeof row[index] === 'number')
      const longest = Math.max(column.length, ...cells.map((row) => String(row[index] ?? '').length))
      return { name: column, kind: isNumber ? 'integer' : 'text', width: Math.min(longest + 2, widestColumn) }
    }),
    head: [names],
    pages: pagesOf(cells),
  })
  const [first, second = ''] = about[0] ?? ['']
  const sheets = [sheet('view', head.map(String), rows), sheet('about', [first, second], about.slice(1))]
  const files: Record<string, Uint8Array> = {}
  for (const [path, text] of partsOf(sheets))
    files[path] = strToU8(typeof text === 'string' ? text : await whole(text()))
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    zip(files, (error, data) => (error ? reject(error) : resolve(new Uint8Array(data))))
  })
  save(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes)
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const piece of pieces) all += piece
  return all
}

async function* pagesOf(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows
}

/** The colours of the page as they are now, light or dark. */
function paletteNow(): Palette {
  const style = getComputedStyle(document.documentElement)
  const of = (ink: Ink): string => style.getPropertyValue(`--${ink}`).trim()
  return {
    ...{ ink: of('ink'), ink2: of('ink2'), ink3: of('ink3'), paper: of('paper'), sheet: of('sheet') },
    ...{ wash: of('wash'), none: of('none'), rule: of('rule'), rule2: of('rule2'), data: of('data') },
    ...{ t1: of('t1'), t2: of('t2'), t3: of('t3'), t4: of('t4'), gap: of('gap') },
    ...{ land: of('land'), c1: of('c1'), c2: of('c2'), c3: of('c3'), c4: of('c4'), onc3: of('onc3') },
  }
}

/** Offers a picture as SVG. */
export const saveSvg = (name: string, picture: Picture, caption: Caption): void =>
  save(name, 'image/svg+xml', svgText(captioned(picture, caption), paletteNow(), location.origin))

/** The most points of a picture in pixels: as many as a canvas of any browser has. */
const maximumArea = 16_000_000
const maximumSide = 16_000

/** Offers a picture as PNG, twice as fine as on the page where that is not too large. Rejects where the browser makes none. */
export async function savePng(name: string, picture: Picture, caption: Caption): Promise<void> {
  const { x, y, width, height, items } = captioned(picture, caption)
  const scale = Math.min(2, Math.sqrt(maximumArea / (width * height)), maximumSide / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser has no canvas.')
  const palette = paletteNow()
  context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale)
  const hatched = hatchOf(context, palette)
  for (const { shapes } of items) for (const shape of shapes) draw(context, shape, palette, hatched)
  const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!bytes) throw new Error('The browser made no picture.')
  save(name, 'image/png', bytes)
}

/** The hatched ground, drawn four times as fine as it is used. */
function hatchOf(context: CanvasRenderingContext2D, palette: Palette): CanvasPattern | string {
  const fine = 4
  const cell = document.createElement('canvas')
  cell.width = hatch.step * fine
  cell.height = hatch.step * fine
  const inner = cell.getContext('2d')
  if (!inner) return palette.data
  inner.fillStyle = palette.sheet
  inner.fillRect(0, 0, cell.width, cell.height)
  inner.fillStyle = palette.data
  inner.fillRect(0, 0, hatch.width * fine, cell.height)
  const pattern = context.createPattern(cell, 'repeat')
  pattern?.setTransform(new DOMMatrix().rotate(45).scale(1 / fine))
  return pattern ?? palette.data
}

function draw(
  context: CanvasRenderingContext2D,
  shape: Shape,
  palette: Palette,
  hatched: CanvasPattern | string,
): void {
  context.save()
  if (shape.is === 'text') {
    const { x, y, words, size, fill, isBold, isSlanted, anchor, turn, shift = 0, hasRim } = shape
    const drop = turn === undefined ? 0 : size / 3
    context.font = `${isSlanted ? 'italic ' : ''}${isBold ? '600 ' : ''}${size}px ${isSlanted ? fonts.serif : fonts.sans}`
    context.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left'
    context.translate(x, y)
    context.rotate(((turn ?? 0) * Math.PI) / 180)
    if (hasRim) {
      context.strokeStyle = palette.paper
      context.lineWidth = 3.5
      context.lineJoin = 'round'
      context.strokeText(words, shift, drop)
    }
    context.fillStyle = palette[fill]
    context.fillText(words, shift, drop)
  } else {
    const path = outlineOf(shape)
    if (shape.is === 'path') context.translate(shape.x, shape.y)
    if (shape.fill !== undefined) {
      context.fillStyle = shape.fill === 'hatch' ? hatched : palette[shape.fill]
      context.fill(path)
    }
    if (shape.stroke !== undefined) {
      context.strokeStyle = palette[shape.stroke]
      context.lineWidth = shape.strokeWidth ?? 1
      context.setLineDash([...(shape.dash ?? [])])
      context.stroke(path)
    }
  }
  context.restore()
}

function outlineOf(shape: Exclude<Shape, { readonly is: 'text' }>): Path2D {
  if (shape.is === 'path') return new Path2D(shape.d)
  const path = new Path2D()
  if (shape.is === 'rect') path.rect(shape.x, shape.y, Math.max(0, shape.width), Math.max(0, shape.height))
  else if (shape.is === 'circle') path.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI)
  else {
    path.moveTo(shape.x1, shape.y1)
    path.lineTo(shape.x2, shape.y2)
  }
  return path
}
