// A change that is being written, and what it says to the API: its input, and what the form itself finds wrong with it.
import type { ChangeInput } from '../../../../sdk/src/index.ts'
import type { Facts } from '../data/facts.ts'
import type { Past } from '../parts/happenings.tsx'
import { choicesOf } from './choices.ts'
import { forms } from './declared.ts'
import { changedFields, type Entries, type Fault, faultOf, inputOf, isEmpty, isTyped, type Row } from './entry.ts'
import type { Field, Form } from './form.ts'
import { wholeChange, wholeForms } from './whole-actors.ts'

/** A change that is being written. */
export interface Draft {
  readonly key: string
  readonly type: string
  readonly edit: 'create' | 'update' | 'delete'
  /** What it is about, for people. */
  readonly title: string
  /** The page on which its form stands. */
  readonly href: string
  /** The global id and the version of what is corrected; of what is new, only the revision that it is made on, if that matters. */
  readonly id?: string
  readonly version?: number
  readonly history?: Past
  readonly before: Entries
  readonly now: Entries
  /** The places on pages where its form is open. */
  readonly spots: readonly string[]
}

/** The declaration of a type. Throws where there is none: then the page and the server are of two versions. */
export function formOf(type: string): Form {
  const form = forms[type] ?? wholeForms[type]
  if (!form) throw new TypeError(`There is no form for ${type}.`)
  return form
}

const isSent = (draft: Draft): boolean => draft.edit !== 'update' || changedFields(draft.before, draft.now).length > 0

/** The changes that would be sent. */
export const changedDrafts = (drafts: readonly Draft[]): readonly Draft[] => drafts.filter(isSent)

/** The change as the API takes it. */
export function changeOf({ type, edit, id, version, before, now }: Draft): ChangeInput {
  const form = formOf(type)
  const names = edit === 'create' ? form.fields.map(({ name }) => name) : changedFields(before, now)
  const isGiven = ({ name }: Field): boolean => {
    const entry = now[name]
    return names.includes(name) && entry !== undefined && (edit === 'update' || !isEmpty(entry))
  }
  const set = Object.fromEntries(
    form.fields.filter(isGiven).flatMap((field) => {
      const entry = now[field.name]
      return entry ? [[field.name, inputOf(field, entry)]] : []
    }),
  )
  const which = { id, expectedVersion: version }
  const change = { [`${edit}${type}`]: edit === 'create' ? set : edit === 'delete' ? which : { ...which, set } }
  // Form and input are generated from one schema; a kind that is not there does not get so far.
  return wholeChange(type, set) ?? (change as unknown as ChangeInput)
}

/** The initiative that a row belongs to, by its slug; empty where it belongs to none. */
export function initiativeOf({ now }: Draft): string {
  const entry = now['initiative']
  return entry?.is === 'rows' ? (entry.rows[0]?.handle ?? '') : ''
}

/** The rows of a list by what was typed: whoever types faster than the list comes means the same rows. */
async function found(rows: readonly Row[], list: Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    const choices = await list
    return rows.map((row) => (isTyped(row) && choices.find(({ label }) => label === row.handle)) || row)
  } catch {
    // The server has the last word on what names a row.
    return rows
  }
}

/** A draft whose rows are those of the lists wherever one was typed. */
export async function settled(draft: Draft, facts: Facts): Promise<Draft> {
  const now = { ...draft.now }
  for (const { name, of = '' } of formOf(draft.type).fields) {
    const entry = now[name]
    if (entry?.is !== 'rows' || !entry.rows.some(isTyped)) continue
    now[name] = { is: 'rows', rows: await found(entry.rows, choicesOf(of, facts, initiativeOf(draft))) }
  }
  return { ...draft, now }
}

/** What is wrong with the fields of a draft, by their names. */
export function faultsOf({ type, edit, before, now }: Draft): Readonly<Record<string, Fault>> {
  if (edit === 'delete') return {}
  const names = new Set(changedFields(before, now))
  return Object.fromEntries(
    formOf(type).fields.flatMap((field) => {
      const entry = now[field.name]
      if (!entry || (edit === 'update' && !names.has(field.name))) return []
      const fault = faultOf(field, entry)
      return fault ? [[field.name, fault]] : []
    }),
  )
}
