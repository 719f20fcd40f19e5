// Changes that ordinary resolvers show - those of changesets, made or only proposed - as objects of the type that revisions show
// them with.
import type { Names } from '../changeset/names.ts'
import type { RecordedChange } from '../db/changes/change.ts'
import { Pointer, rowKey } from '../relational/index.ts'
import { type Subject, typeIn } from './changes.ts'

const versionOf = (fields: RecordedChange['fields'], which: 'before' | 'after'): string =>
  JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field[which]])))

/** The change as the fields of its type read it; without a revision where none made it. */
export function changeAsMade(
  subjects: readonly Subject[],
  names: Names,
  { table, key, name, operation, fields, mergedInto = null }: RecordedChange,
  revision: number | null,
): object {
  const isSubject = subjects.some((subject) => subject.table === table)
  const object = isSubject && operation !== 'DELETE' ? names.objectOf(table, key) : undefined
  return {
    operation,
    type: typeIn(subjects, table),
    key,
    name,
    mergedInto,
    subject: object ? new Pointer(object.type, object.key) : null,
    revision: revision === null ? null : new Pointer('Revision', revision),
    [rowKey]: {
      table_name: table,
      key,
      before: versionOf(fields, 'before'),
      after: versionOf(fields, 'after'),
      sets: null,
    },
  }
}
