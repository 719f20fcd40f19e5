// One actor: its row of the map, and everything that the catalogue says of it.
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Facts as FactsOfAll } from '../data/facts.ts'
import { ExplorerActorDocument, type ExplorerActorQuery } from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Cite, CiteFact } from '../parts/cite.tsx'
import { Add, Curators, Pen } from '../parts/curate.tsx'
import { History } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { text } from '../text.ts'
import { actorKinds, certainties, credits, plural, roles, shortBases, statusText } from '../words.ts'
import { Loading } from './loading.tsx'
import { Fact, Section } from './section.tsx'
import { LineStrip, lineOf } from './strip.tsx'
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
  const { slug, name, acronym, kind, participations, actions, partners, actsFor } = actor
  const count = new Set(participations.nodes.map((each) => each.initiative.slug)).size
  const line = lineOf({ facts, rows: 'actors', rowKey: slug })
  return (
    <>
      <Heading
        facts={facts}
        title={acronym !== null && !name.includes(acronym) ? `${name} (${acronym})` : name}
        kick={actorKinds[kind]}
        lede={
          <>
            {actsFor.map((initiative) => (
              <span key={initiative.slug}>
                {text.record.actsFor} <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>
                {text.record.actsForHelp}{' '}
              </span>
            ))}
            {count > 0 && `${text.record.initiatives}: ${plural(count, 'initiative')}.`}
            {count === 0 && actsFor.length === 0 && text.record.noInitiatives}
          </>
        }
      >
        <Cite path={`/cite/actor/${slug}`} revision={facts.revision} />
      </Heading>
      <div class="doc">
        <div>
          {line && (
            <Section title={text.record.points}>
              <Fact>
                <LineStrip {...{ facts, line }} patch={{ rows: 'actors' }} />
              </Fact>
            </Section>
          )}
          <Facts actor={actor} facts={facts} />
          {participations.nodes.length > 0 && (
            <Section title={text.record.initiatives}>
              {participations.nodes.map(({ id, role, certainty, note, initiative, citation }) => (
                <Fact key={id} page={citation} name={roles[role]}>
                  <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>
                  <span class="muted">
                    {certainties[certainty] !== '' && ` (${certainties[certainty]})`} {note}
                  </span>{' '}
                  <CiteFact facts={facts} type="participation" id={id} name={`${roles[role]} ${initiative.name}`} />
                  <Pen facts={facts} type="Participation" id={id} name={`${roles[role]} ${initiative.name}`} />
                </Fact>
              ))}
            </Section>
          )}
          <Add facts={facts} type="Participation" to={{ actor: { handle: slug, label: name } }} />
          {actions.edges.length > 0 && (
            <Section title={text.record.does}>
              {actions.edges.map(({ roles: own, node }) => (
                <Fact key={node.id} page={node.citation} name={own.map((role) => credits[role]).join(', ')}>
                  <a href={linkTo('action', node.id)}>{node.summary}</a>{' '}
                  <span class="muted">
                    {statusText(node.status)}. {node.initiative.name}
                  </span>{' '}
                  <CiteFact facts={facts} type="action" id={node.id} name={node.summary} />{' '}
                  {node.credits
                    .filter((credit) => credit.actor.slug === slug)
                    .map((credit) => (
                      <Pen
                        key={credit.id}
                        facts={facts}
                        type="ActionCredit"
                        id={credit.id}
                        name={`${credits[credit.role]} ${node.summary}`}
                      />
                    ))}
                </Fact>
              ))}
            </Section>
          )}
          <Add facts={facts} type="ActionCredit" to={{ actor: { handle: slug, label: name } }} />
        </div>
        <aside>
          {partners.edges.length > 0 && (
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
                <p>
                  <a href={linkTo('network', '', { focus: slug, least: '1' })}>
                    {text.record.more(partners.totalCount - partners.edges.length)}
                  </a>
                </p>
              )}
            </section>
          )}
          <History list={actor.history} id={actor.id} />
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

function Facts({ actor, facts }: { readonly actor: Actor; readonly facts: FactsOfAll }) {
  const { citation, kind, country, names, description, parent, parts, identifiers, memberships, slug } = actor
  const own = { facts, type: 'Actor', id: actor.id }
  const self = { handle: slug, label: actor.name }
  return (
    <Section title={text.record.facts}>
      <Curators>
        {() => (
          <Fact page={citation} name={text.map.name}>
            {actor.name}
            <Pen {...own} name={text.map.name} only={['name', 'acronym']} />
          </Fact>
        )}
      </Curators>
      <Fact page={citation} name={text.record.kind}>
        {actorKinds[kind]}
        {country && `, ${country.name}`}
        <Pen {...own} name={text.record.kind} only={['kind', 'country']} />
      </Fact>
      {description !== null && (
        <Fact page={citation}>
          {description}
          <Pen {...own} name={text.record.description} only={['description']} />
        </Fact>
      )}
      {names.length > 0 && (
        <Fact page={citation} name={text.record.names}>
          {names.map((each, index) => (
            <span key={each.id}>
              {index > 0 && '; '}
              {each.name}
              <Pen facts={facts} type="ActorName" id={each.id} name={each.name} />
            </span>
          ))}
        </Fact>
      )}
      <Add facts={facts} type="ActorName" to={{ actor: self }} />
      {parent && (
        <Fact page={citation} name={text.record.partOf}>
          <a href={linkTo('actor', parent.slug)}>{parent.name}</a>
          <Pen {...own} name={text.record.partOf} only={['parent', 'parentBasis', 'parentRationale']} />
        </Fact>
      )}
      {parts.nodes.length > 0 && (
        <Fact page={citation} name={text.panel.parts}>
          {parts.nodes.map((part, index) => (
            <span key={part.slug}>
              {index > 0 && '; '}
              <a href={linkTo('actor', part.slug)}>{part.name}</a>
              <Pen
                facts={facts}
                type="Actor"
                id={part.id}
                name={`${text.record.partOf}: ${part.name}`}
                only={['parent', 'parentBasis', 'parentRationale']}
              />
            </span>
          ))}
        </Fact>
      )}
      <Add facts={facts} type="Actor" to={{ parent: self }} label={text.record.part} />
      <Groups actor={actor} facts={facts} />
      {memberships.map(({ id, member, basis, role, citation: page }, index) => (
        <Fact key={id} page={page} name={index === 0 ? text.record.members : ''}>
          <a href={linkTo('actor', member.slug)}>{member.name}</a> <Membership basis={basis} role={role} />{' '}
          <CiteFact facts={facts} type="actor-membership" id={id} name={member.name} />
          <Pen facts={facts} type="ActorMembership" id={id} name={member.name} />
        </Fact>
      ))}
      <Add facts={facts} type="ActorMembership" to={{ group: self }} label={text.record.member} />
      {actor.statedCount !== null && (
        <Fact page={citation} name={text.record.size}>
          {actor.statedCount}
          <Pen {...own} name={text.record.size} only={['statedCount', 'countQualifier']} />
        </Fact>
      )}
      {identifiers.length > 0 && (
        <Fact name={text.record.identifiers}>
          {identifiers.map(({ id, scheme, value }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              {scheme} {value}
              <Pen facts={facts} type="ActorIdentifier" id={id} name={`${scheme} ${value}`} />
            </span>
          ))}
        </Fact>
      )}
      <Add facts={facts} type="ActorIdentifier" to={{ actor: self }} />
      <Curators>{({ Missing }) => <Missing {...own} row={actor} />}</Curators>
      <Curators>{({ ActorWhole }) => <ActorWhole facts={facts} actor={self} />}</Curators>
    </Section>
  )
}

/** Who says that an actor is a member of a group, and as what. */
const Membership = ({ basis, role }: Pick<Actor['memberships'][number], 'basis' | 'role'>) => (
  <span class="muted">
    {shortBases[basis]}
    {role !== null && `, ${role}`}
  </span>
)

/** The groups that list the actor as a member. */
function Groups({ actor: { groups, slug, name }, facts }: { readonly actor: Actor; readonly facts: FactsOfAll }) {
  return (
    <>
      {groups.edges.map(({ node: group, basis, role, citation }, index) => {
        const own = group.memberships.find(({ member }) => member.slug === slug)
        return (
          <Fact key={group.slug} page={citation} name={index === 0 ? text.record.groupsOf : ''}>
            <a href={linkTo('actor', group.slug)}>{group.name}</a> <Membership basis={basis} role={role} />{' '}
            {own && (
              <>
                <CiteFact facts={facts} type="actor-membership" id={own.id} name={group.name} />
                <Pen facts={facts} type="ActorMembership" id={own.id} name={group.name} />
              </>
            )}
          </Fact>
        )
      })}
      <Add
        facts={facts}
        type="ActorMembership"
        to={{ member: { handle: slug, label: name } }}
        label={text.record.membershipIn}
      />
    </>
  )
}
