// Reads where a fact is printed: `p23 ACTIONS`, `p26-27 ACTORS`, `p24 FOOTNOTE 1`, `p3 REVIEW of another-document`.
import { CitationSection, type ValueOf, valuesOf } from '../../vocabulary.ts'
import { reasons } from '../reasons.ts'
import type { Source } from './shape.ts'

export interface Spot {
  /** The document, where it is not the dataset's own. */
  readonly document: string | undefined
  readonly pageStart: number
  readonly pageEnd: number
  readonly section: ValueOf<typeof CitationSection>
  readonly footnote: number | null
}

/** The first and the last page of a document, as far as they are known. */
export interface Pages {
  readonly first: number | undefined
  readonly last: number | undefined
}

const form = /^p(\d+)(?:-(\d+))? ([A-Z_]+)(?: (\d+))?(?: of (\S+))?$/
const sections = valuesOf(CitationSection)

/** The spot a source names; a string is the reason why it names none. */
export function readSource(source: Source): Spot | string {
  const [, start, end, name, footnote, document] = form.exec(source) ?? []
  const section = sections.find((value) => value === name)
  if (start === undefined || section === undefined) return `"${source}" names no page and section`
  const pageStart = Number(start)
  const pageEnd = end === undefined ? pageStart : Number(end)
  if (pageEnd < pageStart) return reasons.pagesBackwards(pageStart, pageEnd)
  return { document, pageStart, pageEnd, section, footnote: footnote === undefined ? null : Number(footnote) }
}

/** Why a document does not have the pages of a spot; undefined where it has. */
export function outside(
  { pageStart, pageEnd }: Spot,
  { first = 1, last }: Pages,
  document: string,
): string | undefined {
  if (pageStart >= first && pageEnd <= (last ?? pageEnd)) return undefined
  return reasons.pageOutside(first, last ?? pageEnd, document)
}
