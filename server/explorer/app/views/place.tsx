// The page of a place: a country with its row of the map, or a region, an area or a town; and what is tied to it.
import { PlaceDocument } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Facts as FactsOfAll } from '../data/facts.ts'
import { ExplorerPlaceDocument, type ExplorerPlaceQuery } from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Cite, CiteFact } from '../parts/cite.tsx'
import { Add, Curators, Pen } from '../parts/curate.tsx'
import { History } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { text } from '../text.ts'
import { placeKinds, plural, shortBases } from '../words.ts'
import { countryLede, OfCountry } from './country.tsx'
import { Loading } from './loading.tsx'
import { Fact, Section } from './section.tsx'
import type { ViewProps } from './view-props.ts'

type Place = NonNullable<ExplorerPlaceQuery['place']>

interface PartProps {
  readonly place: Place
  readonly facts: FactsOfAll
}

/** The page of a place, by its code. */
export const PlaceView = (props: ViewProps) => {
  const code = props.address.about.toUpperCase()
  return (
    <Loading
      of={`place ${code} ${props.facts.revision}`}
      load={async (signal) => (await readerAt(props.revision).query(ExplorerPlaceDocument, { code }, { signal })).place}
    >
      {(place) => <Whole place={place} facts={props.facts} />}
    </Loading>
  )
}

/** What a new row belongs to, where it belongs to a place. */
const self = ({ code, name }: Place) => ({ place: { handle: code, label: name } })

const link = ({ code, name }: { readonly code: string; readonly name: string }) => (
  <a href={linkTo('country', code)}>{name}</a>
)

function Whole({ place, facts }: PartProps) {
  const { code, name, kind, initiatives } = place
  const country = facts.countries.find((each) => each.code === code)
  return (
    <>
      <Heading
        facts={facts}
        title={name}
        kick={country?.continent ?? placeKinds[kind]}
        lede={country ? countryLede(facts, country) : plural(initiatives.totalCount, 'initiative')}
      >
        <Cite path={`/cite/place/${code}`} revision={facts.revision} />
      </Heading>
      <div class="doc">
        <div>
          {country ? <OfCountry facts={facts} country={country} /> : <Tied place={place} facts={facts} />}
          <Add facts={facts} type="InitiativePlace" to={self(place)} label={text.record.tieInitiative} />
          <Facts place={place} facts={facts} />
          <Members place={place} facts={facts} />
        </div>
        <aside>
          <Related place={place} facts={facts} />
          <History list={place.history} id={place.id} />
        </aside>
      </div>
      <Behind
        query={PlaceDocument}
        variables={{ code }}
        sdk={`await client.place({ code: '${code}' })`}
        tables={[
          [text.nav.initiatives, '/export/initiatives', { country: code }],
          [text.record.actions, '/export/actions', { country: code }],
        ]}
        view={{ facts, title: name }}
      />
    </>
  )
}

/** The initiatives that are tied to it, to a place in it, or to a region around it. */
function Tied({ place, facts }: PartProps) {
  const { nodes, totalCount } = place.initiatives
  if (nodes.length === 0) return null
  return (
    <Section title={text.nav.initiatives}>
      {nodes.map(({ slug, name, citation }) => (
        <Fact key={slug} page={citation}>
          <a href={linkTo('initiative', slug)}>{name}</a>{' '}
          <CiteFact facts={facts} type="initiative" id={slug} name={name} />
        </Fact>
      ))}
      {totalCount > nodes.length && <p class="muted">{text.record.more(totalCount - nodes.length)}</p>}
    </Section>
  )
}

function Facts({ place, facts }: PartProps) {
  const { id, name, kind, iso2, iso3, m49, parent, names } = place
  const own = { facts, type: 'Place', id }
  const codes = [iso2 && `ISO 3166 ${[iso2, iso3].filter(Boolean).join(', ')}`, m49 && `UN M49 ${m49}`].filter(Boolean)
  return (
    <Section title={text.record.facts}>
      <Curators>
        {() => (
          <Fact name={text.map.name}>
            {name}
            <Pen {...own} name={text.map.name} only={['name', 'slug']} />
          </Fact>
        )}
      </Curators>
      <Fact name={text.record.kind}>
        {placeKinds[kind]}
        <Pen {...own} name={text.record.kind} only={['kind']} />
      </Fact>
      {codes.length > 0 && (
        <Fact name={text.record.codes}>
          {codes.join('; ')}
          <Pen {...own} name={text.record.codes} only={['code', 'iso2', 'iso3', 'm49']} />
        </Fact>
      )}
      {parent && (
        <Fact name={text.record.partOf}>
          {link(parent)}
          <Pen {...own} name={text.record.partOf} only={['parent']} />
        </Fact>
      )}
      {names.length > 0 && (
        <Fact name={text.record.names}>
          {names.map((each, index) => (
            <span key={each.id}>
              {index > 0 && '; '}
              {each.name}
              <Pen facts={facts} type="PlaceName" id={each.id} name={each.name} />
            </span>
          ))}
        </Fact>
      )}
      <Add facts={facts} type="PlaceName" to={self(place)} />
      <Curators>{({ Missing }) => <Missing {...own} row={place} />}</Curators>
    </Section>
  )
}

/** The places that make it up, where it is a region of this catalogue. */
function Members({ place, facts }: PartProps) {
  const { memberships, kind } = place
  const isRegion = kind !== 'COUNTRY' && kind !== 'LOCALITY'
  return (
    <>
      {memberships.length > 0 && (
        <Section title={text.record.members}>
          {memberships.map(({ id, basis, rationale, member, citation }) => (
            <Fact key={id} page={citation ?? undefined}>
              {link(member)}{' '}
              <span class="muted">
                {shortBases[basis]}
                {rationale !== null && `: ${rationale}`}
              </span>
              <Pen facts={facts} type="PlaceMembership" id={id} name={member.name} />
            </Fact>
          ))}
        </Section>
      )}
      {isRegion && <Add facts={facts} type="PlaceMembership" to={self(place)} label={text.record.member} />}
      <Add
        facts={facts}
        type="Place"
        to={{ parent: { handle: place.code, label: place.name } }}
        label={text.record.placeInside}
      />
    </>
  )
}

/** The actors that are of it, and the plans for it. */
function Related({ place, facts }: PartProps) {
  const { actorsBased: actors, implementationPlans: plans, code, name } = place
  return (
    <section class="side">
      {(actors.nodes.length > 0 || plans.nodes.length > 0) && <h2>{text.record.related}</h2>}
      <ul>
        {actors.nodes.map((actor) => (
          <li key={actor.slug}>
            <a href={linkTo('actor', actor.slug)}>{actor.name}</a>
          </li>
        ))}
        {plans.nodes.map((plan) => (
          <li key={plan.slug}>
            {text.record.plans}: <a href={linkTo('plan', plan.slug)}>{plan.name}</a>
          </li>
        ))}
      </ul>
      {actors.totalCount > actors.nodes.length && (
        <p class="muted">{text.record.more(actors.totalCount - actors.nodes.length)}</p>
      )}
      <Add facts={facts} type="Actor" to={{ country: { handle: code, label: name } }} />
      <Add facts={facts} type="ImplementationPlan" to={{ place: { handle: code, label: name } }} />
    </section>
  )
}
