// The head of a view: which revision it is of, its title, a line that explains it.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { patchAddress } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { text } from '../text.ts'
import { looseDate } from './period.ts'

interface HeadingProps {
  readonly facts: Facts
  readonly title: string
  readonly lede?: ComponentChildren
  /** What stands before the revision. */
  readonly kick?: string
  /** What stands at the right. */
  readonly children?: ComponentChildren
}

/** The head of a view. The page's title follows it. */
export function Heading({ facts, title, lede, kick, children }: HeadingProps) {
  useEffect(() => {
    document.title = `${title} · ${text.brand}`
  }, [title])
  return (
    <div class="headrow">
      <div>
        <p class="kick">
          {kick !== undefined && `${kick}. `}
          {text.asOf(facts.revision, looseDate(facts.about.asOf))} <RevisionChoice revision={facts.revision} />
        </p>
        <h1>{title}</h1>
        {lede !== undefined && <p class="lede">{lede}</p>}
      </div>
      {children}
    </div>
  )
}

function RevisionChoice({ revision }: { readonly revision: number }) {
  const [isOpen, setOpen] = useState(false)
  const [wanted, setWanted] = useState('')
  if (!isOpen)
    return (
      <button type="button" class="link noprint" onClick={() => setOpen(true)}>
        {text.changeRevision}
      </button>
    )
  return (
    <form
      class="rev noprint"
      onSubmit={(event) => {
        event.preventDefault()
        setOpen(false)
        patchAddress({ revision: wanted })
      }}
    >
      <label>
        {text.past.pick}{' '}
        <input
          type="number"
          min="1"
          required
          value={wanted}
          placeholder={String(revision)}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      </label>{' '}
      <button type="submit" class="btn">
        {text.past.show}
      </button>
    </form>
  )
}
