// What is known of a row without reading it, in the bits of a number.
import { isChanged, type Working } from './working.ts'

const bits = { alive: 1, fresh: 2, changed: 4, touched: 8, spared: 16, returning: 32, bad: 64 } as const

/** The state of a row. */
export type State = number

/** Answers for some states. */
export type Wanted = (state: State) => boolean

/** The state of a new row that nothing is in yet. */
export const created: State = bits.alive | bits.fresh

export const stateOf = (working: Working): State =>
  (working.isAlive ? bits.alive : 0) |
  (working.before === undefined ? bits.fresh : 0) |
  (isChanged(working) ? bits.changed : 0) |
  (working.isTouched ? bits.touched : 0) |
  (working.isSpared ? bits.spared : 0) |
  (working.isReturning ? bits.returning : 0) |
  ([...working.bad].length > 0 ? bits.bad : 0)

export const isAlive: Wanted = (state) => (state & bits.alive) !== 0
export const isGone: Wanted = (state) => !isAlive(state)
export const isSpared: Wanted = (state) => (state & bits.spared) !== 0
export const isFresh: Wanted = (state) => (state & bits.fresh) !== 0
export const isReturning: Wanted = (state) => (state & bits.returning) !== 0
export const hasBad: Wanted = (state) => (state & bits.bad) !== 0

const differs: Wanted = (state) => (state & (bits.fresh | bits.changed)) !== 0

/** New or different. */
export const isWritten: Wanted = (state) => isAlive(state) && differs(state)

/** New, gone or not what it was. */
export const isDifferent: Wanted = (state) => (isAlive(state) ? differs(state) : !isFresh(state))

export const isInserted: Wanted = (state) => isAlive(state) && isFresh(state)

/** Different, or another version of itself. */
export const isUpdated: Wanted = (state) =>
  isAlive(state) && !isFresh(state) && (state & (bits.changed | bits.touched)) !== 0

export const isDeleted: Wanted = (state) => !isAlive(state) && !isFresh(state)

export const isAny: Wanted = () => true
