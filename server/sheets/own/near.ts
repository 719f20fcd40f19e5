// The name that somebody may have meant.

/** The most alike of some names, where one is alike at all. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const wanted = trigrams(name)
  let best: string | undefined
  let most = 0.25
  for (const each of names) {
    const likeness = overlap(wanted, trigrams(each))
    if (likeness <= most) continue
    most = likeness
    best = each
  }
  return best
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

const overlap = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const shared = [...one].filter((each) => other.has(each)).length
  return shared / (one.size + other.size - shared || 1)
}
