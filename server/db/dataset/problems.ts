// Reports the mistakes in the files of a catalogue, with the place of each.

export interface Problem {
  /** The file, as a path inside the catalogue's folder. */
  readonly file: string
  /** The spot in it, as in `$.actions[2].actors[0].actor`. */
  readonly path: string
  readonly reason: string
}

const MOST_IN_MESSAGE = 50

/** The files do not make a catalogue; nothing was loaded. All that is wrong is in `problems`. */
export class DatasetError extends Error {
  readonly code = 'BAD_DATASET'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const lines = problems.slice(0, MOST_IN_MESSAGE).map(({ file, path, reason }) => `  ${file} ${path}: ${reason}`)
    const more = problems.length > MOST_IN_MESSAGE ? [`  and ${problems.length - MOST_IN_MESSAGE} more`] : []
    super(
      [
        `The dataset has ${problems.length} problem${problems.length === 1 ? '' : 's'}:`,
        ...lines,
        ...more,
        'Nothing was loaded. Correct the files and start again.',
      ].join('\n'),
    )
    this.name = 'DatasetError'
    this.problems = problems
  }
}

/** Takes down a problem at a path. */
export type Report = (path: string, reason: string) => void

/** Takes down the problems of one file. */
export function reportOn(file: string, problems: Problem[]): Report {
  return (path, reason) => problems.push({ file, path: `$${path}`, reason })
}

/** The same for everything below a path. */
export function below(report: Report, path: string): Report {
  return (rest, reason) => report(`${path}${rest}`, reason)
}

/** Reports every item whose key an earlier item has. */
export function reportDuplicates<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  report: Report,
  what: string,
): void {
  const seen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const key = keyOf(item)
    if (key === undefined) continue
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else report(`[${index}]`, `${what} ${key} is already at [${first}]`)
  }
}

/** Reports each key from which its own links lead back to itself. The way may be of any length. */
export function reportCycles(links: ReadonlyMap<string, readonly string[]>, report: (key: string) => void): void {
  const settled = new Set<string>()
  for (const start of links.keys()) {
    // The keys on the way from the start, each with the links not yet followed. Functions that call themselves could not go far.
    const open = new Set<string>()
    const way: { readonly key: string; readonly next: Iterator<string> }[] = []
    const enter = (key: string): void => {
      if (settled.has(key)) return
      if (open.has(key)) {
        report(key)
        return
      }
      open.add(key)
      way.push({ key, next: (links.get(key) ?? []).values() })
    }
    enter(start)
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const { done, value } = here.next.next()
      if (done !== true) {
        enter(value)
        continue
      }
      settled.add(here.key)
      open.delete(here.key)
      way.pop()
    }
  }
}
