// The address is the state: a path that names the view, and a query that holds only what differs from the default.
import { useLayoutEffect, useState } from 'preact/hooks'
import { newStep } from './scroll.ts'
import { type View, viewNames, views } from './views.ts'

/** Where the reader is. */
export interface Address {
  readonly view: View
  /** What the view is about: a slug, an id, a number; empty where it is about a whole list. */
  readonly about: string
  readonly query: URLSearchParams
}

/** Changes of the query: an empty value takes a parameter away. */
export type Patch = Readonly<Record<string, string | undefined>>

const listeners = new Set<() => void>()
const notify = (): void => {
  for (const listener of listeners) listener()
}

/** The address that a location stands for. */
export function addressOf({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Address {
  const [, name = '', ...rest] = pathname.split('/')
  const query = new URLSearchParams(search)
  const view = name === '' ? 'map' : views.find((known) => known === name)
  return view ? { view, about: decoded(rest.join('/')), query } : { view: 'unknown', about: decoded(pathname), query }
}

/** A part of a path as it was meant; as it stands where it is malformed. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The link to a view. The revision goes along with every link, so that a reader stays in the catalogue of then. */
export function linkTo(view: View, about = '', patch: Patch = {}): string {
  const query = new URLSearchParams()
  const { search } = location
  // Hundreds of links are made at once, and most addresses have none.
  const revision = search.includes('revision=') ? new URLSearchParams(search).get('revision') : null
  if (revision !== null) query.set('revision', revision)
  return hrefOf(view, about, changed(query, patch))
}

function pathOf(view: View, about: string): string {
  if (view === 'map') return '/'
  if (view === 'unknown') return encodeURI(about)
  return `/${view}${about === '' ? '' : `/${encodeURIComponent(about)}`}`
}

const hrefOf = (view: View, about: string, query: URLSearchParams): string => {
  const path = pathOf(view, about)
  const words = query.toString().replaceAll('%2C', ',').replaceAll('%7E', '~')
  return words === '' ? path : `${path}?${words}`
}

function changed(query: URLSearchParams, patch: Patch): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(patch))
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  return next
}

/** The link to the same view with another query. */
export const linkWith = ({ view, about, query }: Address, patch: Patch): string =>
  hrefOf(view, about, changed(query, patch))

/** Changes the query: as a step of its own that Back undoes, or in place. */
export function patchAddress(patch: Patch, how: 'step' | 'inPlace' = 'step'): void {
  const href = linkWith(addressOf(location), patch)
  if (href === location.pathname + location.search) return
  if (how === 'step') history.pushState(newStep(), '', href)
  else history.replaceState(history.state, '', href)
  notify()
}

/** Goes to another view. */
export function goTo(href: string): void {
  history.pushState(newStep(), '', href)
  scrollTo(0, 0)
  notify()
}

/** The address, kept up to date. */
export function useAddress(): Address {
  const [address, setAddress] = useState(() => addressOf(location))
  // At once: a link that is followed before the first picture is on the screen must not be missed.
  useLayoutEffect(() => {
    const update = (): void => setAddress(addressOf(location))
    listeners.add(update)
    addEventListener('popstate', update)
    return () => {
      listeners.delete(update)
      removeEventListener('popstate', update)
    }
  }, [])
  return address
}

/** Follows links of the page without loading it again. Links with a modifier, to elsewhere or to files stay the browser's. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    const { target } = event
    const link = target instanceof Element ? target.closest('a') : null
    if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download')) return
    const url = new URL(link.href)
    const [, name = ''] = url.pathname.split('/')
    if (url.origin !== location.origin || (url.pathname !== '/' && !viewNames.has(name))) return
    if (url.hash !== '' && url.pathname + url.search === location.pathname + location.search) return
    event.preventDefault()
    goTo(url.pathname + url.search + url.hash)
  })
}

/** The values of a parameter that is a list. */
export const listOf = (query: URLSearchParams, name: string): readonly string[] =>
  query
    .get(name)
    ?.split(',')
    .filter((value) => value !== '') ?? []

/** A list with a value taken out where it is in it, or put in where it is not, as a parameter. */
export const toggled = (list: readonly string[], value: string): string =>
  (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]).join(',')

/** The revision that the address asks for; undefined for the newest. */
export function revisionOf(query: URLSearchParams): number | undefined {
  const text = query.get('revision')
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}
