// Revisions: what changed when, by whom and why; the history of every object, and what is left of deleted ones.
import { builder } from '../builder.ts'
import { integer, nullable } from '../db/columns.ts'
import { changes, revisionRows, type Subject, subjectColumn, tombstones } from './changes.ts'
import { changedFields } from './fields.ts'

/** Filled once all types are declared. */
const subjects: Subject[] = []

export const Revision = builder.tableRef(revisionRows, { name: 'Revision' })

const recordedChanges = changes(subjects)

export const RecordedChange = builder.tableRef(recordedChanges, {
  name: 'RecordedChange',
  identity: ['revision', 'table_name', 'row_id'],
})

const ChangedField = builder.objectRef<{
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}>('ChangedField')

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
    reason: t.column('reason', 'Why it was made.'),
    changes: t.connection(RecordedChange, {
      description: 'What it changed, by type and object.',
      by: { id: 'revision' },
      order: ['table_name', 'row_id'],
    }),
  }),
})

builder.tableFields(RecordedChange, {
  description: 'A change of one object by one revision.',
  fields: (t) => ({
    operation: t.column('operation', 'What was done to the object.'),
    revision: t.one(Revision, 'revision', 'The revision that changed it.'),
    subject: t.firstNode(
      subjects.map(({ type, table }) => ({ type, column: subjectColumn(table) })),
      'The object as it is now, or null if it has been deleted.',
    ),
    type: t.column('type', 'The type of the object, such as `Initiative`.'),
    key: t.column('key', 'The slug, key or code of the object at that time.'),
    fields: t.field({
      type: [ChangedField],
      description: 'The fields that changed: of a new object those that have a value, of a deleted one those that had.',
      columns: ['before', 'after'],
      resolve: ({ before, after }) => changedFields(before, after),
    }),
  }),
})

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
