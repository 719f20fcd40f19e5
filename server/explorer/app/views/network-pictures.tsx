// The two pictures of the network. Their links stay out of the tab order: the list beside has the same.
import { useMemo } from 'preact/hooks'
import { linkTo } from '../address.ts'
import { text } from '../text.ts'
import { layOut } from './force.ts'
import type { Meeting, Participant, Partner } from './ties.ts'

const cut = (words: string, length: number): string =>
  words.length > length ? `${words.slice(0, length - 1)}…` : words
const nameOf = ({ name, acronym }: { readonly name: string; readonly acronym: string | null }, length = 26): string =>
  acronym !== null && acronym.length < 14 ? acronym : cut(name, length)

/** The shape of an actor says its kind: a ring for States and their bodies, a disc, a square, a triangle. */
function Shape({ actor: { kind }, size }: { readonly actor: Participant; readonly size: number }) {
  if (kind === 'UN_ENTITY') return <circle class="who" r={size} />
  if (kind === 'STATE' || kind === 'GOVERNMENT_BODY' || kind === 'SUBNATIONAL_AUTHORITY')
    return <circle class="who ring" r={size} />
  if (kind === 'INTERGOVERNMENTAL' || kind === 'REGIONAL_BODY' || kind === 'INTERSTATE_PROCESS')
    return <rect class="who" x={-size} y={-size} width={size * 2} height={size * 2} />
  return <path class="who" d={`M0 ${-size * 1.2}L${size * 1.1} ${size}H${-size * 1.1}z`} />
}

interface WholeProps {
  readonly meetings: readonly Meeting[]
  /** The actors to draw. */
  readonly partners: readonly Partner[]
}

/** Smaller initiatives have their name in the list and under the pointer only. */
const labelled = 4

const sizeOf = (count: number): number => 4 + Math.sqrt(count) * 2

/** Initiatives as discs, as large as their number of actors, and the actors that bridge them between. */
export function WholePicture({ meetings, partners }: WholeProps) {
  const picture = useMemo(() => {
    const drawn = partners.slice(0, 60)
    const initiatives = meetings.filter((initiative) =>
      drawn.some((partner) => partner.initiatives.includes(initiative)),
    )
    const ties = drawn.flatMap(({ actor, initiatives: own }) =>
      own.map((initiative) => ({ from: `a ${actor.slug}`, to: `i ${initiative.slug}` })),
    )
    const radius = (count: number): number => 10 + Math.sqrt(count) * 4
    const spots = layOut(
      [
        ...initiatives.map(({ slug, actors }) => ({ id: `i ${slug}`, radius: radius(actors.nodes.length) + 16 })),
        ...drawn.map(({ actor, initiatives: own }) => ({ id: `a ${actor.slug}`, radius: sizeOf(own.length) + 14 })),
      ],
      ties,
    )
    return { drawn, initiatives, ties, spots, radius }
  }, [meetings, partners])
  const { drawn, initiatives, ties, spots, radius } = picture
  const at = (id: string) => spots.get(id) ?? { x: 0, y: 0 }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an svg with links in it is a group, and can be no fieldset
    <svg viewBox={boxOf([...spots.values()])} role="group" aria-label={text.network.title}>
      {ties.map(({ from, to }) => (
        <line key={from + to} x1={at(from).x} y1={at(from).y} x2={at(to).x} y2={at(to).y} />
      ))}
      {initiatives.map((initiative) => {
        const { x, y } = at(`i ${initiative.slug}`)
        const size = radius(initiative.actors.nodes.length)
        return (
          <a key={initiative.slug} href={linkTo('initiative', initiative.slug)} tabIndex={-1}>
            <g transform={`translate(${x} ${y})`}>
              <circle class="disc" r={size} />
              {initiative.actors.nodes.length >= labelled && (
                <text class="it" y={size + 13} text-anchor="middle">
                  {nameOf(initiative)}
                </text>
              )}
              <text y="4" text-anchor="middle">
                {initiative.actors.nodes.length}
              </text>
              <title>{initiative.name}</title>
            </g>
          </a>
        )
      })}
      {drawn.map(({ actor, initiatives: own }) => {
        const { x, y } = at(`a ${actor.slug}`)
        const size = sizeOf(own.length)
        return (
          <a key={actor.slug} href={linkTo('network', '', { focus: actor.slug })} tabIndex={-1}>
            <g transform={`translate(${x} ${y})`}>
              <Shape actor={actor} size={size} />
              <text y={-size - 5} text-anchor="middle">
                {nameOf(actor, 22)}
              </text>
              <title>{actor.name}</title>
            </g>
          </a>
        )
      })}
    </svg>
  )
}

const margin = 70
function boxOf(spots: readonly { readonly x: number; readonly y: number }[]): string {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  const [left, top] = [Math.min(...xs, 0) - margin, Math.min(...ys, 0) - margin / 2]
  const [right, bottom] = [Math.max(...xs, 0) + margin, Math.max(...ys, 0) + margin / 2]
  return [left, top, right - left, bottom - top].map(Math.round).join(' ')
}

interface FocusProps {
  readonly focus: Partner
  /** Its partners, those with most in common first. */
  readonly partners: readonly Partner[]
}

const nearest = 40
const outer = 260

/** One actor in the middle, its partners around: the nearer, the more they share. Sectors by kind. */
export function FocusPicture({ focus, partners }: FocusProps) {
  const shared = ({ actor }: Partner): number => focus.shared.get(actor.slug)?.length ?? 0
  const most = Math.max(1, ...partners.map(shared))
  const drawn = partners
    .slice(0, nearest)
    .toSorted((a, b) => (a.actor.kind < b.actor.kind ? -1 : a.actor.kind > b.actor.kind ? 1 : shared(b) - shared(a)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: an svg with links in it is a group, and can be no fieldset
    <svg viewBox="-420 -400 840 800" role="group" aria-label={text.network.around(focus.actor.name)}>
      {drawn.map((partner, index) => {
        const angle = (index / drawn.length) * 2 * Math.PI - Math.PI / 2
        const distance = most === 1 ? outer : 110 + ((most - shared(partner)) / (most - 1)) * (outer - 110)
        const [x, y] = [Math.cos(angle) * distance, Math.sin(angle) * distance]
        const isLeft = Math.cos(angle) < 0
        const turn = (angle * 180) / Math.PI + (isLeft ? 180 : 0)
        return (
          <a key={partner.actor.slug} href={linkTo('network', '', { focus: partner.actor.slug })} tabIndex={-1}>
            <line x1="0" y1="0" x2={x} y2={y} stroke-width={Math.sqrt(shared(partner))} />
            <g transform={`translate(${x} ${y})`}>
              <Shape actor={partner.actor} size={sizeOf(shared(partner))} />
              <text transform={`rotate(${turn})`} x={isLeft ? -14 : 14} y="4" text-anchor={isLeft ? 'end' : 'start'}>
                {nameOf(partner.actor, 22)}
              </text>
              <title>{`${partner.actor.name}: ${shared(partner)}`}</title>
            </g>
          </a>
        )
      })}
      <circle class="who" r="11" />
      <text class="mid" y="-18" text-anchor="middle">
        {nameOf(focus.actor, 40)}
      </text>
    </svg>
  )
}
