// The timeline as a picture, drawn only as exactly as the source says.
import { linkTo } from '../address.ts'
import type { Page } from '../data/facts.ts'
import { type Period, periodText } from '../parts/period.ts'
import { type Item, type Picture, type Shape, written } from '../parts/picture.ts'

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

const [width, labels, rowHeight, top, right] = [1160, 330, 25, 26, 130]

/** A bar for each initiative, and a line where the source ends. All must have a start. */
export function timelinePicture(dated: readonly Dated[], asOf: string | null): Picture {
  const source = asOf === null ? undefined : yearsOf(asOf)
  const starts = dated.map(({ period }) => yearsOf(period?.start ?? ''))
  const ends = dated.flatMap(({ period }) => (period?.end ? [yearsOf(period.end)] : []))
  const first = Math.floor(Math.min(...starts, source ?? 2000) / 2) * 2
  const last = Math.ceil(Math.max(...starts, ...ends, source ?? 2000)) + 0.2
  const x = (years: number): number => labels + ((years - first) / (last - first)) * (width - labels - right)
  const height = top + dated.length * rowHeight + 8
  const step = last - first > 24 ? 5 : 2
  const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
  const scale = ticks.flatMap((year): Shape[] => [
    { is: 'line', x1: x(year), x2: x(year), y1: top - 6, y2: height, stroke: 'rule' },
    written(x(year), 12, String(year), 12, { fill: 'ink2', anchor: 'middle' }),
  ])
  const end: Shape[] =
    source === undefined
      ? []
      : [{ is: 'line', x1: x(source), x2: x(source), y1: top - 10, y2: height, stroke: 'gap', strokeWidth: 1.5 }]
  const bars = dated.map((initiative, index) => barOf(initiative, top + index * rowHeight, x, source ?? last))
  return { x: 0, y: 0, width, height, items: [{ key: 'scale', shapes: [...scale, ...end] }, ...bars] }
}

function barOf({ slug, name, acronym, period }: Dated, y: number, x: (years: number) => number, source: number): Item {
  const start = yearsOf(period?.start ?? '')
  // It began some time within the year or month that the source gives.
  const known = start + lengthOf(period?.startPrecision ?? null)
  const end = period?.end ? yearsOf(period.end) + 1 / 365 : period?.ongoing ? source : known
  const until = Math.min(end, Math.max(source, known))
  const words = name.length > 44 ? (acronym ?? `${name.slice(0, 43)}…`) : name
  const isDay = period?.startPrecision === 'DAY'
  const bar = { is: 'rect', y: y + 4, height: 13 } as const
  return {
    key: slug,
    href: linkTo('initiative', slug),
    title: name,
    shapes: [
      written(labels - 12, y + 14, words, 12.5, { anchor: 'end' }),
      ...(isDay ? [] : [{ ...bar, x: x(start), width: x(known) - x(start), fill: 'hatch', stroke: 'data' } as const]),
      { ...bar, x: x(isDay ? start : known), width: Math.max(0, x(until) - x(known)) || (isDay ? 3 : 0), fill: 'data' },
      ...(end > until
        ? [{ ...bar, x: x(until), width: x(end) - x(until), stroke: 'data', dash: [3, 2] } as const]
        : []),
      ...(period?.ongoing && !period.end
        ? [{ is: 'path', x: x(until), y: y + 4, d: 'M0 0l8 6.5l-8 6.5z', fill: 'data' } as const]
        : []),
      written(x(Math.max(end, known)) + 12, y + 14, periodText(period), 12, { fill: 'ink2' }),
    ],
  }
}
