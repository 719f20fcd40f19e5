// Every country: a list, and the same on an outline map.
import { PlacesDocument } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { Behind } from '../parts/behind.tsx'
import { Downloads } from '../parts/downloads.tsx'
import type { Lines } from '../parts/files.ts'
import { Heading } from '../parts/heading.tsx'
import { text } from '../text.ts'
import { plural } from '../words.ts'
import type { CountryTally } from './country-tally.ts'
import { talliesOf } from './country-tally.ts'
import type { ViewProps } from './view-props.ts'

const only = { where: { kind: { eq: 'COUNTRY' } } }

/** Every country. */
export function CountriesView({ facts }: ViewProps) {
  const tallies = talliesOf(facts)
  const title = text.nav.countries
  return (
    <>
      <Heading facts={facts} title={title} lede={plural(facts.countries.length, 'country', 'countries')}>
        <div class="choice noprint">
          <Downloads {...{ facts, title }} name="countries" lines={() => linesOf(tallies)} />
        </div>
      </Heading>
      <div class="section">
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
            {tallies.map(({ country, initiatives, actions }) => (
              <tr key={country.code}>
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
