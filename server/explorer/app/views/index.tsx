// Every view but the map.
import type { Address } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { Notice } from '../parts/states.tsx'
import { text } from '../text.ts'

export interface ViewProps {
  readonly address: Address
  readonly facts: Facts
  readonly revision: number | undefined
}

/** The view of an address. */
export function OtherView(_: ViewProps) {
  return <Notice title={text.record.gone}>{text.record.goneHelp}</Notice>
}
