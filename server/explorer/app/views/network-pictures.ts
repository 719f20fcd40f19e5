// The two pictures of the network.
import { linkTo } from '../address.ts'
import { type Item, type Picture, type Shape, type Words, written } from '../parts/picture.ts'
import { layOut, type Spot } from './force.ts'
import { around, placeNames, roomOf, squareOf, turnedRoomOf, type Wanted } from './labels.ts'
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

/** More actors than this are no picture any more; the list has all. */
const drawnAtMost = 60

const sizeOf = (count: number): number => 4 + Math.sqrt(count) * 2
const discOf = (count: number): number => 10 + Math.sqrt(count) * 4

/** The name, and shorter ones for where there is little room. */
const namesOf = (named: Parameters<typeof nameOf>[0], length: number): readonly string[] => [
  ...new Set([length, ...shorter].map((most) => nameOf(named, most))),
]
const shorter = [14, 9]

/** What is drawn of an initiative or an actor beside its name. */
interface Node {
  readonly id: string
  readonly href: string
  readonly title: string
  readonly shapes: readonly Shape[]
  readonly look: Partial<Omit<Words, 'is'>>
  readonly name: Omit<Wanted, 'id' | 'x' | 'y'>
}

function ofInitiative(initiative: Meeting, { x, y }: Spot): Node {
  const count = initiative.actors.nodes.length
  const radius = discOf(count)
  return {
    id: `i ${initiative.slug}`,
    href: linkTo('initiative', initiative.slug),
    title: initiative.name,
    shapes: [
      { is: 'circle', x, y, radius, fill: 'wash', stroke: 'rule2' },
      written(x, y + 4, String(count), 12, { anchor: 'middle' }),
    ],
    look: { fill: 'ink2', isSlanted: true },
    name: { radius, words: namesOf(initiative, 26), size: 13, side: 'under' },
  }
}

function ofActor({ actor, initiatives }: Partner, { x, y }: Spot): Node {
  const radius = sizeOf(initiatives.length)
  return {
    id: `a ${actor.slug}`,
    href: linkTo('network', '', { focus: actor.slug }),
    title: actor.name,
    shapes: [shapeOf(actor, x, y, radius)],
    look: {},
    name: { radius, words: namesOf(actor, 22), size: 12, side: 'over' },
  }
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
      ...initiatives.map(({ slug, actors }) => ({ id: `i ${slug}`, radius: discOf(actors.nodes.length) + 20 })),
      ...drawn.map(({ actor, initiatives: own }) => ({ id: `a ${actor.slug}`, radius: sizeOf(own.length) + 14 })),
    ],
    ties,
  )
  const at = (id: string): Spot => spots.get(id) ?? { x: 0, y: 0 }
  const nodes = [
    ...initiatives.map((initiative) => ofInitiative(initiative, at(`i ${initiative.slug}`))),
    ...drawn.map((partner) => ofActor(partner, at(`a ${partner.actor.slug}`))),
  ]
  const wanted = nodes.map(({ id, name }): Wanted => ({ id, ...at(id), ...name }))
  // What has most ties first, initiative or actor: whoever looks at the picture asks for its name first.
  const tied = new Map<string, number>()
  for (const id of ties.flatMap(({ from, to }) => [from, to])) tied.set(id, (tied.get(id) ?? 0) + 1)
  const placed = placeNames(
    wanted.toSorted((a, b) => (tied.get(b.id) ?? 0) - (tied.get(a.id) ?? 0) || b.radius - a.radius),
    wanted,
  )
  const rooms = nodes.flatMap(({ id, name: { size } }) => {
    const place = placed.get(id)
    return place ? [roomOf(place, size)] : []
  })
  const { left, top, right, bottom } = around([...wanted.map(squareOf), ...rooms], 12)
  return {
    ...{ x: left, y: top, width: right - left, height: bottom - top },
    items: [
      ...ties.map(({ from, to }): Item => {
        const [a, b] = [at(from), at(to)]
        const line = { is: 'line', x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: 'rule' } as const
        return { key: `${from} ${to}`, shapes: [line], isInert: true, ties: [from, to] }
      }),
      ...nodes.map(({ id, href, title, shapes, look, name: { size } }): Item => {
        const place = placed.get(id)
        const name =
          place && written(place.x, place.y, place.words, size, { ...look, anchor: place.anchor, hasRim: true })
        return { key: id, href, title, shapes: name ? [...shapes, name] : shapes }
      }),
    ],
  }
}

/** The most partners around one actor that are a picture. */
export const nearest = 40
const [inner, outer] = [110, 260]
/** The room that the ring takes with names of a usual length. */
const ringRoom = { left: -380, top: -300, right: 380, bottom: 300 }

/** One actor in the middle, its partners around, those with most in common first: the nearer, the more they share. Sectors by kind. */
export function focusPicture(focus: Partner, partners: readonly Partner[]): Picture {
  const shared = ({ actor }: Partner): number => focus.shared.get(actor.slug)?.length ?? 0
  const most = Math.max(1, ...partners.map(shared))
  const drawn = partners
    .slice(0, nearest)
    .toSorted((a, b) => (a.actor.kind < b.actor.kind ? -1 : a.actor.kind > b.actor.kind ? 1 : shared(b) - shared(a)))
  const ring = drawn.map((partner, index) => {
    const angle = (index / drawn.length) * 2 * Math.PI - Math.PI / 2
    const distance = most === 1 ? outer : inner + ((most - shared(partner)) / (most - 1)) * (outer - inner)
    const [x, y] = [Math.cos(angle) * distance, Math.sin(angle) * distance]
    const isLeft = Math.cos(angle) < 0
    const name = written(x, y, nameOf(partner.actor, 28), 12, {
      turn: (angle * 180) / Math.PI + (isLeft ? 180 : 0),
      shift: isLeft ? -14 : 14,
      anchor: isLeft ? 'end' : 'start',
      hasRim: true,
    })
    const item: Item = {
      key: `a ${partner.actor.slug}`,
      href: linkTo('network', '', { focus: partner.actor.slug }),
      title: `${partner.actor.name}: ${shared(partner)}`,
      ties: ['focus'],
      shapes: [
        { is: 'line', x1: 0, y1: 0, x2: x, y2: y, stroke: 'rule', strokeWidth: Math.sqrt(shared(partner)) },
        shapeOf(partner.actor, x, y, sizeOf(shared(partner))),
        name,
      ],
    }
    return { item, room: turnedRoomOf(name) }
  })
  // As large as the ring, so that names are as large around every actor; larger only where a name reaches further.
  const { left, top, right, bottom } = around([...ring.map(({ room }) => room), ringRoom], 4)
  return {
    ...{ x: left, y: top, width: right - left, height: bottom - top },
    items: [
      ...ring.map(({ item }) => item),
      {
        key: 'focus',
        shapes: [
          shapeOf(focus.actor, 0, 0, 11),
          written(0, -18, nameOf(focus.actor, 22), 15, { anchor: 'middle', isBold: true, hasRim: true }),
        ],
      },
    ],
  }
}
