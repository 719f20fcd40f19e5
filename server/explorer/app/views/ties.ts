// Who works with whom: two actors are tied where both take part in the same initiative.
import type { ExplorerNetworkQuery } from '../generated.ts'

/** An initiative with those who take part in it. */
export type Meeting = ExplorerNetworkQuery['initiatives']['nodes'][number]
export type Participant = Meeting['actors']['nodes'][number]

/** An actor with its initiatives, and which of them it shares with each other actor. */
export interface Partner {
  readonly actor: Participant
  readonly initiatives: readonly Meeting[]
  readonly shared: ReadonlyMap<string, readonly Meeting[]>
}

/** Every actor that takes part in something, those in most initiatives first. */
export function partnersOf(meetings: readonly Meeting[]): readonly Partner[] {
  const actors = new Map<string, Participant>()
  const own = new Map<string, Meeting[]>()
  for (const meeting of meetings)
    for (const actor of meeting.actors.nodes) {
      actors.set(actor.slug, actor)
      own.set(actor.slug, [...(own.get(actor.slug) ?? []), meeting])
    }
  return [...actors.values()]
    .map((actor): Partner => {
      const initiatives = own.get(actor.slug) ?? []
      const shared = new Map<string, Meeting[]>()
      for (const meeting of initiatives)
        for (const { slug } of meeting.actors.nodes)
          if (slug !== actor.slug) shared.set(slug, [...(shared.get(slug) ?? []), meeting])
      return { actor, initiatives, shared }
    })
    .toSorted((a, b) => b.initiatives.length - a.initiatives.length || b.shared.size - a.shared.size)
}

/** A step of a way: initiatives, and the actor that shares them with the actor before. */
export interface Step {
  readonly through: readonly Meeting[]
  readonly to: Partner
}

/**
 * A shortest way from one actor to another over those who share an initiative; empty where there is none. Among equally short
 * ones it goes by the actors in most initiatives.
 */
export function wayBetween(partners: readonly Partner[], from: Partner, to: Partner): readonly Step[] {
  const bySlug = new Map(partners.map((partner) => [partner.actor.slug, partner]))
  const cameFrom = new Map<Partner, Partner | undefined>([[from, undefined]])
  let reached: readonly Partner[] = [from]
  while (reached.length > 0 && !cameFrom.has(to)) {
    const next: Partner[] = []
    for (const before of reached)
      for (const slug of before.shared.keys()) {
        const partner = bySlug.get(slug)
        if (!partner || cameFrom.has(partner)) continue
        cameFrom.set(partner, before)
        next.push(partner)
      }
    reached = next.toSorted((a, b) => b.initiatives.length - a.initiatives.length)
  }
  const steps: Step[] = []
  for (let at = to, before = cameFrom.get(at); before; at = before, before = cameFrom.get(at))
    steps.unshift({ through: before.shared.get(at.actor.slug) ?? [], to: at })
  return steps
}
