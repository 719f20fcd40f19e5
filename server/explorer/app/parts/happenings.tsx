// What became of a record: each change with its revision, who made it, what it changed and why.
import { addressOf, linkWith } from '../address.ts'
import { fieldLabel } from '../field-words.ts'
import type { HappenedFragment } from '../generated.ts'
import { text } from '../text.ts'
import { Changed } from './changed.tsx'

interface HappeningsProps {
  /** What happened, the newest first, and how much there is in all. */
  readonly list: { readonly totalCount: number; readonly nodes: readonly HappenedFragment[] }
}

/** The list. Each revision is a link to the page as it was then. */
export function Happenings({ list }: HappeningsProps) {
  const here = addressOf(location)
  return (
    <>
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
                  {fieldLabel(name)}: <Changed before={before} after={after} />
                </p>
              ))}
            {revision && <p class="muted">{revision.reason}</p>}
          </li>
        ))}
      </ul>
      {list.totalCount > list.nodes.length && (
        <p class="muted">{text.record.more(list.totalCount - list.nodes.length)}</p>
      )}
    </>
  )
}

/** The same as a part of a page. */
export const History = ({ list }: HappeningsProps) => (
  <section class="side">
    <h2>{text.record.history}</h2>
    <Happenings list={list} />
  </section>
)

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** The day of a moment. */
export const dayOf = (moment: string): string => days.format(new Date(moment))
