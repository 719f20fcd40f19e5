// Building blocks of pages of records: sections, facts with their page in the margin, history.
import type { ComponentChildren } from 'preact'
import { addressOf, linkWith } from '../address.ts'
import type { Page } from '../data/facts.ts'
import type { HappenedFragment } from '../generated.ts'
import { PageMark } from '../parts/page-mark.tsx'
import { text } from '../text.ts'

/** A titled part of a page; nothing where it has no content. */
export const Section = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
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

/** What became of a record, the newest first, each with who and why. */
export function History({
  list,
}: {
  readonly list: { readonly totalCount: number; readonly nodes: readonly HappenedFragment[] }
}) {
  const here = addressOf(location)
  return (
    <section class="side">
      <h2>{text.record.history}</h2>
      <ul>
        {list.nodes.map(({ revision, operation, fields }, index) => (
          <li key={`${revision?.number ?? 'proposal'} ${index}`}>
            {revision && (
              <p>
                <a href={linkWith(here, { revision: String(revision.number) })}>
                  {text.record.revision(revision.number)}
                </a>
                , {dayOf(revision.committedAt)}, {revision.author}
              </p>
            )}
            {operation === 'CREATE' && <p>{text.record.created}</p>}
            {operation === 'DELETE' && <p>{text.record.deleted}</p>}
            {operation === 'UPDATE' &&
              fields.map(({ name, before, after }) => (
                <p key={name}>
                  {name}: {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
                </p>
              ))}
            {revision && <p class="muted">{revision.reason}</p>}
          </li>
        ))}
      </ul>
      {list.totalCount > list.nodes.length && (
        <p class="muted">{text.record.more(list.totalCount - list.nodes.length)}</p>
      )}
    </section>
  )
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** The day of a moment. */
export const dayOf = (moment: string): string => days.format(new Date(moment))
