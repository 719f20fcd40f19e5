// What a cell shows: a tile whose size and pattern help the eye, and the number, which is the fact.
import type { Cell } from '../data/count.ts'
import { text } from '../text.ts'
import { empties, plural } from '../words.ts'

/** The side of a tile in pixels: four more for each doubling. */
export const sideOf = (count: number): number => Math.round(9 + 4 * Math.log2(Math.min(Math.max(count, 1), 64)))

/** How much of a tile is solid: what the source itself says, of all. */
export const shareOf = ({ stated, editorial }: Pick<Cell, 'stated' | 'editorial'>): number =>
  stated / (stated + editorial || 1)

/** What the styles need to draw a tile: its side, and how much of it is solid. */
export const tileStyle = ({ count, stated, editorial }: Pick<Cell, 'count' | 'stated' | 'editorial'>): string =>
  `--w:${sideOf(count)}px;--solid:${Math.round(shareOf({ stated, editorial }) * 100)}%`

/** A tile: solid as far as the source itself says so, hatched as far as the editors read it so. */
export const Tile = (of: Pick<Cell, 'count' | 'stated' | 'editorial'>) => (
  <span class="tile" style={tileStyle(of)} aria-hidden="true" />
)

/** The class of a cell's ground: darker for more; its kind where it is empty. */
export function groundOf({ count, outside, empty }: Cell): string {
  if (count > 0) return `t${Math.min(4, Math.floor(Math.log2(count)) + 1)}`
  if (outside > 0) return 'e-hid'
  if (empty === null) return 'e-touch'
  return { NONE_STATED: 'e-none', NOT_COVERED: 'e-out', NOT_ASSESSED: 'e-wait' }[empty]
}

/** On which basis the actions of a cell stand under its point. */
export const basisText = ({ stated, editorial }: Pick<Cell, 'stated' | 'editorial'>): string =>
  [stated > 0 ? `${stated} stated` : '', editorial > 0 ? `${editorial} editorial` : ''].filter(Boolean).join(', ')

/** What an empty cell means, in a spreadsheet or for a screen reader. */
export const emptyText = ({ outside, empty }: Cell): string =>
  outside > 0 ? text.map.outside(outside) : empty === null ? text.map.touched : empties[empty]

interface CellContentProps {
  readonly cell: Cell
  /** How to say that so many things are there and do not count. */
  readonly outsideWords?: (count: number) => string
}

/** The words of a cell, beside which the styles draw its tile. Its name is the number with hidden words, so that the two cannot drift apart. */
export function CellContent({ cell, outsideWords = text.map.outside }: CellContentProps) {
  const { count, outside, empty } = cell
  if (count > 0)
    return (
      <>
        <span class="n">{count}</span>
        <span class="vh">
          {' '}
          {plural(count, 'action').replace(/^\S+ /, '')}: {basisText(cell)}
        </span>
      </>
    )
  if (outside > 0)
    return (
      <>
        <span class="n hid" aria-hidden="true">
          ({outside})
        </span>
        <span class="vh">{outsideWords(outside)}</span>
      </>
    )
  return (
    <>
      {empty === 'NONE_STATED' && <span class="n">0</span>}
      {empty === null && <span class="n touch">0</span>}
      {empty === 'NOT_ASSESSED' && (
        <span class="dots" aria-hidden="true">
          ··
        </span>
      )}
      <span class="vh"> {emptyText(cell)}</span>
    </>
  )
}

/** Marks a basis: solid for the source, hatched for the editors. */
export const Swatch = ({ basis }: { readonly basis: 'STATED' | 'EDITORIAL' }) => (
  <span class={`sw ${basis === 'STATED' ? 'st' : 'ed'}`} aria-hidden="true" />
)
