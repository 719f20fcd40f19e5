// Every change of a changeset: field by field, what stands now beside what is proposed, and the page it is printed on.
import { useRef, useState } from 'preact/hooks'
import { linkTo } from '../address.ts'
import { client } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import { fieldLabel, typeLabel } from '../field-words.ts'
import { ExplorerChangesetDocument, type ExplorerChangesetQuery } from '../generated.ts'
import { After, Before } from '../parts/changed.tsx'
import { pageText } from '../parts/page-mark.tsx'
import { spotIn } from '../parts/values.ts'
import { text } from '../text.ts'
import type { View } from '../views.ts'
import { fieldsOf, type Names, nameOf, namesIn, readable, recordOf, rowName } from './readable.ts'
import { WholeActors } from './whole-changes.tsx'
import { wholesIn } from './whole-moves.ts'
import { reviewing as say, wholes } from './words.ts'

type Whole = NonNullable<ExplorerChangesetQuery['changeset']>
type Change = Whole['changes']['nodes'][number]

interface ChangesProps {
  readonly facts: Facts
  readonly number: number
  readonly first: Whole['changes']
  readonly isDone: boolean
}

/** Every change, a page of them after the other. */
export function Changes({ facts, number, first, isDone }: ChangesProps) {
  const [further, setFurther] = useState<readonly Change[]>([])
  const [end, setEnd] = useState(first.pageInfo)
  const isAsked = useRef(false)
  const more = (): void => {
    // Pressed twice, it would bring the same page twice.
    if (isAsked.current) return
    isAsked.current = true
    client()
      .query(ExplorerChangesetDocument, { number, after: end.endCursor })
      .then(({ changeset: page }) => {
        if (!page) return
        setFurther((before) => [...before, ...page.changes.nodes])
        setEnd(page.changes.pageInfo)
      }, console.error)
      .finally(() => {
        isAsked.current = false
      })
  }
  const all = [...first.nodes, ...further]
  const names = namesIn(all)
  // What a merge or a split does to single rows follows from it.
  const folded = new Set(wholesIn(all).flatMap(({ parts }) => parts))
  const list = (changes: readonly Change[]) =>
    changes.map((change, index) => (
      <OneChange key={`${change.type} ${change.key} ${index}`} {...{ facts, change, names, isDone }} />
    ))
  return (
    <>
      <WholeActors {...{ facts, isDone }} changes={all} isPart={end.hasNextPage} />
      {list(all.filter((change) => !folded.has(change)))}
      {folded.size > 0 && (
        <details class="section">
          <summary>{wholes.done.rows(folded.size)}</summary>
          {list([...folded])}
        </details>
      )}
      {end.hasNextPage && (
        <p>
          <button type="button" class="btn" onClick={more}>
            {say.more}
          </button>
        </p>
      )}
    </>
  )
}

/** The types that have a page of their own. */
const pages: Readonly<Record<string, View>> = {
  Initiative: 'initiative',
  Actor: 'actor',
  Document: 'document',
  Place: 'country',
  ImplementationPlan: 'plan',
}

/** The page of what a change is of; undefined where it has none. */
function pageOf({ type, key, subjectId, operation }: Change, isDone: boolean): string | undefined {
  const isThere = operation === 'UPDATE' || (operation === 'CREATE') === isDone
  if (!isThere) return undefined
  if (type === 'Action') return subjectId === null ? undefined : linkTo('action', subjectId)
  const view = pages[type]
  return view && linkTo(view, key)
}

function OneChange({
  facts,
  change,
  names,
  isDone,
}: {
  readonly facts: Facts
  readonly change: Change
  readonly names: Names
  readonly isDone: boolean
}) {
  const { operation, type, mergedInto } = change
  const name = rowName(facts, change, names)
  const done =
    mergedInto === null ? text.curate.operation[operation] : wholes.done.mergedInto(nameOf(facts, mergedInto, names))
  const page = pageOf(change, isDone)
  const record = recordOf(facts, change)
  return (
    <section class="section">
      <h2>
        {page === undefined ? name : <a href={page}>{name}</a>}{' '}
        <small class="muted">{`${typeLabel(type)}, ${done}`}</small>
      </h2>
      <p class="muted">
        {record && record.about !== change.key && (
          <>
            {say.of} <a href={linkTo(record.view, record.about)}>{record.name}</a>.{' '}
          </>
        )}
        <SourcePage change={change} />
      </p>
      <table class="list sides">
        <thead>
          <tr>
            <th scope="col">{text.curate.field}</th>
            <th scope="col">{isDone ? say.before : say.now}</th>
            <th scope="col">{isDone ? say.after : say.proposed}</th>
          </tr>
        </thead>
        <tbody>
          {fieldsOf(change).map((field) => {
            const before = readable(facts, type, field.name, field.before, names)
            const after = readable(facts, type, field.name, field.after, names)
            return (
              <tr key={field.name}>
                <th scope="row">{fieldLabel(field.name)}</th>
                <td>
                  <Before before={before} after={after} />
                </td>
                <td>
                  <After before={before} after={after} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** The printed page that a change is to be checked against: what is proposed, or else what stands. */
function SourcePage({ change: { fields, subject } }: { readonly change: Change }) {
  const written = fields.find(({ name }) => name === 'citation')
  const spot = spotIn(written?.after ?? written?.before ?? '')
  const cited = subject && 'citation' in subject ? subject.citation : undefined
  const slug = spot?.slug ?? cited?.document.slug
  const words = spot?.words ?? (cited && pageText(cited))
  if (slug === undefined || words === undefined) return null
  return (
    <>
      {say.source} <a href={linkTo('document', slug)}>{words}</a>.
    </>
  )
}
