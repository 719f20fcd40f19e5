// What stands in a form: made from what the catalogue holds, and turned into what a change says. Nothing here touches the browser.
import type { Field, Form } from './form.ts'

/** A row that is referred to: what names it in a change, and what people call it. */
export interface Row {
  readonly handle: string
  readonly label: string
}

/** What is typed and is in no list may still be the slug, code or id of a row; the server says so if it is not. */
export const typedRow = (text: string): Row => ({ handle: text.trim(), label: text })

/** Whether a row is what was typed, and not one of a list. */
export const isTyped = ({ handle, label }: Row): boolean => handle === label.trim()

/** Where a fact is printed, as it is typed. */
export interface PageEntry {
  readonly is: 'page'
  readonly document: string
  readonly pageStart: string
  readonly pageEnd: string
  readonly section: string
  readonly footnote: string
}

/** When something was, as it is typed. The dates are parts of an EDTF interval: `2004`, `2004-05`, `2004-05-19`. */
export interface PeriodEntry {
  readonly is: 'period'
  readonly text: string
  readonly start: string
  readonly end: string
  readonly ongoing: boolean
  /** Whether it ended at an unknown time, as in `2005/`. */
  readonly isEndUnknown: boolean
}

/** What a field of a form holds. */
export type Entry =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'flag'; readonly on: boolean }
  | { readonly is: 'values'; readonly values: readonly string[] }
  | { readonly is: 'rows'; readonly rows: readonly Row[] }
  | PageEntry
  | PeriodEntry

export type Entries = Readonly<Record<string, Entry>>

/** An object as it came from the server, of which nothing is known yet. */
export type Given = Readonly<Record<string, unknown>>

const isGiven = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value)

const words = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const listOf = (value: unknown): readonly unknown[] => {
  const list: unknown = isGiven(value) ? value['nodes'] : value
  return Array.isArray(list) ? list : []
}

const rowsOf = (value: unknown): readonly Row[] =>
  (isGiven(value) && !('nodes' in value) ? [value] : listOf(value)).filter(isGiven).map(({ handle, label }) => ({
    handle: words(handle),
    label: words(label) || words(handle),
  }))

/** The two ends of an EDTF interval. A single date has no other end; `..` is an end that is open. */
function endsOf(edtf: string): Omit<PeriodEntry, 'is' | 'text'> {
  const [start = '', end] = edtf.split('/')
  return { start, end: end === '..' ? '' : (end ?? ''), ongoing: end === '..', isEndUnknown: end === '' }
}

/** The EDTF date or interval of two ends. */
function edtfOf({ start, end, ongoing, isEndUnknown }: PeriodEntry): string {
  if (end !== '') return `${start}/${end}`
  return ongoing ? `${start}/..` : `${start}${isEndUnknown ? '/' : ''}`
}

/** What a field holds of a row; of none, nothing. */
export function entryOf({ is, name }: Field, row: Given = {}): Entry {
  const value = row[name]
  const inside = isGiven(value) ? value : {}
  switch (is) {
    case 'flag':
      return { is: 'flag', on: value === true }
    case 'choices':
      return { is: 'values', values: listOf(value).map(words) }
    case 'row':
    case 'rows':
    case 'picks':
      return { is: 'rows', rows: rowsOf(value) }
    case 'page': {
      const { document, pageStart, pageEnd, section, footnote } = inside
      const slug = isGiven(document) ? words(document['slug']) : ''
      const to = pageEnd === pageStart ? '' : words(pageEnd)
      return {
        is,
        document: slug,
        pageStart: words(pageStart),
        pageEnd: to,
        section: words(section),
        footnote: words(footnote),
      }
    }
    case 'period':
      return { is, text: words(inside['text']), ...endsOf(words(inside['edtf'])) }
    default:
      return { is: 'text', text: words(value) }
  }
}

/** What all fields of a form hold of a row. */
export const entriesOf = ({ fields }: Form, row?: Given): Entries =>
  Object.fromEntries(fields.map((field) => [field.name, entryOf(field, row)]))

/** Whether nothing is in a field. */
export function isEmpty(entry: Entry): boolean {
  switch (entry.is) {
    case 'text':
      return entry.text.trim() === ''
    case 'flag':
      return false
    case 'values':
      return entry.values.length === 0
    case 'rows':
      return entry.rows.length === 0
    case 'page':
      return entry.pageStart === ''
    case 'period':
      return entry.text === '' && entry.start === '' && entry.end === ''
  }
}

/** Whether two entries say the same. */
export const isSame = (a: Entry | undefined, b: Entry | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The names of the fields that hold something else than before. */
export const changedFields = (before: Entries, after: Entries): readonly string[] =>
  Object.keys(after).filter((name) => !isSame(before[name], after[name]))

const wholeNumber = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** What a change says of a field: null empties it. */
export function inputOf(field: Field, entry: Entry): unknown {
  switch (entry.is) {
    case 'text':
      if (field.is === 'number') return wholeNumber(entry.text)
      return entry.text.trim() === '' ? null : entry.text.trim()
    case 'flag':
      return entry.on
    case 'values':
      return entry.values
    case 'rows': {
      const handles = entry.rows.map(({ handle }) => handle)
      return field.is === 'row' ? (handles[0] ?? null) : handles
    }
    case 'page': {
      if (isEmpty(entry)) return null
      const { document, section } = entry
      const [pageStart, pageEnd, footnote] = [entry.pageStart, entry.pageEnd, entry.footnote].map(wholeNumber)
      return {
        document,
        pageStart,
        section,
        ...(pageEnd !== null && { pageEnd }),
        ...(footnote !== null && { footnote }),
      }
    }
    case 'period':
      return isEmpty(entry) ? null : { text: entry.text.trim() || edtfOf(entry), edtf: edtfOf(entry) }
  }
}

/** What the form itself knows to be wrong, before the server is asked; undefined where it is fine. */
export type Fault = 'missing' | 'number' | 'date'

const isWhole = (text: string): boolean => text.trim() === '' || /^-?\d{1,9}$/.test(text.trim())

/** A date that is plainly none, such as one of a thirteenth month. What else EDTF knows is the server's to judge. */
const isDate = (text: string): boolean => !/^[\d-]+$/.test(text) || /^\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$/.test(text)

/** What is wrong with a field. The server checks all else. */
export function faultOf(field: Field, entry: Entry): Fault | undefined {
  if (field.required && isEmpty(entry)) return 'missing'
  if (field.is === 'number' && entry.is === 'text' && !isWhole(entry.text)) return 'number'
  if (entry.is === 'page' && !isEmpty(entry)) {
    if (entry.document === '' || entry.section === '') return 'missing'
    if (![entry.pageStart, entry.pageEnd, entry.footnote].every(isWhole)) return 'number'
  }
  if (entry.is === 'period' && !isEmpty(entry)) {
    const { start, end } = entry
    if ((start === '' && end === '') || ![start, end].every(isDate)) return 'date'
  }
  return undefined
}

/** An entry in words, for what was and what is proposed. */
export function entryText(entry: Entry | undefined, label: (value: string) => string = (value) => value): string {
  switch (entry?.is) {
    case undefined:
      return ''
    case 'text':
      return label(entry.text)
    case 'flag':
      return entry.on ? 'yes' : 'no'
    case 'values':
      return entry.values.map(label).join(', ')
    case 'rows':
      return entry.rows.map((row) => row.label).join(', ')
    case 'page': {
      const { document, pageStart, pageEnd, section, footnote } = entry
      if (pageStart === '') return ''
      const pages = `p. ${pageStart}${pageEnd === '' ? '' : `–${pageEnd}`}`
      return [document, pages, label(section), footnote].filter(Boolean).join(', ')
    }
    case 'period':
      return [entry.text && `“${entry.text}”`, edtfOf(entry)].filter(Boolean).join(' ')
  }
}
