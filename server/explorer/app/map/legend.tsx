// What the signs of the map mean, in words.
import type { ComponentChildren } from 'preact'
import type { Point } from '../data/facts.ts'
import { everySign, Signs } from '../parts/signs.tsx'
import { Swatch } from '../parts/tile.tsx'
import { text } from '../text.ts'

/** A sign with a word or two. */
const Short = ({ words, children }: { readonly words: string; readonly children: ComponentChildren }) => (
  <>
    {' '}
    <span class="i">
      {children} {words}
    </span>
  </>
)

/** The legend: a list of sentences; on a phone one line of signs that opens into it. */
export function Legend({ points, isOpen }: { readonly points: readonly Point[]; readonly isOpen: boolean }) {
  const { legend } = text
  return (
    <details class="legend" open={isOpen}>
      <summary>
        <b>{legend.title}</b>
        <Short words={legend.short.editorial}>
          <Swatch basis="EDITORIAL" />
        </Short>
        <Short words={legend.short.stated}>
          <Swatch basis="STATED" />
        </Short>
        <Short words={legend.short.none}>
          <b class="g">0</b>
        </Short>
        <Short words={legend.short.touch}>0</Short>
        <Short words={legend.short.wait}>
          <b>··</b>
        </Short>
        <Short words={legend.short.out}>
          <span class="sw out" aria-hidden="true" />
        </Short>
        <Short words={legend.short.hidden}>
          <span class="n hid">(2)</span>
        </Short>
      </summary>
      <Signs of={everySign} />
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
