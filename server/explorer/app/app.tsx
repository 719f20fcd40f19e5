// The frame of the page: head, banner of the past, the view of the address, foot.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Address, linkTo, patchAddress, revisionOf, useAddress } from './address.ts'
import { newestRevision, readerAt } from './data/client.ts'
import { type Facts, partsIn } from './data/facts.ts'
import { loadFacts } from './data/load.ts'
import { useMade } from './data/made.ts'
import { MapView } from './map/map-view.tsx'
import { useKey } from './parts/key.ts'
import { Failure, Waiting } from './parts/states.tsx'
import { useLoaded } from './parts/use-loaded.ts'
import { SearchBox } from './search.tsx'
import { text } from './text.ts'
import type { View } from './views.ts'

const navigation: readonly View[] = [
  'map',
  'network',
  'timeline',
  'initiatives',
  'actors',
  'countries',
  'plans',
  'start',
  'about',
]

/** Views that stand under another one in the navigation. */
const parents: Partial<Readonly<Record<View, View>>> = {
  initiative: 'initiatives',
  actor: 'actors',
  country: 'countries',
  plan: 'plans',
  reference: 'start',
}

/** The page. */
export function App() {
  const address = useAddress()
  const key = useKey()
  const made = useMade()
  const revision = revisionOf(address.query)
  const loaded = useLoaded(`facts ${revision ?? ''} ${key === undefined ? '' : 'key'} ${made}`, (signal) =>
    loadFacts(readerAt(revision), signal),
  )
  return (
    <>
      <a class="skip" href="#main">
        {text.skip}
      </a>
      <header class="top">
        <div class="wrap in">
          <a class="word" href={linkTo('map')}>
            {text.brand} <small>{text.tagline}</small>
          </a>
          <Navigation current={parents[address.view] ?? address.view} hasKey={key !== undefined} />
          <SearchBox revision={revision} facts={loaded.is === 'ready' ? loaded.value : undefined} />
          <ThemeButton />
        </div>
      </header>
      {revision !== undefined && loaded.is !== 'failed' && <Past revision={revision} />}
      <main class="wrap plate" id="main">
        {loaded.is === 'loading' && <Waiting />}
        {loaded.is === 'failed' && <Failure error={loaded.error} again={loaded.again} />}
        {loaded.is === 'ready' && (
          <div class={loaded.isOld ? 'old' : ''}>
            <ViewOf address={address} facts={loaded.value} revision={revision} />
          </div>
        )}
      </main>
      <Foot facts={loaded.is === 'ready' ? loaded.value : undefined} />
    </>
  )
}

const names: Readonly<Record<string, string>> = text.nav
const nameOf = (view: View): string => names[view] ?? view

interface NavigationProps {
  readonly current: View
  readonly hasKey: boolean
}

/** Links to the views. Where the screen is too narrow for all of them, the row is moved to the one that the reader is in. */
function Navigation({ current, hasKey }: NavigationProps) {
  const row = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const entry = row.current?.querySelector('[aria-current]')
    if (!row.current || !entry) return
    // Not `scrollIntoView`, which would also move the page.
    const [outer, inner] = [row.current.getBoundingClientRect(), entry.getBoundingClientRect()]
    row.current.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
  }, [current, hasKey])
  return (
    <nav class="nav" ref={row} aria-label={text.navigation}>
      {[...navigation, ...(hasKey ? (['review'] as const) : [])].map((view) => (
        <a key={view} href={linkTo(view)} data-name={nameOf(view)} aria-current={current === view ? 'page' : undefined}>
          {nameOf(view)}
        </a>
      ))}
    </nav>
  )
}

interface ViewProps {
  readonly address: Address
  readonly facts: Facts
  readonly revision: number | undefined
}

type OtherViews = typeof import('./views/index.tsx')

/** The map at once; every other view from a part of its own, which is loaded when it is first opened. */
function ViewOf(props: ViewProps) {
  const isMap = props.address.view === 'map'
  const others = useLoaded<OtherViews>(isMap ? undefined : 'views', () => import('./views/index.tsx'))
  if (isMap) return <MapView {...props} />
  if (others.is === 'ready') return <others.value.OtherView {...props} />
  return others.is === 'failed' ? <Failure error={others.error} again={others.again} /> : <Waiting />
}

/** Marks that the reader sees the catalogue of then. */
function Past({ revision }: { readonly revision: number }) {
  const newest = useLoaded('newest', newestRevision)
  return (
    <div class="past" role="status">
      <div class="wrap">
        <b>{text.past.title(revision)}</b> {newest.is === 'ready' && text.past.newest(newest.value.revision)}{' '}
        <button type="button" class="link" onClick={() => patchAddress({ revision: undefined })}>
          {text.past.go}
        </button>
      </div>
    </div>
  )
}

function ThemeButton() {
  const [, setCount] = useState(0)
  const { dataset } = document.documentElement
  const isDark = dataset['theme'] === 'dark'
  const turn = (): void => {
    const choice = isDark ? 'light' : 'dark'
    dataset['theme'] = choice
    try {
      localStorage.setItem('theme', choice)
    } catch {
      // Storage may be closed to pages; the choice holds until the page is left then.
    }
    setCount((count) => count + 1)
  }
  return (
    <button
      type="button"
      class="theme"
      aria-label={text.theme.label}
      title={isDark ? text.theme.light : text.theme.dark}
      onClick={turn}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  )
}

const Foot = ({ facts }: { readonly facts: Facts | undefined }) => (
  <footer class="foot">
    <div class="wrap in">
      {facts && (
        <p>
          {text.foot(facts.about.initiativeCount, facts.about.actorCount, facts.about.actionCount, partsIn(facts))}{' '}
          {facts.about.licence} {facts.about.attribution}
        </p>
      )}
    </div>
  </footer>
)
