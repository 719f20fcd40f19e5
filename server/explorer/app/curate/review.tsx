// The proposals that wait and those that were decided; one of them side by side with what stands now; the decision.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChangesetQuery, ChangesetResult } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { client } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import { tellMade } from '../data/made.ts'
import { fieldLabel, typeLabel } from '../field-words.ts'
import { After, Before } from '../parts/changed.tsx'
import { errorText } from '../parts/error-text.ts'
import { dayOf } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { keepKey } from '../parts/key.ts'
import { mayPublish, type Viewer } from '../parts/viewer.ts'
import { text } from '../text.ts'
import { Loading } from '../views/loading.tsx'
import type { ViewProps } from '../views/view-props.ts'
import type { View } from '../views.ts'
import { dropAll } from './draft.ts'
import { DraftSheet } from './draft-sheet.tsx'
import { ImportView } from './import.tsx'
import { readable, rowName } from './readable.ts'
import { reviewing as say } from './words.ts'

type Whole = NonNullable<ChangesetQuery['changeset']>
type Change = Whole['changes']['nodes'][number]

/** The views under "review": the list, one changeset by its number, the import of files. */
export function Review({ viewer, ...props }: ViewProps & { readonly viewer: Viewer }) {
  const { about } = props.address
  if (about === 'import') return <ImportView facts={props.facts} />
  return /^\d+$/.test(about) ? (
    <One key={about} facts={props.facts} number={Number(about)} viewer={viewer} />
  ) : (
    <List {...props} />
  )
}

/** Forgets the key, and with it everything that was written and not proposed. */
function forget(): void {
  dropAll()
  keepKey(undefined)
}

/** How many changesets each list shows. */
const shown = 50

const List = ({ facts }: ViewProps) => (
  <Loading
    of={`changesets ${facts.revision}`}
    load={async (signal) => {
      const [waiting, decided] = await Promise.all([
        client().changesets({ first: shown, where: { status: ['PROPOSED'] } }, { signal }),
        client().changesets({ first: shown, where: { status: ['PUBLISHED', 'REJECTED', 'WITHDRAWN'] } }, { signal }),
      ])
      return { waiting, decided }
    }}
  >
    {({ waiting, decided }) => (
      <>
        <Heading facts={facts} title={text.nav.review} lede={say.waiting(waiting.totalCount)}>
          <p class="btns">
            <a class="btn" href={linkTo('review', 'import')}>
              {text.curate.import}
            </a>
            <button type="button" class="btn" onClick={forget}>
              {text.curate.forget}
            </button>
          </p>
        </Heading>
        <DraftSheet facts={facts} />
        {waiting.nodes.length > 0 && <Changesets title={say.wait} list={waiting.nodes} total={waiting.totalCount} />}
        {decided.nodes.length > 0 && <Changesets title={say.decided} list={decided.nodes} total={decided.totalCount} />}
      </>
    )}
  </Loading>
)

interface ChangesetsProps {
  readonly title: string
  readonly total: number
  readonly list: readonly Pick<Whole, 'number' | 'reason' | 'status' | 'author' | 'createdAt'>[]
}

const Changesets = ({ title, list, total }: ChangesetsProps) => (
  <section class="section">
    <h2>{title}</h2>
    <table class="list blocks">
      <thead>
        <tr>
          <th scope="col">{text.curate.number}</th>
          <th scope="col">{say.reason}</th>
          <th scope="col">{text.panel.status}</th>
          <th scope="col">{text.curate.who}</th>
          <th scope="col">{text.curate.when}</th>
        </tr>
      </thead>
      <tbody>
        {list.map(({ number, reason, status, author, createdAt }) => (
          <tr key={number}>
            <th scope="row">
              {number !== null && <a href={linkTo('review', String(number))}>{text.curate.changeset(number)}</a>}
            </th>
            <td>{reason}</td>
            <td>{text.curate.status[status]}</td>
            <td>{author}</td>
            <td>{createdAt !== null && dayOf(createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {total > list.length && <p class="muted">{text.record.more(total - list.length)}</p>}
  </section>
)

interface OneProps {
  readonly facts: Facts
  readonly number: number
  readonly viewer: Viewer
}

function One({ facts, number, viewer }: OneProps) {
  const [decided, setDecided] = useState<ChangesetResult>()
  const status = decided?.__typename === 'Changeset' ? decided.status : ''
  return (
    <Loading
      of={`changeset ${number} ${status}`}
      load={(signal) => client().changeset({ number, first: 100 }, { signal })}
    >
      {(changeset) => (
        <>
          <Heading
            facts={facts}
            title={changeset.reason}
            kick={text.curate.changeset(number)}
            lede={
              <>
                {text.curate.status[changeset.status]}. {changeset.author}
                {changeset.createdAt !== null && `, ${dayOf(changeset.createdAt)}`}.
                {changeset.comment !== null && ` ${say.comment(changeset.comment)}`}
              </>
            }
          />
          {changeset.warnings.map(({ message }) => (
            <p key={message} class="assess warn">
              {message}
            </p>
          ))}
          {decided && <Decided result={decided} />}
          {changeset.status === 'PROPOSED' && (
            <Decision
              number={number}
              isOwn={changeset.author === viewer.name}
              viewer={viewer}
              decided={(result) => {
                setDecided(result)
                if (result.__typename === 'Changeset' && result.status === 'PUBLISHED') tellMade()
              }}
            />
          )}
          <Changes facts={facts} number={number} first={changeset.changes} isDone={changeset.status === 'PUBLISHED'} />
        </>
      )}
    </Loading>
  )
}

interface ChangesProps {
  readonly facts: Facts
  readonly number: number
  readonly first: Whole['changes']
  readonly isDone: boolean
}

/** Every change: field by field, what stands now beside what is proposed. */
function Changes({ facts, number, first, isDone }: ChangesProps) {
  const [further, setFurther] = useState<readonly Change[]>([])
  const [end, setEnd] = useState(first.pageInfo)
  const more = (): void => {
    client()
      .changeset({ number, first: 100, after: end.endCursor })
      .then((page) => {
        if (!page) return
        setFurther((before) => [...before, ...page.changes.nodes])
        setEnd(page.changes.pageInfo)
      }, console.error)
  }
  const all = [...first.nodes, ...further]
  return (
    <>
      {all.map((change, index) => (
        <OneChange key={`${change.type} ${change.key} ${index}`} {...{ facts, change, isDone }} />
      ))}
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
  isDone,
}: {
  readonly facts: Facts
  readonly change: Change
  readonly isDone: boolean
}) {
  const { operation, type, fields } = change
  const name = rowName(facts, change.name, change.key)
  const page = pageOf(change, isDone)
  return (
    <section class="section">
      <h2>
        {page === undefined ? name : <a href={page}>{name}</a>}{' '}
        <small class="muted">{`${typeLabel(type)}, ${text.curate.operation[operation]}`}</small>
      </h2>
      <table class="list sides">
        <thead>
          <tr>
            <th scope="col">{text.curate.field}</th>
            <th scope="col">{isDone ? say.before : say.now}</th>
            <th scope="col">{isDone ? say.after : say.proposed}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const before = readable(facts, type, field.name, field.before)
            const after = readable(facts, type, field.name, field.after)
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

/** What came of a decision. */
function Decided({ result }: { readonly result: ChangesetResult }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [result])
  const isGood = result.__typename === 'Changeset'
  return (
    <div
      ref={box}
      tabIndex={-1}
      class={`assess ${isGood ? '' : result.__typename === 'ChangesetConflict' ? 'warn' : 'bad'}`}
      role={isGood ? 'status' : 'alert'}
    >
      {isGood ? say.done[result.status] : <b>{result.message}</b>}
      {result.__typename === 'ChangesetRefused' && (
        <ul>
          {result.problems.map(({ path, code, message }) => (
            <li key={path.join() + code}>
              {message} <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
      {result.__typename === 'ChangesetConflict' && (
        <>
          <p>{say.conflictHelp}</p>
          <table class="list sides four">
            <thead>
              <tr>
                <th scope="col">{text.curate.field}</th>
                <th scope="col">{say.base}</th>
                <th scope="col">{say.theirs}</th>
                <th scope="col">{say.proposed}</th>
              </tr>
            </thead>
            <tbody>
              {result.conflicts.map(({ change, field, base, theirs, yours }) => (
                <tr key={`${change} ${field}`}>
                  <th scope="row">{fieldLabel(field ?? '')}</th>
                  <td>{base}</td>
                  <td>
                    <After before={base} after={theirs} />
                  </td>
                  <td>
                    <After before={base} after={yours} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}

interface DecisionProps {
  readonly number: number
  /** Whether the key has proposed it. */
  readonly isOwn: boolean
  readonly viewer: Viewer
  readonly decided: (result: ChangesetResult) => void
}

type Choice = 'publish' | 'reject' | 'withdraw'

/** What a key may decide: of what others propose only where it may publish; it may always withdraw its own. */
const choicesOf = (viewer: Viewer, isOwn: boolean): readonly Choice[] => [
  ...(mayPublish(viewer) ? (['publish', 'reject'] as const) : []),
  ...(isOwn ? (['withdraw'] as const) : []),
]

function Decision({ number, isOwn, viewer, decided }: DecisionProps) {
  const choices = choicesOf(viewer, isOwn)
  const [comment, setComment] = useState('')
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const decide = (what: Choice): void => {
    setProblem('')
    setBusy(true)
    client()
      [what](number, comment || undefined)
      .then(decided, (error: unknown) => setProblem(errorText(error)))
      .finally(() => setBusy(false))
  }
  const why = !mayPublish(viewer) && <p>{isOwn ? say.yours : say.notYours}</p>
  if (choices.length === 0) return <div class="propose">{why}</div>
  return (
    <form class="propose" onSubmit={(event) => event.preventDefault()}>
      {why}
      <div class="field">
        <label class="label" for="comment">
          {text.curate.comment}
        </label>
        <textarea
          id="comment"
          rows={2}
          value={comment}
          onInput={({ currentTarget }) => setComment(currentTarget.value)}
        />
        <div class="said">
          <small class="muted">{say.commentHelp}</small>
        </div>
      </div>
      {problem !== '' && (
        <p class="assess bad" role="alert">
          {problem}
        </p>
      )}
      <p class="btns">
        {choices.map((what) => (
          <button
            key={what}
            type="button"
            class={`btn ${what === 'publish' ? 'primary' : ''}`}
            disabled={isBusy}
            onClick={() => decide(what)}
          >
            {text.curate[what]}
          </button>
        ))}
      </p>
    </form>
  )
}
