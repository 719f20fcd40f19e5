// What a changeset does to actors as a whole: which one goes into which, which one is taken out of which, and what moves with
// that. Made from its changes of single rows, of which there are many.
import { forms } from './declared.ts'
import type { Of } from './readable.ts'

/** A change of one row, with where a deleted actor went. */
export interface RowChange extends Of {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  readonly mergedInto: string | null
}

/** Two actors that become one, or one that becomes two. */
export interface Whole<Change extends RowChange> {
  readonly is: 'merge' | 'split'
  /** The one that goes, or that is taken apart, and the other one; by their slugs. */
  readonly from: string
  readonly into: string
  /** What was of one actor and is of the other. */
  readonly moved: readonly Change[]
  /** What is not kept twice, since the other one has the same. */
  readonly doubles: readonly Change[]
  /** Names that the one that stays gets. */
  readonly names: readonly string[]
  /** The actor that goes. */
  readonly gone: Change | undefined
  /** All changes that this accounts for. */
  readonly parts: readonly Change[]
}

/** The fields of rows that refer to an actor. */
export const actorFields: ReadonlySet<string> = new Set(
  Object.values(forms).flatMap(({ fields }) =>
    fields.flatMap(({ name, is, of }) => (is === 'row' && of === 'Actor' ? [name] : [])),
  ),
)

/** Finds them. A changeset may have several, and other changes beside them. */
export function wholesIn<Change extends RowChange>(changes: readonly Change[]): readonly Whole<Change>[] {
  const merges = changes.flatMap(({ key, type, mergedInto }) =>
    type === 'Actor' && mergedInto !== null ? [{ is: 'merge' as const, from: key, into: mergedInto }] : [],
  )
  return [...merges, ...splitsIn(changes)].map((pair) => wholeOf(changes, pair))
}

type Pair = Pick<Whole<RowChange>, 'is' | 'from' | 'into'>

/** A new actor that gets what was of another one is taken out of that. */
function splitsIn(changes: readonly RowChange[]): readonly Pair[] {
  const made = changes.filter(({ type, operation }) => type === 'Actor' && operation === 'CREATE').map(({ key }) => key)
  const gone = new Set(changes.filter(({ mergedInto }) => mergedInto !== null).map(({ key }) => key))
  const pairs = changes.flatMap((change) => {
    const { before, after } = reference(change) ?? {}
    return before && after && made.includes(after) && !gone.has(before) ? [`${before} ${after}`] : []
  })
  return [...new Set(pairs)].map((pair) => {
    const [from = '', into = ''] = pair.split(' ')
    return { is: 'split', from, into }
  })
}

/** The field of a row that begins to refer to another actor. */
const reference = ({ operation, fields }: RowChange) =>
  operation === 'UPDATE'
    ? fields.find(({ name, before, after }) => actorFields.has(name) && before !== null && after !== null)
    : undefined

function wholeOf<Change extends RowChange>(changes: readonly Change[], { is, from, into }: Pair): Whole<Change> {
  const moved: Change[] = []
  const doubles: Change[] = []
  const others: Change[] = []
  const names: string[] = []
  let gone: Change | undefined
  const come = new Map(
    changes.flatMap((change) => (isOf(change, into, 'CREATE') ? [[restOf(change, into), change]] : [])),
  )
  for (const change of changes) {
    const { before, after } = reference(change) ?? {}
    const twin = isOf(change, from, 'DELETE') ? come.get(restOf(change, from)) : undefined
    if (before === from && after === into) moved.push(change)
    else if (twin) {
      moved.push(twin)
      others.push(change)
    } else if (is === 'merge' && change.key === from && change.type === 'Actor') gone = change
    else if (is === 'merge' && isOf(change, from, 'DELETE')) doubles.push(change)
    else if (is === 'merge' && change.type === 'ActorName' && isOf(change, into, 'CREATE')) {
      names.push(change.name)
      others.push(change)
    } else if (isOfSets(change, from, into)) others.push(change)
  }
  const parts = [...(gone ? [gone] : []), ...moved, ...doubles, ...others]
  return { is, from, into, moved, doubles, names, gone, parts }
}

/** Whether a row that comes or goes is one of an actor. */
const isOf = ({ operation, type, fields }: RowChange, slug: string, what: 'CREATE' | 'DELETE'): boolean =>
  operation === what &&
  type !== 'Actor' &&
  fields.some(({ name, before, after }) => actorFields.has(name) && (what === 'CREATE' ? after : before) === slug)

/** What a row that comes or goes says beside the actor: what is the same of two is the same row of another actor. */
const restOf = ({ type, fields }: RowChange, slug: string): string =>
  JSON.stringify([
    type,
    ...fields.flatMap(({ name, before, after }) => {
      const value = after ?? before
      return actorFields.has(name) && value === slug ? [] : [[name, value]]
    }),
  ])

/** Whether only lists of a row change, in which one actor stands for the other. */
const isOfSets = ({ operation, type, key, fields }: RowChange, from: string, into: string): boolean =>
  operation === 'UPDATE' &&
  fields.length > 0 &&
  fields.every(({ name, before, after }) => {
    const isList =
      forms[type]?.parts[name] !== undefined ||
      forms[type]?.fields.some((field) => field.name === name && field.is === 'rows')
    const isOwn = type === 'Actor' && (key === from || key === into)
    return isList === true && (isOwn || namesOf(before).has(from) || namesOf(after).has(into))
  })

const namesOf = (list: string | null): ReadonlySet<string> => new Set((list ?? '').split(/,? /))
