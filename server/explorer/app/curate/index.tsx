// What those with a key have beside each fact: a pen that opens a form in place, and buttons that add what is missing.
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { addressOf, linkWith } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { fieldLabel, typeLabel } from '../field-words.ts'
import { openCreate, openUpdate, type Said, useDrafts } from './draft.ts'
import { formOf } from './draft-change.ts'
import type { Given, Row } from './entry.ts'
import { Answer, Made } from './foot.tsx'
import type { Field } from './form.ts'
import { RecordForm } from './record-form.tsx'
import { say, wholes } from './words.ts'

export { Review } from './review.tsx'

/** What a pen corrects. */
export interface PenProps {
  readonly facts: Facts
  readonly type: string
  /** The global id of the row. */
  readonly id: string
  /** What is corrected, for the name of the button. */
  readonly name: string
  /** The fields it is of; all where none are given. */
  readonly only?: readonly string[]
  /** The words on the button; a pen where there are none. */
  readonly label?: string
  /** Whether the form stands elsewhere, in a `FormRow`. */
  readonly isFormElsewhere?: boolean
}

const here = (): string => linkWith(addressOf(location), {})
const title = (): string => document.querySelector('h1')?.textContent ?? ''

/** Whether the changeset that was just taken had a form at a spot. */
const wasAt = (said: Said | undefined, spot: string): said is Said =>
  said?.is === 'result' && !said.isTrial && said.result.__typename === 'Changeset' && said.sent[0]?.spots[0] === spot

const spotOf = (type: string, id: string, only?: readonly string[]): string => `${type} ${id} ${only?.join() ?? ''}`

/** A button that opens a form in place. */
export function Pen({ facts, type, id, name, only, label, isFormElsewhere = false }: PenProps) {
  const { drafts, said } = useDrafts()
  const button = useRef<HTMLButtonElement>(null)
  const spot = spotOf(type, id, only)
  const draft = drafts.find((each) => each.key === `${type} ${id}` && each.spots.includes(spot))
  const wasOpen = useRef(false)
  useLayoutEffect(() => {
    // What was just proposed says so itself, and has the focus.
    if (wasOpen.current && !draft && !wasAt(said, spot)) button.current?.focus()
    wasOpen.current = draft !== undefined
  }, [draft === undefined])
  if (draft && !isFormElsewhere) return <RecordForm {...{ draft, facts, only }} />
  return (
    <>
      <button
        ref={button}
        type="button"
        class={label === undefined ? 'pen noprint' : 'link noprint'}
        title={`${say.correct} ${name}`}
        aria-expanded={isFormElsewhere ? draft !== undefined : undefined}
        onClick={() =>
          void openUpdate(type, id, { spot, title: `${typeLabel(type)}: ${name} (${title()})`, href: here() })
        }
      >
        {label ?? (
          <>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path
                d="M2.5 13.5l.8-3.3 7.6-7.6 2.5 2.5-7.6 7.6z"
                fill="none"
                stroke="currentColor"
                stroke-width="1.4"
              />
            </svg>
            <span class="vh">
              {say.correct} {name}
            </span>
          </>
        )}
      </button>
      <Unopened said={said} spot={spot} />
      {wasAt(said, spot) && <Made said={said} />}
    </>
  )
}

interface FormRowProps extends Pick<PenProps, 'facts' | 'type' | 'id'> {
  /** How many columns the table has. */
  readonly width: number
  readonly children?: ComponentChildren
}

/** A row of a table for the form of a pen in the row above, and for what can be added to it. */
export function FormRow({ facts, type, id, width, children }: FormRowProps) {
  const { drafts } = useDrafts()
  const spot = spotOf(type, id)
  const draft = drafts.find((each) => each.key === `${type} ${id}` && each.spots.includes(spot))
  return (
    <tr class="form-row noprint">
      <td colSpan={width}>
        {draft && <RecordForm {...{ draft, facts }} />}
        {children}
      </td>
    </tr>
  )
}

/** Why a form could not be opened. */
const Unopened = ({ said, spot }: { readonly said: Said | undefined; readonly spot: string }) =>
  said && 'spot' in said && said.spot === spot ? <Answer said={said} own={undefined} /> : null

/** Pens for all that the catalogue does not say of a row, and one for all of its fields. */
export function Missing({
  facts,
  type,
  id,
  row,
}: {
  readonly facts: Facts
  readonly type: string
  readonly id: string
  readonly row: Given
}) {
  const isMissing = ({ name, settable }: Field): boolean => {
    const value = row[name]
    return settable && name in row && (value === null || (Array.isArray(value) && value.length === 0))
  }
  return (
    <p class="missing noprint">
      <Pen {...{ facts, type, id }} name={say.all} label={say.all} />
      {formOf(type)
        .fields.filter(isMissing)
        .map(({ name }) => (
          <Pen
            key={name}
            {...{ facts, type, id }}
            only={[name]}
            name={fieldLabel(name)}
            label={`+ ${fieldLabel(name)}`}
          />
        ))}
    </p>
  )
}

/** What is added. */
export interface AddProps {
  readonly facts: Facts
  readonly type: string
  /** What the new row is a part of, by the field that says so. */
  readonly to?: Readonly<Record<string, Row>>
  /** What is added, where the name of its type does not tell it from what else can be added there. */
  readonly label?: string
  /** The words on the button, where it does more than add. */
  readonly words?: string
}

/** A button that opens an empty form in place, and the forms it has opened. */
export function Add({ facts, type, to = {}, label, words }: AddProps) {
  const { drafts, said } = useDrafts()
  const spot = `new ${type} ${Object.entries(to)
    .map(([field, { handle }]) => `${field} ${handle}`)
    .join()}`
  const own = drafts.filter((each) => each.edit === 'create' && each.spots.includes(spot))
  const isWhole = words !== undefined
  const open = words ?? say.create(label ?? typeLabel(type))
  const name = (words ?? open).replace('…', '')
  const owners = Object.fromEntries(
    Object.entries(to).map(([field, row]) => [field, { is: 'rows', rows: [row] } as const]),
  )
  const button = useRef<HTMLButtonElement>(null)
  const count = useRef(own.length)
  useLayoutEffect(() => {
    // As with a pen: a form that closes gives the focus back, and what was just proposed has it.
    if (own.length < count.current && !wasAt(said, spot)) button.current?.focus()
    count.current = own.length
  }, [own.length])
  return (
    <div class="adding noprint">
      {own.map((draft) => (
        <RecordForm key={draft.key} {...{ draft, facts }} />
      ))}
      {wasAt(said, spot) && <Made said={said} />}
      <button
        ref={button}
        type="button"
        class="link"
        // What is done to the whole of something is not done twice in one changeset.
        hidden={isWhole && own.length > 0}
        onClick={() =>
          openCreate(type, owners, {
            ...{ spot, title: `${name} (${title()})`, href: here() },
            // What others have made of it since is a conflict.
            ...(isWhole && { version: facts.revision }),
          })
        }
      >
        {open}
      </button>
    </div>
  )
}

/** Buttons for what can be done to an actor as a whole. */
export const ActorWhole = ({ facts, actor }: { readonly facts: Facts; readonly actor: Row }) => (
  <div class="missing noprint">
    <Add facts={facts} type="ActorMerge" to={{ into: actor }} words={wholes.merge.open} />
    <Add facts={facts} type="ActorSplit" to={{ whole: actor }} words={wholes.split.open} />
  </div>
)

/** Buttons for all that can be a part of a row. */
export function AddParts({
  facts,
  type,
  row,
  except = [],
}: {
  readonly facts: Facts
  readonly type: string
  readonly row: Row
  readonly except?: readonly string[]
}) {
  const parts = Object.values(formOf(type).parts).filter((part) => !except.includes(part))
  return (
    <>
      {parts.map((part) => (
        <Add
          key={part}
          type={part}
          to={Object.fromEntries(formOf(part).owners.map((owner) => [owner, row]))}
          facts={facts}
        />
      ))}
    </>
  )
}
