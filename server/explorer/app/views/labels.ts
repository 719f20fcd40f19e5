// Where the names in a picture stand: beside what they name, on nothing else, and inside the picture.
import type { Words } from '../parts/picture.ts'

/** A name that is to stand beside a shape. */
export interface Wanted {
  readonly id: string
  /** The middle of the shape, and how far it reaches. */
  readonly x: number
  readonly y: number
  readonly radius: number
  /** The name, and what it is cut to where that has no room. */
  readonly words: readonly string[]
  readonly size: number
  /** The side that it stands at where that is free. */
  readonly side: Side
}

const sides = ['over', 'under', 'right', 'left', 'overRight', 'underRight', 'overLeft', 'underLeft'] as const
export type Side = (typeof sides)[number]

/** Where a name stands: the spot of its foot, and which end of it is there. */
export interface Placed {
  readonly words: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How wide a letter is on average, and a capital, of its size; and what stays free around a name. */
const [letterWidth, capitalWidth, air] = [0.57, 0.74, 3]

/** How far a slanting side is off the middle, of the radius. */
const slant = 0.75

function placeAt({ x, y, radius, size }: Wanted, side: Side): Omit<Placed, 'words'> {
  const [aside, middle] = [radius * slant + 3, y + size / 3]
  switch (side) {
    case 'over':
      return { x, y: y - radius - 5, anchor: 'middle' }
    case 'under':
      return { x, y: y + radius + size, anchor: 'middle' }
    case 'right':
      return { x: x + radius + 5, y: middle, anchor: 'start' }
    case 'left':
      return { x: x - radius - 5, y: middle, anchor: 'end' }
    case 'overRight':
      return { x: x + aside, y: middle - aside - size / 3, anchor: 'start' }
    case 'underRight':
      return { x: x + aside, y: middle + aside + size / 3, anchor: 'start' }
    case 'overLeft':
      return { x: x - aside, y: middle - aside - size / 3, anchor: 'end' }
    case 'underLeft':
      return { x: x - aside, y: middle + aside + size / 3, anchor: 'end' }
  }
}

/** About how wide words are, rather too wide than too narrow: the picture is made before a browser has its fonts. */
export function widthOf(words: string, size: number): number {
  const capitals = words.match(/\p{Lu}/gu)?.length ?? 0
  return (capitals * capitalWidth + (words.length - capitals) * letterWidth) * size
}

/** Words as lines that are no wider than there is room; a single word that is wider has a line of its own. */
export function linesOf(words: string, size: number, roomOfLine: (line: number) => number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size) > roomOfLine(lines.length)) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** The room that words take which are turned around a spot of theirs, and begin or end at a distance from it. */
export function turnedRoomOf({ x, y, words, size, turn = 0, shift = 0, anchor }: Words): Box {
  const [angle, width] = [(turn * Math.PI) / 180, widthOf(words, size)]
  const ends = anchor === 'end' ? [shift - width, shift] : [shift, shift + width]
  const half = size / 2 + air
  const [xs, ys] = [
    ends.flatMap((along) => [-half, half].map((across) => x + along * Math.cos(angle) - across * Math.sin(angle))),
    ends.flatMap((along) => [-half, half].map((across) => y + along * Math.sin(angle) + across * Math.cos(angle))),
  ]
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** The room that a name takes. */
export function roomOf({ words, x, y, anchor }: Placed, size: number): Box {
  const width = widthOf(words, size)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left: left - air, top: y - size - air / 2, right: left + width + air, bottom: y + size / 4 + air / 2 }
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** What holds a shape. */
export const squareOf = ({ x, y, radius }: Pick<Wanted, 'x' | 'y' | 'radius'>): Box => ({
  ...{ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius },
})

/** How far names may stand out from the shapes: a picture that is wider for their sake is smaller on the page. */
const overhang = 55

const isInside = (a: Box, b: Box): boolean =>
  a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom

/** Gives each name the first of its sides where it covers no shape and no name before it; names without room are left out. */
export function placeNames(
  names: readonly Wanted[],
  shapes: readonly Pick<Wanted, 'x' | 'y' | 'radius'>[],
): ReadonlyMap<string, Placed> {
  const taken = shapes.map(squareOf)
  const frame = around(taken, overhang)
  const placed = new Map<string, Placed>()
  for (const name of names) {
    const free = placesOf(name).find((place) => {
      const room = roomOf(place, name.size)
      return isInside(room, frame) && !taken.some((other) => meet(other, room))
    })
    if (!free) continue
    taken.push(roomOf(free, name.size))
    placed.set(name.id, free)
  }
  return placed
}

/** Where a name may stand, the best first: whole on any side before it is cut. */
const placesOf = (name: Wanted): readonly Placed[] =>
  name.words.flatMap((words) =>
    [name.side, ...sides.filter((side) => side !== name.side)].map((side) => ({ words, ...placeAt(name, side) })),
  )

/** What holds all of these. */
export const around = (boxes: readonly Box[], margin: number): Box => ({
  left: Math.min(0, ...boxes.map(({ left }) => left)) - margin,
  top: Math.min(0, ...boxes.map(({ top }) => top)) - margin,
  right: Math.max(0, ...boxes.map(({ right }) => right)) + margin,
  bottom: Math.max(0, ...boxes.map(({ bottom }) => bottom)) + margin,
})
