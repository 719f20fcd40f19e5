// How many exports run at once.
import { errorCodes } from '../errors.ts'
import { ExportRefused } from '../export/refused.ts'

/** The most exports that one server writes at once. Each keeps a page of rows, and a statement at a time. */
export const maximumExports = 8

export class ExportSlots {
  readonly #most: number
  #taken = 0

  constructor(most: number = maximumExports) {
    this.#most = most
  }

  /** Takes a place; the result gives it back, once. Throws ExportRefused TOO_MANY_EXPORTS. */
  take(): () => void {
    if (this.#taken >= this.#most) throw new ExportRefused(503, 'TOO_MANY_EXPORTS', errorCodes.TOO_MANY_EXPORTS)
    this.#taken += 1
    let isHeld = true
    return () => {
      if (isHeld) this.#taken -= 1
      isHeld = false
    }
  }
}
