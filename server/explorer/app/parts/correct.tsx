// Proposing a correction where the fact stands. Shown only to those who have a key, and only in the catalogue of now.
import { useId, useState } from 'preact/hooks'
import type { ChangeInput, ChangesetResult } from '../../../../sdk/src/index.ts'
import { revisionOf } from '../address.ts'
import { client } from '../data/client.ts'
import { text } from '../text.ts'
import { useKey } from './key.ts'
import { errorText, Result } from './result.tsx'

interface CorrectProps {
  /** What is corrected, for the label. */
  readonly name: string
  readonly value: string | null
  /** The values it may have, with their labels; any text where there are none. */
  readonly options?: Readonly<Record<string, string>>
  /** Whether it is a text of several lines. */
  readonly isLong?: boolean
  /** The change that gives it a value; null clears it. */
  readonly change: (value: string | null) => ChangeInput
}

/** A button that opens a form in place. */
export function Correct(props: CorrectProps) {
  const key = useKey()
  const [isOpen, setOpen] = useState(false)
  if (key === undefined || revisionOf(new URLSearchParams(location.search)) !== undefined) return null
  return isOpen ? (
    <Form {...props} close={() => setOpen(false)} />
  ) : (
    <button type="button" class="link pen noprint" onClick={() => setOpen(true)}>
      {text.curate.correct}
      <span class="vh"> {props.name}</span>
    </button>
  )
}

function Form({ name, value, options, isLong = false, change, close }: CorrectProps & { readonly close: () => void }) {
  const [wanted, setWanted] = useState(value ?? '')
  const [reason, setReason] = useState('')
  const [result, setResult] = useState<{ readonly of: ChangesetResult; readonly isTrial: boolean }>()
  const [problem, setProblem] = useState('')
  const id = useId()
  const send = (dryRun: boolean): void => {
    setProblem('')
    client()
      .submit({ reason, changes: [change(wanted === '' ? null : wanted)], dryRun })
      .then(
        (of) => setResult({ of, isTrial: dryRun }),
        (error: unknown) => setProblem(errorText(error)),
      )
  }
  const isUnchanged = wanted === (value ?? '')
  return (
    <form
      class="propose"
      onSubmit={(event) => {
        event.preventDefault()
        send(false)
      }}
    >
      <p>
        <b>{text.curate.propose}</b> {text.curate.proposeHelp}
      </p>
      <label for={`${id}v`}>{name}</label>
      {options ? (
        <select id={`${id}v`} value={wanted} onChange={({ currentTarget }) => setWanted(currentTarget.value)}>
          {Object.entries(options).map(([each, label]) => (
            <option key={each} value={each}>
              {label}
            </option>
          ))}
        </select>
      ) : isLong ? (
        <textarea
          id={`${id}v`}
          rows={8}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      ) : (
        <input id={`${id}v`} value={wanted} onInput={({ currentTarget }) => setWanted(currentTarget.value)} />
      )}
      <label for={`${id}r`}>{text.curate.reason}</label>
      <textarea
        id={`${id}r`}
        rows={2}
        required
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {!isUnchanged && !isLong && (
        <p>
          {text.curate.now} <del>{options?.[value ?? ''] ?? value}</del>, {text.curate.yours}{' '}
          <ins>{options?.[wanted] ?? wanted}</ins>
        </p>
      )}
      {problem !== '' && (
        <p class="assess bad" role="alert">
          {problem}
        </p>
      )}
      {result && <Result result={result.of} isTrial={result.isTrial} />}
      <p class="btns">
        <button type="submit" class="btn primary" disabled={isUnchanged}>
          {text.curate.send}
        </button>
        <button type="button" class="btn" disabled={isUnchanged || reason === ''} onClick={() => send(true)}>
          {text.curate.check}
        </button>
        <button type="button" class="btn" onClick={close}>
          {text.states.cancel}
        </button>
      </p>
    </form>
  )
}
