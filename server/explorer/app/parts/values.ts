// What a change says of its fields, as people read it: dates in words, pages as pages, and nothing that only follows from the rest.
import { sections } from '../words.ts'
import { pageText } from './page-mark.tsx'
import { periodText } from './period.ts'

interface ChangedField {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

/** What the database makes of a period; the period itself stands beside it. */
const derived: ReadonlySet<string> = new Set(['startsOn', 'startPrecision', 'endsOn', 'endPrecision', 'ongoing'])

/** The fields that somebody wrote. */
export const writtenFields = <Field extends ChangedField>(fields: readonly Field[]): readonly Field[] =>
  fields.some(({ name }) => name === 'period.edtf') ? fields.filter(({ name }) => !derived.has(name)) : fields

const precisions: Readonly<Record<number, string>> = { 1: 'YEAR', 2: 'MONTH', 3: 'DAY' }
const precisionOf = (date: string): string | null => precisions[date.split('-').length] ?? null

const date = String.raw`\d{4}(?:-\d\d(?:-\d\d)?)?`
const interval = new RegExp(`^(${date})?(?:(/)(${date}|\\.\\.)?)?$`)

/** A date or interval in EDTF in words: "since May 2007"; as it is where it is of a rarer form. */
export function edtfText(edtf: string): string {
  const [found, from = '', slash, to = ''] = interval.exec(edtf) ?? []
  if (found === undefined || (from === '' && to === '')) return edtf
  const end = slash === undefined ? from : to === '..' ? '' : to
  return periodText({
    ...{ text: edtf, start: from || null, startPrecision: precisionOf(from) },
    ...{ end: end || null, endPrecision: precisionOf(end), ongoing: to === '..' },
  })
}

const isSection = (text: string): text is keyof typeof sections => Object.hasOwn(sections, text)

/** Where a fact is printed, as a change says it: `some-document, page 35-36, REVIEW`. */
export interface Spot {
  readonly slug: string
  readonly pageStart: number
  readonly pageEnd: number
  readonly words: string
}

/** Reads a citation in a change. */
export function spotIn(citation: string): Spot | undefined {
  const [, slug, from, to, section = '', rest = ''] =
    /^(\S+), page (\d+)(?:-(\d+))?, ([A-Z_]+)(.*)$/.exec(citation) ?? []
  if (slug === undefined || from === undefined) return undefined
  const part = isSection(section) ? sections[section] : section
  const [pageStart, pageEnd] = [Number(from), Number(to ?? from)]
  return { slug, pageStart, pageEnd, words: `${pageText({ pageStart, pageEnd })}, ${part}${rest}` }
}

/** Fields that hold dates. */
const isDate = (name: string): boolean => /(^|\.)edtf$|On$|^(issued|asOf)$/.test(name)

/** A value in words, as far as its field says what it is. */
export function plainValue(name: string, value: string | null): string | null {
  if (value === null) return null
  if (isDate(name)) return edtfText(value)
  if (name === 'citation') return spotIn(value)?.words ?? value
  return value === 'true' ? 'yes' : value === 'false' ? 'no' : value
}
