// Global ids once more, from arrays.
import { createHash } from 'node:crypto'
import { ActionStatus, valuesOf } from '../../../server/vocabulary.ts'
import { definitions } from '../definitions.ts'
import type { Row, Scope, Store, Value } from './store.ts'

const idOf = (type: string, key: string): string => Buffer.from(`${type}:${key}`).toString('base64url')

/** An id that no object has. */
export const idOfNone = (type: string): string =>
  idOf(type, Array.from({ length: parts[type]?.length ?? 1 }, () => 'none').join('/'))

type Part = (row: Row, store: Store) => Value | undefined
const keyIn =
  (table: string, column: string, key: string): Part =>
  (row, store) =>
    store.byId(table, row[column])?.[key]
const own =
  (column: string): Part =>
  (row) =>
    row[column]
const actionKey = keyIn('actions', 'action_id', 'key')
const actorKey = keyIn('actors', 'actor_id', 'slug')
const pointKey = keyIn('action_points', 'action_point_id', 'slug')
const initiativeKey = keyIn('initiatives', 'initiative_id', 'slug')
const planItemKey = keyIn('plan_items', 'plan_item_id', 'key')
const placeKey = keyIn('places', 'place_id', 'code')

/** What tells rows apart whose key has several parts. */
const parts: Readonly<Record<string, readonly Part[]>> = {
  ActionCredit: [actionKey, actorKey, own('role')],
  ActionClassification: [actionKey, pointKey],
  ActionPointTitle: [pointKey, own('edition'), own('language')],
  ActorName: [actorKey, own('name')],
  ActorIdentifier: [actorKey, own('scheme'), own('value')],
  ActorMembership: [keyIn('actors', 'group_id', 'slug'), keyIn('actors', 'member_id', 'slug')],
  Assessment: [initiativeKey, pointKey],
  InitiativeName: [initiativeKey, own('name')],
  InitiativePlace: [initiativeKey, placeKey, own('role')],
  InitiativePopulation: [initiativeKey, own('population')],
  PlaceMembership: [placeKey, keyIn('places', 'member_id', 'code')],
  PlanItemActor: [planItemKey, actorKey, own('role')],
  PlaceName: [placeKey, own('name')],
}

/** What tells objects apart that depend on arguments, and the arguments they depend on. */
const scoped: Readonly<Record<string, readonly [readonly Part[], (scope: Scope) => Scope]>> = {
  Matrix: [[], ofMatrix],
  MatrixCell: [[own('row_key'), own('action_point_id')], ofMatrix],
  MatrixRow: [[own('row_key')], ofMatrix],
  MatrixTotal: [[own('action_point_id')], ofMatrix],
  ActorNetwork: [[], ofNetwork],
  NetworkNode: [[actorKey], ofNetwork],
  NetworkEdge: [[keyIn('actors', 'source_id', 'slug'), keyIn('actors', 'target_id', 'slug')], ofNetwork],
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null
const isSome = (where: unknown): boolean => JSON.stringify(where ?? {}) !== '{}'

function ofMatrix({ by, where, basis, minAgreement, nature, status, includeGroupCredit }: Scope): Scope {
  const natures = Array.isArray(nature) ? [...new Set<unknown>(nature)] : ['ACTION']
  const statuses = Array.isArray(status) ? new Set<unknown>(status) : undefined
  return {
    ...(isGiven(by) && by !== 'INITIATIVE' && { by }),
    ...(isSome(where) && { where }),
    ...(isGiven(basis) && { basis }),
    ...(typeof minAgreement === 'number' && minAgreement > 1 && { minAgreement }),
    ...(natures.join() !== 'ACTION' && { nature: natures }),
    ...(statuses && statuses.size < valuesOf(ActionStatus).length && { status: [...statuses] }),
    ...(includeGroupCredit === true && { includeGroupCredit }),
  }
}

function ofNetwork({ where, around, depth }: Scope): Scope {
  return {
    ...(isSome(where) && { where }),
    ...(typeof around === 'string' && { around: around.toLowerCase(), depth: depth ?? 1 }),
  }
}

/** The same value for equal arguments: keys in order, lists as sets. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const texts = value.map((item) => JSON.stringify(ordered(item)))
    return [...new Set(texts)].toSorted().map((text): unknown => JSON.parse(text))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, ordered(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const hashOf = (scope: Scope): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(scope)))
    .digest()
    .subarray(0, 16)
    .toString('base64url')

/** The id of an object; undefined where its type has none. */
export function idOfRow(type: string, row: Row, store: Store, scope: Scope): string | undefined {
  const byArguments = scoped[type]
  if (byArguments) {
    const [own, selection] = byArguments
    return idOf(type, [...own.map((part) => part(row, store)), hashOf(selection(scope))].join('/'))
  }
  const several = parts[type]
  if (several) {
    const texts = several.map((part) => String(part(row, store)))
    return idOf(type, [...texts.slice(0, -1).map(escaped), ...texts.slice(-1)].join('/'))
  }
  const [key, ...more] = definitions.object(type).key ?? []
  if (more.length > 0) throw new TypeError(`The oracle does not know what tells one ${type} from another.`)
  return key && idOf(type, String(row[key.column]))
}

const escaped = (text: string): string => text.replace(/[~/]/g, (letter) => (letter === '~' ? '~0' : '~1'))
