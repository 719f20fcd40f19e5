// How alike two names are: by the groups of three letters that they share, whatever their accents, capitals and signs.

/** A name without accents, capitals and signs. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3)))
}

/** From 0, nothing in common, to 1, the same: twice what two folded names share, by what they have together. */
export function likeness(one: string, other: string): number {
  if (one === other) return 1
  const [first, second] = [trigrams(one), trigrams(other)]
  let shared = 0
  for (const group of first) if (second.has(group)) shared += 1
  return (2 * shared) / (first.size + second.size)
}
