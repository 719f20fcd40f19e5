// The printed page of a fact.
import { linkTo } from '../address.ts'
import type { Page } from '../data/facts.ts'
import { text } from '../text.ts'
import { sections } from '../words.ts'

/** "p. 26", or "p. 26–27". */
export const pageText = ({ pageStart, pageEnd }: Pick<Page, 'pageStart' | 'pageEnd'>): string =>
  `p. ${pageStart}${pageEnd > pageStart ? `–${pageEnd}` : ''}`

/** Where on the page it stands. */
export const placeText = (page: Page): string => {
  const { footnote } = page
  const part = typeof footnote === 'number' ? text.page.footnote(footnote) : sections[page.section]
  return `${pageText(page)}, ${part}`
}

/** A page as a link to all that the catalogue takes from it. */
export const PageMark = ({ page }: { readonly page: Page }) => (
  <a
    class="pg"
    href={linkTo('document', page.document.slug, { page: String(page.pageStart) })}
    title={`${page.document.title}, ${placeText(page)}`}
  >
    <span class="vh">{text.page.source} </span>
    {pageText(page)}
    <span class="print-only">, {sections[page.section]}</span>
  </a>
)
