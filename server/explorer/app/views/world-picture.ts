// The map of the world as a picture: each country as light or dark as it has little or much, with the number on it.
import { linkTo } from '../address.ts'
import { type Ink, type Item, type Picture, type Shape, written } from '../parts/picture.ts'
import { text } from '../text.ts'
import type { CountryTally } from './country-tally.ts'

/** The outlines as they are generated: paths in the units of the map. */
export interface Outlines {
  readonly width: number
  readonly height: number
  readonly areas: readonly Area[]
}

interface Area {
  /** The code of ISO 3166-1; empty where an area has none. */
  readonly code: string
  readonly d: string
  /** The middle of its largest part, where the number stands. */
  readonly x: number
  readonly y: number
  /** The box of its largest part: left, top, right, bottom. */
  readonly box: readonly number[]
}

/** What a country is counted by. */
export type Measure = 'initiatives' | 'actions'

/** From how many on a country has which colour. */
export const steps: readonly (readonly [from: number, ink: Ink])[] = [
  [1, 'c1'],
  [3, 'c2'],
  [6, 'c3'],
  [10, 'c4'],
]

/** The colour of a count; hatched where the catalogue has the country and nothing for it. */
const inkOf = (count: number): Ink | 'hatch' => steps.findLast(([from]) => count >= from)?.[1] ?? 'hatch'

/** The part of the map that shows something: left, top, right, bottom. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** Countries wider than this would make the box of their continent that of the world. */
const widest = 400
const margin = 30

/** The box of a continent of the catalogue; the whole map where it has none. */
export function boxOf({ areas, width, height }: Outlines, codes: ReadonlySet<string>): Box {
  const own = areas.filter(({ code }) => codes.has(code))
  const usual = own.filter(({ box: [left = 0, , right = 0] }) => right - left < widest)
  const boxes = (usual.length > 0 ? usual : own).map(({ box }) => box)
  if (boxes.length === 0) return [0, 0, width, height]
  const side = (index: number): number[] => boxes.map((box) => box[index] ?? 0)
  return [
    Math.min(...side(0)) - margin,
    Math.min(...side(1)) - margin,
    Math.max(...side(2)) + margin,
    Math.max(...side(3)) + margin,
  ]
}

export interface WorldRequest {
  readonly outlines: Outlines
  readonly tallies: readonly CountryTally[]
  readonly measure: Measure
  readonly box: Box
  /** How many units of the map are a pixel. */
  readonly unit: number
  /** The country that the reader points at in the list. */
  readonly marked: string | undefined
}

const fontSize = 12
/** A country that is smaller than this is a disc, so that it can be seen. */
const smallest = 5

/** The map, with numbers where there is room for them. */
export function worldPicture({ outlines, tallies, measure, box, unit, marked }: WorldRequest): Picture {
  const [left, top, right, bottom] = box
  const tallyOf = new Map(tallies.map((tally) => [tally.country.code, tally]))
  const drawn = outlines.areas.map((area): Item & { readonly numbers: readonly Shape[] } => {
    const tally = tallyOf.get(area.code)
    const key = `${area.code} ${area.x} ${area.y}`
    const line = { stroke: 'paper', strokeWidth: 0.7 * unit } as const
    if (!tally) return { key, numbers: [], shapes: [{ is: 'path', d: area.d, x: 0, y: 0, fill: 'land', ...line }] }
    const count = tally[measure]
    const fill = inkOf(count)
    const [boxLeft = 0, boxTop = 0, boxRight = 0, boxBottom = 0] = area.box
    const [width, height] = [(boxRight - boxLeft) / unit, (boxBottom - boxTop) / unit]
    const isSmall = Math.max(width, height) < smallest
    const mark = area.code === marked ? ({ stroke: 'ink', strokeWidth: 2 * unit } as const) : line
    const disc: Shape = {
      is: 'circle',
      x: area.x,
      y: area.y,
      radius: 3.2 * unit,
      fill,
      stroke: 'data',
      strokeWidth: unit,
    }
    const words = String(count)
    const hasRoom = count > 0 && width > words.length * 7.5 + 3 && height > fontSize + 1
    return {
      key,
      href: linkTo('country', area.code),
      title: text.countries.title(tally.country.name, tally.initiatives, tally.actions),
      shapes: [
        { is: 'path', d: area.d, x: 0, y: 0, fill, ...mark },
        ...(isSmall ? [area.code === marked ? { ...disc, stroke: 'ink' as const } : disc] : []),
      ],
      numbers: hasRoom
        ? [
            written(area.x, area.y + fontSize * 0.36 * unit, words, fontSize * unit, {
              anchor: 'middle',
              fill: fill === 'c4' ? 'paper' : fill === 'c3' ? 'onc3' : 'ink',
            }),
          ]
        : [],
    }
  })
  // What is marked is drawn over its neighbours, and numbers over everything.
  const isMarked = ({ key }: Item): boolean => marked !== undefined && key.startsWith(`${marked} `)
  const items = [...drawn.filter((item) => !isMarked(item)), ...drawn.filter(isMarked)]
  // Islands at the edge are drawn as discs, and not cut in half.
  const rim = 5 * unit
  return {
    ...{ x: left - rim, y: top - rim, width: right - left + 2 * rim, height: bottom - top + 2 * rim },
    items: [...items, { key: 'numbers', shapes: drawn.flatMap(({ numbers }) => numbers), isInert: true }],
  }
}

/** The colours and what they stand for, as ranges. */
export const ranges: readonly (readonly [words: string, ink: Ink | 'hatch'])[] = [
  ...steps.map(([from, ink], index): readonly [string, Ink] => {
    const next = steps[index + 1]?.[0]
    if (next === undefined) return [text.countries.more(from), ink]
    return [next - 1 === from ? String(from) : `${from}–${next - 1}`, ink]
  }),
  [text.countries.none, 'hatch'],
  [text.countries.other, 'land'],
]
