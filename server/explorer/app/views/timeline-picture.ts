// The timeline as a picture, drawn only as exactly as the source says.
import { linkTo } from '../address.ts'
import type { Page } from '../data/facts.ts'
import { looseDate, type Period, periodText } from '../parts/period.ts'
import { type Item, type Picture, type Shape, written } from '../parts/picture.ts'
import { text } from '../text.ts'

/** An initiative with the time in which it ran. */
export interface Dated {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
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
  readonly right: number
  readonly rowHeight: number
  readonly bar: number
  readonly longest: number
}

const wide: Layout = { width: 1160, left: 330, right: 130, rowHeight: 25, bar: 4, longest: 44 }
const narrow: Layout = { width: 400, left: 16, right: 16, rowHeight: 46, bar: 20, longest: 36 }
const top = 44
/** About how wide a character of a date is. */
const characterWidth = 6.4

/** A bar for each initiative, and a line where the source ends. All must have a start. */
export function timelinePicture(dated: readonly Dated[], asOf: string | null, isNarrow = false): Picture {
  const layout = isNarrow ? narrow : wide
  const { width, left, right, rowHeight } = layout
  const source = asOf === null ? undefined : yearsOf(asOf)
  const starts = dated.map(({ period }) => yearsOf(period?.start ?? ''))
  const ends = dated.flatMap(({ period }) => (period?.end ? [yearsOf(period.end)] : []))
  const first = Math.floor(Math.min(...starts, source ?? 2000) / 2) * 2
  const last = Math.ceil(Math.max(...starts, ...ends, source ?? 2000)) + 0.2
  const x = (years: number): number => left + ((years - first) / (last - first)) * (width - left - right)
  const height = top + dated.length * rowHeight + 8
  const step = last - first > 24 ? 5 : 2
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
  const bars = dated.map((initiative, index) =>
    barOf(initiative, { y: top + index * rowHeight, x, source: source ?? last, layout, isNarrow }),
  )
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
  const isStruck = start <= x(source) + 8 && start + words.length * characterWidth >= x(source)
  return isStruck ? x(source) + 12 : start
}

function barOf({ slug, name, acronym, period }: Dated, spot: Spot): Item {
  const { y, x, source, layout, isNarrow } = spot
  const start = yearsOf(period?.start ?? '')
  // It began some time within the year or month that the source gives.
  const known = start + lengthOf(period?.startPrecision ?? null)
  const end = period?.end ? yearsOf(period.end) + 1 / 365 : period?.ongoing ? source : known
  const until = Math.min(end, Math.max(source, known))
  const words = name.length > layout.longest ? (acronym ?? `${name.slice(0, layout.longest - 1)}…`) : name
  const when = periodText(period)
  const isDay = period?.startPrecision === 'DAY'
  const bar = { is: 'rect', y: y + layout.bar, height: 13 } as const
  return {
    key: slug,
    href: linkTo('initiative', slug),
    title: name,
    shapes: [
      isNarrow
        ? written(layout.left, y + 13, words, 12.5)
        : written(layout.left - 12, y + 14, words, 12.5, { anchor: 'end' }),
      ...(isDay ? [] : [{ ...bar, x: x(start), width: x(known) - x(start), fill: 'hatch', stroke: 'data' } as const]),
      { ...bar, x: x(isDay ? start : known), width: Math.max(0, x(until) - x(known)) || (isDay ? 3 : 0), fill: 'data' },
      ...(end > until
        ? [{ ...bar, x: x(until), width: x(end) - x(until), stroke: 'data', dash: [3, 2] } as const]
        : []),
      ...(period?.ongoing && !period.end
        ? [{ is: 'path', x: x(until), y: y + layout.bar, d: 'M0 0l8 6.5l-8 6.5z', fill: 'data' } as const]
        : []),
      isNarrow
        ? written(x(source) - 6, y + 13, when, 12, { fill: 'ink2', anchor: 'end' })
        : written(besideBar(Math.max(end, known), when, spot), y + 14, when, 12, { fill: 'ink2' }),
    ],
  }
}
