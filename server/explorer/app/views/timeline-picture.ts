// The timeline as a picture, drawn only as exactly as the source says.
import { linkTo } from '../address.ts'
import type { Page } from '../data/facts.ts'
import { looseDate, type Period, periodText } from '../parts/period.ts'
import { type Item, type Picture, type Shape, written } from '../parts/picture.ts'
import { text } from '../text.ts'
import { linesOf, widthOf } from './labels.ts'

/** An initiative with the time in which it ran. */
export interface Dated {
  readonly slug: string
  readonly name: string
  readonly period: Period | null
  readonly citation: Page
}

/** A date as a number of years. */
function yearsOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return year + (month - 1) / 12 + (day - 1) / 365
}
const lengthOf = (precision: string | null): number =>
  precision === 'YEAR' ? 1 : precision === 'MONTH' ? 1 / 12 : 1 / 120

/** Where things stand: beside each bar its name, or above it where there is no room beside. */
interface Layout {
  readonly width: number
  readonly left: number
  /** How high a row is whose name takes one line, and where its bar is. */
  readonly rowHeight: number
  readonly bar: number
}

const wide: Layout = { width: 1160, left: 330, rowHeight: 25, bar: 4 }
const narrow: Layout = { width: 400, left: 16, rowHeight: 46, bar: 20 }
const top = 44
const [nameSize, dateSize, lineHeight] = [12.5, 12, 15]
/** How far years on the scale stand apart at the least, and the numbers of years that may lie between them. */
const [tickRoom, tickSteps] = [34, [1, 2, 5, 10, 20, 50]] as const

/** A bar for each initiative, and a line where the source ends. All must have a start. */
export function timelinePicture(dated: readonly Dated[], asOf: string | null, isNarrow = false): Picture {
  const layout = isNarrow ? narrow : wide
  const { width, left } = layout
  const source = asOf === null ? undefined : yearsOf(asOf)
  const starts = dated.map(({ period }) => yearsOf(period?.start ?? ''))
  const ends = dated.flatMap(({ period }) => (period?.end ? [yearsOf(period.end)] : []))
  const first = Math.floor(Math.min(...starts, source ?? 2000) / 2) * 2
  const last = Math.ceil(Math.max(...starts, ...ends, source ?? 2000)) + 0.2
  // Beside the last bar its date has room, however long it is.
  const longest = Math.max(0, ...dated.map(({ period }) => widthOf(periodText(period), dateSize)))
  const right = isNarrow ? 16 : longest + 24
  const perYear = (width - left - right) / (last - first)
  const x = (years: number): number => left + (years - first) * perYear
  const spot = { x, source: source ?? last, layout, isNarrow }
  let height = top
  const bars = dated.map((initiative) => {
    const { item, bottom } = barOf(initiative, { ...spot, y: height })
    height = bottom
    return item
  })
  height += 8
  const step = tickSteps.find((years) => years > 1 && years * perYear >= tickRoom) ?? 100
  const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
  const scale = ticks.flatMap((year): Shape[] => [
    { is: 'line', x1: x(year), x2: x(year), y1: top - 6, y2: height, stroke: 'rule' },
    written(x(year), top - 12, String(year), 12, { fill: 'ink2', anchor: 'middle' }),
  ])
  const end: Shape[] =
    source === undefined
      ? []
      : [
          { is: 'line', x1: x(source), x2: x(source), y1: top - 26, y2: height, stroke: 'gap', strokeWidth: 1.5 },
          written(x(source) + (isNarrow ? 6 : 0), 13, text.timeline.source(looseDate(asOf)), 12, {
            ...{ fill: 'gap', anchor: isNarrow ? 'end' : 'middle' },
          }),
        ]
  return { x: 0, y: 0, width, height, items: [{ key: 'scale', shapes: [...scale, ...end] }, ...bars] }
}

interface Spot {
  readonly y: number
  readonly x: (years: number) => number
  readonly source: number
  readonly layout: Layout
  readonly isNarrow: boolean
}

/** Where the date beside a bar begins: behind the line of the source where it would be struck through by it. */
function besideBar(end: number, words: string, { x, source }: Spot): number {
  const start = x(end) + 12
  const isStruck = start <= x(source) + 8 && start + widthOf(words, dateSize) >= x(source)
  return isStruck ? x(source) + 12 : start
}

/** The lines of a name: beside the bar, or above it, where the first leaves room for the date. Whole, since it is all that tells rows apart. */
function nameLines(name: string, when: string, { x, source, layout, isNarrow }: Spot): readonly string[] {
  if (!isNarrow) return linesOf(name, nameSize, () => layout.left - 20)
  const room = x(source) - 6 - layout.left
  return linesOf(name, nameSize, (line) => (line === 0 ? room - widthOf(when, dateSize) - 8 : room))
}

/** What a row shows, and where it ends. */
function barOf({ slug, name, period }: Dated, spot: Spot): { readonly item: Item; readonly bottom: number } {
  const { y, x, source, layout, isNarrow } = spot
  const start = yearsOf(period?.start ?? '')
  // It began some time within the year or month that the source gives.
  const known = start + lengthOf(period?.startPrecision ?? null)
  const end = period?.end ? yearsOf(period.end) + 1 / 365 : period?.ongoing ? source : known
  const until = Math.min(end, Math.max(source, known))
  const when = periodText(period)
  const isDay = period?.startPrecision === 'DAY'
  const lines = nameLines(name, when, spot)
  const more = (lines.length - 1) * lineHeight
  // A name above the bar moves it down; beside a name, it stands at the middle of its lines.
  const shift = isNarrow ? more : more / 2
  const bar = { is: 'rect', y: y + layout.bar + shift, height: 13 } as const
  const shapes: readonly Shape[] = [
    ...lines.map((words, index) =>
      isNarrow
        ? written(layout.left, y + 13 + index * lineHeight, words, nameSize, { hasRim: true })
        : written(layout.left - 12, y + 14 + index * lineHeight, words, nameSize, { anchor: 'end' }),
    ),
    ...(isDay ? [] : [{ ...bar, x: x(start), width: x(known) - x(start), fill: 'hatch', stroke: 'data' } as const]),
    { ...bar, x: x(isDay ? start : known), width: Math.max(0, x(until) - x(known)) || (isDay ? 3 : 0), fill: 'data' },
    ...(end > until ? [{ ...bar, x: x(until), width: x(end) - x(until), stroke: 'data', dash: [3, 2] } as const] : []),
    ...(period?.ongoing && !period.end
      ? [{ is: 'path', x: x(until), y: bar.y, d: 'M0 0l8 6.5l-8 6.5z', fill: 'data' } as const]
      : []),
    isNarrow
      ? written(x(source) - 6, y + 13, when, dateSize, { fill: 'ink2', anchor: 'end', hasRim: true })
      : written(besideBar(Math.max(end, known), when, spot), y + 14 + shift, when, dateSize, {
          ...{ fill: 'ink2', hasRim: true },
        }),
  ]
  return {
    item: { key: slug, href: linkTo('initiative', slug), title: name, shapes },
    bottom: y + layout.rowHeight + more,
  }
}
