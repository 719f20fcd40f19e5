// What stands at an address of nothing: what the reader may have meant, and the way to search.
import { createContext } from 'preact'
import { useContext, useEffect } from 'preact/hooks'
import { addressOf, linkTo } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { nearest } from '../data/nearest.ts'
import { text } from '../text.ts'

/** The facts of the view, for what stands in its place. */
export const FactsContext = createContext<Facts | undefined>(undefined)

interface GoneProps {
  /** What is not there, where there is more to say of it. */
  readonly title?: string
  readonly help?: string
}

/** Says that there is nothing, with the nearest names. */
export function Gone({ title = text.record.gone, help = text.record.goneHelp }: GoneProps) {
  const facts = useContext(FactsContext)
  const { view, about } = addressOf(location)
  const words = about.replaceAll(/[-/_]+/g, ' ').trim()
  const list = facts ? nearest(facts, view, words) : []
  useEffect(() => {
    document.title = `${title} · ${text.brand}`
  }, [title])
  return (
    <div class="notice" role="status">
      <h1>{title}</h1>
      <p>{help}</p>
      {list.length > 0 && (
        <>
          <p>{text.record.nearest}</p>
          <ul>
            {list.map((each) => (
              <li key={`${each.view} ${each.about}`}>
                <a href={linkTo(each.view, each.about)}>{each.name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {words !== '' && (
        <p>
          <a href={linkTo('search', '', { q: words })}>{text.record.goneSearch}</a>
        </p>
      )}
    </div>
  )
}
