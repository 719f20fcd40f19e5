// Search as one types, by keyboard: "/" leads to it, arrows and Enter choose.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { SearchQuery } from '../../../sdk/src/index.ts'
import { goTo, linkTo } from './address.ts'
import { readerAt } from './data/client.ts'
import type { Facts } from './data/facts.ts'
import { type FoundPlace, findPlaces } from './data/find-places.ts'
import { useLoaded } from './parts/use-loaded.ts'
import { text } from './text.ts'

export type Hit = SearchQuery['search']['nodes'][number]

const shown = 10
const shownPlaces = 4
const pauseMs = 120

/** Its list is the page's own; the types of JSX want to hear of the browser's kind, too. */
const ownList = { list: undefined } as const

/** Where a match leads. */
export function targetOf({ subject }: Hit): string | undefined {
  switch (subject?.__typename) {
    case 'Initiative':
      return linkTo('initiative', subject.slug)
    case 'Actor':
      return linkTo('actor', subject.slug)
    case 'Action':
      return linkTo('action', subject.id)
    case 'Outcome':
    case 'Reference':
      return linkTo('initiative', subject.initiative.slug)
    case 'Guidance':
      return linkTo('point', String(subject.actionPoint.number))
    case 'ImplementationPlan':
      return linkTo('plan', subject.slug)
    case 'PlanItem':
      return linkTo('plan', subject.plan.slug)
    default:
      return undefined
  }
}

/** A country has a page; a region is what the map is filtered by. */
export const targetOfPlace = ({ kind, code }: FoundPlace): string =>
  kind === 'country' ? linkTo('country', code) : linkTo('map', '', { country: code })

/** What a match belongs to: the initiative, the point or the plan that it is a part of. */
export function ownerOf({ subject }: Hit): string | undefined {
  switch (subject?.__typename) {
    case 'Action':
    case 'Outcome':
    case 'Reference':
      return subject.initiative.name
    case 'Guidance':
      return `${subject.actionPoint.number}. ${subject.actionPoint.title}`
    case 'PlanItem':
      return subject.plan.name
    default:
      return undefined
  }
}

/** One of the lines under the box. */
interface Line {
  readonly title: string
  readonly kind: string
  readonly owner: string | undefined
  readonly target: string
}

/** Places come first: few have such a name, and who types it means them. */
function linesOf(hits: readonly Hit[], places: readonly FoundPlace[]): readonly Line[] {
  return [
    ...places.slice(0, shownPlaces).map((place) => ({
      ...{ title: place.name, kind: text.search.places[place.kind], owner: undefined },
      target: targetOfPlace(place),
    })),
    ...hits.flatMap((hit) => {
      const target = targetOf(hit)
      return target === undefined ? [] : [{ title: hit.title, kind: typeLabel(hit.type), owner: ownerOf(hit), target }]
    }),
  ]
}

/** The type of a match in words. */
export const typeLabel = (type: string): string => {
  const words = type.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface SearchBoxProps {
  readonly revision: number | undefined
  /** Undefined until they are loaded; no places are found before. */
  readonly facts: Facts | undefined
}

/** The search box with its list. */
export function SearchBox({ revision, facts }: SearchBoxProps) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const [isEntered, setEntered] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  useLayoutEffect(() => {
    const onSlash = (event: KeyboardEvent): void => {
      const { target } = event
      const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select')
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onSlash)
    return () => document.removeEventListener('keydown', onSlash)
  }, [])
  const loaded = useLoaded(asked === '' ? undefined : `${revision ?? ''} ${asked}`, (signal) =>
    readerAt(revision).search({ query: asked, first: shown }, { signal }),
  )
  const places = facts ? findPlaces(facts, asked) : []
  const lines = loaded.is === 'ready' && asked !== '' ? linesOf(loaded.value.nodes, places) : []
  const isShown = isOpen && asked !== '' && loaded.is === 'ready'
  const words = typed.trim()
  /** Whether the list is of what is typed, and not of what was typed before. */
  const isCurrent = words !== '' && asked === words && loaded.is === 'ready' && !loaded.isOld
  const total = places.length + (loaded.is === 'ready' ? loaded.value.totalCount : 0)
  /** Goes to a match, or to the page of all of them. */
  const choose = (line: Line | undefined): void => {
    setOpen(false)
    setTyped('')
    setAsked('')
    setEntered(false)
    input.current?.blur()
    goTo(line?.target ?? linkTo('search', '', { q: asked }))
  }
  // Whoever types and presses Enter before the matches have come means the first of those that come.
  useLayoutEffect(() => {
    if (!isEntered) return
    if (isCurrent) choose(lines[at])
    else if (loaded.is === 'failed') choose(undefined)
  }, [isEntered, isCurrent, loaded.is])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, lines.length))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && !isOpen) setOpen(true)
    else if (event.key === 'Enter' && isCurrent) choose(lines[at])
    else if (event.key === 'Enter' && words !== '') {
      setAsked(words)
      setEntered(true)
    } else if (event.key === 'Escape') {
      setOpen(false)
      setEntered(false)
    } else return
    event.preventDefault()
  }
  return (
    <div
      class="find"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) {
          setOpen(false)
          setEntered(false)
        }
      }}
    >
      <input
        ref={input}
        type="search"
        role="combobox"
        {...ownList}
        aria-label={text.search.label}
        aria-expanded={isShown}
        aria-controls="matches"
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `match-${Math.min(at, lines.length)}` : undefined}
        placeholder={text.search.label}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setAt(0)
          setEntered(false)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <span class="key" aria-hidden="true">
        {text.search.hint}
      </span>
      {isShown && (
        <div id="matches" role="listbox" aria-label={text.search.results} aria-busy={!isCurrent} class="matches">
          {lines.map((line, index) => (
            <div
              key={`${line.kind} ${index}`}
              id={`match-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault()
                choose(line)
              }}
            >
              <span>
                {line.title}
                {line.owner !== undefined && <small class="muted"> {text.search.of(line.owner)}</small>}
              </span>
              <span class="muted">{line.kind}</span>
            </div>
          ))}
          <div
            id={`match-${lines.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={at >= lines.length}
            onPointerDown={(event) => {
              event.preventDefault()
              choose(undefined)
            }}
          >
            {lines.length === 0 ? text.search.none : text.search.all(total)}
          </div>
        </div>
      )}
    </div>
  )
}
