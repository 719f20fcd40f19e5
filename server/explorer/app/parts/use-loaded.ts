// Loading as a hook: what was there stays until the new is there, and what nobody waits for is cancelled.
import { useCallback, useEffect, useState } from 'preact/hooks'

/** How far loading is. */
export type Loaded<Value> =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly value: Value; readonly isOld: boolean }
  | { readonly is: 'failed'; readonly error: unknown; readonly again: () => void }

interface State<Value> {
  /** What the value was loaded for. */
  readonly of: string
  readonly value?: Value
  readonly error?: unknown
}

/** Loads a value for a key, again whenever the key is another one; an undefined key loads nothing. */
export function useLoaded<Value extends object>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<Value>,
): Loaded<Value> {
  const [state, setState] = useState<State<Value>>({ of: '' })
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((count) => count + 1), [])
  // What to load is a matter of the key alone: `load` is another function at each drawing.
  useEffect(() => {
    if (key === undefined) return undefined
    const control = new AbortController()
    load(control.signal).then(
      (value) => {
        if (!control.signal.aborted) setState({ of: key, value })
      },
      (error: unknown) => {
        if (!control.signal.aborted) setState({ of: key, error })
      },
    )
    return () => control.abort()
  }, [key, attempt])
  if (state.error !== undefined && state.of === key) return { is: 'failed', error: state.error, again }
  if (state.value === undefined) return { is: 'loading' }
  return { is: 'ready', value: state.value, isOld: state.of !== key }
}
