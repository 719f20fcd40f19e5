// Remembers what is worked out from short texts that come again and again, such as the headers of one kind of client.
import { LRUCache } from 'lru-cache'

/** Texts that are remembered by each function. */
const textsKept = 200
/** Longer texts are rare, and would let a client fill the memory. */
const longestKept = 300

/** A function that gives what `derive` gives, worked out once for a short text that comes often. */
export function remembered<Result extends object>(derive: (text: string) => Result): (text: string) => Result {
  const results = new LRUCache<string, Result>({ max: textsKept })
  return (text) => {
    const existing = results.get(text)
    if (existing !== undefined) return existing
    const result = derive(text)
    if (text.length <= longestKept) results.set(text, result)
    return result
  }
}
