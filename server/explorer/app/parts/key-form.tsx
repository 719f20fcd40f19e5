// The form that takes a key.
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { checkKey, isKeyGone } from '../data/client.ts'
import { text } from '../text.ts'
import { errorText } from './error-text.ts'
import { keepKey } from './key.ts'

interface KeyFormProps {
  /** Called once the key is kept. */
  readonly used?: () => void
  /** What stands beside the button. */
  readonly besides?: ComponentChildren
}

/** Takes a key and keeps it for this tab, if the server knows it: one that it does not know would hinder reading. */
export function KeyForm({ used, besides }: KeyFormProps) {
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const use = async (): Promise<void> => {
    try {
      await checkKey(key.trim())
    } catch (error) {
      setProblem(isKeyGone(error) ? text.curate.keyUnknown : errorText(error))
      field.current?.focus()
      return
    }
    keepKey(key.trim())
    used?.()
  }
  return (
    <form
      class="propose"
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <div class={`field ${problem === undefined ? '' : 'wrong'}`}>
        <label class="label" for={id}>
          {text.curate.key}
        </label>
        <input
          ref={field}
          id={id}
          type="password"
          autoComplete="off"
          required
          value={key}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onInput={({ currentTarget }) => {
            setKey(currentTarget.value)
            setProblem(undefined)
          }}
        />
        {problem !== undefined && (
          <p class="said" id={`${id}-problem`} role="alert">
            {problem}
          </p>
        )}
      </div>
      <p class="btns">
        <button type="submit" class="btn primary">
          {text.curate.use}
        </button>
        {besides}
      </p>
    </form>
  )
}
