// One initiative: its row of the map, and everything that the catalogue says of it.
import type { ChangeInput, SetInitiativeInput } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerInitiativeDocument, type ExplorerInitiativeQuery } from '../generated.ts'
import { ActionCard } from '../parts/action-card.tsx'
import { Behind } from '../parts/behind.tsx'
import { Correct } from '../parts/correct.tsx'
import { Heading } from '../parts/heading.tsx'
import { PageMark, pageText } from '../parts/page-mark.tsx'
import { looseDate, periodText } from '../parts/period.ts'
import { text } from '../text.ts'
import {
  certainties,
  coverages,
  forms,
  initiativeStatuses,
  levels,
  outcomes,
  phases,
  placeRoles,
  populations,
  references,
  regions,
  relations,
  roles,
} from '../words.ts'
import { Loading } from './loading.tsx'
import { Fact, History, Section } from './section.tsx'
import { Strip } from './strip.tsx'
import type { ViewProps } from './view-props.ts'

type Initiative = NonNullable<ExplorerInitiativeQuery['initiative']>

/** The page of an initiative. */
export const InitiativeView = (props: ViewProps) => {
  const slug = props.address.about
  return (
    <Loading
      of={`initiative ${slug} ${props.facts.revision}`}
      load={async (signal) =>
        (await readerAt(props.revision).query(ExplorerInitiativeDocument, { slug }, { signal })).initiative
      }
    >
      {(initiative) => <Whole initiative={initiative} {...props} />}
    </Loading>
  )
}

/** The change that sets fields of an initiative, refused where somebody has changed it since. */
const changeOf = ({ slug, version }: Initiative, set: SetInitiativeInput): ChangeInput => ({
  updateInitiative: { slug, expectedVersion: version, set },
})

/** The value of a vocabulary that a form gives. */
const keyIn = <Value extends string>(labels: Readonly<Record<Value, string>>, value: string | null): Value | null => {
  const isKey = (each: string): each is Value => Object.hasOwn(labels, each)
  return value !== null && isKey(value) ? value : null
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const link = ({ slug, name }: { readonly slug: string; readonly name: string }) => (
  <a href={linkTo('initiative', slug)}>{name}</a>
)

function Whole({ initiative, facts }: ViewProps & { readonly initiative: Initiative }) {
  const { name, acronym, slug, level, kind, coverage, citation, period } = initiative
  const title = acronym !== null && !name.includes(acronym) ? `${name} (${acronym})` : name
  const when = periodText(period)
  return (
    <>
      <Heading
        facts={facts}
        title={title}
        kick={`${levels[level]}, ${forms[kind].toLowerCase()}`}
        lede={`${coverages[coverage]}, ${pageText(citation)}.${when === '' ? '' : ` ${capital(when)}.`}`}
      />
      <div class="doc">
        <div>
          <Section title={text.record.points}>
            <Fact>
              <Strip facts={facts} rows="initiatives" rowKey={slug} />
            </Fact>
          </Section>
          {initiative.background !== null && (
            <Section title={text.record.background}>
              <Fact page={citation}>
                <p class="prose">{initiative.background}</p>
                <Correct
                  name={text.record.background}
                  value={initiative.background}
                  isLong
                  change={(background) => changeOf(initiative, { background })}
                />
              </Fact>
            </Section>
          )}
          <Facts initiative={initiative} />
          <Lists initiative={initiative} />
        </div>
        <aside>
          <Related initiative={initiative} />
          <History list={initiative.history} />
        </aside>
      </div>
      <Behind
        query={ExplorerInitiativeDocument}
        variables={{ slug }}
        sdk={`await client.initiative({ slug: '${slug}' })`}
        table={['/export/actions', { initiative: slug }]}
        cite={`/cite/initiative/${slug}`}
      />
    </>
  )
}

function Facts({ initiative }: { readonly initiative: Initiative }) {
  const { citation, period, status, kind, level, region, places, names, actsAs } = initiative
  const when = periodText(period)
  return (
    <Section title={text.record.facts}>
      <Fact page={citation} name={text.map.name}>
        {initiative.name}{' '}
        <Correct name={text.map.name} value={initiative.name} change={(name) => changeOf(initiative, { name })} />
      </Fact>
      {when !== '' && (
        <Fact page={citation} name={text.record.period}>
          {when} {period?.text && <span class="muted">{text.record.printed(period.text)}</span>}
        </Fact>
      )}
      <Fact page={citation} name={text.record.standing}>
        {initiativeStatuses[status]}
        {initiative.asOf !== null && `, ${text.record.asOf.toLowerCase()} ${looseDate(initiative.asOf)}`}{' '}
        <Correct
          name={text.record.standing}
          value={status}
          options={initiativeStatuses}
          change={(value) => changeOf(initiative, { status: keyIn(initiativeStatuses, value) })}
        />
      </Fact>
      <Fact page={citation} name={text.record.form}>
        {forms[kind]}, {levels[level].toLowerCase()}{' '}
        <Correct
          name={text.filters.form[0]}
          value={kind}
          options={forms}
          change={(value) => changeOf(initiative, { kind: keyIn(forms, value) })}
        />{' '}
        <Correct
          name={text.filters.level[0]}
          value={level}
          options={levels}
          change={(value) => changeOf(initiative, { level: keyIn(levels, value) })}
        />
      </Fact>
      {region !== null && (
        <Fact page={citation} name={text.record.region}>
          {regions[region]}
        </Fact>
      )}
      {places.length > 0 && (
        <Fact page={citation} name={text.record.places}>
          {places.map(({ role, place }, index) => (
            <span key={`${role} ${place.code}`}>
              {index > 0 && '; '}
              {place.kind === 'COUNTRY' ? <a href={linkTo('country', place.code)}>{place.name}</a> : place.name}
              <span class="muted"> ({placeRoles[role]})</span>
            </span>
          ))}
        </Fact>
      )}
      {initiative.populations.length > 0 && (
        <Fact page={citation} name={text.record.people}>
          {initiative.populations
            .map(
              ({ population, note }) =>
                populations[population] + (note === null ? '' : ` (${note.replace(/\.$/, '')})`),
            )
            .join('; ')}
        </Fact>
      )}
      {names.length > 0 && (
        <Fact page={citation} name={text.record.names}>
          {names.map((each) => each.name).join('; ')}
        </Fact>
      )}
      {actsAs && (
        <Fact page={citation} name={text.record.actsAs}>
          <a href={linkTo('actor', actsAs.slug)}>{actsAs.name}</a>
        </Fact>
      )}
    </Section>
  )
}

function Lists({ initiative }: { readonly initiative: Initiative }) {
  const { objectives, participations, actions } = initiative
  return (
    <>
      {objectives.length > 0 && (
        <Section title={text.record.objectives}>
          {objectives.map(({ ordinal, text: words, citation, phase }) => (
            <Fact key={ordinal} page={citation}>
              {words} {phase && <span class="muted">({phase.name})</span>}
            </Fact>
          ))}
        </Section>
      )}
      {initiative.phases.length > 0 && (
        <Section title={text.record.phases}>
          {initiative.phases.map(({ name, kind, summary, period, citation }) => (
            <Fact key={name} page={citation} name={phases[kind]}>
              <b>{name}</b> <span class="muted">{periodText(period)}</span>
              {summary !== null && <p>{summary}</p>}
            </Fact>
          ))}
        </Section>
      )}
      {participations.nodes.length > 0 && (
        <Section title={text.record.who}>
          {participations.nodes.map(({ role, certainty, note, actor, phase, citation }) => (
            <Fact key={`${actor.slug} ${role} ${phase?.name}`} page={citation} name={roles[role]}>
              <a href={linkTo('actor', actor.slug)}>{actor.name}</a>
              <span class="muted">
                {certainties[certainty] !== '' && ` (${certainties[certainty]})`}
                {phase && ` (${phase.name})`} {note}
              </span>
            </Fact>
          ))}
          {participations.pageInfo.hasNextPage && (
            <p class="muted">{text.record.more(participations.totalCount - participations.nodes.length)}</p>
          )}
        </Section>
      )}
      {actions.nodes.length > 0 && (
        <Section title={text.record.actions}>
          <Fact>
            <ul class="acts wide">
              {actions.nodes.map((action) => (
                <ActionCard key={action.id} action={action} />
              ))}
            </ul>
          </Fact>
        </Section>
      )}
      {initiative.outcomes.nodes.length > 0 && (
        <Section title={text.record.outcomes}>
          {initiative.outcomes.nodes.map(({ id, kind, text: words, citation, period }) => (
            <Fact key={id} page={citation} name={outcomes[kind]}>
              {words} <span class="muted">{periodText(period)}</span>
            </Fact>
          ))}
        </Section>
      )}
      {initiative.references.nodes.length > 0 && (
        <Section title={text.record.references}>
          {initiative.references.nodes.map(({ kind, label, url, note, document, citation }) => (
            <Fact key={`${kind} ${label} ${url}`} page={citation} name={references[kind]}>
              {document ? <a href={linkTo('document', document.slug)}>{label ?? document.title}</a> : label}
              {url !== null && (
                <>
                  {' '}
                  <a href={url} rel="noreferrer">
                    {url}
                  </a>
                </>
              )}
              {note !== null && <span class="muted"> {note}</span>}
            </Fact>
          ))}
        </Section>
      )}
    </>
  )
}

function Related({ initiative }: { readonly initiative: Initiative }) {
  const { relations: list, implementationPlans: plans, slug } = initiative
  if (list.length === 0 && plans.nodes.length === 0) return null
  return (
    <section class="side">
      <h2>{text.record.related}</h2>
      <ul>
        {list.map(({ kind, note, from, to, citation }) => (
          <li key={`${kind} ${from.slug} ${to.slug}`}>
            {from.slug === slug ? (
              <>
                {relations[kind]} {link(to)}
              </>
            ) : (
              <>
                {link(from)} {relations[kind]} {text.record.this}
              </>
            )}{' '}
            {note !== null && <span class="muted">{note} </span>}
            <PageMark page={citation} />
          </li>
        ))}
        {plans.nodes.map((plan) => (
          <li key={plan.slug}>
            {text.record.plans}: <a href={linkTo('plan', plan.slug)}>{plan.name}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
