// The pages for those who use the API from programs, and the way between them.
import { linkTo } from '../address.ts'
import { text } from '../text.ts'

const pages = ['start', 'reference'] as const

/** Links to the pages for programs, and to the playground where the server has one. */
export const ProgramNav = ({ here }: { readonly here: (typeof pages)[number] }) => (
  <nav class="seg pages noprint" aria-label={text.start.pages}>
    {pages.map((page) => (
      <a key={page} class="btn" href={linkTo(page)} aria-current={page === here ? 'page' : undefined}>
        {text[page].title}
      </a>
    ))}
    {'playground' in document.documentElement.dataset && (
      <a class="btn" href="/graphql">
        {text.start.playground}
      </a>
    )}
  </nav>
)
