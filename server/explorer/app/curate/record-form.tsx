// The form of one change, in place: its fields, what is wrong with each, and what stands there now.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Facts } from '../data/facts.ts'
import { fieldLabel, typeLabel } from '../field-words.ts'
import { Happenings } from '../parts/happenings.tsx'
import { drop, fieldAt, olderOf, rebase, type Said, swap, turn, useDrafts, write } from './draft.ts'
import { changedDrafts, type Draft, formOf, initiativeOf } from './draft-change.ts'
import { changedFields, type Entry, entryText, isSame } from './entry.ts'
import { FieldInput } from './fields.tsx'
import { Foot } from './foot.tsx'
import type { Field } from './form.ts'
import { splitOf, wholeForms } from './whole-actors.ts'
import { WholeActors } from './whole-changes.tsx'
import { say, valueLabel } from './words.ts'

interface RecordFormProps {
  readonly draft: Draft
  readonly facts: Facts
  /** The fields that the pen is of; all where none are given. The others open by a button. */
  readonly only?: readonly string[] | undefined
  /** Whether the reason and the buttons stand under it. */
  readonly hasFoot?: boolean
}

/** What is wrong with a field: in words, or as a conflict with the value of somebody else. */
interface Remark {
  readonly message: string
  readonly isConflict: boolean
}

/** What was said of the fields of a draft. */
function remarksOf(draft: Draft, said: Said | undefined): ReadonlyMap<string, readonly Remark[]> {
  const remarks = new Map<string, Remark[]>()
  const add = (field: string, message: string, isConflict = false): void => {
    remarks.set(field, [...(remarks.get(field) ?? []), { message, isConflict }])
  }
  if (said?.is !== 'result') return remarks
  const { result, sent } = said
  const form = formOf(draft.type)
  const isOurs = (change: number): boolean => sent[change]?.key === draft.key
  if (result.__typename === 'ChangesetRefused')
    for (const { change, path, message } of result.problems) if (isOurs(change)) add(fieldAt(form, path), message)
  if (result.__typename === 'ChangesetConflict')
    for (const conflict of result.conflicts) {
      if (!isOurs(conflict.change)) continue
      const { base, theirs, field } = conflict
      const name = form.fields.find((each) => each.name === field?.split('.')[0])?.name ?? ''
      const values = `${say.conflictWas(base ?? '')} ${say.conflictNow(theirs ?? '')}`
      // Where a whole row was changed, there is no value to show.
      add(name, field === null ? say.conflict : `${say.conflict} ${values}`, true)
    }
  return remarks
}

/** The form. */
export function RecordForm({ draft, facts, only, hasFoot = true }: RecordFormProps) {
  const { said, faults, drafts } = useDrafts()
  const [isWhole, setWhole] = useState(only === undefined || draft.edit === 'create')
  const box = useRef<HTMLFormElement>(null)
  const id = useId()
  const { type, edit, before, now } = draft
  const form = formOf(type)
  const remarks = remarksOf(draft, said)
  const changed = new Set(changedFields(before, now))
  // Before the next key is heard: a later move of the focus would take it from where the reader went meanwhile.
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>('.field :is(input, select, textarea)')?.focus()
  }, [])
  const isShown = ({ name, settable, is }: Field): boolean => {
    if (edit === 'update' && !settable) return false
    // What a new row is a part of is clear from where it is added.
    if (edit === 'create' && form.owners.includes(name) && now[name]?.is === 'rows' && now[name].rows.length > 0)
      return false
    return isWhole || only?.includes(name) || is === 'page' || changed.has(name) || remarks.has(name)
  }
  const chosen = form.fields.filter(isShown)
  // What the pen is of comes first; then the page it stands on, and what the row is a part of, come last.
  const rank = ({ name, is }: Field): number =>
    only?.includes(name) ? 0 : form.owners.includes(name) ? 3 : is === 'page' ? 2 : 1
  const shown = chosen.toSorted((a, b) => rank(a) - rank(b))
  const owner = splitOf(now) ?? initiativeOf(draft)
  const close = (): void => drop(draft.key)
  const noun = typeLabel(type)
  const title =
    form.title ?? (edit === 'create' ? say.create(noun) : edit === 'delete' ? say.delete(noun) : say.update(noun))
  return (
    <form
      class="propose"
      ref={box}
      aria-label={title}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <p>
        <b>{title}.</b> {edit === 'delete' ? say.goes : (form.help ?? say.help)}
      </p>
      {edit !== 'delete' &&
        shown.map((field) => (
          <FieldRow
            key={field.name}
            id={`${id}${field.name}`}
            {...{ field, facts, draft }}
            initiative={owner}
            remarks={remarks.get(field.name) ?? []}
            fault={faults[draft.key]?.[field.name]}
            isChanged={edit === 'update' && changed.has(field.name)}
          />
        ))}
      <Remarks draft={draft} remarks={remarks.get('') ?? []} />
      <p class="btns">
        {!isWhole && edit === 'update' && (
          <button type="button" class="link" onClick={() => setWhole(true)}>
            {say.all}
          </button>
        )}
        {form.swaps && (
          <button type="button" class="link" onClick={() => form.swaps && swap(draft.key, form.swaps)}>
            {say.swap}
          </button>
        )}
        {edit !== 'create' && form.edits.includes('delete') && (
          <button type="button" class="link" onClick={() => turn(draft.key, edit === 'delete' ? 'update' : 'delete')}>
            {edit === 'delete' ? say.keepIt : say.delete(noun)}
          </button>
        )}
      </p>
      {draft.history && draft.history.totalCount > 0 && (
        <details>
          <summary>{say.history(draft.history.totalCount)}</summary>
          <Happenings list={draft.history} older={(after) => olderOf(draft, after)} />
        </details>
      )}
      <Tried draft={draft} facts={facts} said={said} />
      {hasFoot && (
        <Foot
          facts={facts}
          isAlone={changedDrafts(drafts).every(({ key }) => key === draft.key)}
          own={draft}
          cancel={close}
        />
      )}
    </form>
  )
}

/** What a form of whole actors would do, where the server has tried it. */
function Tried({ draft, facts, said }: Pick<RecordFormProps, 'draft' | 'facts'> & { readonly said: Said | undefined }) {
  if (said?.is !== 'result' || said.result.__typename !== 'Changeset') return null
  // What the server says is of the whole changeset; one form shows it.
  if (said.sent.find(({ type }) => type in wholeForms)?.key !== draft.key) return null
  const { nodes, pageInfo } = said.result.changes
  return <WholeActors facts={facts} changes={nodes} isPart={pageInfo.hasNextPage} isDone={false} isInForm />
}

function Remarks({
  draft,
  remarks,
  field,
  id,
}: {
  readonly draft: Draft
  readonly remarks: readonly Remark[]
  readonly field?: Field
  readonly id?: string
}) {
  if (remarks.length === 0) return null
  return (
    <div class={`remark ${remarks.some(({ isConflict }) => isConflict) ? 'warn' : 'bad'}`} id={id}>
      {remarks.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {remarks.some(({ isConflict }) => isConflict) && (
        <p class="btns">
          <button type="button" class="btn" onClick={() => void rebase(draft.key)}>
            {say.keepMine}
          </button>
          {field && (
            <button type="button" class="btn" onClick={() => void rebase(draft.key, field.name)}>
              {say.takeTheirs}
            </button>
          )}
        </p>
      )}
    </div>
  )
}

interface FieldRowProps {
  readonly field: Field
  readonly draft: Draft
  readonly facts: Facts
  readonly id: string
  readonly initiative: string
  readonly remarks: readonly Remark[]
  readonly fault: keyof typeof say.fault | undefined
  readonly isChanged: boolean
}

function FieldRow({ field, draft, facts, id, initiative, remarks, fault, isChanged }: FieldRowProps) {
  const entry = draft.now[field.name]
  if (!entry) return null
  const words = (each: Entry | undefined): string => entryText(each, (value) => valueLabel(vocabularyOf(field), value))
  const isGroup = field.is === 'picks' || entry.is === 'values' || entry.is === 'page' || entry.is === 'period'
  const isWrong = fault !== undefined || remarks.length > 0
  const input = (
    <FieldInput
      {...{ field, entry, id, facts, initiative, isWrong }}
      describedBy={`${id}h`}
      write={(next) => write(draft.key, field.name, next)}
    />
  )
  return (
    <div class={`field ${isWrong ? 'wrong' : ''}`}>
      {isGroup ? (
        <span class="label" id={`${id}l`}>
          {field.label ?? fieldLabel(field.name)}
        </span>
      ) : (
        <label class="label" for={id}>
          {field.label ?? fieldLabel(field.name)}
        </label>
      )}
      {isGroup ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a grid with its legend beside it
        <div role="group" aria-labelledby={`${id}l`}>
          {input}
        </div>
      ) : (
        <div>{input}</div>
      )}
      <div id={`${id}h`} class="said">
        {field.help !== '' && <small class="muted">{field.help}</small>}
        {isChanged && !isSame(draft.before[field.name], entry) && entry.is !== 'text' && (
          <p>
            {say.was} <del>{words(draft.before[field.name])}</del> {say.yours} <ins>{words(entry)}</ins>
          </p>
        )}
        {isChanged && entry.is === 'text' && entry.text.length < 200 && (
          <p>
            {say.was} <del>{words(draft.before[field.name])}</del>
          </p>
        )}
        {fault && (
          <div class="remark bad">
            <p>{say.fault[fault]}</p>
          </div>
        )}
        <Remarks draft={draft} remarks={remarks} field={field} />
      </div>
    </div>
  )
}

const vocabularyOf = ({ is, of }: Field): string | undefined => (is === 'page' ? 'CitationSection' : of)
