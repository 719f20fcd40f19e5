// Lists of initiatives, actors and countries, and what the catalogue is.
import { linkTo } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { Heading } from '../parts/heading.tsx'
import { PageMark } from '../parts/page-mark.tsx'
import { looseDate } from '../parts/period.ts'
import { text } from '../text.ts'
import { actorKinds, coverages, forms, levels, plural, regions } from '../words.ts'
import type { ViewProps } from './view-props.ts'

/** Every initiative. */
export const InitiativesView = ({ facts }: ViewProps) => (
  <>
    <Heading facts={facts} title={text.nav.initiatives} lede={plural(facts.initiatives.length, 'initiative')} />
    <div class="section">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{text.map.name}</th>
            <th scope="col">{text.map.order.level}</th>
            <th scope="col">{text.map.order.region}</th>
            <th scope="col">{text.filters.form[0]}</th>
            <th scope="col">{text.list.coverage}</th>
            <th scope="col" class="r">
              {text.list.actions}
            </th>
            <th scope="col">{text.list.page}</th>
          </tr>
        </thead>
        <tbody>
          {facts.initiatives.map((initiative) => (
            <tr key={initiative.slug}>
              <th scope="row">
                <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>
              </th>
              <td>{levels[initiative.level]}</td>
              <td>{initiative.region === null ? '' : regions[initiative.region]}</td>
              <td>{forms[initiative.kind]}</td>
              <td>{coverages[initiative.coverage]}</td>
              <td class="r">{facts.actions.filter((action) => action.initiative === initiative).length || ''}</td>
              <td>
                <PageMark page={initiative.citation} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
)

/** In how many initiatives each actor takes part, and how many actions it does. */
function tallies(facts: Facts) {
  const initiatives = new Map<string, number>()
  const actions = new Map<string, number>()
  const bump = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1)
  for (const { actors } of facts.initiatives) for (const { slug } of actors) bump(initiatives, slug)
  for (const { doers } of facts.actions) for (const { slug } of doers) bump(actions, slug)
  return { initiatives, actions }
}

/** Every actor. */
export function ActorsView({ facts }: ViewProps) {
  const { initiatives, actions } = tallies(facts)
  return (
    <>
      <Heading facts={facts} title={text.nav.actors} lede={plural(facts.actors.length, 'actor')} />
      <div class="section">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{text.map.name}</th>
              <th scope="col">{text.record.kind}</th>
              <th scope="col" class="r">
                {text.nav.initiatives}
              </th>
              <th scope="col" class="r">
                {text.list.actions}
              </th>
            </tr>
          </thead>
          <tbody>
            {facts.actors.map(({ slug, name, acronym, kind }) => (
              <tr key={slug}>
                <th scope="row">
                  <a href={linkTo('actor', slug)}>{name}</a> <small class="muted">{acronym}</small>
                </th>
                <td>{actorKinds[kind]}</td>
                <td class="r">{initiatives.get(slug) ?? ''}</td>
                <td class="r">{actions.get(slug) ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Every country. */
export const CountriesView = ({ facts }: ViewProps) => (
  <>
    <Heading facts={facts} title={text.nav.countries} lede={plural(facts.countries.length, 'country', 'countries')} />
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
          {facts.countries.map((country) => (
            <tr key={country.code}>
              <th scope="row">
                <a href={linkTo('country', country.code)}>{country.name}</a>
              </th>
              <td>{country.continent}</td>
              <td class="r">{facts.initiatives.filter(({ countries }) => countries.includes(country)).length || ''}</td>
              <td class="r">{facts.actions.filter(({ countries }) => countries.includes(country)).length || ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
)

/** What the catalogue is, and how to read it. */
export function AboutView({ facts }: ViewProps) {
  const { about, points } = facts
  return (
    <>
      <Heading facts={facts} title={about.name ?? text.brand} />
      <div class="section prose">
        <p>
          {text.about.source} <b>{about.document?.title}</b>
          {about.asOf !== null && `, ${looseDate(about.asOf)}`}. {about.attribution} {about.licence}
        </p>
        <p>{text.about.stated}</p>
        <p>{text.about.empty}</p>
        <p>{text.about.use}</p>
        <p>
          <a href={linkTo('review')}>{text.curate.enter}</a>
        </p>
      </div>
      <div class="section">
        <h2>{text.legend.points}</h2>
        <ol>
          {points.map(({ number, title, gist }) => (
            <li key={number}>
              <a href={linkTo('point', String(number))}>
                {number}. {title}
              </a>{' '}
              <span class="muted">{gist}</span>
            </li>
          ))}
        </ol>
      </div>
      {about.method !== null && (
        <div class="section">
          <h2>{text.about.method}</h2>
          <p class="prose">{about.method}</p>
        </div>
      )}
    </>
  )
}
