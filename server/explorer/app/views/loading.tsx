// A view of something that is loaded for it, and may not be there.
import type { ComponentChildren } from 'preact'
import { Gone } from '../parts/gone.tsx'
import { Failure, Waiting } from '../parts/states.tsx'
import { useLoaded } from '../parts/use-loaded.ts'

interface LoadingProps<Value> {
  /** What the content is loaded for. */
  readonly of: string
  /** Loads it; null where there is none. */
  readonly load: (signal: AbortSignal) => Promise<Value | null>
  readonly children: (value: Value) => ComponentChildren
}

/** Shows what was loaded, or what hinders it. */
export function Loading<Value>({ of, load, children }: LoadingProps<Value>) {
  const loaded = useLoaded(of, async (signal) => ({ of, found: await load(signal) }))
  if (loaded.is === 'failed') return <Failure error={loaded.error} again={loaded.again} />
  if (loaded.is === 'loading' || loaded.value.of !== of) return <Waiting />
  const { found } = loaded.value
  if (found === null) return <Gone />
  return <>{children(found)}</>
}
