// What every view is given.
import type { Address } from '../address.ts'
import type { Facts } from '../data/facts.ts'

export interface ViewProps {
  readonly address: Address
  readonly facts: Facts
  /** The revision that the address asks for; undefined for the newest. */
  readonly revision: number | undefined
}
