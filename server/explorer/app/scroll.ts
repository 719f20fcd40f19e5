// Where the reader was at each step of the history, so that Back leads there again. The browser would scroll before a view
// has loaded, when there is nothing to scroll yet.

const storageName = 'tenpoint-scroll'
/** How long a view is held at its place once it is long enough for that; the reader may go on at any time. */
const holdMs = 3000
/** How long to wait for that. */
const patienceMs = 60_000
const takesOver = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const

const positions = new Map<string, number>()
let step = ''
let letGo: (() => void) | undefined

const nameOf = (state: unknown): string => {
  const name: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, 'step') : undefined
  return typeof name === 'string' ? name : ''
}

/** Notes where the page stands, unless it is on its way to where it shall stand. Who is at the top was never elsewhere. */
function notePlace(): void {
  if (!letGo && (scrollY > 0 || positions.has(step))) positions.set(step, scrollY)
}

/** The state of a new step of the history, which begins where the page stands now. */
export function newStep(): { readonly step: string } {
  // The browser tells of scrolling only with the next picture, and the reader may be quicker.
  notePlace()
  letGo?.()
  step = `${Date.now()} ${Math.random()}`
  return { step }
}

/** Keeps the page at a height while what it shows arrives, until the reader moves. */
function hold(top: number): void {
  letGo?.()
  const release = (): void => letGo?.()
  let isThere = false
  let timer = setTimeout(release, patienceMs)
  const scroll = (): void => {
    scrollTo({ top, behavior: 'instant' })
    if (isThere || Math.abs(scrollY - top) > 1) return
    isThere = true
    clearTimeout(timer)
    timer = setTimeout(release, holdMs)
  }
  const growth = new ResizeObserver(scroll)
  letGo = () => {
    letGo = undefined
    clearTimeout(timer)
    growth.disconnect()
    for (const event of takesOver) removeEventListener(event, release)
  }
  for (const event of takesOver) addEventListener(event, release, { passive: true })
  growth.observe(document.body)
  scroll()
}

/** What earlier pages of this tab have kept; nothing where storage is closed to the page. */
function restore(): void {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageName) ?? '[]')
    if (!Array.isArray(kept)) return
    for (const [name, top] of kept) if (typeof name === 'string' && typeof top === 'number') positions.set(name, top)
  } catch {
    // Then Back begins at the top after the page was left.
  }
}

function keep(): void {
  notePlace()
  try {
    sessionStorage.setItem(storageName, JSON.stringify([...positions]))
  } catch {
    // As above.
  }
}

/** Remembers where the reader is, and leads back there. */
export function keepScroll(): void {
  history.scrollRestoration = 'manual'
  restore()
  step = nameOf(history.state)
  // What is new in the history is no place where the reader was.
  if (step === '') history.replaceState(newStep(), '')
  const before = positions.get(step)
  if (before !== undefined) hold(before)
  addEventListener('scroll', notePlace, { passive: true })
  addEventListener('pagehide', keep)
  addEventListener('popstate', ({ state }) => {
    notePlace()
    step = nameOf(state)
    hold(positions.get(step) ?? 0)
  })
}
