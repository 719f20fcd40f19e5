// What is said of an actor, and could as well be of another one that is taken out of it.
import { client } from '../data/client.ts'
import { ExplorerActionsOfDocument, ExplorerParticipationsOfDocument, ExplorerPartsOfDocument } from '../generated.ts'
import { text } from '../text.ts'
import { credits as creditLabels, roles } from '../words.ts'
import type { Row } from './entry.ts'

/** A fact of an actor, with the kind that it stands under in a list. */
export interface Share extends Row {
  readonly group: string
}

/** All of them. Rejects with a TenpointError. */
export async function sharesOf(slug: string): Promise<readonly Share[]> {
  const [participations, actions, { actor }] = await Promise.all([
    all(client().paginate(ExplorerParticipationsOfDocument, { slug }, (page) => page.participations)),
    all(client().paginate(ExplorerActionsOfDocument, { slug }, (page) => page.actions)),
    client().query(ExplorerPartsOfDocument, { slug }),
  ])
  return [
    ...participations.map(({ id, role, phase, initiative }) => ({
      ...{ group: text.record.initiatives, handle: id },
      label: [roles[role], initiative.name, ...(phase ? [phase.name] : [])].join(', '),
    })),
    ...actions.flatMap(({ summary, credits }) =>
      credits
        .filter((credit) => credit.actor.slug === slug)
        .map(({ id, role }) => ({
          ...{ group: text.record.does, handle: id },
          label: `${creditLabels[role]}: ${summary}`,
        })),
    ),
    ...(actor?.groups.nodes ?? []).flatMap(({ name, memberships }) =>
      memberships
        .filter(({ member }) => member.slug === slug)
        .map(({ id }) => ({ group: text.record.groupsOf, handle: id, label: name })),
    ),
    ...(actor?.memberships ?? []).map(({ id, member }) => ({
      ...{ group: text.record.members, handle: id, label: member.name },
    })),
    ...(actor?.parts.nodes ?? []).map(({ id, name }) => ({ group: text.panel.parts, handle: id, label: name })),
    ...(actor?.names ?? []).map(({ id, name }) => ({ group: text.record.names, handle: id, label: name })),
    ...(actor?.identifiers ?? []).map(({ id, scheme, value }) => ({
      ...{ group: text.record.identifiers, handle: id, label: `${scheme} ${value}` },
    })),
  ]
}

async function all<Item>(list: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const item of list) items.push(item)
  return items
}
