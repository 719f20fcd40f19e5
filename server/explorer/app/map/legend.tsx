// What the signs of the map mean, in words.
import type { Point } from '../data/facts.ts'
import { Swatch, Tile } from '../parts/tile.tsx'
import { text } from '../text.ts'

const Entry = ({
  sign,
  words: [name, meaning],
}: {
  readonly sign: preact.ComponentChild
  readonly words: readonly [string, string]
}) => (
  <li>
    <span class="k" aria-hidden="true">
      {sign}
    </span>
    <span>
      <b>{name}</b>
      {meaning}
    </span>
  </li>
)

const sizes = [1, 2, 4, 8]

/** The legend: a list of sentences; on a phone one line of signs that opens into it. */
export function Legend({ points, isOpen }: { readonly points: readonly Point[]; readonly isOpen: boolean }) {
  const { legend } = text
  return (
    <details class="legend" open={isOpen}>
      <summary>
        <b>{legend.title}</b>{' '}
        <span class="i">
          <Swatch basis="EDITORIAL" />
          {legend.short.editorial}
        </span>{' '}
        <span class="i">
          <Swatch basis="STATED" />
          {legend.short.stated}
        </span>{' '}
        <span class="i">
          <b class="g">0</b> {legend.short.none}
        </span>{' '}
        <span class="i">
          <b>··</b> {legend.short.wait}
        </span>{' '}
        <span class="i">
          <span class="sw out" aria-hidden="true" />
          {legend.short.out}
        </span>
      </summary>
      <ul>
        <Entry
          sign={sizes.map((count) => <Tile key={count} count={count} stated={0} editorial={count} />)}
          words={legend.size}
        />
        <Entry sign={<Tile count={4} stated={0} editorial={4} />} words={legend.editorial} />
        <Entry sign={<Tile count={4} stated={4} editorial={0} />} words={legend.stated} />
        <Entry
          sign={
            <span class="e-none">
              <span class="tile none" />
              <span class="n">0</span>
            </span>
          }
          words={legend.none}
        />
        <Entry sign={<span class="n">0</span>} words={legend.touch} />
        <Entry sign={<span class="dots">··</span>} words={legend.wait} />
        <Entry sign={<span class="box e-out" />} words={legend.out} />
        <Entry sign={<span class="n hid">(2)</span>} words={legend.hidden} />
      </ul>
      <ol class="points phone-only" aria-label={legend.points}>
        {points.map(({ number, title }) => (
          <li key={number}>
            <b>{number}</b> {title}
          </li>
        ))}
      </ol>
    </details>
  )
}
