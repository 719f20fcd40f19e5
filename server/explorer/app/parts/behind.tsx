// Behind a view: its query, the lines of the SDK, its tables and its citation, to take along. A closed drawer, whose content is
// loaded when it is first opened.
import { useState } from 'preact/hooks'
import { text } from '../text.ts'
import type { BehindProps } from './behind-props.ts'
import { Failure } from './states.tsx'
import { useLoaded } from './use-loaded.ts'

type Content = typeof import('./behind-content.tsx')

/** The drawer. */
export function Behind(props: BehindProps) {
  const [isOpen, setOpen] = useState(false)
  const content = useLoaded<Content>(isOpen ? 'content' : undefined, () => import('./behind-content.tsx'))
  return (
    <details class="behind noprint" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.behind.title}</summary>
      {isOpen && content.is === 'ready' && <content.value.BehindContent {...props} />}
      {isOpen && content.is === 'failed' && <Failure error={content.error} again={content.again} isPart />}
    </details>
  )
}
