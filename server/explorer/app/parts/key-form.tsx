// The form that takes a key.
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { text } from '../text.ts'
import { keepKey } from './key.ts'

interface KeyFormProps {
  /** Called once the key is kept. */
  readonly used?: () => void
  /** What stands beside the button. */
  readonly besides?: ComponentChildren
}

/** Takes a key and keeps it for this tab. */
export function KeyForm({ used, besides }: KeyFormProps) {
  const [key, setKey] = useState('')
  const id = useId()
  return (
    <form
      class="propose"
      onSubmit={(event) => {
        event.preventDefault()
        keepKey(key.trim())
        used?.()
      }}
    >
      <div class="field">
        <label class="label" for={id}>
          {text.curate.key}
        </label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          required
          value={key}
          onInput={({ currentTarget }) => setKey(currentTarget.value)}
        />
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
