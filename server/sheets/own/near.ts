// The name that somebody may have meant.

/** The least likeness of names that may be meant for each other. */
const least = 0.5

/** The most alike of some names, where one is alike at all. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let most = least
  for (const each of names) {
    const likeness = likenessOf(plain(name), plain(each))
    if (likeness < most) continue
    most = likeness
    best = each
  }
  return best
}

/** The longest names that are compared. */
const longest = 60

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, longest)

/** 1 for equal texts, less for each letter that is added, missing, other or swapped. */
function likenessOf(one: string, other: string): number {
  let before: readonly number[] = []
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = last
    last = next
  }
  return 1 - (last.at(-1) ?? 0) / Math.max(one.length, other.length, 1)
}
