// The tables that are computed from the catalogue: the matrix, its gaps, and the network.
import { memberOf } from '../relational/index.ts'
import { ActorKind } from '../vocabulary.ts'
import type { Column } from './column.ts'

interface ComputedTable {
  readonly name: string
  readonly meaning: string
  readonly type: string
  readonly root: string
  readonly below?: string
  /** The list in each of these that has the rows. */
  readonly inside?: string
  /** Which of them are rows of the table; all by default. */
  readonly isRow?: (node: unknown) => boolean
  /** The references of which the first that is set says what a row is about. */
  readonly about: readonly string[]
  /** The columns of the table, made from those of the type. */
  readonly columns?: (own: readonly Column[]) => readonly Column[]
}

/** Programs for graphs colour actors by it. */
const kindColumn: Column = {
  name: 'actorKind',
  meaning: ActorKind.description,
  type: 'enum',
  nullable: false,
  use: 'ignored',
  values: Object.entries(ActorKind.values).map(([name, meaning]) => ({ name, meaning })),
  from: 'node',
  path: ['actor', 'kind'],
}

/**
 * The matrix is read row by row, with ten cells each: pages of cells would count everything ten times as often. The pages of
 * the network count it once each.
 */
export const computedTables: readonly ComputedTable[] = [
  {
    name: 'matrix',
    meaning: 'The cells of the matrix, one row a cell, including the empty ones.',
    type: 'MatrixCell',
    root: 'matrix',
    below: 'rows',
    inside: 'cells',
    about: ['initiative', 'actor', 'place'],
  },
  {
    name: 'gaps',
    meaning: 'The cells of the matrix that have no action, each with the reason why it is empty.',
    type: 'MatrixCell',
    root: 'matrix',
    below: 'rows',
    inside: 'cells',
    isRow: (cell) => memberOf(cell, 'isGap') === true,
    about: ['initiative', 'actor', 'place'],
  },
  {
    name: 'network',
    meaning: 'Pairs of actors that take part in the same initiatives, one row a pair.',
    type: 'NetworkEdge',
    root: 'actorNetwork',
    below: 'edges',
    about: ['source'],
  },
  {
    name: 'network-nodes',
    meaning: 'The actors of the network.',
    type: 'NetworkNode',
    root: 'actorNetwork',
    below: 'nodes',
    about: ['actor'],
    columns: (own) => [...own, kindColumn],
  },
]
