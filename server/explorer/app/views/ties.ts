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
