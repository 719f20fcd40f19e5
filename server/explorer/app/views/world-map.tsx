// The outline map beside the list of countries. Its countries are links out of the tab order: the list has the same.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { addressOf, linkWith, patchAddress } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { PictureView } from '../parts/picture-view.tsx'
import { Failure, Waiting } from '../parts/states.tsx'
import { useLoaded } from '../parts/use-loaded.ts'
import { text } from '../text.ts'
import { type CountryTally, continentTallies } from './country-tally.ts'
import { boxOf, type Measure, type Outlines, ranges, worldPicture } from './world-picture.ts'

/** The outlines, which are as large as all the rest of the page and only this view needs. */
export async function readOutlines(): Promise<{ readonly outlines: Outlines }> {
  const { default: outlines } = await import('./outlines.json', { with: { type: 'json' } })
  return { outlines }
}

/** The codes of the countries of a continent. */
const codesOf = (facts: Facts, continent: string | undefined): ReadonlySet<string> =>
  new Set(facts.countries.filter((country) => country.continent === continent).map(({ code }) => code))

/** How wide a picture is by itself, in pixels. */
const fileWidth = 1600

/** The picture for a file, as large as a report needs it. */
export async function worldFile(request: Omit<MapProps, 'marked'>): Promise<ReturnType<typeof worldPicture>> {
  const { outlines } = await readOutlines()
  const box = boxOf(outlines, codesOf(request.facts, request.continent))
  const unit = (box[2] - box[0]) / fileWidth
  const { items, x, y, width, height } = worldPicture({ ...request, outlines, box, unit, marked: undefined })
  // In a file a unit is a pixel.
  return { x, y, width, height, items }
}

interface MapProps {
  readonly facts: Facts
  readonly tallies: readonly CountryTally[]
  readonly measure: Measure
  /** The continent that is shown; the world where there is none. */
  readonly continent: string | undefined
  readonly marked: string | undefined
}

/** The map with what its colours mean. */
export function WorldMap(props: MapProps) {
  const loaded = useLoaded('outlines', readOutlines)
  if (loaded.is === 'failed') return <Failure error={loaded.error} again={loaded.again} isPart />
  if (loaded.is === 'loading') return <Waiting isPart />
  return <Drawn {...props} outlines={loaded.value.outlines} />
}

function Drawn({ facts, tallies, measure, continent, marked, outlines }: MapProps & { readonly outlines: Outlines }) {
  const frame = useRef<HTMLDivElement>(null)
  const [pixels, setPixels] = useState(800)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setPixels(Math.round(entry?.contentRect.width ?? 800)))
    if (frame.current) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])
  const box = useMemo(() => boxOf(outlines, codesOf(facts, continent)), [outlines, facts, continent])
  const unit = (box[2] - box[0]) / Math.max(pixels, 1)
  const picture = useMemo(
    () => worldPicture({ outlines, tallies, measure, box, unit, marked }),
    [outlines, tallies, measure, box, unit, marked],
  )
  const known = new Set(outlines.areas.map(({ code }) => code))
  const undrawn = tallies
    .filter(({ country }) => !known.has(country.code) && (continent ?? country.continent) === country.continent)
    .map(({ country }) => country.name)
  return (
    <figure class="world">
      <div ref={frame}>
        <PictureView picture={picture} label={text.countries.map} />
      </div>
      <figcaption>
        <p class="unit">{text.countries.unit[measure]}</p>
        <ul class="scale">
          {ranges.map(([words, ink]) => (
            <li key={words}>
              <span class={`sw ${ink}`} aria-hidden="true" /> {words}
            </li>
          ))}
        </ul>
        {continent === undefined && <Continents facts={facts} />}
        <p class="src">
          {text.countries.borders} {undrawn.length > 0 && text.countries.undrawn(undrawn.join(', '))}
        </p>
      </figcaption>
    </figure>
  )
}

/** What the catalogue has for each continent, with a way to it. */
const Continents = ({ facts }: { readonly facts: Facts }) => (
  <section class="continents">
    <h2>{text.countries.continents}</h2>
    <ul>
      {continentTallies(facts).map(({ name, countries, initiatives, actions }) => (
        <li key={name}>
          <a href={linkWith(addressOf(location), { show: name })}>{name}</a>{' '}
          <span class="muted">{text.countries.inContinent(countries, initiatives, actions)}</span>
        </li>
      ))}
    </ul>
  </section>
)

const measures = ['initiatives', 'actions'] as const

interface ChoiceProps {
  readonly facts: Facts
  readonly measure: Measure
  readonly continent: string | undefined
}

/** What is counted, and which part of the world is shown. */
export function MapChoice({ facts, measure, continent }: ChoiceProps) {
  const continents = [...new Set(facts.countries.map((country) => country.continent))].toSorted()
  return (
    <>
      <span class="fld">
        <span>{text.countries.count}</span>
        <span class="seg">
          {measures.map((each) => (
            <button
              key={each}
              type="button"
              class="btn"
              aria-pressed={measure === each}
              onClick={() => patchAddress({ count: each === 'initiatives' ? undefined : each }, 'inPlace')}
            >
              {each === 'initiatives' ? text.nav.initiatives : text.list.actions}
            </button>
          ))}
        </span>
      </span>
      <label class="fld">
        <span>{text.countries.show}</span>
        <select
          class="btn"
          value={continent ?? ''}
          onChange={({ currentTarget }) => patchAddress({ show: currentTarget.value })}
        >
          <option value="">{text.countries.world}</option>
          {continents.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
