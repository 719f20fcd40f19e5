// One actor: its row of the map, and everything that the catalogue says of it.
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerActorDocument, type ExplorerActorQuery } from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Heading } from '../parts/heading.tsx'
import { text } from '../text.ts'
import { actorKinds, certainties, credits, plural, roles, shortBases, statuses } from '../words.ts'
import { Loading } from './loading.tsx'
import { Fact, History, Section } from './section.tsx'
import { Strip } from './strip.tsx'
import type { ViewProps } from './view-props.ts'

type Actor = NonNullable<ExplorerActorQuery['actor']>

/** The page of an actor. */
export const ActorView = (props: ViewProps) => {
  const slug = props.address.about
  return (
    <Loading
      of={`actor ${slug} ${props.facts.revision}`}
      load={async (signal) => (await readerAt(props.revision).query(ExplorerActorDocument, { slug }, { signal })).actor}
    >
      {(actor) => <Whole actor={actor} {...props} />}
    </Loading>
  )
}

function Whole({ actor, facts }: ViewProps & { readonly actor: Actor }) {
  const { slug, name, acronym, kind, participations, actions, partners } = actor
  return (
    <>
      <Heading
        facts={facts}
        title={acronym !== null && !name.includes(acronym) ? `${name} (${acronym})` : name}
        kick={actorKinds[kind]}
        lede={`${text.record.initiatives}: ${plural(new Set(participations.nodes.map((each) => each.initiative.slug)).size, 'initiative')}.`}
      />
      <div class="doc">
        <div>
          <Section title={text.record.points}>
            <Fact>
              <Strip facts={facts} rows="actors" rowKey={slug} />
            </Fact>
          </Section>
          <Facts actor={actor} />
          {participations.nodes.length > 0 && (
            <Section title={text.record.initiatives}>
              {participations.nodes.map(({ role, certainty, note, initiative, citation }) => (
                <Fact key={`${initiative.slug} ${role}`} page={citation} name={roles[role]}>
                  <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>
                  <span class="muted">
                    {certainties[certainty] !== '' && ` (${certainties[certainty]})`} {note}
                  </span>
                </Fact>
              ))}
            </Section>
          )}
          {actions.edges.length > 0 && (
            <Section title={text.record.does}>
              {actions.edges.map(({ roles: own, node }) => (
                <Fact key={node.id} page={node.citation} name={own.map((role) => credits[role]).join(', ')}>
                  <a href={linkTo('action', node.id)}>{node.summary}</a>{' '}
                  <span class="muted">
                    {statuses[node.status]}. {node.initiative.name}
                  </span>
                </Fact>
              ))}
            </Section>
          )}
        </div>
        <aside>
          <section class="side">
            <h2>{text.record.partners}</h2>
            <ul>
              {partners.edges.map(({ node, sharedInitiativeCount }) => (
                <li key={node.slug}>
                  <a href={linkTo('actor', node.slug)}>{node.name}</a>{' '}
                  <span class="muted">{plural(sharedInitiativeCount, 'initiative')}</span>
                </li>
              ))}
            </ul>
            {partners.totalCount > partners.edges.length && (
              <p class="muted">{text.record.more(partners.totalCount - partners.edges.length)}</p>
            )}
          </section>
          <History list={actor.history} />
        </aside>
      </div>
      <Behind
        query={ExplorerActorDocument}
        variables={{ slug }}
        sdk={`await client.actor({ slug: '${slug}' })`}
        table={['/export/participations', { actor: slug }]}
        cite={`/cite/actor/${slug}`}
      />
    </>
  )
}

function Facts({ actor }: { readonly actor: Actor }) {
  const { citation, kind, country, names, description, parent, parts, identifiers, memberships, members, slug } = actor
  const groupsOf = memberships.filter(({ member }) => member.slug === slug)
  return (
    <Section title={text.record.facts}>
      <Fact page={citation} name={text.record.kind}>
        {actorKinds[kind]}
        {country && `, ${country.name}`}
      </Fact>
      {description !== null && <Fact page={citation}>{description}</Fact>}
      {names.length > 0 && (
        <Fact page={citation} name={text.record.names}>
          {names.map((each) => each.name).join('; ')}
        </Fact>
      )}
      {parent && (
        <Fact page={citation} name={text.record.partOf}>
          <a href={linkTo('actor', parent.slug)}>{parent.name}</a>
        </Fact>
      )}
      {parts.nodes.length > 0 && (
        <Fact page={citation} name={text.panel.parts}>
          {parts.nodes.map((part) => (
            <span key={part.slug}>
              <a href={linkTo('actor', part.slug)}>{part.name}</a>{' '}
            </span>
          ))}
        </Fact>
      )}
      {groupsOf.map(({ group, basis, role, citation: page }) => (
        <Fact key={group.slug} page={page} name={text.record.groupsOf}>
          <a href={linkTo('actor', group.slug)}>{group.name}</a>{' '}
          <span class="muted">
            {shortBases[basis]}
            {role !== null && `, ${role}`}
          </span>
        </Fact>
      ))}
      {members.nodes.length > 0 && (
        <Fact page={citation} name={text.record.members}>
          {members.nodes.map((member, index) => (
            <span key={member.slug}>
              {index > 0 && ', '}
              <a href={linkTo('actor', member.slug)}>{member.name}</a>
            </span>
          ))}
        </Fact>
      )}
      {actor.statedCount !== null && (
        <Fact page={citation} name={text.record.size}>
          {actor.statedCount}
        </Fact>
      )}
      {identifiers.length > 0 && (
        <Fact name={text.record.identifiers}>
          {identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join('; ')}
        </Fact>
      )}
    </Section>
  )
}
