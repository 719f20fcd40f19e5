// Tells the page that the catalogue has changed by its own hand, so that it reads it again.
import { useEffect, useState } from 'preact/hooks'

let count = 0
const listeners = new Set<() => void>()

/** Says that something was published. */
export function tellMade(): void {
  count += 1
  for (const listener of listeners) listener()
}

/** How often something was published here. */
export function useMade(): number {
  const [made, setMade] = useState(count)
  useEffect(() => {
    const update = (): void => setMade(count)
    listeners.add(update)
    update()
    return () => void listeners.delete(update)
  }, [])
  return made
}
