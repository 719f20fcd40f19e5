// The gap map as a picture: the rows as they are folded and sorted on the page, with the same tiles, numbers and signs.
import type { Column } from '../data/columns.ts'
import { groups as columnGroups } from '../data/columns.ts'
import type { Cell, Group, Line, MapData, Row, RowKind } from '../data/count.ts'
import type { Point } from '../data/facts.ts'
import { pageText } from '../parts/page-mark.tsx'
import { fonts, type Ink, type Item, type Picture, type Shape, type Words, written } from '../parts/picture.ts'
import { groundOf, shareOf, sideOf } from '../parts/tile.tsx'
import { text } from '../text.ts'
import { plural, pointHeads } from '../words.ts'

interface MapPictureRequest {
  readonly data: MapData
  readonly columns: readonly Column[]
  readonly points: readonly Point[]
  readonly rows: RowKind
  readonly labelOf: (group: string) => string
  readonly isFolded: (group: Group) => boolean
  readonly isQuietShown: (group: string) => boolean
}

const [nameWidth, columnWidth, totalWidth] = [400, 92, 76]
const [lineHeight, headHeight, groupHeight, quietHeight] = [17, 86, 30, 24]
const size = 13

/** How wide words are, in pixels. */
type Measure = (words: string, isBold?: boolean) => number

function measure(): Measure {
  const context = document.createElement('canvas').getContext('2d')
  return (words, isBold = false) => {
    // Without a canvas, the width of letters on average.
    if (!context) return words.length * size * 0.52
    context.font = `${isBold ? '600 ' : ''}${size}px ${fonts.sans}`
    return context.measureText(words).width
  }
}

/** Words in lines of at most a width. */
function wrapped(words: string, width: number, widthOf: Measure): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

const said = (x: number, y: number, words: string, more: Partial<Words> = {}): Words => written(x, y, words, size, more)

const grounds: Readonly<Record<string, Ink>> = { t1: 't1', t2: 't2', t3: 't3', t4: 't4', 'e-out': 'none' }

/** A cell: its ground, its tile, its number; a plain one has no tile. */
function* cellShapes(cell: Cell, x: number, y: number, height: number, isPlain: boolean): Generator<Shape> {
  const ground = grounds[groundOf(cell)]
  const isTinted = ground !== undefined && !(isPlain && cell.count > 0)
  if (isTinted) yield { is: 'rect', x, y, width: columnWidth, height, fill: ground }
  const [middle, line] = [x + columnWidth / 2, y + height / 2 + 4.5]
  const { count, outside, empty } = cell
  if (count > 0) {
    if (!isPlain) yield* tileShapes(cell, x + 30, y + height / 2)
    yield said(isPlain ? middle : x + 58, line, String(count), { anchor: isPlain ? 'middle' : 'start' })
  } else if (outside > 0) yield said(middle, line, `(${outside})`, { anchor: 'middle', fill: 'ink3' })
  else if (empty === 'NONE_STATED') {
    const side = 15
    if (!isPlain)
      yield {
        ...{ is: 'rect', x: x + 30 - side / 2, y: y + height / 2 - side / 2, width: side, height: side },
        ...{ fill: 'sheet', stroke: 'gap', strokeWidth: 1.5 },
      }
    yield said(isPlain ? middle : x + 58, line, '0', {
      anchor: isPlain ? 'middle' : 'start',
      fill: 'gap',
      isBold: true,
    })
  } else if (empty === null) yield said(middle, line, '0', { anchor: 'middle', fill: 'ink2' })
  else if (empty === 'NOT_ASSESSED')
    for (const step of [-3.5, 3.5])
      yield { is: 'circle', x: middle + step, y: y + height / 2, radius: 1.6, fill: 'ink2' }
}

/** What a line has under all points: the number, or the sign of its kind where it is empty. */
function* rowTotalShapes(total: Cell, width: number, y: number, height: number, isPlain: boolean): Generator<Shape> {
  if (total.count > 0)
    yield said(width - 10, y + height / 2 + 4.5, String(total.count), { anchor: 'end', isBold: isPlain })
  else if (total.empty === 'NOT_COVERED')
    yield { is: 'rect', x: width - totalWidth, y, width: totalWidth, height, fill: 'none' }
  else yield* cellShapes(total, width - 14 - columnWidth / 2, y, height, true)
}

/** A tile around a spot: hatched, and solid from the left as far as the source itself says so. */
function* tileShapes(cell: Cell, x: number, y: number): Generator<Shape> {
  const side = sideOf(cell.count)
  const box = { x: x - side / 2, y: y - side / 2, width: side, height: side }
  yield { is: 'rect', ...box, fill: 'hatch' }
  const share = shareOf(cell)
  if (share > 0) yield { is: 'rect', ...box, width: side * share, fill: 'data' }
  yield { is: 'rect', ...box, stroke: 'data' }
}

/** The map as it stands on the page. */
export function mapPicture(request: MapPictureRequest): Picture {
  const { data, columns, rows, labelOf, isFolded, isQuietShown } = request
  const widthOf = measure()
  const width = nameWidth + columns.length * columnWidth + totalWidth
  const items: Item[] = [{ key: 'head', shapes: [...headShapes(request, width, widthOf)] }]
  let y = headHeight
  const cellsOf = (line: Line, height: number, isPlain: boolean): readonly Shape[] => [
    ...line.cells.flatMap((cell, index) => [...cellShapes(cell, nameWidth + index * columnWidth, y, height, isPlain)]),
    ...rowTotalShapes(line.total, width, y, height, isPlain),
  ]
  const rule = (fill: Ink): Shape => ({ is: 'line', x1: 0, x2: width, y1: y, y2: y, stroke: fill })
  const addRow = (row: Row): void => {
    const page = row.page ? pageText(row.page) : plural(row.initiatives, text.map.nouns.initiatives)
    const names = wrapped(row.label, nameWidth - 36 - widthOf(page), widthOf)
    const height = Math.max(34, names.length * lineHeight + 10)
    const first = y + height / 2 + 4.5 - ((names.length - 1) * lineHeight) / 2
    items.push({
      key: `row ${row.key}`,
      shapes: [
        ...cellsOf(row, height, false),
        rule('rule'),
        ...names.map((words, index) => said(14, first + index * lineHeight, words)),
        said(nameWidth - 10, first, page, { anchor: 'end', fill: 'ink2', size: 12 }),
      ],
    })
    y += height
  }
  for (const group of data.groups) {
    const many = plural(group.rows.length, text.map.nouns[rows], text.map.manyNouns[rows])
    items.push({
      key: group.key,
      shapes: [
        { is: 'rect', x: 0, y, width, height: groupHeight, fill: 'wash' },
        ...cellsOf(group, groupHeight, true),
        rule('rule2'),
        said(0, y + 20, labelOf(group.value), { isBold: true }),
        said(nameWidth - 10, y + 20, many, { anchor: 'end', fill: 'ink2' }),
      ],
    })
    y += groupHeight
    if (isFolded(group)) continue
    for (const row of group.rows.filter(({ isQuiet }) => !isQuiet)) addRow(row)
    const quiet = group.rows.filter(({ isQuiet }) => isQuiet)
    if (quiet.length === 0) continue
    if (isQuietShown(group.value)) {
      for (const row of quiet) addRow(row)
      continue
    }
    const ground: Shape = {
      is: 'rect',
      x: nameWidth,
      y,
      width: columns.length * columnWidth,
      height: quietHeight,
      fill: 'none',
    }
    items.push({
      key: `quiet ${group.key}`,
      shapes: [
        ...(rows === 'initiatives' ? [ground] : []),
        rule('rule'),
        said(14, y + 17, text.map.quiet[rows](quiet.length), { fill: 'ink2', size: 12 }),
      ],
    })
    y += quietHeight
  }
  items.push({ key: 'totals', shapes: [...totalShapes(request, y, width)] })
  items.push({ key: 'rules', shapes: [...upright(columns, y + 44, width)] })
  y += 44
  items.push({ key: 'legend', shapes: [...legendShapes(y + 28)] })
  return { x: 0, y: 0, width, height: y + 52, items }
}

function* headShapes({ columns, rows }: MapPictureRequest, width: number, widthOf: Measure): Generator<Shape> {
  yield { is: 'line', x1: 0, x2: width, y1: 0, y2: 0, stroke: 'ink', strokeWidth: 2 }
  for (const [group] of columnGroups.entries()) {
    const own = columns.filter((column) => column.group === group)
    const at = columns.findIndex((column) => column.group === group)
    const names = text.groups[group]
    if (!names || at < 0) continue
    const fits = widthOf(names.name, true) < own.length * columnWidth - 12
    yield said(nameWidth + at * columnWidth + 8, 18, fits ? names.name : names.short, { isBold: true, size: 12.5 })
  }
  yield said(nameWidth - 10, headHeight - 12, text.map.head[rows], { anchor: 'end', fill: 'ink2' })
  for (const [index, { key, points }] of columns.entries()) {
    const x = nameWidth + index * columnWidth + 8
    yield said(x, 42, key.replace('-', '–'), { isBold: true, size: 15 })
    const title = points.length > 1 ? text.map.together(points.length) : (pointHeads[points[0] ?? 0] ?? '')
    const lines = wrapped(title.replaceAll('\u00ad', ''), columnWidth - 10, (words) => widthOf(words) * 0.92)
    for (const [line, words] of lines.entries()) yield said(x, 57 + line * 13, words, { size: 11.5 })
  }
  yield said(width - 10, 42, text.map.allPoints, { anchor: 'end', size: 11.5 })
}

function* totalShapes({ data }: MapPictureRequest, y: number, width: number): Generator<Shape> {
  yield { is: 'line', x1: 0, x2: width, y1: y, y2: y, stroke: 'ink' }
  yield said(0, y + 19, text.map.all, { isBold: true })
  yield said(0, y + 35, text.map.distinct, { fill: 'ink2', size: 12 })
  for (const [index, cell] of data.all.cells.entries()) {
    const x = nameWidth + (index + 0.5) * columnWidth
    yield said(x, y + 19, String(cell.count), { anchor: 'middle', isBold: true })
    const some = text.map.of(data.rowsWith[index] ?? 0, data.rowCount)
    yield said(x, y + 35, some, { anchor: 'middle', fill: 'ink2', size: 12 })
  }
  yield said(width - 10, y + 19, String(data.all.total.count), { anchor: 'end', isBold: true })
}

/** Rules between the groups of columns, and at both ends of the cells. */
function* upright(columns: readonly Column[], height: number, width: number): Generator<Shape> {
  const edges = columns.flatMap(({ isFirst }, index) => (isFirst ? [nameWidth + index * columnWidth] : []))
  for (const x of [...edges, width - totalWidth])
    yield { is: 'line', x1: x, x2: x, y1: 24, y2: height, stroke: 'rule2' }
  yield { is: 'line', x1: 0, x2: width, y1: height, y2: height, stroke: 'ink' }
}

/** What the signs mean, in a line. */
function* legendShapes(y: number): Generator<Shape> {
  const { legend } = text
  const cell = (more: Partial<Cell>): Cell => ({
    ...{ count: 0, stated: 0, editorial: 0, outside: 0, empty: null },
    ...more,
  })
  const entries: readonly (readonly [cell: Cell, words: string])[] = [
    [cell({ count: 4, editorial: 4 }), `${legend.editorial[0]}: ${legend.short.editorial}`],
    [cell({ count: 4, stated: 4 }), `${legend.stated[0]}: ${legend.short.stated}`],
    [cell({ empty: 'NONE_STATED' }), legend.none[0]],
    [cell({}), legend.touch[0]],
    [cell({ empty: 'NOT_ASSESSED' }), legend.wait[0]],
    [cell({ empty: 'NOT_COVERED' }), legend.out[0]],
    [cell({ outside: 2 }), legend.hidden[0]],
  ]
  let x = 0
  for (const [sign, words] of entries) {
    const hasTile = sign.count > 0 || sign.empty === 'NONE_STATED'
    if (sign.count > 0) yield* tileShapes(sign, x + 12, y)
    else if (sign.empty === 'NOT_COVERED') yield { is: 'rect', x, y: y - 10, width: 26, height: 20, fill: 'none' }
    else yield* cellShapes(sign, hasTile ? x - 18 : x - columnWidth / 2 + 13, y - 10, 20, false)
    yield said(x + (sign.empty === 'NONE_STATED' ? 54 : 34), y + 4, words, { size: 12, fill: 'ink2' })
    x += 190
  }
}
