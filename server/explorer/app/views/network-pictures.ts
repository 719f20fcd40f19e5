// The two pictures of the network.
import { linkTo } from '../address.ts'
import { type Item, type Picture, type Shape, written } from '../parts/picture.ts'
import { layOut } from './force.ts'
import type { Meeting, Participant, Partner } from './ties.ts'

const cut = (words: string, length: number): string =>
  words.length > length ? `${words.slice(0, length - 1)}…` : words
const nameOf = ({ name, acronym }: { readonly name: string; readonly acronym: string | null }, length = 26): string =>
  acronym !== null && acronym.length < 14 ? acronym : cut(name, length)

/** The shape of an actor says its kind: a ring for States and their bodies, a disc, a square, a triangle. */
function shapeOf({ kind }: Participant, x: number, y: number, size: number): Shape {
  const rim = { stroke: 'paper' } as const
  if (kind === 'UN_ENTITY') return { is: 'circle', x, y, radius: size, fill: 'data', ...rim }
  if (kind === 'STATE' || kind === 'GOVERNMENT_BODY' || kind === 'SUBNATIONAL_AUTHORITY')
    return { is: 'circle', x, y, radius: size, fill: 'sheet', stroke: 'data', strokeWidth: 2 }
  if (kind === 'INTERGOVERNMENTAL' || kind === 'REGIONAL_BODY' || kind === 'INTERSTATE_PROCESS')
    return { is: 'rect', x: x - size, y: y - size, width: size * 2, height: size * 2, fill: 'data', ...rim }
  const [up, side] = [size * 1.2, size * 1.1]
  return { is: 'path', x, y, d: `M0 ${-up}L${side} ${size}H${-side}z`, fill: 'data', ...rim }
}

/** Smaller initiatives have their name in the list and under the pointer only. */
const labelled = 4
/** More actors than this are no picture any more; the list has all. */
const drawnAtMost = 60

const sizeOf = (count: number): number => 4 + Math.sqrt(count) * 2
const discOf = (count: number): number => 10 + Math.sqrt(count) * 4

interface Label {
  readonly id: string
  /** The middle of its line. */
  readonly x: number
  readonly y: number
  readonly words: string
}

/** How high a line is, and how wide a letter is on average. */
const [lineHeight, letterWidth] = [14, 6.8]

/** The labels that cover none of those before them. What is left out has its name under the pointer and in the list. */
function legible(labels: readonly Label[]): ReadonlySet<string> {
  const shown: Label[] = []
  const half = ({ words }: Label): number => (words.length * letterWidth) / 2
  for (const label of labels)
    if (
      !shown.some(
        (other) => Math.abs(other.y - label.y) < lineHeight && Math.abs(other.x - label.x) < half(other) + half(label),
      )
    )
      shown.push(label)
  return new Set(shown.map(({ id }) => id))
}

/** Initiatives as discs, as large as their number of actors, and the actors that bridge them between. */
export function wholePicture(meetings: readonly Meeting[], partners: readonly Partner[]): Picture {
  const drawn = partners.slice(0, drawnAtMost)
  const initiatives = meetings.filter((initiative) => drawn.some((partner) => partner.initiatives.includes(initiative)))
  const ties = drawn.flatMap(({ actor, initiatives: own }) =>
    own.map((initiative) => ({ from: `a ${actor.slug}`, to: `i ${initiative.slug}` })),
  )
  const spots = layOut(
    [
      ...initiatives.map(({ slug, actors }) => ({ id: `i ${slug}`, radius: discOf(actors.nodes.length) + 16 })),
      ...drawn.map(({ actor, initiatives: own }) => ({ id: `a ${actor.slug}`, radius: sizeOf(own.length) + 14 })),
    ],
    ties,
  )
  const at = (id: string) => spots.get(id) ?? { x: 0, y: 0 }
  const nameUnder = (initiative: Meeting): Label => {
    const id = `i ${initiative.slug}`
    const { x, y } = at(id)
    return { id, x, y: y + discOf(initiative.actors.nodes.length) + 13, words: nameOf(initiative) }
  }
  const nameOver = ({ actor, initiatives: own }: Partner): Label => {
    const id = `a ${actor.slug}`
    const { x, y } = at(id)
    return { id, x, y: y - sizeOf(own.length) - 5, words: nameOf(actor, 22) }
  }
  const named = initiatives
    .filter(({ actors }) => actors.nodes.length >= labelled)
    .toSorted((a, b) => b.actors.nodes.length - a.actors.nodes.length)
  const shown = legible([...drawn.map(nameOver), ...named.map(nameUnder)])
  return {
    ...boxOf([...spots.values()]),
    items: [
      {
        key: 'ties',
        shapes: ties.map(({ from, to }) => {
          const [a, b] = [at(from), at(to)]
          return { is: 'line', x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: 'rule' }
        }),
      },
      ...initiatives.map((initiative): Item => {
        const label = nameUnder(initiative)
        const { x, y } = at(label.id)
        const count = initiative.actors.nodes.length
        const size = discOf(count)
        const look = { fill: 'ink2', anchor: 'middle', isSlanted: true, hasRim: true } as const
        return {
          key: label.id,
          href: linkTo('initiative', initiative.slug),
          title: initiative.name,
          shapes: [
            { is: 'circle', x, y, radius: size, fill: 'wash', stroke: 'rule2' },
            ...(shown.has(label.id) ? [written(label.x, label.y, label.words, 13, look)] : []),
            written(x, y + 4, String(count), 12, { anchor: 'middle' }),
          ],
        }
      }),
      ...drawn.map((partner): Item => {
        const { actor, initiatives: own } = partner
        const label = nameOver(partner)
        const { x, y } = at(label.id)
        const name = written(label.x, label.y, label.words, 12, { anchor: 'middle', hasRim: true })
        return {
          key: label.id,
          href: linkTo('network', '', { focus: actor.slug }),
          title: actor.name,
          shapes: [shapeOf(actor, x, y, sizeOf(own.length)), ...(shown.has(label.id) ? [name] : [])],
        }
      }),
    ],
  }
}

const margin = 70
function boxOf(spots: readonly { readonly x: number; readonly y: number }[]): Omit<Picture, 'items'> {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs, 0) - margin, Math.min(...ys, 0) - margin / 2]
  const [right, bottom] = [Math.max(...xs, 0) + margin, Math.max(...ys, 0) + margin / 2]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The most partners around one actor that are a picture. */
export const nearest = 40
const [inner, outer] = [110, 260]

/** One actor in the middle, its partners around, those with most in common first: the nearer, the more they share. Sectors by kind. */
export function focusPicture(focus: Partner, partners: readonly Partner[]): Picture {
  const shared = ({ actor }: Partner): number => focus.shared.get(actor.slug)?.length ?? 0
  const most = Math.max(1, ...partners.map(shared))
  const drawn = partners
    .slice(0, nearest)
    .toSorted((a, b) => (a.actor.kind < b.actor.kind ? -1 : a.actor.kind > b.actor.kind ? 1 : shared(b) - shared(a)))
  const around = drawn.map((partner, index): Item => {
    const angle = (index / drawn.length) * 2 * Math.PI - Math.PI / 2
    const distance = most === 1 ? outer : inner + ((most - shared(partner)) / (most - 1)) * (outer - inner)
    const [x, y] = [Math.cos(angle) * distance, Math.sin(angle) * distance]
    const isLeft = Math.cos(angle) < 0
    return {
      key: partner.actor.slug,
      href: linkTo('network', '', { focus: partner.actor.slug }),
      title: `${partner.actor.name}: ${shared(partner)}`,
      shapes: [
        { is: 'line', x1: 0, y1: 0, x2: x, y2: y, stroke: 'rule', strokeWidth: Math.sqrt(shared(partner)) },
        shapeOf(partner.actor, x, y, sizeOf(shared(partner))),
        written(x, y, nameOf(partner.actor, 22), 12, {
          turn: (angle * 180) / Math.PI + (isLeft ? 180 : 0),
          shift: isLeft ? -14 : 14,
          anchor: isLeft ? 'end' : 'start',
          hasRim: true,
        }),
      ],
    }
  })
  return {
    ...{ x: -420, y: -400, width: 840, height: 800 },
    items: [
      ...around,
      {
        key: 'focus',
        shapes: [
          shapeOf(focus.actor, 0, 0, 11),
          written(0, -18, nameOf(focus.actor, 40), 15, { anchor: 'middle', isBold: true, hasRim: true }),
        ],
      },
    ],
  }
}
