// The forms of a citation: CSL JSON, BibTeX, RIS and a sentence. Written by hand: they are few fields, and letters of all
// scripts stay as they are.
import type { CitationDate, CitationItem } from './item.ts'

/** A form of citations: its media type, and how it is written. */
interface Format {
  readonly type: string
  readonly write: (item: CitationItem) => string
}

/** The forms, by the endings of addresses. */
export const formats: Readonly<Record<'json' | 'bib' | 'ris' | 'txt', Format>> = {
  json: {
    type: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    write: (item) => `${JSON.stringify([item], null, 2)}\n`,
  },
  bib: { type: 'application/x-bibtex; charset=utf-8', write: bibtex },
  ris: { type: 'application/x-research-info-systems; charset=utf-8', write: ris },
  txt: { type: 'text/plain; charset=utf-8', write: (item) => `${sentence(item)}\n` },
}

export type FormatName = keyof typeof formats

export const isFormatName = (text: string): text is FormatName => Object.hasOwn(formats, text)

const partsOf = (date: CitationDate | undefined): readonly number[] =>
  date !== undefined && 'date-parts' in date ? date['date-parts'][0] : []

const two = (number: number): string => String(number).padStart(2, '0')

/** Line ends and other control characters would begin another field. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

const bibtexTypes: Readonly<Record<CitationItem['type'], string>> = {
  report: 'techreport',
  chapter: 'incollection',
  legislation: 'misc',
  webpage: 'online',
  document: 'misc',
  dataset: 'misc',
}

const bibtexEscapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

const bibtexText = (text: string): string =>
  oneLine(text).replace(/[\\{}~^&%$#_]/g, (sign) => bibtexEscapes[sign] ?? `\\${sign}`)

function bibtex(item: CitationItem): string {
  const [year, month] = partsOf(item.issued)
  const author = item.author?.map(({ literal }) => `{${bibtexText(literal)}}`).join(' and ')
  const fields = {
    // A second pair of braces keeps capitals as they are, and names of organisations whole.
    title: `{${bibtexText(item.title)}}`,
    author,
    booktitle: item['container-title'] && `{${bibtexText(item['container-title'])}}`,
    [item.type === 'report' ? 'institution' : 'publisher']: item.publisher && bibtexText(item.publisher),
    year: year === undefined ? undefined : String(year),
    month: month === undefined ? undefined : String(month),
    pages: item.page?.replace('-', '--'),
    edition: item.version && bibtexText(item.version),
    langid: item.language && bibtexText(item.language),
    // An address is taken as it is, and has no signs that end it.
    url: item.URL && oneLine(item.URL).replace(/[{}\\]/g, encodeURIComponent),
    note: item.note && bibtexText(item.note),
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []))
  return `@${bibtexTypes[item.type]}{${item.id.replace(/[^\w-]+/g, '-')},\n${lines.join('\n')}\n}\n`
}

const risTypes: Readonly<Record<CitationItem['type'], string>> = {
  report: 'RPRT',
  chapter: 'CHAP',
  legislation: 'STAT',
  webpage: 'ELEC',
  document: 'GEN',
  dataset: 'DATA',
}

function ris(item: CitationItem): string {
  const [year, month, day] = partsOf(item.issued)
  const [from, to] = item.page?.split('-') ?? []
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ['TI', item.title],
    ...(item.author ?? []).map(({ literal }) => ['AU', literal] as const),
    ['T2', item['container-title']],
    ['PB', item.publisher],
    ['PY', year],
    ['DA', year && `${year}/${month ? two(month) : ''}/${day ? two(day) : ''}/`],
    ['SP', from],
    ['EP', to],
    ['ET', item.version],
    ['LA', item.language],
    ['UR', item.URL],
    ['N1', item.note],
    ['ID', item.id],
  ]
  const lines = fields.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${oneLine(String(value))}`]))
  return [`TY  - ${risTypes[item.type]}`, ...lines, 'ER  - ', ''].join('\r\n')
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

function dateText(date: CitationDate | undefined): string {
  if (date === undefined) return 'n.d.'
  if ('literal' in date) return date.literal
  const [year, month, day] = date['date-parts'][0]
  const name = month === undefined ? undefined : months[month - 1]
  return name === undefined ? String(year) : `${year}, ${name}${day === undefined ? '' : ` ${day}`}`
}

/** The citation as a sentence, much as in APA style. */
export function sentence(item: CitationItem): string {
  const container = item['container-title']
  const pages = item.page && `(${item.page.includes('-') ? 'pp.' : 'p.'} ${item.page.replace('-', '–')})`
  const author = item.author?.map(({ literal }) => literal).join(', ')
  return [
    author === undefined ? undefined : `${author}.`,
    `(${dateText(item.issued)}).`,
    ended(item.title),
    container === undefined ? undefined : `In ${[container, pages].filter(Boolean).join(' ')}.`,
    item.publisher === undefined || item.publisher === author ? undefined : ended(item.publisher),
    item.note === undefined ? undefined : ended(item.note),
    item.URL,
  ]
    .flatMap((part) => (part === undefined ? [] : [oneLine(part)]))
    .join(' ')
}

const ended = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`)
