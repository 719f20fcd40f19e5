// Changesets: what someone changes or proposes to change, and what comes of it.
import type { ObjectRef } from '@pothos/core'
import { z } from 'zod'
import { builder } from '../builder.ts'
import type { Conflict } from '../db/changes/change.ts'
import type { Problem } from '../db/changes/problems.ts'
import { allows, type KeyHolder } from '../keys/keys.ts'
import { maximumTextLength, RequestError } from '../relational/index.ts'
import { madeChange, RecordedChange } from '../revision/schema.ts'
import { ChangesetStatus } from '../vocabulary.ts'
import { allNames } from './inputs.ts'
import { type Page, pageByCursor, pageOf, positionOf, sizeOf, sizes } from './pages.ts'
import { type ChangesetModel, changesetOf, changesetsOf, countChangesets } from './queries.ts'
import { ChangesetConflict, ChangesetRefused, Forbidden } from './results.ts'

const ProblemType = builder.objectRef<Problem>('Problem').implement({
  description: 'What is wrong with a change, or, as a warning, may be.',
  fields: (t) => ({
    change: t.exposeInt('change', { description: 'The position of the change in the list, starting at 0.' }),
    path: t.stringList({
      description:
        'Where in the change: names of fields as in the input, and positions in lists, starting at 0. Empty if the changeset as a whole is meant.',
      resolve: ({ path }) => path.map(String),
    }),
    code: t.exposeString('code', { description: 'A stable code, such as UNKNOWN_REFERENCE or MISSING_CITATION.' }),
    message: t.exposeString('message', { description: 'What is wrong, in a sentence.' }),
  }),
})

const shown = (value: string | number | boolean | null): string | null => (value === null ? null : String(value))

const ConflictType = builder.objectRef<Conflict>('FieldConflict').implement({
  description: 'A field that was changed since it was read.',
  fields: (t) => ({
    change: t.exposeInt('change', { description: 'The position of the change in the list, starting at 0.' }),
    // Not `id`: a cache would keep the conflicts of two fields of one object as one.
    objectId: t.id({
      nullable: true,
      description: 'The global id of the object. Null if it has none of its own.',
      resolve: ({ table, key }) => allNames().idOf(table, key) ?? null,
    }),
    key: t.exposeString('key', { description: 'The slug, key or code of the object, or what else tells it apart.' }),
    field: t.string({
      nullable: true,
      description: 'The field. Null if the object as a whole is meant.',
      resolve: ({ table, field }) => field && allNames().fieldOf(table, field),
    }),
    base: t.string({
      nullable: true,
      description: 'The value in the version that was read, as text.',
      resolve: ({ base }) => shown(base),
    }),
    theirs: t.string({
      nullable: true,
      description: 'The value now, as text.',
      resolve: ({ theirs }) => shown(theirs),
    }),
    yours: t.string({
      nullable: true,
      description: 'The value in the changeset, as text.',
      resolve: ({ yours }) => shown(yours),
    }),
  }),
})

/** The types of a page of objects. */
function pageTypes<Node extends object>(name: string, node: ObjectRef<typeof builder.$inferSchemaTypes, Node>) {
  const Edge = builder.objectRef<Page<Node>['edges'][number]>(`${name}Edge`).implement({
    description: `One ${name} in a list.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'The position in the list, for `after`. Opaque.' }),
      node: t.expose('node', { type: node, description: `The ${name}.` }),
    }),
  })
  return builder.objectRef<Page<Node>>(`${name}Connection`).implement({
    description: `One page of a list of ${name} objects.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: 'The objects on this page, each with its cursor.',
        resolve: ({ edges }) => [...edges],
      }),
      nodes: t.field({ type: [node], description: 'The objects on this page.', resolve: ({ nodes }) => [...nodes] }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Information about this page and its neighbours.',
        resolve: ({ pageInfo }) => pageInfo,
      }),
    }),
  })
}

const pageArguments = builder.args((t) => ({
  first: t.int({ description: `The number of items to return, ${sizes}.` }),
  after: t.string({ description: 'Returns only items after this cursor.' }),
}))

const moment = (time: Date | null): string | null => time?.toISOString() ?? null

export const Changeset = builder.objectRef<ChangesetModel>('Changeset')
Changeset.implement({
  description: 'Changes that are made together, or not at all.',
  fields: (t) => ({
    number: t.int({
      nullable: true,
      description: 'Its number. Null for a dry run, of which nothing is kept.',
      resolve: ({ number }) => number,
    }),
    status: t.field({
      type: builder.vocabulary(ChangesetStatus),
      description: 'What became of it.',
      resolve: ({ status }) => status,
    }),
    reason: t.exposeString('reason', { description: 'Why it is made, in the words of its author.' }),
    author: t.exposeString('author', { description: 'Who made it: the name of the key.' }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was submitted. Null for a dry run.',
      resolve: ({ createdAt }) => moment(createdAt),
    }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was published, rejected or withdrawn, if it was.',
      resolve: ({ decidedAt }) => moment(decidedAt),
    }),
    decidedBy: t.exposeString('decidedBy', {
      nullable: true,
      description: 'Who published, rejected or withdrew it: the name of the key.',
    }),
    comment: t.exposeString('comment', { nullable: true, description: 'What was said of the decision.' }),
    revision: t.int({
      nullable: true,
      description: 'The revision of the catalogue that it made. Null unless it is published.',
      resolve: ({ revision }) => revision,
    }),
    warnings: t.field({
      type: [ProblemType],
      description: 'What may be wrong with it, such as an actor of nearly the same name.',
      resolve: ({ warnings }) => [...warnings],
    }),
    changes: t.field({
      type: builder.connectionOf(RecordedChange),
      description:
        'What it changes. If it is not published: what it would have changed when it was submitted, at most the first 1,000.',
      args: pageArguments,
      resolve: ({ changes, countChanges, revision }, page) =>
        pageByCursor(
          'changes',
          page,
          async (after, count) =>
            (await changes(after, count))?.map(({ at, node }) => ({ at, node: madeChange(node, revision) })),
          countChanges,
        ),
    }),
  }),
})

const ChangesetConnection = pageTypes('Changeset', Changeset)
builder.objectField(ChangesetConnection, 'totalCount', (t) =>
  t.int({
    description: 'The number of changesets on all pages, under the same filter. Counted only if selected.',
    resolve: ({ totalCount }) => totalCount?.() ?? 0,
  }),
)

builder.objectType(ChangesetRefused, {
  name: 'ChangesetRefused',
  description: 'The changeset has problems. Nothing was changed.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'The same in a sentence.' }),
    problems: t.field({
      type: [ProblemType],
      description: 'All of its problems, in the order of the changes.',
      resolve: ({ problems }) => [...problems],
    }),
  }),
})

builder.objectType(ChangesetConflict, {
  name: 'ChangesetConflict',
  description: 'Something was changed since it was read. Nothing was changed by this changeset.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'The same in a sentence.' }),
    conflicts: t.field({
      type: [ConflictType],
      description: 'Each field that was changed meanwhile.',
      resolve: ({ conflicts }) => [...conflicts],
    }),
  }),
})

builder.objectType(Forbidden, {
  name: 'Forbidden',
  description: 'The key of the request does not allow this, or the request has no key.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'Which scopes the key needs.' }) }),
})

/** Who may see what is not part of the catalogue. */
const seesProposals = (holder: KeyHolder | undefined): boolean => allows(holder, 'propose') || allows(holder, 'publish')

const ChangesetWhere = builder.inputType('ChangesetWhere', {
  description: 'Filters changesets; all conditions must match.',
  fields: (t) => ({
    status: t.field({
      type: [builder.vocabulary(ChangesetStatus)],
      description: 'Only changesets with one of these statuses.',
    }),
    author: t.string({
      description: 'Only changesets of the key of this name.',
      validate: z.string().max(maximumTextLength, `A name is limited to ${maximumTextLength} characters.`),
    }),
  }),
})

builder.queryFields((t) => ({
  changeset: t.field({
    type: Changeset,
    nullable: true,
    description:
      'One changeset, or null if there is none of this number. Published changesets are public; others need a key with the scope `propose` or `publish`.',
    args: { number: t.arg.int({ required: true, description: 'Its number.' }) },
    resolve: async (_root, { number }, { db, holder }) =>
      (await changesetOf(db, number, seesProposals(holder))) ?? null,
  }),
  changesets: t.field({
    type: ChangesetConnection,
    description:
      'Changesets, the newest first. Without a key with the scope `propose` or `publish`, only published ones.',
    args: {
      where: t.arg({ type: ChangesetWhere, description: 'Conditions to filter by. By default, no filter.' }),
      ...pageArguments,
    },
    resolve: async (_root, { where, ...page }, { db, holder }) => {
      const size = sizeOf(page)
      const before = positionOf(page, 'changesets')
      const filter = {
        statuses: where?.status ?? undefined,
        author: storable(where?.author),
        seesProposals: seesProposals(holder),
      }
      const found = await changesetsOf(db, { ...filter, before }, size + 1)
      return pageOf(
        'changesets',
        found.map((node) => ({ at: String(node.number), node })),
        { size, hasPreviousPage: before !== undefined, totalCount: () => countChangesets(db, filter) },
      )
    },
  }),
}))

/** Postgres refuses a text with a NUL character. */
function storable(text: string | null | undefined): string | undefined {
  if (text?.includes('\0')) throw new RequestError('BAD_USER_INPUT', 'The text has a NUL character.', undefined)
  return text ?? undefined
}
