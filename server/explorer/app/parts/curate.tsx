// What only those with a key see, and only in the catalogue of now. Its code is a part of its own, which nobody else loads.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { revisionOf } from '../address.ts'
import type { AddProps, PenProps } from '../curate/index.tsx'
import { mayPropose, useViewer } from './viewer.ts'

type Curate = typeof import('../curate/index.tsx')

let loaded: Curate | undefined
let loading: Promise<Curate> | undefined

/** The part for curators; undefined for everybody whose key may not propose, in the past, and until it is there. */
export function useCurate(): Curate | undefined {
  const viewer = useViewer()
  const isWanted =
    viewer !== undefined && mayPropose(viewer) && revisionOf(new URLSearchParams(location.search)) === undefined
  const [part, setPart] = useState(loaded)
  useEffect(() => {
    if (!isWanted || loaded) return setPart(loaded)
    loading ??= import('../curate/index.tsx')
    loading.then(
      (came) => {
        loaded = came
        setPart(came)
      },
      () => {
        // The next view tries again; the page itself can be read all the same.
        loading = undefined
      },
    )
  }, [isWanted])
  return isWanted ? part : undefined
}

/** A pen beside a fact. It brings its space along, so that none stands before a comma where there is no pen. */
export function Pen(props: PenProps) {
  const curate = useCurate()
  return (
    curate && (
      <>
        {' '}
        <curate.Pen {...props} />
      </>
    )
  )
}

/** A button that adds a row. */
export function Add(props: AddProps) {
  const curate = useCurate()
  return curate ? <curate.Add {...props} /> : null
}

interface CuratorsProps {
  readonly children: (curate: Curate) => ComponentChildren
  /** What stands there until the part has come; nothing where it is left out. */
  readonly meanwhile?: ComponentChildren
}

/** What is there only for curators. */
export function Curators({ children, meanwhile = null }: CuratorsProps) {
  const curate = useCurate()
  return curate ? children(curate) : meanwhile
}
