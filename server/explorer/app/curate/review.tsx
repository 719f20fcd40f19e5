// The views under "review"; one proposal with what it changes, and the decision.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChangesetResult } from '../../../../sdk/src/index.ts'
import { client } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import { tellMade } from '../data/made.ts'
import { fieldLabel } from '../field-words.ts'
import { ExplorerChangesetDocument } from '../generated.ts'
import { After } from '../parts/changed.tsx'
import { errorText } from '../parts/error-text.ts'
import { dayOf } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { plainValue } from '../parts/values.ts'
import { mayPublish, type Viewer } from '../parts/viewer.ts'
import { text } from '../text.ts'
import { Loading } from '../views/loading.tsx'
import type { ViewProps } from '../views/view-props.ts'
import { Changes } from './changes.tsx'
import { ImportView } from './import.tsx'
import { Proposals } from './proposals.tsx'
import { say as draftWords, reviewing as say } from './words.ts'

/** The views under "review": the list, one changeset by its number, the import of files. */
export function Review({ viewer, ...props }: ViewProps & { readonly viewer: Viewer }) {
  const { about } = props.address
  if (about === 'import') return <ImportView facts={props.facts} />
  return /^\d+$/.test(about) ? (
    <One key={about} facts={props.facts} number={Number(about)} viewer={viewer} />
  ) : (
    <Proposals {...props} viewer={viewer} />
  )
}

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
      load={async (signal) =>
        (await client().query(ExplorerChangesetDocument, { number, after: null }, { signal })).changeset
      }
    >
      {(changeset) => (
        <>
          <Heading
            facts={facts}
            title={changeset.reason}
            kick={text.curate.changeset(number)}
            lede={
              <>
                {say.proposedBy(changeset.author)}
                {changeset.createdAt !== null && `, ${dayOf(changeset.createdAt)}`}.{' '}
                {changeset.decidedBy === null
                  ? say.done.PROPOSED
                  : `${say.decidedBy(text.curate.status[changeset.status], changeset.decidedBy)}${changeset.decidedAt === null ? '' : `, ${dayOf(changeset.decidedAt)}`}.`}
                {changeset.comment !== null && ` ${say.comment(changeset.comment)}`}
              </>
            }
          />
          {changeset.warnings.map(({ message }) => (
            <p key={message} class="assess warn">
              {draftWords.mayBe} {message}
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

/** What came of a decision. */
function Decided({ result }: { readonly result: ChangesetResult }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.focus(), [result])
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
              {result.conflicts.map(({ change, field, ...values }) => {
                const [base = null, theirs = null, yours = null] = [values.base, values.theirs, values.yours].map(
                  (value) => plainValue(field ?? '', value),
                )
                return (
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
                )
              })}
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
