// Reads where a fact is printed: `p23 ACTIONS`, `p26-27 ACTORS`, `p24 FOOTNOTE 1`.
import { CitationSection, type ValueOf, valuesOf } from '../../vocabulary.ts'
import { reasons } from '../reasons.ts'
import type { Source } from './shape.ts'

export interface Spot {
  readonly pageStart: number
  readonly pageEnd: number
  readonly section: ValueOf<typeof CitationSection>
  readonly footnote: number | null
}

/** The printed pages of the chapter that the catalogue holds. */
const FIRST_PAGE = 18
const LAST_PAGE = 39

const form = /^p(\d+)(?:-(\d+))? ([A-Z_]+)(?: (\d+))?$/
const sections = valuesOf(CitationSection)

/** The spot a source names; a string is the reason why it names none. */
export function readSource(source: Source): Spot | string {
  const [, start, end, name, footnote] = form.exec(source) ?? []
  const section = sections.find((value) => value === name)
  if (start === undefined || section === undefined) return `"${source}" names no page and section`
  const pageStart = Number(start)
  const pageEnd = end === undefined ? pageStart : Number(end)
  if (pageEnd < pageStart) return reasons.pagesBackwards(pageStart, pageEnd)
  if (pageStart < FIRST_PAGE || pageEnd > LAST_PAGE)
    return `the catalogue holds pages ${FIRST_PAGE} to ${LAST_PAGE}, not "${source}"`
  return { pageStart, pageEnd, section, footnote: footnote === undefined ? null : Number(footnote) }
}
