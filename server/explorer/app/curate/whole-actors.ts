// The forms of what is done to actors as a whole: two become one, or one becomes two. Their changes are no row of a table, so
// that these forms are written here and not generated.
import type { ChangeInput } from '../../../../sdk/src/index.ts'
import { forms } from './declared.ts'
import type { Entries } from './entry.ts'
import type { Field, Form } from './form.ts'
import { wholes as say } from './words.ts'

const actor = (name: string, words: Pick<Field, 'label' | 'help'>): Field => ({
  ...{ name, is: 'row', of: 'Actor', required: true, settable: true },
  ...words,
})

const newActor = forms['Actor']?.fields ?? []
/** What goes to a new actor comes after what it is, and before what most have nothing of. */
const afterKind = newActor.findIndex(({ name }) => name === 'kind') + 1

/** By what a draft has as its type. */
export const wholeForms: Readonly<Record<string, Form>> = {
  ActorMerge: {
    ...{ name: 'ActorMerge', edits: ['create'], owners: [], parts: {}, query: '' },
    ...{ title: say.merge.title, help: say.merge.help, swaps: ['from', 'into'] },
    fields: [actor('from', say.merge.from), actor('into', say.merge.into)],
  },
  ActorSplit: {
    ...{ name: 'ActorSplit', edits: ['create'], owners: ['whole'], parts: {}, query: '' },
    ...{ title: say.split.title, help: say.split.help },
    fields: [
      actor('whole', say.split.whole),
      ...newActor.slice(0, afterKind),
      { name: 'move', is: 'picks', required: true, settable: true, ...say.split.move },
      ...newActor.slice(afterKind),
    ],
  },
}

/** The actor that another one is taken out of, by its slug; undefined where a form does nothing of the kind. */
export function splitOf(now: Entries): string | undefined {
  const entry = now['whole']
  return entry?.is === 'rows' ? entry.rows[0]?.handle : undefined
}

type Values = Readonly<Record<string, unknown>>

const changes: Readonly<Record<string, (values: Values) => Values>> = {
  ActorMerge: ({ from, into }) => ({ mergeActors: { into, from: [from] } }),
  ActorSplit: ({ whole, move, ...rest }) => ({ splitActor: { from: whole, actor: rest, move } }),
}

/** The change that such a form says; undefined where it is the form of a row. */
export const wholeChange = (type: string, values: Values): ChangeInput | undefined =>
  // Inputs of the API, made of fields that bear their names.
  changes[type]?.(values) as ChangeInput | undefined

/** The revision that a changeset is made on, where it has such a form: what others made of an actor since is a conflict. */
export function baseOf(drafts: readonly { readonly type: string; readonly version?: number }[]): {
  readonly baseRevision?: number
} {
  const bases = drafts.flatMap(({ type, version }) => (wholeForms[type] && version !== undefined ? [version] : []))
  return bases.length > 0 ? { baseRevision: Math.min(...bases) } : {}
}
