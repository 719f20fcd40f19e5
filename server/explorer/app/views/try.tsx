// A query that the reader runs on the page, and may change first.
import { useId, useRef, useState } from 'preact/hooks'
import { type AnswerInfo, TenpointError, type TypedText } from '../../../../sdk/src/index.ts'
import { client } from '../data/client.ts'
import { laidOut } from '../data/layout.ts'
import { Code } from '../parts/code.tsx'
import { currentKey } from '../parts/key.ts'
import { playgroundLink } from '../parts/playground-link.ts'
import { text } from '../text.ts'

/** An operation of the page without variables, which any server answers. */
export type KnownQuery = TypedText<unknown, Readonly<Record<string, never>>>

interface TryProps {
  /** What the query is for, as its label. */
  readonly name: string
  /** The query, as the reader finds it. */
  readonly query: string
  /** The same as the server knows it; none where it is not one of the page's operations. */
  readonly known?: KnownQuery | undefined
}

type Outcome =
  | { readonly is: 'nothing' | 'waiting' }
  | { readonly is: 'answer'; readonly answer: string; readonly revision: number | undefined; readonly ms: number }
  | { readonly is: 'failure'; readonly problem: string }

/** A field for the query, a button, and below it the answer of this server. */
export function Try({ name, query, known }: TryProps) {
  const original = laidOut(query).trim()
  const [written, setWritten] = useState(original)
  const [outcome, setOutcome] = useState<Outcome>({ is: 'nothing' })
  const id = useId()
  const runs = useRef(0)
  const run = (): void => {
    runs.current += 1
    const own = runs.current
    // A later run counts, also where its answer comes first.
    const tell = (came: Outcome): void => {
      if (own === runs.current) setOutcome(came)
    }
    setOutcome({ is: 'waiting' })
    const began = performance.now()
    answerOf(written === original ? known : undefined, written).then(
      ({ answer, revision }) => {
        tell({
          ...{ is: 'answer', revision, ms: Math.round(performance.now() - began) },
          answer: JSON.stringify(answer, null, 2),
        })
      },
      (error: unknown) => {
        tell({ is: 'failure', problem: error instanceof TenpointError ? error.message : text.states.offline })
      },
    )
  }
  const play = playgroundLink(written, {})
  return (
    <div class="try">
      <label for={id} class="vh">
        {text.start.query(name)}
      </label>
      <textarea
        id={id}
        spellcheck={false}
        rows={written.split('\n').length + 1}
        value={written}
        onInput={({ currentTarget }) => setWritten(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          run()
        }}
      />
      <p class="btns">
        <button type="button" class="btn primary" disabled={outcome.is === 'waiting'} onClick={run}>
          {text.start.run}
          <span class="vh">: {name}</span>
        </button>
        {written !== original && (
          <button type="button" class="btn" onClick={() => setWritten(original)}>
            {text.start.reset}
          </button>
        )}
        {play !== undefined && <a href={play}>{text.behind.play}</a>}
        <span class="muted" role="status">
          {outcome.is === 'waiting' && text.states.loading}
          {outcome.is === 'answer' && text.start.answered(outcome.revision, outcome.ms)}
        </span>
      </p>
      {outcome.is === 'answer' && <Code>{outcome.answer}</Code>}
      {outcome.is === 'failure' && (
        <p class="assess bad" role="alert">
          {outcome.problem}
        </p>
      )}
    </div>
  )
}

interface Answered {
  readonly answer: unknown
  readonly revision: number | undefined
}

/** The whole answer of the server: to a query that it knows, or to what the reader wrote. */
async function answerOf(known: KnownQuery | undefined, written: string): Promise<Answered> {
  if (known !== undefined) {
    let revision: number | undefined
    const onAnswer = (info: AnswerInfo): void => {
      revision = info.revision
    }
    const data = await client().query(known, {}, { onAnswer })
    return { answer: { data }, revision }
  }
  const key = currentKey()
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query: written }),
  })
  const revision = Number(response.headers.get('tenpoint-revision')) || undefined
  const answer: unknown = await response.json()
  return { answer, revision }
}
