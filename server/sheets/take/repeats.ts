// What many rows of a file say again and again, held once.
import type { Value } from '../own/values.ts'

/** How many texts are remembered. Where rows say more, they hardly repeat each other. */
const most = 10_000

/** Answers what is the same as something before with that itself. */
export class Repeats {
  readonly #texts = new Map<string, string>()
  readonly #columns = new Map<string, readonly string[]>()

  value(value: Value): Value {
    if (typeof value !== 'string') return value
    const known = this.#texts.get(value)
    if (known === undefined && this.#texts.size < most) this.#texts.set(value, value)
    return known ?? value
  }

  columns(names: readonly string[]): readonly string[] {
    const text = names.join('\n')
    const known = this.#columns.get(text) ?? names
    if (this.#columns.size < most) this.#columns.set(text, known)
    return known
  }
}
