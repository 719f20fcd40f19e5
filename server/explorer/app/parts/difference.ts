// Where two texts differ, so that a long one need not be read twice.

/** Two texts as what they have in common at the ends, and what stands between in each. */
export interface Difference {
  readonly head: string
  readonly before: string
  readonly after: string
  readonly tail: string
}

/** From how many letters on only the differing part of a text is marked. */
const longText = 60

const wordsOf = (text: string): readonly string[] => text.match(/\s+|\S+/g) ?? []

/** The words in which two texts differ. Short texts are wholly different. */
export function differenceOf(before: string, after: string): Difference {
  if (before.length < longText || after.length < longText) return { head: '', before, after, tail: '' }
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  return {
    head: a.slice(0, head).join(''),
    before: a.slice(head, a.length - tail).join(''),
    after: b.slice(head, b.length - tail).join(''),
    tail: a.slice(a.length - tail).join(''),
  }
}
