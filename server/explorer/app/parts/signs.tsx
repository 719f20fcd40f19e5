// The signs of cells, each with its meaning in words.
import type { Cell } from '../data/count.ts'
import { text } from '../text.ts'
import { Tile } from './tile.tsx'

const sizes = [1, 2, 4, 8]

/** The signs in the order of the legend. */
const signs = {
  size: () => sizes.map((count) => <Tile key={count} count={count} stated={0} editorial={count} />),
  editorial: () => <Tile count={4} stated={0} editorial={4} />,
  stated: () => <Tile count={4} stated={4} editorial={0} />,
  none: () => (
    <span class="e-none">
      <span class="tile none" />
      <span class="n">0</span>
    </span>
  ),
  touch: () => <span class="n">0</span>,
  wait: () => <span class="dots">··</span>,
  out: () => <span class="box e-out" />,
  hidden: () => <span class="n hid">(2)</span>,
}
type Sign = keyof typeof signs

const isSign = (name: string): name is Sign => Object.hasOwn(signs, name)

/** Every sign of the map. */
export const everySign: readonly Sign[] = Object.keys(signs).filter(isSign)

const empties = { NONE_STATED: 'none', NOT_ASSESSED: 'wait', NOT_COVERED: 'out', TOUCHED: 'touch' } as const

function* signsOf({ count, stated, editorial, outside, empty }: Cell): Generator<Sign> {
  if (count > 0) yield 'size'
  if (stated > 0) yield 'stated'
  if (editorial > 0) yield 'editorial'
  if (count === 0) yield outside > 0 ? 'hidden' : empties[empty ?? 'TOUCHED']
}

/** The signs that stand in some cells. */
export function signsIn(cells: readonly Cell[]): readonly Sign[] {
  const present = new Set(cells.flatMap((cell) => [...signsOf(cell)]))
  return everySign.filter((sign) => present.has(sign))
}

interface SignsProps {
  readonly of: readonly Sign[]
  /** What a number in brackets is, where it is not what the reader's filters leave out. */
  readonly hidden?: readonly [name: string, meaning: string]
}

/** A list of signs with their meanings. */
export const Signs = ({ of, hidden = text.legend.hidden }: SignsProps) => (
  <ul>
    {of.map((sign) => {
      const [name, meaning] = sign === 'hidden' ? hidden : text.legend[sign]
      return (
        <li key={sign}>
          <span class="k" aria-hidden="true">
            {signs[sign]()}
          </span>
          <span>
            <b>{name}</b>
            {meaning}
          </span>
        </li>
      )
    })}
  </ul>
)
