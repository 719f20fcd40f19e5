// The changeset that a curator is writing: the open forms, the reason, and what the server said of it. It stays while one
// walks through the page and through a reload of the tab, so that several facts can be corrected together.
import { useEffect, useState } from 'preact/hooks'
import type { ChangesetResult, TypedText } from '../../../../sdk/src/index.ts'
import { client, isKeyGone, newestRevision } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import { tellMade } from '../data/made.ts'
import { errorText } from '../parts/error-text.ts'
import type { Past } from '../parts/happenings.tsx'
import { changedDrafts, changeOf, type Draft, faultsOf, formOf, settled } from './draft-change.ts'
import { changedFields, type Entries, type Entry, entriesOf, type Fault, type Given } from './entry.ts'
import type { Form } from './form.ts'
import { baseOf } from './whole-actors.ts'
import { say } from './words.ts'

/** What came of sending it. */
export type Said =
  | {
      readonly is: 'result'
      readonly result: ChangesetResult
      readonly isTrial: boolean
      readonly sent: readonly Draft[]
    }
  | { readonly is: 'faults'; readonly count: number }
  /** `spot` is where a form could not be opened. */
  | { readonly is: 'error'; readonly message: string; readonly spot?: string | undefined }
  /** The server takes the key no longer. */
  | { readonly is: 'keyGone'; readonly spot?: string | undefined }

interface State {
  readonly drafts: readonly Draft[]
  readonly reason: string
  readonly isBusy: boolean
  readonly said?: Said | undefined
  /** What the forms themselves found wrong, by draft and field. */
  readonly faults: Readonly<Record<string, Readonly<Record<string, Fault>>>>
}

const storage = 'tenpoint-draft'
const nothing: State = { drafts: [], reason: '', isBusy: false, faults: {} }
const listeners = new Set<() => void>()
let state = restored()

/** What the tab has kept. Storage may be closed to pages, or hold what an earlier version of the page wrote. */
function restored(): State {
  const kept = keptText()
  if (kept === null) return nothing
  try {
    const value: unknown = JSON.parse(kept)
    return isKept(value) ? { ...nothing, ...value } : nothing
  } catch (error) {
    if (error instanceof SyntaxError) return nothing
    throw error
  }
}

function keptText(): string | null {
  try {
    return sessionStorage.getItem(storage)
  } catch {
    return null
  }
}

/** Only this module writes there, so that the outer shape tells. */
function isKept(value: unknown): value is Pick<State, 'drafts' | 'reason'> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'drafts' in value &&
    Array.isArray(value.drafts) &&
    'reason' in value &&
    typeof value.reason === 'string'
  )
}

function update(next: Partial<State>): void {
  state = { ...state, ...next }
  const { drafts, reason } = state
  try {
    if (drafts.length > 0) sessionStorage.setItem(storage, JSON.stringify({ drafts, reason }))
    else sessionStorage.removeItem(storage)
  } catch {
    // It is kept until the page is left, then.
  }
  for (const listener of listeners) listener()
}

/** The changeset at work, kept up to date. */
export function useDrafts(): State {
  const [seen, setSeen] = useState(state)
  useEffect(() => {
    const listen = (): void => setSeen(state)
    listeners.add(listen)
    listen()
    return () => void listeners.delete(listen)
  }, [])
  return seen
}

/** What the query of a form gives: what it is of beside its fields. */
interface Answer {
  readonly node:
    | (Given & {
        readonly version?: number
        readonly history?: Past
      })
    | null
}

/** What the query of a form is of; `after` is the cursor in its history. */
interface Asked {
  readonly id: string
  readonly after?: string
}

/** The answer to the query of a form: its fields are those of the declaration. */
const documentOf = (form: Form): TypedText<Answer, Asked> => form.query as TypedText<Answer, Asked>

interface Found {
  readonly entries: Entries
  readonly version?: number
  readonly history?: Past
}

async function read(type: string, id: string): Promise<Found | undefined> {
  const form = formOf(type)
  const { node } = await client().query(documentOf(form), { id })
  if (!node) return undefined
  const { version, history } = node
  return { entries: entriesOf(form, node), ...(version !== undefined && { version }), ...(history && { history }) }
}

/** The history of what a form corrects, from a cursor on. */
export async function olderOf({ type, id }: Draft, after: string): Promise<Past | undefined> {
  if (id === undefined) return undefined
  const { node } = await client().query(documentOf(formOf(type)), { id, after })
  return node?.history
}

const replace = (key: string, change: (draft: Draft) => Draft): readonly Draft[] =>
  state.drafts.map((draft) => (draft.key === key ? change(draft) : draft))

interface Place {
  readonly spot: string
  readonly title: string
  readonly href: string
  readonly version?: number
}

/** Opens a form that is being written at another spot, too; false where there is none. */
function openAlso(key: string, spot: string): boolean {
  if (!state.drafts.some((draft) => draft.key === key)) return false
  update({
    drafts: replace(key, (draft) => ({ ...draft, spots: [...new Set([...draft.spots, spot])] })),
    said: undefined,
  })
  return true
}

/** Opens the form of a row at a spot, with what stands now. */
export async function openUpdate(type: string, id: string, { spot, title, href }: Place): Promise<void> {
  const key = `${type} ${id}`
  if (openAlso(key, spot)) return
  try {
    const found = await read(type, id)
    // Another press of the pen may have opened it meanwhile, and something may be written in it already.
    if (openAlso(key, spot)) return
    if (!found) return update({ said: { is: 'error', message: say.gone, spot } })
    const { entries, ...more } = found
    const draft: Draft = {
      key,
      type,
      edit: 'update',
      title,
      href,
      id,
      before: entries,
      now: entries,
      spots: [spot],
      ...more,
    }
    update({ drafts: [...state.drafts, draft], said: undefined })
  } catch (error) {
    update({ said: { ...failureOf(error), spot } })
  }
}

/** Opens an empty form for a new row, which is a part of what the owners say. */
export function openCreate(type: string, owners: Entries, { spot, ...more }: Place): void {
  const taken = new Set(state.drafts.map(({ key }) => key))
  let number = 1
  while (taken.has(`${spot} ${number}`)) number += 1
  const before = entriesOf(formOf(type))
  const draft: Draft = {
    key: `${spot} ${number}`,
    type,
    edit: 'create',
    ...more,
    before,
    now: { ...before, ...owners },
    spots: [spot],
  }
  update({ drafts: [...state.drafts, draft], said: undefined })
}

/** Writes a field. */
export function write(key: string, field: string, entry: Entry): void {
  const { [field]: _mended, ...faults } = state.faults[key] ?? {}
  update({
    drafts: replace(key, (draft) => ({ ...draft, now: { ...draft.now, [field]: entry } })),
    faults: { ...state.faults, [key]: faults },
  })
}

/** Exchanges what two fields hold. */
export function swap(key: string, [one, other]: readonly [string, string]): void {
  const now = state.drafts.find((draft) => draft.key === key)?.now ?? {}
  const [first, second] = [now[one], now[other]]
  if (first) write(key, other, first)
  if (second) write(key, one, second)
}

/** Marks a row to go, or to stay after all. */
export function turn(key: string, edit: 'update' | 'delete'): void {
  update({ drafts: replace(key, (draft) => ({ ...draft, edit })), said: undefined })
}

/** Leaves a change out: its forms close. */
export function drop(key: string): void {
  const { [key]: _dropped, ...faults } = state.faults
  update({ drafts: state.drafts.filter((draft) => draft.key !== key), faults, said: undefined })
}

/** Closes all forms. */
export const dropAll = (): void => update(nothing)

/** Takes what was said off the page. */
export const hush = (): void => update({ said: undefined })

export const writeReason = (reason: string): void => update({ reason })

/** The field that a path of the API leads to; empty where it leads to the row as a whole. */
export function fieldAt({ fields }: Form, path: readonly string[]): string {
  const names = new Set(fields.map(({ name }) => name))
  return path.slice(1).find((part) => names.has(part)) ?? ''
}

/** Takes the newest state of a row as what the form was opened on; of one field, also as what is written. */
export async function rebase(key: string, theirs?: string): Promise<void> {
  const draft = state.drafts.find((each) => each.key === key)
  if (draft === undefined) return
  try {
    if (draft.id === undefined) {
      const { revision: version } = await newestRevision()
      return update({ drafts: replace(key, (each) => ({ ...each, version })), said: undefined })
    }
    const found = await read(draft.type, draft.id)
    if (!found) return
    const { entries, ...more } = found
    const rebased = (each: Draft): Draft => {
      // What was not written in the form stays as it is now, not as it was.
      const mine = new Set(changedFields(each.before, each.now).filter((name) => name !== theirs))
      const now = Object.fromEntries(
        Object.entries(entries).map(([name, entry]) => [name, (mine.has(name) && each.now[name]) || entry]),
      )
      return { ...each, ...more, before: entries, now }
    }
    update({ drafts: replace(key, rebased), said: undefined })
  } catch (error) {
    update({ said: failureOf(error) })
  }
}

/** Sends the changeset, or has it tried. */
export async function send(dryRun: boolean, facts: Facts): Promise<void> {
  if (state.isBusy) return
  update({ isBusy: true })
  const { drafts, reason } = state
  const sent = await Promise.all(changedDrafts(drafts).map((draft) => settled(draft, facts)))
  const faults = Object.fromEntries(sent.map((draft) => [draft.key, faultsOf(draft)]))
  const count = Object.values(faults).reduce((sum, each) => sum + Object.keys(each).length, 0)
  if (count > 0) return update({ isBusy: false, faults, said: { is: 'faults', count } })
  update({ faults: {}, said: undefined })
  try {
    const result = await client().submit({ reason, changes: sent.map(changeOf), dryRun, ...baseOf(sent) })
    const isMade = result.__typename === 'Changeset' && !dryRun
    update({
      isBusy: false,
      said: { is: 'result', result, isTrial: dryRun, sent },
      ...(isMade && {
        // What was opened or written while the server was busy is not in it, and stays.
        drafts: state.drafts.filter(({ key, now }) => !drafts.some((each) => each.key === key && each.now === now)),
        reason: state.reason === reason ? '' : state.reason,
      }),
    })
    if (isMade && result.status === 'PUBLISHED') tellMade()
  } catch (error) {
    update({ isBusy: false, said: failureOf(error) })
  }
}

const failureOf = (error: unknown): Extract<Said, { readonly is: 'error' | 'keyGone' }> =>
  isKeyGone(error) ? { is: 'keyGone' } : { is: 'error', message: errorText(error) }
