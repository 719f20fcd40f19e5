// Revisions: what changed when, by whom and why; the history of every object, and what is left of deleted ones.
import { builder } from '../builder.ts'
import { allNames } from '../changeset/inputs.ts'
import type { RecordedChange as MadeChange } from '../db/changes/change.ts'
import { integer, nullable } from '../db/columns.ts'
import { changes, revisionRows, type Subject, subjectColumn, tombstones, typeIn } from './changes.ts'
import { type ChangedField as ChangedFieldShape, changedFields } from './fields.ts'
import { changeAsMade } from './made.ts'

/** Filled once all types are declared. */
const subjects: Subject[] = []

export const Revision = builder.tableRef(revisionRows, { name: 'Revision' })

const recordedChanges = changes(subjects)

export const RecordedChange = builder.tableRef(recordedChanges, {
  name: 'RecordedChange',
  identity: ['revision', 'table_name', 'handle'],
})

const ChangedField = builder.objectRef<ChangedFieldShape>('ChangedField')

builder.objectType(ChangedField, {
  description: 'A field that a revision changed.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the field.' }),
    before: t.exposeString('before', {
      nullable: true,
      description: 'The value before, as text; a related object by its slug, key or code. Null if there was none.',
    }),
    after: t.exposeString('after', {
      nullable: true,
      description: 'The value after, as text; a related object by its slug, key or code. Null if there is none.',
    }),
  }),
})

builder.tableFields(Revision, {
  description: 'A state of the catalogue, made by one changeset. Revisions are numbered in the order of their commits.',
  fields: (t) => ({
    number: t.column('id', 'The number: 1 for the first revision, and one more for each.', { filter: true }),
    committedAt: t.column('committed_at', 'When it was committed.', { filter: true }),
    author: t.column('author', 'Who made it: the name of a key, or of the program.', { filter: true }),
    publishedBy: t.column(
      'published_by',
      'The name of the key that published the proposal; the author, if it was published without a review.',
    ),
    reason: t.column('reason', 'Why it was made.'),
    changes: t.connection(RecordedChange, {
      description: 'What it changed, by type and object.',
      by: { id: 'revision' },
      order: ['table_name', 'handle'],
    }),
  }),
})

builder.tableFields(RecordedChange, {
  description: 'A change of one object: by a revision, or by a changeset that is only proposed or tried.',
  fields: (t) => ({
    operation: t.column('operation', 'What was done to the object.'),
    revision: t.one(
      Revision,
      'revision',
      'The revision that changed it. Null if the change is only proposed or tried.',
    ),
    subject: t.firstNode(
      subjects.map(({ type, table }) => ({ type, column: subjectColumn(table) })),
      'The object as it is now. Null if it is not there, or is known only as an item of a set, such as a name.',
    ),
    type: t.column('type', 'The type of the object, such as `Initiative`.'),
    subjectId: t.field({
      type: 'ID',
      nullable: true,
      description: 'The global id of the object at that time. Null if it has none of its own.',
      columns: ['table_name', 'key'],
      resolve: ({ table_name, key }) => allNames().idOf(table_name, key) ?? null,
    }),
    key: t.column('key', 'The slug, key or code of the object at that time, or what else tells it apart.'),
    name: t.column('name', 'What people call it: its name or text, or else its key.'),
    mergedInto: t.column(
      'merged_into',
      'The slug of the actor that a deleted one was merged into, as it is now. Null if nothing was merged.',
    ),
    fields: t.field({
      type: [ChangedField],
      description:
        'The fields that changed: of a new object those that have a value, of a deleted one those that had. A set, such as the names of an actor, is a field with its items as a list.',
      columns: ['table_name', 'before', 'after', 'sets'],
      resolve: (change) => changedFields(change, (field) => allNames().fieldOf(change.table_name, field)),
    }),
  }),
})

/** A change that is not read from the database, as an object of the same type. */
export const madeChange = (change: MadeChange, revision: number | null): object =>
  changeAsMade(subjects, allNames(), change, revision)

/** What clients call rows that changed. */
export const subjectNames = {
  typeOf: (table: string): string => typeIn(subjects, table),
  idOf: (table: string, key: string): string | null => allNames().idOf(table, key) ?? null,
}

export const Tombstone = builder.tableRef(tombstones(subjects), { name: 'Tombstone' })

builder.tableFields(Tombstone, {
  description: 'What is left of a deleted object: what it was, and the revision that deleted it.',
  standsFor: 'node',
  fields: (t) => ({
    type: t.column('type', 'The type of the object, such as `Initiative`.'),
    key: t.column('key', 'Its slug, key or code.'),
    name: t.column('name', 'Its last name, or its text if it had no name.'),
    deletedIn: t.one(Revision, 'revision', 'The revision that deleted it: when, by whom and why.'),
  }),
})

builder.everyTable({ id: integer(), revision_from: integer() }, ({ name: type, table: { name: table }, row }) => {
  const [key, ...others] = row.key ?? []
  // Links are told apart by several columns together; their row has a number, too.
  subjects.push({ type, table, key: key && others.length === 0 ? key.column : 'id' })
  Object.assign(recordedChanges.columns, { [subjectColumn(table)]: nullable(integer()) })
  return (t) => ({
    version: t.column(
      'revision_from',
      'The number of the revision that changed this object last. An update may say which version it expects.',
    ),
    history: t.connection(RecordedChange, {
      description: 'The changes of this object, newest first.',
      by: { id: 'row_id' },
      fixed: { table },
      order: ['-revision'],
    }),
  })
})

builder.queryFields((t) => ({
  revision: t.row(Revision, 'id', {
    description: 'One revision, or null if there is none with this number.',
    argument: 'number',
    argumentDescription: 'The number of the revision.',
  }),
  revisions: t.rows(Revision, {
    description:
      'The revisions of the catalogue: the newest first, or with `since` those that came later, the oldest first.',
    order: ['position'],
    args: {
      since: t.arg.int({ description: 'Only revisions after the one with this number, in the order they were made.' }),
    },
  }),
}))
