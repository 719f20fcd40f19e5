// Building blocks of pages of records: sections, and facts with their page in the margin.
import type { ComponentChildren } from 'preact'
import type { Page } from '../data/facts.ts'
import { PageMark } from '../parts/page-mark.tsx'

interface SectionProps {
  readonly title: ComponentChildren
  readonly children: ComponentChildren
}

/** A titled part of a page; nothing where it has no content. */
export const Section = ({ title, children }: SectionProps) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

interface FactProps {
  readonly page?: Page | undefined
  /** What the fact is; without it, the content takes the whole width. */
  readonly name?: string
  readonly children: ComponentChildren
}

/** A fact with its page in the margin. */
export const Fact = ({ page, name, children }: FactProps) => (
  <div class={`fact ${name === undefined ? '' : 'pair'}`}>
    <span>{page && <PageMark page={page} />}</span>
    <div>
      {name !== undefined && <span class="name">{name}</span>}
      <div>{children}</div>
    </div>
  </div>
)
