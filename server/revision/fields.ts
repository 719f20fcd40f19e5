// What a change makes different, in the words of the API; and changes that are not read from the database.
import type { RecordedChange } from '../db/changes/change.ts'
import { changedFields as differences } from '../db/changes/recorded-fields.ts'
import { memberOf } from '../relational/index.ts'

export type ChangedField = RecordedChange['fields'][number]

interface Versions {
  readonly before: string | null
  readonly after: string | null
  /** The sets that changed, both before and after. */
  readonly sets: string | null
}

/** The fields that differ between two versions of an object, each JSON of an object, or null where there is none. */
export function changedFields(
  { before, after, sets }: Versions,
  fieldOf: (name: string) => string,
): readonly ChangedField[] {
  const lists: unknown = sets === null ? null : JSON.parse(sets)
  const old = { ...valuesIn(before), ...texts(memberOf(lists, 'before')) }
  const now = { ...valuesIn(after), ...texts(memberOf(lists, 'after')) }
  return differences(old, now).map((field) => ({ ...field, name: fieldOf(field.name) }))
}

const valuesIn = (version: string | null) => texts(version === null ? null : JSON.parse(version))

/** The members of an object as text. */
function texts(value: unknown): Readonly<Record<string, string | null>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: readonly [string, unknown]) => [
      name,
      member === null || typeof member === 'string' ? member : JSON.stringify(member),
    ]),
  )
}
