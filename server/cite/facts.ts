// What a citation of a fact says: not only where it is printed, but which fact it is.
import { z } from 'zod'

const named = z.object({ name: z.string() })
const record = named.extend({ slug: z.string() })

/** What tells a fact from others, of each type of facts the parts that it has. */
export const factShape = {
  initiative: record.optional(),
  actor: named.optional(),
  phase: named.nullish(),
  role: z.string().optional(),
  certainty: z.string().optional(),
  label: z.string().nullish(),
  address: z.string().nullish(),
  referred: z.object({ title: z.string() }).nullish(),
  at: named.optional(),
  placeRole: z.string().optional(),
  population: z.string().optional(),
  condition: z.string().nullish(),
  relation: z.string().optional(),
  from: record.optional(),
  to: named.optional(),
  group: record.optional(),
  member: named.optional(),
  roleInGroup: z.string().nullish(),
} as const

const shape = z.object({ name: z.string().optional(), ...factShape })

/** Constants that are no words when they are only written small. */
const words: Readonly<Record<string, string>> = { CO_CHAIR: 'co-chair', UNSPECIFIED: 'takes part', COVERAGE: 'covered' }

const spoken = (constant: string): string => words[constant] ?? constant.toLowerCase().replaceAll('_', ' ')

/** A fact in a line: what it is of, a colon, and what it says. */
export function titleOf(fact: z.infer<typeof shape>): string {
  const { name, initiative, from, to, relation, group, member, roleInGroup } = fact
  if (from && to && relation !== undefined) return `${from.name}: ${spoken(relation)} ${to.name}`
  if (group && member) return `${group.name}: ${member.name}, ${roleInGroup ?? 'member'}`
  const said = name ?? participationOf(fact) ?? tieOf(fact) ?? fact.label ?? fact.referred?.title ?? fact.address ?? ''
  return [initiative?.name, said].filter(Boolean).join(': ')
}

/** "International Organization for Migration, co-chair"; what is only planned or sought says so. */
function participationOf({ actor, role, certainty, phase }: z.infer<typeof shape>): string | undefined {
  if (!actor || role === undefined) return undefined
  const more = [certainty === 'STATED' ? undefined : certainty?.toLowerCase(), phase?.name].filter(Boolean).join(', ')
  return `${actor.name}, ${spoken(role)}${more === '' ? '' : ` (${more})`}`
}

/** "Yemen, venue", or "concerns refugees (in camps)". */
function tieOf({ at, placeRole, population, condition }: z.infer<typeof shape>): string | undefined {
  if (at && placeRole !== undefined) return `${at.name}, ${spoken(placeRole)}`
  if (population === undefined) return undefined
  return `concerns ${spoken(population)}${condition ? ` (${condition.replace(/\.$/, '')})` : ''}`
}
