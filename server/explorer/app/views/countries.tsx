// Every country: a list, and beside it the same on an outline map.
import { useMemo, useState } from 'preact/hooks'
import { PlacesDocument } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { Behind } from '../parts/behind.tsx'
import { Add } from '../parts/curate.tsx'
import { Downloads } from '../parts/downloads.tsx'
import type { Lines } from '../parts/files.ts'
import { Heading } from '../parts/heading.tsx'
import { text } from '../text.ts'
import { type CountryTally, talliesOf } from './country-tally.ts'
import type { ViewProps } from './view-props.ts'
import { MapChoice, WorldMap, worldFile } from './world-map.tsx'

const only = { where: { kind: { eq: 'COUNTRY' } } }

/** Every country, or those of the continent in the address. */
export function CountriesView({ address, facts }: ViewProps) {
  const all = useMemo(() => talliesOf(facts), [facts])
  const [marked, setMarked] = useState<string | undefined>()
  const wanted = address.query.get('show')
  const continent = facts.countries.find((country) => country.continent === wanted)?.continent
  const measure = address.query.get('count') === 'actions' ? 'actions' : 'initiatives'
  const listed = continent === undefined ? all : all.filter(({ country }) => country.continent === continent)
  const title = continent === undefined ? text.nav.countries : `${text.nav.countries}: ${continent}`
  const some = listed.filter(({ initiatives }) => initiatives > 0).length
  return (
    <>
      <Heading facts={facts} title={title} lede={text.countries.lede(some, listed.length)}>
        <div class="choice noprint">
          <MapChoice {...{ facts, measure, continent }} />
          <Downloads
            {...{ facts, title }}
            name="countries"
            lines={() => linesOf(listed)}
            picture={() => worldFile({ facts, tallies: all, measure, continent })}
          />
        </div>
      </Heading>
      <div class="two countries">
        <WorldMap {...{ facts, tallies: all, measure, continent, marked }} />
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{text.map.name}</th>
              <th scope="col">{text.list.continent}</th>
              <th scope="col" class="r">
                {text.nav.initiatives}
              </th>
              <th scope="col" class="r">
                {text.list.actions}
              </th>
            </tr>
          </thead>
          <tbody>
            {listed.map(({ country, initiatives, actions }) => (
              <tr
                key={country.code}
                onMouseEnter={() => setMarked(country.code)}
                onMouseLeave={() => setMarked(undefined)}
                onFocusIn={() => setMarked(country.code)}
                onFocusOut={() => setMarked(undefined)}
              >
                <th scope="row">
                  <a href={linkTo('country', country.code)}>{country.name}</a>
                </th>
                <td>{country.continent}</td>
                <td class="r">{initiatives || ''}</td>
                <td class="r">{actions || ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Add facts={facts} type="Place" />
      <Behind
        query={PlacesDocument}
        variables={{ ...only, first: 100 }}
        sdk={`for await (const place of client.places.all(${JSON.stringify(only)})) console.log(place.code, place.name)`}
        table={['/export/places', { kind: 'COUNTRY' }]}
        view={{ facts, title }}
      />
    </>
  )
}

const linesOf = (tallies: readonly CountryTally[]): Lines => [
  ['ISO 3166', text.map.name, text.list.continent, text.nav.initiatives, text.list.actions],
  ...tallies.map(({ country: { code, name, continent }, initiatives, actions }) => [
    ...[code, name, continent],
    ...[initiatives, actions],
  ]),
]
