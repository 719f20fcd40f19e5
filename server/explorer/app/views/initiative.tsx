// One initiative: its row of the map, and everything that the catalogue says of it.
import type { ComponentChildren } from 'preact'
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Facts as FactsOfAll } from '../data/facts.ts'
import { ExplorerInitiativeDocument, type ExplorerInitiativeQuery } from '../generated.ts'
import { ActionCard } from '../parts/action-card.tsx'
import { Behind } from '../parts/behind.tsx'
import { Cite, CiteFact } from '../parts/cite.tsx'
import { Add, Curators, Pen } from '../parts/curate.tsx'
import { History } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { PageMark, pageText } from '../parts/page-mark.tsx'
import { looseDate, periodText } from '../parts/period.ts'
import { Swatch } from '../parts/tile.tsx'
import { text } from '../text.ts'
import {
  assessments,
  certainties,
  coverages,
  forms,
  initiativeStatuses,
  levels,
  outcomes,
  phases,
  references,
  regions,
  relations,
  roles,
  shortBases,
} from '../words.ts'
import { Ties } from './initiative-ties.tsx'
import { Loading } from './loading.tsx'
import { Fact, Section } from './section.tsx'
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

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const link = ({ slug, name }: { readonly slug: string; readonly name: string }) => (
  <a href={linkTo('initiative', slug)}>{name}</a>
)

function Whole({ initiative, facts }: ViewProps & { readonly initiative: Initiative }) {
  const { name, acronym, slug, level, kind, coverage, citation, period } = initiative
  const title = acronym !== null && !name.includes(acronym) ? `${name} (${acronym})` : name
  const when = periodText(period)
  const own = { facts, type: 'Initiative', id: initiative.id }
  return (
    <>
      <Heading
        facts={facts}
        title={title}
        kick={`${levels[level]}, ${forms[kind].toLowerCase()}`}
        lede={`${coverages[coverage]}, ${pageText(citation)}.${when === '' ? '' : ` ${capital(when)}.`}`}
      >
        <Cite path={`/cite/initiative/${slug}`} revision={facts.revision} />
      </Heading>
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
                <Pen {...own} name={text.record.background} only={['background']} />
              </Fact>
            </Section>
          )}
          <Facts initiative={initiative} facts={facts} />
          <Lists initiative={initiative} facts={facts} />
          <Assessed initiative={initiative} facts={facts} />
        </div>
        <aside>
          <Related initiative={initiative} facts={facts} />
          <History list={initiative.history} id={initiative.id} />
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

interface PartProps {
  readonly initiative: Initiative
  readonly facts: FactsOfAll
}

/** What a new part of an initiative belongs to. */
const belongs = ({ slug, name }: Initiative) => ({ initiative: { handle: slug, label: name } })

function Facts({ initiative, facts }: PartProps) {
  const { id, citation, period, status, kind, level, region, names, actsAs } = initiative
  const when = periodText(period)
  const own = { facts, type: 'Initiative', id }
  const part = { facts, to: belongs(initiative) }
  return (
    <Section title={text.record.facts}>
      <Fact page={citation} name={text.map.name}>
        {initiative.name}
        <Pen {...own} name={text.map.name} only={['name', 'acronym']} />
      </Fact>
      {when !== '' && (
        <Fact page={citation} name={text.record.period}>
          {when} {period?.text && <span class="muted">{text.record.printed(period.text)}</span>}
          <Pen {...own} name={text.record.period} only={['period']} />
        </Fact>
      )}
      <Fact page={citation} name={text.record.standing}>
        {initiativeStatuses[status]}
        {initiative.asOf !== null && `, ${text.record.asOf.toLowerCase()} ${looseDate(initiative.asOf)}`}
        <Pen {...own} name={text.record.standing} only={['status', 'asOf']} />
      </Fact>
      <Fact page={citation} name={text.record.form}>
        {forms[kind]}, {levels[level].toLowerCase()}
        <Pen {...own} name={text.record.form} only={['kind', 'level']} />
      </Fact>
      {region !== null && (
        <Fact page={citation} name={text.record.region}>
          {regions[region]}
          <Pen {...own} name={text.record.region} only={['region']} />
        </Fact>
      )}
      <Ties initiative={initiative} facts={facts} />
      {names.length > 0 && (
        <Fact page={citation} name={text.record.names}>
          {names.map((each, index) => (
            <span key={each.id}>
              {index > 0 && '; '}
              {each.name}
              <Pen facts={facts} type="InitiativeName" id={each.id} name={each.name} />
            </span>
          ))}
        </Fact>
      )}
      <Add {...part} type="InitiativeName" />
      {actsAs && (
        <Fact page={citation} name={text.record.actsAs}>
          <a href={linkTo('actor', actsAs.slug)}>{actsAs.name}</a>
          <Pen {...own} name={text.record.actsAs} only={['actsAs']} />
        </Fact>
      )}
      <Curators>{({ Missing }) => <Missing {...own} row={initiative} />}</Curators>
    </Section>
  )
}

/** A part of an initiative that is a list: curators have it also where it is empty, to add to it. */
function Part({
  title,
  type,
  list,
  initiative,
  facts,
  children,
}: PartProps & {
  readonly title: string
  readonly type: string
  readonly list: readonly unknown[]
  readonly children: ComponentChildren
}) {
  const add = <Add facts={facts} type={type} to={belongs(initiative)} />
  if (list.length === 0) return add
  return (
    <Section title={title}>
      {children}
      {add}
    </Section>
  )
}

function Lists({ initiative, facts }: PartProps) {
  const { objectives, participations, actions } = initiative
  const part = { initiative, facts }
  return (
    <>
      <Part {...part} title={text.record.objectives} type="Objective" list={objectives}>
        {objectives.map(({ id, text: words, citation, phase }) => (
          <Fact key={id} page={citation}>
            {words} {phase && <span class="muted">({phase.name})</span>}{' '}
            <CiteFact facts={facts} type="objective" id={id} name={words} />
            <Pen facts={facts} type="Objective" id={id} name={text.record.objectives} />
          </Fact>
        ))}
      </Part>
      <Part {...part} title={text.record.phases} type="Phase" list={initiative.phases}>
        {initiative.phases.map(({ id, name, kind, summary, period, citation }) => (
          <Fact key={id} page={citation} name={phases[kind]}>
            <b>{name}</b> <span class="muted">{periodText(period)}</span>{' '}
            <CiteFact facts={facts} type="phase" id={id} name={name} />
            <Pen facts={facts} type="Phase" id={id} name={name} />
            {summary !== null && <p>{summary}</p>}
          </Fact>
        ))}
      </Part>
      <Part {...part} title={text.record.who} type="Participation" list={participations.nodes}>
        {participations.nodes.map(({ id, role, certainty, note, actor, phase, citation }) => (
          <Fact key={id} page={citation} name={roles[role]}>
            <a href={linkTo('actor', actor.slug)}>{actor.name}</a>
            <span class="muted">
              {certainties[certainty] !== '' && ` (${certainties[certainty]})`}
              {phase && ` (${phase.name})`} {note}
            </span>{' '}
            <CiteFact facts={facts} type="participation" id={id} name={`${roles[role]} ${actor.name}`} />
            <Pen facts={facts} type="Participation" id={id} name={`${roles[role]} ${actor.name}`} />
          </Fact>
        ))}
        {participations.pageInfo.hasNextPage && (
          <p class="muted">{text.record.more(participations.totalCount - participations.nodes.length)}</p>
        )}
      </Part>
      <Part {...part} title={text.record.actions} type="Action" list={actions.nodes}>
        <Fact>
          <ul class="acts wide">
            {actions.nodes.map((action) => (
              <ActionCard key={action.id} action={action} facts={facts} />
            ))}
          </ul>
        </Fact>
      </Part>
      <Part {...part} title={text.record.outcomes} type="Outcome" list={initiative.outcomes.nodes}>
        {initiative.outcomes.nodes.map(({ id, kind, text: words, citation, period }) => (
          <Fact key={id} page={citation} name={outcomes[kind]}>
            {words} <span class="muted">{periodText(period)}</span>{' '}
            <CiteFact facts={facts} type="outcome" id={id} name={words} />
            <Pen facts={facts} type="Outcome" id={id} name={outcomes[kind]} />
          </Fact>
        ))}
      </Part>
      <Part {...part} title={text.record.references} type="Reference" list={initiative.references.nodes}>
        {initiative.references.nodes.map(({ id, kind, label, url, note, document, citation }) => (
          <Fact key={id} page={citation} name={references[kind]}>
            {document ? <a href={linkTo('document', document.slug)}>{label ?? document.title}</a> : label}
            {url !== null && (
              <>
                {' '}
                <a href={url} rel="noreferrer">
                  {url}
                </a>
              </>
            )}
            {note !== null && <span class="muted"> {note}</span>}{' '}
            <CiteFact facts={facts} type="reference" id={id} name={label ?? document?.title ?? references[kind]} />
            <Pen facts={facts} type="Reference" id={id} name={label ?? document?.title ?? references[kind]} />
          </Fact>
        ))}
      </Part>
    </>
  )
}

/** What the editors, or the source, say of the initiative under each point. */
function Assessed({ initiative, facts }: PartProps) {
  const { assessments: list } = initiative
  return (
    <Part {...{ initiative, facts }} title={text.record.assessed} type="Assessment" list={list}>
      {list.map(({ id, coverage, summary, basis, rationale, actionPoint: { number, title } }) => (
        <Fact key={id} name={`${number}. ${title}`}>
          <b>{assessments[coverage]}.</b> {summary}{' '}
          <span class="muted">
            <Swatch basis={basis} />
            {shortBases[basis]}
            {rationale !== null && `: ${rationale}`}
          </span>
          <Pen facts={facts} type="Assessment" id={id} name={text.panel.alsoPoint(number)} />
        </Fact>
      ))}
    </Part>
  )
}

function Related({ initiative, facts }: PartProps) {
  const { relations: list, implementationPlans: plans, slug } = initiative
  const add = (
    <>
      <Add facts={facts} type="InitiativeRelation" to={{ from: belongs(initiative).initiative }} />
      <Add facts={facts} type="ImplementationPlan" to={belongs(initiative)} />
    </>
  )
  if (list.length === 0 && plans.nodes.length === 0) return add
  return (
    <section class="side">
      <h2>{text.record.related}</h2>
      <ul>
        {list.map(({ id, kind, note, from, to, citation }) => (
          <li key={id}>
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
            <PageMark page={citation} />{' '}
            <CiteFact facts={facts} type="initiative-relation" id={id} name={`${relations[kind]} ${to.name}`} />
            <Pen facts={facts} type="InitiativeRelation" id={id} name={relations[kind]} />
          </li>
        ))}
        {plans.nodes.map((plan) => (
          <li key={plan.slug}>
            {text.record.plans}: <a href={linkTo('plan', plan.slug)}>{plan.name}</a>
          </li>
        ))}
      </ul>
      {add}
    </section>
  )
}
