// What the page of a country says of it: what is done for it, counted in both ways that the map knows, and what ties initiatives to it.
import { linkTo } from '../address.ts'
import type { Country, Facts as FactsOfAll, Initiative, Tie } from '../data/facts.ts'
import { CiteFact } from '../parts/cite.tsx'
import { text } from '../text.ts'
import { placeRoles } from '../words.ts'
import { Fact, Section } from './section.tsx'
import { LineStrip, lineOf, totalOf } from './strip.tsx'

/** What ties an initiative to a country: places in it, or the regions around it. */
interface Tied {
  readonly initiative: Initiative
  readonly own: readonly Tie[]
  readonly around: readonly Tie[]
}

/** How many initiatives name a country, and how many are for a region around it. */
export function countryLede(facts: FactsOfAll, country: Country): string {
  const tied = tiesOf(facts, country)
  const named = tied.filter(({ own }) => own.length > 0).length
  return text.country.lede(country.name, named, tied.length - named)
}

/** What is done for a country, and what ties initiatives to it. */
export function OfCountry({ facts, country }: CountryProps) {
  const { name } = country
  const tied = tiesOf(facts, country)
  return (
    <>
      {tied.length > 0 && <Counts {...{ facts, country, tied }} />}
      <List
        facts={facts}
        title={text.country.named(name)}
        list={tied.filter(({ own }) => own.length > 0)}
        tiesOf={({ own }) => own}
      />
      <List
        facts={facts}
        title={text.country.reached}
        list={tied.filter(({ own }) => own.length === 0)}
        tiesOf={({ around }) => around}
      />
    </>
  )
}

interface CountryProps {
  readonly facts: FactsOfAll
  readonly country: Country
}

/** Both ways of counting, each with how it counts. */
function Counts({ facts, country, tied }: CountryProps & { readonly tied: readonly Tied[] }) {
  const { code, name } = country
  const concerning = lineOf({ facts, rows: 'countries', rowKey: code })
  const stated = { ...facts, actions: facts.actions.filter((action) => action.named.includes(code)) }
  const own = lineOf({ facts: stated, rows: 'countries', rowKey: code })?.total.count ?? 0
  const whole = totalOf(facts, new Map([['country', new Set([code])]]))
  return (
    <>
      {concerning && (
        <Section title={text.country.concern(name)}>
          <Fact>
            <p>{text.country.concernHelp(name, own, concerning.total.count - own)}</p>
            <LineStrip {...{ facts }} line={concerning} patch={{ rows: 'countries' }} />
          </Fact>
        </Section>
      )}
      <Section title={text.country.whole}>
        <Fact>
          <p>
            {text.country.wholeHelp(name, tied.length, whole.total.count)}{' '}
            <a href={linkTo('map', '', { country: code })}>{text.country.map}</a>
          </p>
          <LineStrip {...{ facts }} line={whole} patch={{ country: code }} />
        </Fact>
      </Section>
    </>
  )
}

interface ListProps {
  readonly facts: FactsOfAll
  readonly title: string
  readonly list: readonly Tied[]
  readonly tiesOf: (tied: Tied) => readonly Tie[]
}

const List = ({ facts, title, list, tiesOf: ties }: ListProps) =>
  list.length === 0 ? null : (
    <Section title={title}>
      {list.map((tied) => (
        <Fact key={tied.initiative.slug} page={tied.initiative.citation}>
          <a href={linkTo('initiative', tied.initiative.slug)}>{tied.initiative.name}</a>{' '}
          <span class="muted">
            {ties(tied)
              .map(({ name, role }) => `${name} (${placeRoles[role]})`)
              .join(', ')}
          </span>{' '}
          <CiteFact facts={facts} type="initiative" id={tied.initiative.slug} name={tied.initiative.name} />
        </Fact>
      ))}
    </Section>
  )

const tiesOf = (facts: FactsOfAll, country: Country): readonly Tied[] =>
  facts.initiatives
    .filter(({ countries }) => countries.includes(country))
    .map((initiative) => ({
      initiative,
      own: initiative.places.filter(({ inside }) => inside.includes(country.code)),
      around: initiative.places.filter(
        ({ inside, countries }) => countries.includes(country) && !inside.includes(country.code),
      ),
    }))
