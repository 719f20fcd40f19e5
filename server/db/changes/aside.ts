// A row that is put aside, as a text: its values by the numbers of their columns, and what the changes did to it.
import type { Origin, Value, Values } from './change.ts'
import { type BaseRow, type Layer, Working } from './working.ts'

/** The sets of columns that changes set, by numbers: there are few, and many rows share them. */
export class ColumnSets {
  readonly #numbers = new Map<string, number>()
  readonly #sets: ReadonlySet<string>[] = []

  /** The same set for all that name the same columns. */
  of(names: readonly string[]): ReadonlySet<string> {
    return this.at(this.#numberOf(names))
  }

  at(number: number): ReadonlySet<string> {
    return this.#sets[number] ?? new Set()
  }

  numberOf(set: ReadonlySet<string>): number {
    return this.#numberOf([...set])
  }

  #numberOf(names: readonly string[]): number {
    const text = names.join(' ')
    const number = this.#numbers.get(text) ?? this.#sets.push(new Set(names)) - 1
    this.#numbers.set(text, number)
    return number
  }
}

/** Values that are there, each behind the number of its column. */
type Listed = readonly Value[]

type Aside = readonly [
  before: Listed | 0,
  /** All of a new row; of another, what is not as it was. */
  row: Listed,
  version: number,
  flags: number,
  at: Origin | 0,
  bad: readonly string[],
  layers: readonly (readonly [set: number, at: Origin])[],
]

/** What is needed to write and read such texts of the rows of a table. */
export interface Asides {
  readonly sets: ColumnSets
  readonly columns: readonly string[]
  /** A row with nothing in it: rows that are copies of it share its shape. */
  readonly blank: Values
}

const flag = { alive: 1, touched: 2, spared: 4 } as const

export function textOf(working: Working, { sets, columns, blank }: Asides): string {
  const { before, row, version, isAlive, isTouched, isSpared, at, bad } = working
  const layers: [number, Origin][] = []
  for (let { layers: layer } = working; layer !== undefined; layer = layer.below)
    layers.push([sets.numberOf(layer.columns), layer.at])
  const aside: Aside = [
    before === undefined ? 0 : listed(columns, before, blank),
    row === before ? [] : listed(columns, row, before ?? blank),
    version,
    (isAlive ? flag.alive : 0) | (isTouched ? flag.touched : 0) | (isSpared ? flag.spared : 0),
    at ?? 0,
    [...bad],
    layers,
  ]
  return JSON.stringify(aside)
}

/** The values that are not those of another row. */
function listed(columns: readonly string[], row: Values, other: Values): Listed {
  const list: Value[] = []
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index] ?? ''
    const value = row[column] ?? null
    if (value !== other[column]) list.push(index, value)
  }
  return list
}

/** The row of a text. */
export function workingIn(
  text: string,
  { fact, index }: Pick<BaseRow, 'fact' | 'index'>,
  { sets, columns, blank }: Asides,
): Working {
  const [old, own, version, flags, at, bad, layers]: Aside = JSON.parse(text)
  const before = old === 0 ? undefined : filled(columns, old, blank)
  const row = before !== undefined && own.length === 0 ? before : filled(columns, own, before ?? blank)
  return new Working(
    { fact, index, before, version },
    {
      row,
      isAlive: (flags & flag.alive) !== 0,
      isTouched: (flags & flag.touched) !== 0,
      isSpared: (flags & flag.spared) !== 0,
      at: at === 0 ? undefined : at,
      bad,
      layers: layers.reduceRight<Layer | undefined>(
        (below, [set, by]) => ({ at: by, columns: sets.at(set), below }),
        undefined,
      ),
    },
  )
}

function filled(columns: readonly string[], list: Listed, other: Values): Values {
  const row: Record<string, Value> = { ...other }
  for (let at = 0; at < list.length; at += 2) row[columns[Number(list[at])] ?? ''] = list[at + 1] ?? null
  return row
}
