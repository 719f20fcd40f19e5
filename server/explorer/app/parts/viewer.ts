// What the key of the tab allows, as the server says: asked once for each key.
import { useEffect, useState } from 'preact/hooks'
import type { ViewerQuery } from '../../../../sdk/src/index.ts'
import { client } from '../data/client.ts'
import { useKey } from './key.ts'

/** The holder of a key. */
export type Viewer = NonNullable<ViewerQuery['viewer']>

interface Asked {
  readonly key: string
  readonly answer: Promise<Viewer | null>
  found?: Viewer
}

let asked: Asked | undefined

function ask(key: string): Asked {
  if (asked?.key === key) return asked
  const asking: Asked = { key, answer: client().viewer() }
  asked = asking
  asking.answer.then(
    (viewer) => {
      if (viewer) asking.found = viewer
    },
    () => {
      // Whoever asks next tries again.
      if (asked === asking) asked = undefined
    },
  )
  return asking
}

/** Who holds the key of the tab. Rejects with a TenpointError. */
export const viewerOf = (key: string): Promise<Viewer | null> => ask(key).answer

/** Whether a key may propose changes; one that may publish them may do that, too. */
export const mayPropose = ({ scopes }: Viewer): boolean => scopes.includes('PROPOSE') || scopes.includes('PUBLISH')

/** Whether a key may publish and reject what is proposed. */
export const mayPublish = ({ scopes }: Viewer): boolean => scopes.includes('PUBLISH')

/** Who holds the key of the tab; undefined without a key, and until it is known. */
export function useViewer(): Viewer | undefined {
  const key = useKey()
  const [found, setFound] = useState(asked)
  useEffect(() => {
    if (key === undefined) return undefined
    let isWanted = true
    const asking = ask(key)
    asking.answer.then(
      () => isWanted && setFound(asking),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [key])
  return found?.key === key ? found?.found : undefined
}
