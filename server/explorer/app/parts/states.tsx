// What stands in place of a view that is not there yet, or cannot be.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { GraphQLError, HttpError, NetworkError, TimeoutError } from '../../../../sdk/src/index.ts'
import { patchAddress } from '../address.ts'
import { isKeyGone } from '../data/client.ts'
import { text } from '../text.ts'
import { currentKey, keepKey } from './key.ts'
import { KeyForm } from './key-form.tsx'

interface NoticeProps {
  readonly title: string
  readonly children?: ComponentChildren
  /** Whether it stands in place of the whole view, so that its title is the heading of the page. */
  readonly isView?: boolean
}

/** A box with what happened and what to do. */
export const Notice = ({ title, children, isView = false }: NoticeProps) => (
  <div class="notice" role="status">
    {isView ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children}
  </div>
)

/** What stands for a part of a view says so; else it stands for the whole. */
interface PartProps {
  readonly isPart?: boolean
}

const slowAfterMs = 4000
const silentMs = 300

/** Nothing at first, then a skeleton of the map's size, then words. */
export function Waiting({ isPart = false }: PartProps) {
  const [stage, setStage] = useState<'silent' | 'skeleton' | 'slow'>('silent')
  useEffect(() => {
    const timers = [setTimeout(() => setStage('skeleton'), silentMs), setTimeout(() => setStage('slow'), slowAfterMs)]
    return () => timers.forEach(clearTimeout)
  }, [])
  return (
    <div class="waiting" aria-busy="true">
      {stage !== 'silent' && (
        <div class="skeleton" aria-hidden="true">
          {Array.from({ length: 12 }, (_, row) => (
            <i key={row} />
          ))}
        </div>
      )}
      <p class="vh" role="status">
        {text.states.loading}
      </p>
      {stage === 'slow' && (
        <Notice title={text.states.slow} isView={!isPart}>
          {text.states.slowHelp}
        </Notice>
      )}
    </div>
  )
}

interface Reason {
  readonly title: string
  readonly help: string
}

function reasonOf(error: unknown): Reason {
  const { states } = text
  if (isKeyGone(error)) return { title: states.key, help: '' }
  if (error instanceof NetworkError || error instanceof TimeoutError)
    return { title: states.offline, help: states.offlineHelp }
  if (error instanceof HttpError && (error.status === 429 || error.status === 503))
    return { title: states.busy, help: states.busyHelp }
  return { title: states.broken, help: states.brokenHelp }
}

/** Says that the server takes the key no longer; one may give another one, or go on without. */
function KeyGone({ again, isView }: { readonly again: () => void; readonly isView: boolean }) {
  return (
    <Notice title={text.curate.keyGone} isView={isView}>
      <p>{text.curate.keyGoneHelp}</p>
      <KeyForm
        used={again}
        besides={
          <button type="button" class="btn" onClick={() => keepKey(undefined)}>
            {text.curate.forget}
          </button>
        }
      />
    </Notice>
  )
}

interface FailureProps extends PartProps {
  readonly error: unknown
  readonly again: () => void
}

/** Says why a view could not be loaded, and offers to try again. */
export function Failure({ error, again, isPart = false }: FailureProps) {
  const isView = !isPart
  if (error instanceof GraphQLError && error.codes.includes('REVISION_UNKNOWN'))
    return (
      <Notice isView={isView} title={text.past.missing(Number(new URLSearchParams(location.search).get('revision')))}>
        <p>{text.past.missingHelp}</p>
        <p>
          <button type="button" class="btn" onClick={() => patchAddress({ revision: undefined })}>
            {text.past.go}
          </button>
        </p>
      </Notice>
    )
  // A key that was taken back hinders reading, too; without it the catalogue is there again.
  if (isKeyGone(error) && currentKey() !== undefined) return <KeyGone again={again} isView={isView} />
  const { title, help } = reasonOf(error)
  const codes = error instanceof GraphQLError ? error.codes.join(', ') : ''
  return (
    <Notice title={title} isView={isView}>
      <p>{help}</p>
      {codes !== '' && (
        <p class="muted">
          {text.states.code}: <code>{codes}</code>
        </p>
      )}
      <p>
        <button type="button" class="btn primary" onClick={again}>
          {text.states.again}
        </button>
      </p>
    </Notice>
  )
}
