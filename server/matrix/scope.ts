// The arguments of the matrix.
import { initiatives } from '../db/tables.ts'
import type { Condition, Input, QueryContext } from '../relational/index.ts'
import { MatrixRows, type ValueOf, valuesOf } from '../vocabulary.ts'

export type Rows = ValueOf<typeof MatrixRows>

/** Which rows, and which actions and ties to points their cells count. */
export type CellScope = {
  /** What the rows are: an argument, or a constant of the field; initiatives otherwise. */
  readonly by?: Input | Rows | undefined
  /** A filter of initiatives. */
  readonly where?: Input | undefined
  /** A basis. */
  readonly basis?: Input | undefined
  /** The least agreement of ties, 1 to 3. */
  readonly minAgreement?: Input | undefined
  /** Lists of natures and of statuses. */
  readonly nature?: Input | undefined
  readonly status?: Input | undefined
  /** Whether the actions of a group count for its members. */
  readonly includeGroupCredit?: Input | undefined
  /** Whether there are rows of actors that take part in nothing. */
  readonly withIdleActors?: true | undefined
  /** Whether only empty cells are there. */
  readonly onlyGaps?: true | undefined
}
export type CellContext = QueryContext<CellScope>

export function rowsOf({ scope: { by } }: CellContext): Rows {
  const requested = typeof by === 'object' ? by.literal() : by
  return valuesOf(MatrixRows).find((kind) => kind === requested) ?? 'INITIATIVE'
}

/** The condition on the initiatives `i` whose actions count. */
export const ofInitiatives = ({ scope, condition }: CellContext): Condition | undefined =>
  condition(initiatives, scope.where, 'i')
