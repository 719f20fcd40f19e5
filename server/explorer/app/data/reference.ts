// The schema as the page shows it: what the server makes of its types for the reference.

export interface ReferenceArgument {
  readonly name: string
  readonly description: string
  /** As in the schema: `[ID!]!`. */
  readonly type: string
  readonly default?: string
}

/** A field of a type, or of an input. */
export interface ReferenceField extends ReferenceArgument {
  readonly args?: readonly ReferenceArgument[]
  readonly deprecated?: string
}

export interface ReferenceValue {
  readonly name: string
  readonly description: string
  readonly deprecated?: string
}

export type ReferenceKind = 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar' | 'directive'

export interface ReferenceType {
  readonly name: string
  readonly kind: ReferenceKind
  readonly description: string
  readonly fields?: readonly ReferenceField[]
  readonly values?: readonly ReferenceValue[]
  /** The interfaces that it implements. */
  readonly interfaces?: readonly string[]
  /** The members of a union, and what implements an interface. */
  readonly members?: readonly string[]
  /** Whether exactly one of its fields is given. */
  readonly isOneOf?: true
  /** Where a directive stands. */
  readonly locations?: readonly string[]
}

/** The whole schema, sorted by name within each kind. */
export interface Reference {
  /** The names of the types that operations begin with. */
  readonly roots: readonly string[]
  readonly types: readonly ReferenceType[]
}

/** The name of the type within `[ID!]!`. */
export const namedType = (type: string): string => type.replace(/[[\]!]/g, '')

/** Something that a search finds: a type, a field, an argument, a value. */
export interface ReferenceEntry {
  /** `Actor.partners`, `Actor.partners(first:)`, `Level.LOCAL`. */
  readonly label: string
  /** The last part of the label, by which it is found first. */
  readonly name: string
  readonly description: string
  readonly type: string
  /** The member of the type that it stands at. */
  readonly member?: string
}

/** Everything of the schema that has a name. */
export const entriesOf = ({ types }: Reference): readonly ReferenceEntry[] =>
  types.flatMap(({ name: type, description, fields = [], values = [] }) => [
    { label: type, name: type, description, type },
    ...fields.flatMap((field): ReferenceEntry[] => [
      { label: `${type}.${field.name}`, name: field.name, description: field.description, type, member: field.name },
      ...(field.args ?? []).map((arg) => ({
        ...{ label: `${type}.${field.name}(${arg.name}:)`, name: arg.name, description: arg.description, type },
        member: field.name,
      })),
    ]),
    ...values.map((value) => ({
      ...{ label: `${type}.${value.name}`, name: value.name, description: value.description, type, member: value.name },
    })),
  ])

/** What a search finds, the best first: names that are the words, then such that begin with them, hold them, tell of them. */
export function foundIn(entries: readonly ReferenceEntry[], words: string, limit: number): readonly ReferenceEntry[] {
  const low = words.trim().toLowerCase()
  if (low === '') return []
  const rankOf = ({ name, label, description }: ReferenceEntry): number => {
    const own = name.toLowerCase()
    if (own === low || label.toLowerCase() === low) return 0
    if (own.startsWith(low)) return 1
    if (own.includes(low) || label.toLowerCase().includes(low)) return 2
    return description.toLowerCase().includes(low) ? 3 : Number.POSITIVE_INFINITY
  }
  return entries
    .map((entry, index) => ({ entry, rank: rankOf(entry), index }))
    .filter(({ rank }) => Number.isFinite(rank))
    .toSorted((a, b) => a.rank - b.rank || a.entry.label.length - b.entry.label.length || a.index - b.index)
    .slice(0, limit)
    .map(({ entry }) => entry)
}

/** Where a type is used: as the type of a field, or of an argument. */
export const usesOf = ({ types }: Reference, name: string): readonly ReferenceEntry[] =>
  types.flatMap(({ name: type, fields = [] }) =>
    fields.flatMap((field) => {
      const isOwn = namedType(field.type) === name
      const isTaken = field.args?.some((arg) => namedType(arg.type) === name) ?? false
      if (!isOwn && !isTaken) return []
      const { name: member, description } = field
      return [{ label: `${type}.${member}`, name: member, description, type, member }]
    }),
  )
