// The fields of a form, each by its kind.
import { useEffect, useState } from 'preact/hooks'
import type { Facts } from '../data/facts.ts'
import { fieldLabel } from '../field-words.ts'
import { choicesOf } from './choices.ts'
import { vocabularies } from './declared.ts'
import { type Entry, type PageEntry, type PeriodEntry, type Row, typedRow } from './entry.ts'
import type { Field } from './form.ts'
import { Picks } from './picks.tsx'
import { say, valueLabel } from './words.ts'

/** What all kinds of fields are given. */
export interface InputProps<Kind extends Entry = Entry> {
  readonly field: Field
  readonly entry: Kind
  /** The id of the element that the label is of; further ones begin with it. */
  readonly id: string
  /** The id of what is said of the field. */
  readonly describedBy: string
  readonly isWrong: boolean
  readonly facts: Facts
  /** The initiative that the row belongs to, for lists of its parts, or the actor that is split; empty where there is none. */
  readonly initiative: string
  readonly write: (entry: Entry) => void
}

/** The control of a field. */
export function FieldInput(props: InputProps) {
  const { entry, ...rest } = props
  switch (entry.is) {
    case 'text':
      return props.field.is === 'choice' ? <Choice {...rest} entry={entry} /> : <Line {...rest} entry={entry} />
    case 'flag':
      return (
        <input
          id={props.id}
          type="checkbox"
          checked={entry.on}
          aria-describedby={props.describedBy}
          onChange={({ currentTarget }) => props.write({ is: 'flag', on: currentTarget.checked })}
        />
      )
    case 'values':
      return <Ticks {...rest} entry={entry} />
    case 'rows':
      if (props.field.is === 'picks') return <Picks {...rest} entry={entry} actor={props.initiative} />
      return props.field.is === 'row' ? <OneRow {...rest} entry={entry} /> : <ManyRows {...rest} entry={entry} />
    case 'page':
      return <PageFields {...rest} entry={entry} />
    case 'period':
      return <PeriodFields {...rest} entry={entry} />
  }
}

type Of<Is extends Entry['is']> = InputProps<Extract<Entry, { readonly is: Is }>>

const about = ({ describedBy, isWrong }: Pick<InputProps, 'describedBy' | 'isWrong'>) => ({
  'aria-describedby': describedBy,
  'aria-invalid': isWrong,
})

/** From how many letters on a text is likely to have more lines than one. */
const longText = 60

function Line({ field, entry, id, write, ...more }: Of<'text'>) {
  // A field that began short stays what it is while one types: the focus would be lost.
  const [isLong] = useState(
    entry.text.length > longText || /text|summary|background|description|rationale|note/.test(field.name),
  )
  const common = {
    id,
    value: entry.text,
    ...about(more),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      write({ is: 'text', text: currentTarget.value }),
  }
  if (field.is === 'number') return <input {...common} inputMode="numeric" class="short" />
  return isLong ? (
    <textarea {...common} rows={Math.min(10, Math.ceil(entry.text.length / 70) + 1)} />
  ) : (
    <input {...common} />
  )
}

function Choice({ field, entry, id, write, ...more }: Of<'text'>) {
  const values = Object.keys(vocabularies[field.of ?? ''] ?? {})
  const isOptional = !field.required || entry.text === ''
  return (
    <select
      id={id}
      value={entry.text}
      {...about(more)}
      onChange={({ currentTarget }) => write({ is: 'text', text: currentTarget.value })}
    >
      {isOptional && <option value="">{say.nothing}</option>}
      {values.map((value) => (
        <option key={value} value={value}>
          {valueLabel(field.of, value)}
        </option>
      ))}
    </select>
  )
}

function Ticks({ field, entry, id, describedBy, write }: Of<'values'>) {
  const values = Object.keys(vocabularies[field.of ?? ''] ?? {})
  return (
    <div class="ticks" aria-describedby={describedBy}>
      {values.map((value, index) => (
        <label key={value}>
          <input
            id={index === 0 ? id : undefined}
            type="checkbox"
            checked={entry.values.includes(value)}
            onChange={({ currentTarget }) =>
              write({
                is: 'values',
                values: values.filter((each) => (each === value ? currentTarget.checked : entry.values.includes(each))),
              })
            }
          />{' '}
          {valueLabel(field.of, value)}
        </label>
      ))}
    </div>
  )
}

/** The rows that a field may refer to, when they have come. */
function useChoices(type: string, facts: Facts, initiative: string): readonly Row[] {
  const [rows, setRows] = useState<readonly Row[]>([])
  useEffect(() => {
    let isWanted = true
    choicesOf(type, facts, initiative).then(
      (found) => isWanted && setRows(found),
      // One can still type what names the row.
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [type, facts, initiative])
  return rows
}

interface FinderProps extends Omit<InputProps, 'entry' | 'write'> {
  readonly value: string
  readonly find: (text: string, row: Row | undefined) => void
}

/** A field with a list that narrows as one types. */
function Finder({ field, id, facts, initiative, value, find, ...more }: FinderProps) {
  const rows = useChoices(field.of ?? '', facts, initiative)
  return (
    <>
      <input
        id={id}
        list={`${id}list`}
        autoComplete="off"
        placeholder={say.find}
        value={value}
        {...about(more)}
        onInput={({ currentTarget: { value: text } }) =>
          find(
            text,
            rows.find(({ label }) => label === text),
          )
        }
      />
      <datalist id={`${id}list`}>
        {rows.map(({ handle, label }) => (
          <option key={handle} value={label} />
        ))}
      </datalist>
    </>
  )
}

const OneRow = ({ entry, write, ...rest }: Of<'rows'>) => (
  <Finder
    {...rest}
    value={entry.rows[0]?.label ?? ''}
    find={(text, row) => write({ is: 'rows', rows: text === '' ? [] : [row ?? typedRow(text)] })}
  />
)

function ManyRows({ entry, write, ...rest }: Of<'rows'>) {
  const [text, setText] = useState('')
  const { rows } = entry
  const add = (row: Row): void => {
    setText('')
    if (!rows.some(({ handle }) => handle === row.handle)) write({ is: 'rows', rows: [...rows, row] })
  }
  return (
    <div class="many">
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li key={row.handle}>
              {row.label}{' '}
              <button
                type="button"
                class="link"
                onClick={() => write({ is: 'rows', rows: rows.filter((each) => each !== row) })}
              >
                {say.takeAway}
                <span class="vh"> {row.label}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="btns">
        <Finder {...rest} value={text} find={(words, row) => (row ? add(row) : setText(words))} />
        <button type="button" class="btn" disabled={text.trim() === ''} onClick={() => add(typedRow(text))}>
          {say.add}
          <span class="vh"> {fieldLabel(rest.field.name)}</span>
        </button>
      </div>
    </div>
  )
}

function PageFields({ entry, id, facts, write, ...more }: Of<'page'>) {
  const documents = useChoices('Document', facts, '')
  const set = (change: Partial<PageEntry>) => write({ ...entry, ...change })
  const known = documents.some(({ handle }) => handle === entry.document)
  return (
    <div class="page-entry">
      <label>
        {say.page.from}{' '}
        <input
          id={id}
          class="short"
          inputMode="numeric"
          value={entry.pageStart}
          {...about(more)}
          onInput={({ currentTarget: { value } }) =>
            // Nearly every fact stands in the document of the catalogue.
            set({ pageStart: value, ...(entry.document === '' && { document: facts.about.document?.slug ?? '' }) })
          }
        />
      </label>
      <label>
        {say.page.to}{' '}
        <input
          class="short"
          inputMode="numeric"
          value={entry.pageEnd}
          onInput={({ currentTarget }) => set({ pageEnd: currentTarget.value })}
        />
      </label>
      <label>
        {say.page.section}{' '}
        <select
          aria-label={say.page.section}
          value={entry.section}
          onChange={({ currentTarget }) => set({ section: currentTarget.value })}
        >
          {entry.section === '' && <option value="">{say.nothing}</option>}
          {Object.keys(vocabularies['CitationSection'] ?? {}).map((value) => (
            <option key={value} value={value}>
              {valueLabel('CitationSection', value)}
            </option>
          ))}
        </select>
      </label>
      {entry.section === 'FOOTNOTE' && (
        <label>
          {say.page.footnote}{' '}
          <input
            class="short"
            inputMode="numeric"
            value={entry.footnote}
            onInput={({ currentTarget }) => set({ footnote: currentTarget.value })}
          />
        </label>
      )}
      <label class="wide">
        {say.page.document}{' '}
        <select
          aria-label={say.page.document}
          value={entry.document}
          onChange={({ currentTarget }) => set({ document: currentTarget.value })}
        >
          {!known && <option value={entry.document}>{entry.document || say.nothing}</option>}
          {documents.map(({ handle, label }) => (
            <option key={handle} value={handle}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

function PeriodFields({ entry, id, write, ...more }: Of<'period'>) {
  const set = (change: Partial<PeriodEntry>) => write({ ...entry, ...change })
  return (
    <div class="page-entry">
      <label>
        {say.period.start}{' '}
        <input
          id={id}
          class="date"
          placeholder="2004-05-19"
          value={entry.start}
          {...about(more)}
          onInput={({ currentTarget }) => set({ start: currentTarget.value.trim() })}
        />
      </label>
      <label>
        {say.period.end}{' '}
        <input
          class="date"
          value={entry.end}
          onInput={({ currentTarget: { value } }) =>
            set({ end: value.trim(), ...(value !== '' && { ongoing: false }) })
          }
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={entry.ongoing}
          onChange={({ currentTarget: { checked } }) => set({ ongoing: checked, ...(checked && { end: '' }) })}
        />{' '}
        {say.period.ongoing}
      </label>
      <label class="wide">
        {say.period.text}{' '}
        <input value={entry.text} onInput={({ currentTarget }) => set({ text: currentTarget.value })} />
      </label>
    </div>
  )
}
