// Where an initiative is, and whom it concerns: each tie with the page that it is printed on, and a citation of its own.
import { linkTo } from '../address.ts'
import type { Facts, Page } from '../data/facts.ts'
import type { ExplorerInitiativeQuery } from '../generated.ts'
import { CiteFact } from '../parts/cite.tsx'
import { Add, Pen } from '../parts/curate.tsx'
import { placeText } from '../parts/page-mark.tsx'
import { text } from '../text.ts'
import { placeRoles, populations } from '../words.ts'
import { Fact } from './section.tsx'

interface TiesProps {
  readonly initiative: Pick<
    NonNullable<ExplorerInitiativeQuery['initiative']>,
    'slug' | 'name' | 'places' | 'populations'
  >
  readonly facts: Facts
}

/** The places and the people of an initiative, those of one page in one row. */
export function Ties({ initiative: { slug, name, places, populations: people }, facts }: TiesProps) {
  const to = { initiative: { handle: slug, label: name } }
  return (
    <>
      {byPage(places).map(([first, own], row) => (
        <Fact key={first.id} page={first.citation} name={row === 0 ? text.record.places : ''}>
          {byPlace(own).map(([{ place }, roles], index) => (
            <span key={place.code}>
              {index > 0 && '; '}
              <a href={linkTo('country', place.code)}>{place.name}</a>
              {roles.map(({ id, role }, at) => (
                <span key={id}>
                  <span class="muted">{`${at > 0 ? ', ' : ': '}${placeRoles[role]}`}</span>
                  <One {...{ facts, id, name: `${place.name}: ${placeRoles[role]}` }} type="InitiativePlace" />
                </span>
              ))}
            </span>
          ))}
        </Fact>
      ))}
      <Add facts={facts} type="InitiativePlace" to={to} />
      {byPage(people).map(([first, own], row) => (
        <Fact key={first.id} page={first.citation} name={row === 0 ? text.record.people : ''}>
          {own.map(({ id, population, note }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              {populations[population]}
              {note !== null && ` (${note.replace(/\.$/, '')})`}
              <One {...{ facts, id, name: populations[population] }} type="InitiativePopulation" />
            </span>
          ))}
        </Fact>
      ))}
      <Add facts={facts} type="InitiativePopulation" to={to} />
    </>
  )
}

/** The names of the types in addresses of citations. */
const cited = { InitiativePlace: 'initiative-place', InitiativePopulation: 'initiative-population' } as const

interface OneProps {
  readonly facts: Facts
  readonly type: keyof typeof cited
  readonly id: string
  readonly name: string
}

/** What can be done with one tie. */
const One = ({ facts, type, id, name }: OneProps) => (
  <>
    {' '}
    <CiteFact {...{ facts, id, name }} type={cited[type]} />
    <Pen {...{ facts, type, id, name }} />
  </>
)

/** The first of each group, with all of it. */
const grouped = <Own,>(list: readonly Own[], keyOf: (each: Own) => string) =>
  [...Map.groupBy(list, keyOf).values()].flatMap((own) => own.slice(0, 1).map((first) => [first, own] as const))

const byPage = <Own extends { readonly citation: Page }>(list: readonly Own[]) =>
  grouped(list, ({ citation }) => `${citation.document.slug} ${placeText(citation)}`)

/** Each place once, with all that says in which role the initiative has it. */
const byPlace = <Own extends { readonly place: { readonly code: string } }>(list: readonly Own[]) =>
  grouped(list, ({ place }) => place.code)
