// What became of a record: each change with its revision, who made it, what it changed and why.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { addressOf, linkTo, linkWith, revisionOf } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { fieldLabel } from '../field-words.ts'
import { ExplorerHistoryDocument, type HappenedFragment } from '../generated.ts'
import { text } from '../text.ts'
import { Changed } from './changed.tsx'
import { errorText } from './error-text.ts'
import { useKey } from './key.ts'
import { plainValue, writtenFields } from './values.ts'

/** A page of what happened, the newest first, and how much there is in all. */
export interface Past {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly HappenedFragment[]
}

interface HappeningsProps {
  readonly list: Past
  /** Reads on from a cursor. */
  readonly older: (after: string) => Promise<Past | undefined>
}

/** The list, which goes on by a button. Each revision is a link to the page as it was then. */
export function Happenings({ list, older }: HappeningsProps) {
  const here = addressOf(location)
  const { shown, count, next, problem } = useOlder(list, older)
  const items = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    // The button may be gone, and with it the focus: it goes on with what has just come.
    const come = items.current?.children[count]
    if (count > 0 && come instanceof HTMLElement) come.focus()
  }, [count])
  return (
    <>
      <ul ref={items}>
        {shown.nodes.map(({ revision, operation, fields }, index) => (
          <li key={`${revision?.number ?? 'proposal'} ${index}`} tabIndex={-1}>
            {revision && (
              <p>
                <a href={linkWith(here, { revision: String(revision.number) })}>
                  {text.record.revision(revision.number)}
                </a>
                , {dayOf(revision.committedAt)}, {text.record.by(revision.author, revision.publishedBy)}
              </p>
            )}
            {operation === 'CREATE' && <p>{text.record.created}</p>}
            {operation === 'DELETE' && <p>{text.record.deleted}</p>}
            {operation === 'UPDATE' &&
              writtenFields(fields).map(({ name, before, after }) => (
                <p key={name}>
                  {fieldLabel(name)}: <Changed before={plainValue(name, before)} after={plainValue(name, after)} />
                </p>
              ))}
            {revision && <p class="muted">{revision.reason}</p>}
          </li>
        ))}
      </ul>
      {problem !== '' && <p role="alert">{problem}</p>}
      {shown.pageInfo.hasNextPage && (
        <p class="noprint">
          <button type="button" class="link" onClick={next}>
            {text.record.older}
          </button>{' '}
          <span class="muted">{text.record.more(shown.totalCount - shown.nodes.length)}</span>
        </p>
      )}
    </>
  )
}

/** What is shown of a history: its first page, and those that were read on. */
function useOlder(list: Past, older: HappeningsProps['older']) {
  const [further, setFurther] = useState({ of: list, shown: list, count: 0 })
  const [problem, setProblem] = useState('')
  // Another first page begins anew.
  const { shown, count } = further.of === list ? further : { shown: list, count: 0 }
  const next = (): void => {
    const { endCursor } = shown.pageInfo
    if (endCursor === null) return
    setProblem('')
    older(endCursor).then(
      (page) => {
        if (page)
          setFurther({
            of: list,
            count: shown.nodes.length,
            shown: { ...page, nodes: [...shown.nodes, ...page.nodes] },
          })
      },
      (error: unknown) => setProblem(errorText(error)),
    )
  }
  return { shown, count, next, problem }
}

/** The same as a part of the page of a record. */
export const History = ({ list, id }: { readonly list: Past; readonly id: string }) => (
  <section class="side">
    <h2>{text.record.history}</h2>
    <Happenings
      list={list}
      older={async (after) => {
        const revision = revisionOf(new URLSearchParams(location.search))
        const { node } = await readerAt(revision).query(ExplorerHistoryDocument, { id, after })
        return node && 'history' in node ? node.history : undefined
      }}
    />
    <Correcting />
  </section>
)

/** Leads those without a key to how a correction is proposed; those with one have pens. */
function Correcting() {
  const key = useKey()
  if (key !== undefined) return null
  return (
    <p class="muted noprint">
      {text.curate.wrong} <a href={linkTo('review')}>{text.curate.how}</a>
    </p>
  )
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** The day of a moment. */
export const dayOf = (moment: string): string => days.format(new Date(moment))
