// The end of a form: the reason of the changeset, what else is in it, what the server said, and the buttons.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { linkTo } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { keepKey } from '../parts/key.ts'
import { text } from '../text.ts'
import { drop, dropAll, hush, type Said, send, useDrafts, writeReason } from './draft.ts'
import { changedDrafts, type Draft } from './draft-change.ts'
import { say } from './words.ts'

interface FootProps {
  readonly facts: Facts
  /** Whether the form is the only one with a change. */
  readonly isAlone: boolean
  /** The change that the form is of. */
  readonly own?: Draft
  readonly cancel?: () => void
}

/** Reason, answer, buttons. All forms of a changeset share them. */
export function Foot({ facts, isAlone, own, cancel }: FootProps) {
  const { drafts, reason, said, isBusy } = useDrafts()
  const [isPressed, setPressed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const sent = changedDrafts(drafts)
  const others = sent.filter(({ key }) => key !== own?.key)
  const isMissing = isPressed && reason.trim() === ''
  const press = (dryRun: boolean): void => {
    setPressed(true)
    if (reason.trim() === '') field.current?.focus()
    else void send(dryRun, facts)
  }
  return (
    <div class="foot-of-form">
      <div class={`field ${isMissing ? 'wrong' : ''}`}>
        <label class="label" for={id}>
          {say.reason}
        </label>
        <textarea
          id={id}
          ref={field}
          rows={2}
          required
          value={reason}
          aria-invalid={isMissing}
          aria-describedby={`${id}h`}
          onInput={({ currentTarget }) => writeReason(currentTarget.value)}
        />
        <div id={`${id}h`} class="said">
          <small class="muted">{say.reasonHelp}</small>
          {isMissing && (
            <div class="remark bad">
              <p>{say.fault.missing}</p>
            </div>
          )}
        </div>
      </div>
      {!isAlone && others.length > 0 && own && (
        <div class="others">
          <p>{say.also}</p>
          <ul>
            {others.map(({ key, title, href }) => (
              <li key={key}>
                <a href={href}>{title}</a>{' '}
                <button type="button" class="link" onClick={() => drop(key)}>
                  {say.leaveOut}
                  <span class="vh"> {title}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Answer own={own} said={said} />
      <p class="btns">
        <button type="button" class="btn primary" disabled={sent.length === 0 || isBusy} onClick={() => press(false)}>
          {say.propose(sent.length)}
        </button>
        <button type="button" class="btn" disabled={sent.length === 0 || isBusy} onClick={() => press(true)}>
          {say.check}
        </button>
        {cancel && (
          <button type="button" class="btn" onClick={cancel}>
            {say.cancel}
          </button>
        )}
        {sent.length === 0 && <span class="muted">{say.unchanged}</span>}
      </p>
    </div>
  )
}

/** What the server said of the changeset as a whole; what it said of fields stands at them. */
export function Answer({ own, said }: { readonly own: Draft | undefined; readonly said: Said | undefined }) {
  switch (said?.is) {
    case undefined:
      return null
    case 'faults':
      return (
        <p class="assess bad" role="alert">
          {say.faults(said.count)}
        </p>
      )
    case 'error':
      return (
        <p class="assess bad" role="alert">
          {said.message}
        </p>
      )
    case 'keyGone':
      return <KeyGone />
    case 'result': {
      const { result, sent } = said
      const { __typename: kind } = result
      if (kind === 'Changeset')
        return (
          <div class="assess" role="status">
            {say.wouldDo}
            {result.warnings.map(({ message }) => (
              <p key={message}>
                {say.mayBe} {message}
              </p>
            ))}
          </div>
        )
      if (kind === 'Forbidden')
        return (
          <p class="assess bad" role="alert">
            {say.keyWeak} {result.message}
          </p>
        )
      const items = kind === 'ChangesetRefused' ? result.problems : result.conflicts
      const elsewhere = [...new Set(items.map(({ change }) => sent[change]))].filter(
        (draft): draft is Draft => draft !== undefined && draft.key !== own?.key,
      )
      return (
        <div class={`assess ${kind === 'ChangesetRefused' ? 'bad' : 'warn'}`} role="alert">
          {say.faults(items.length)}
          {elsewhere.map(({ key, title, href }) => (
            <p key={key}>
              {say.elsewhere} <a href={href}>{title}</a>
            </p>
          ))}
        </div>
      )
    }
  }
}

/** Says that the key is of no use any more, and takes another one, so that nothing that was written is lost. */
export function KeyGone() {
  const [key, setKey] = useState('')
  const id = useId()
  const isGiven = key.trim() !== ''
  return (
    <div class="assess bad" role="alert">
      <p>
        <b>{text.curate.keyGone}.</b> {text.curate.keyGoneHelp}
      </p>
      <label for={id}>{say.newKey}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        value={key}
        onInput={({ currentTarget }) => setKey(currentTarget.value)}
      />
      <p class="btns">
        <button
          type="button"
          class="btn primary"
          disabled={!isGiven}
          onClick={() => {
            keepKey(key.trim())
            hush()
          }}
        >
          {text.curate.use}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            dropAll()
            keepKey(undefined)
          }}
        >
          {text.curate.forget}
        </button>
      </p>
    </div>
  )
}

/** What became of a changeset that was proposed, in place of its forms. */
export function Made({ said }: { readonly said: Said }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.focus(), [])
  if (said.is !== 'result' || said.result.__typename !== 'Changeset') return null
  const { number, status, warnings } = said.result
  return (
    <div class="assess" role="status" tabIndex={-1} ref={box}>
      {text.curate.done[status]}{' '}
      {number !== null && <a href={linkTo('review', String(number))}>{text.curate.changeset(number)}</a>}{' '}
      <button type="button" class="link" onClick={hush}>
        {say.close}
      </button>
      {warnings.map(({ message }) => (
        <p key={message}>
          {say.mayBe} {message}
        </p>
      ))}
    </div>
  )
}
