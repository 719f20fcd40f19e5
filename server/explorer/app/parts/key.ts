// The key of a curator. It stays in this tab: in the storage of the session, never in an address.
import { useLayoutEffect, useState } from 'preact/hooks'

const name = 'tenpoint-key'
const listeners = new Set<() => void>()

/** The key, if one was entered. */
export function currentKey(): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined
  } catch {
    // Storage may be closed to pages; there is no key then.
    return undefined
  }
}

/** Keeps a key, or forgets it. */
export function keepKey(key: string | undefined): void {
  if (key === undefined) sessionStorage.removeItem(name)
  else sessionStorage.setItem(name, key)
  for (const listener of listeners) listener()
}

/** The key, kept up to date. */
export function useKey(): string | undefined {
  const [key, setKey] = useState(currentKey)
  useLayoutEffect(() => {
    const update = (): void => setKey(currentKey())
    listeners.add(update)
    return () => void listeners.delete(update)
  }, [])
  return key
}
