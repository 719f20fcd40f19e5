// Citing a record, or a single fact: the sentence for a footnote, and the same for reference managers.
import { useState } from 'preact/hooks'
import type { Facts } from '../data/facts.ts'
import { text } from '../text.ts'
import { useLoaded } from './use-loaded.ts'

interface CiteProps {
  /** The address of the citation without its format, such as `/cite/initiative/bali-process`. */
  readonly path: string
  /** The revision that is read, so that the citation leads to what was seen. */
  readonly revision: number
  /** The fact that is cited, for a small button beside it; without it the button is of the whole page. */
  readonly fact?: string
}

const formats = { bib: 'BibTeX', ris: 'RIS', json: 'CSL JSON' } as const

async function sentenceOf(address: string, signal: AbortSignal): Promise<{ readonly words: string }> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return { words: (await response.text()).trim() }
}

/** A button that opens the citation. */
export function Cite({ path, revision, fact }: CiteProps) {
  const [isOpen, setOpen] = useState(false)
  const [isCopied, setCopied] = useState(false)
  const address = (format: string): string => `${path}.${format}?revision=${revision}`
  const loaded = useLoaded(isOpen ? path + revision : undefined, (signal) => sentenceOf(address('txt'), signal))
  return (
    <div class={`cite noprint ${fact === undefined ? '' : 'of-fact'}`}>
      <button
        type="button"
        class={fact === undefined ? 'btn' : 'link'}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {fact === undefined ? text.cite.open : text.cite.fact}
        {fact !== undefined && <span class="vh"> {fact}</span>}
      </button>
      {isOpen && (
        <div class="citation">
          {loaded.is === 'failed' && <p role="alert">{text.states.offline}</p>}
          {loaded.is === 'ready' && (
            <>
              <p role="status">{loaded.value.words}</p>
              <p class="btns">
                <button
                  type="button"
                  class="btn"
                  onClick={() => {
                    navigator.clipboard.writeText(loaded.value.words).then(
                      () => setCopied(true),
                      () => setCopied(false),
                    )
                  }}
                >
                  {isCopied ? text.cite.copied : text.cite.copy}
                </button>
                {Object.entries(formats).map(([format, name]) => (
                  <a key={format} href={address(format)}>
                    {name}
                  </a>
                ))}
              </p>
              {fact === undefined && <p class="muted">{text.cite.help}</p>}
            </>
          )}
        </div>
      )}
    </div>
  )
}

interface CiteFactProps {
  readonly facts: Facts
  /** The type of the fact as addresses of citations name it, such as `participation`. */
  readonly type: string
  readonly id: string
  /** The fact, for the name of the button. */
  readonly name: string
}

/** A small button beside a fact, which opens the citation of that fact alone. */
export const CiteFact = ({ facts, type, id, name }: CiteFactProps) => (
  <Cite path={`/cite/${type}/${id}`} revision={facts.revision} fact={name} />
)
