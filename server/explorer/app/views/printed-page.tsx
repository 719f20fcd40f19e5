// All that the catalogue takes from one printed page, so that it can be held against the publication.
import type { ComponentChildren } from 'preact'
import type { Reader } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Page } from '../data/facts.ts'
import {
  ExplorerPrintedInitiativesDocument,
  type ExplorerPrintedInitiativesQuery,
  ExplorerPrintedPageDocument,
  type ExplorerPrintedPageQuery,
} from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Heading } from '../parts/heading.tsx'
import { looseDate, periodText } from '../parts/period.ts'
import { text } from '../text.ts'
import {
  actorKinds,
  certainties,
  natures,
  outcomes,
  phases,
  placeRoles,
  populations,
  references,
  relations,
  roles,
  sections,
} from '../words.ts'
import { Loading } from './loading.tsx'
import { Fact, Section } from './section.tsx'
import type { ViewProps } from './view-props.ts'

type Entry = ExplorerPrintedInitiativesQuery['initiatives']['nodes'][number]

interface Printed extends Pick<ExplorerPrintedPageQuery, 'actors' | 'guidance'> {
  readonly document: NonNullable<ExplorerPrintedPageQuery['document']>
  readonly entries: readonly Entry[]
}

interface Found {
  readonly key: string
  readonly page: Page
  readonly name: string
  readonly words: ComponentChildren
}

/** Facts that begin or go on, on a page of a document. */
const on = (slug: string, page: number) => ({
  document: { slug: { eq: slug } },
  pageStart: { lte: page },
  pageEnd: { gte: page },
})

async function load(read: Reader, slug: string, page: number, signal: AbortSignal): Promise<Printed | null> {
  const where = on(slug, page)
  const entries: Entry[] = []
  const { document, ...head } = await read.query(ExplorerPrintedPageDocument, { slug, on: where }, { signal })
  if (!document) return null
  const pages = read.paginate(ExplorerPrintedInitiativesDocument, { on: where }, (answer) => answer.initiatives, {
    signal,
  })
  for await (const entry of pages) entries.push(entry)
  return { document, entries, ...head }
}

/** The page of a document that a parameter names; undefined where it names none. */
export const pageOf = (query: URLSearchParams): number | undefined => {
  const words = query.get('page') ?? ''
  return /^[1-9]\d{0,5}$/.test(words) ? Number(words) : undefined
}

interface PageProps extends ViewProps {
  readonly page: number
}

/** One printed page of the document in the address. */
export function PrintedPageView({ address, facts, revision, page }: PageProps) {
  const slug = address.about
  return (
    <Loading
      of={`page ${page} ${slug} ${facts.revision}`}
      load={(signal) => load(readerAt(revision), slug, page, signal)}
    >
      {(printed) => <Whole {...{ printed, page, facts }} />}
    </Loading>
  )
}

function Whole({ printed, page, facts }: Pick<PageProps, 'page' | 'facts'> & { readonly printed: Printed }) {
  const { document, entries, actors, guidance } = printed
  const { slug, title, publisher, issued, url } = document
  const byEntry = entries
    .map((entry) => ({ entry, list: factsIn(entry, slug, page) }))
    .filter(({ list }) => list.length > 0)
  const count = byEntry.reduce((sum, { list }) => sum + list.length, actors.totalCount + guidance.totalCount)
  const heading = text.printed.title(page)
  return (
    <>
      <Heading
        facts={facts}
        title={heading}
        kick={[publisher, looseDate(issued)].filter(Boolean).join(', ')}
        lede={
          <>
            {text.printed.lede(count)} <a href={linkTo('document', slug)}>{title}</a>. {text.printed.number}{' '}
            {url === null ? (
              text.printed.noAddress
            ) : (
              <a href={url} rel="noreferrer">
                {url}
              </a>
            )}
          </>
        }
      />
      <PageLinks document={document} page={page} />
      <div class="doc">
        <div>
          {count === 0 && <p class="muted">{text.printed.none}</p>}
          {byEntry.map(({ entry, list }) => (
            <Section key={entry.slug} title={<a href={linkTo('initiative', entry.slug)}>{entry.name}</a>}>
              {list.map(({ key, page: cited, name, words }) => (
                <Fact key={key} page={cited} name={name}>
                  {words} <span class="muted">{text.printed.under(sections[cited.section])}</span>
                </Fact>
              ))}
              <More shown={restOf(entry)} />
            </Section>
          ))}
          {guidance.nodes.length > 0 && (
            <Section title={text.record.guidance}>
              {guidance.nodes.map(({ id, text: words, citation, actionPoint: { number, title: point } }) => (
                <Fact key={id} page={citation}>
                  {words}{' '}
                  <a class="muted" href={linkTo('point', String(number))}>
                    {number}. {point}
                  </a>
                </Fact>
              ))}
              <More shown={guidance.totalCount - guidance.nodes.length} />
            </Section>
          )}
          {actors.nodes.length > 0 && (
            <Section title={text.printed.actors}>
              {actors.nodes.map(({ slug: actor, name, kind, citation }) => (
                <Fact key={actor} page={citation} name={actorKinds[kind]}>
                  <a href={linkTo('actor', actor)}>{name}</a>
                </Fact>
              ))}
              <More shown={actors.totalCount - actors.nodes.length} />
            </Section>
          )}
        </div>
        <aside />
      </div>
      <Behind
        query={ExplorerPrintedInitiativesDocument}
        variables={{ on: on(slug, page) }}
        sdk={`for await (const { name } of client.initiatives.all({ where: { citation: ${JSON.stringify(on(slug, page))} } })) console.log(name)`}
        cite={`/cite/document/${slug}`}
        view={{ facts, title: heading }}
      />
    </>
  )
}

const More = ({ shown }: { readonly shown: number }) =>
  shown > 0 ? <p class="muted">{text.record.more(shown)}</p> : null

/** Links to the pages of a document, as far as it is known which it has. */
export const PageLinks = ({ document, page }: PageLinksProps) => {
  const { slug, firstPage, lastPage } = document
  if (firstPage === null || lastPage === null) return null
  const all = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index)
  return (
    <nav class="pages noprint" aria-label={text.printed.pages}>
      <span class="muted">{text.printed.pages}</span>
      {all.map((each) => (
        <a
          key={each}
          href={linkTo('document', slug, { page: String(each) })}
          aria-current={each === page ? 'page' : undefined}
        >
          {each}
        </a>
      ))}
    </nav>
  )
}

interface PageLinksProps {
  readonly document: {
    readonly slug: string
    readonly firstPage: number | null
    readonly lastPage: number | null
  }
  readonly page?: number
}

/** What an entry says on a page, in the order in which the entries of the source are written. */
function factsIn(entry: Entry, slug: string, page: number): readonly Found[] {
  const isHere = ({ citation }: { readonly citation: Page }): boolean =>
    citation.document.slug === slug && citation.pageStart <= page && citation.pageEnd >= page
  const when = periodText(entry.period)
  return [
    ...(isHere(entry) ? [found('entry', entry, text.printed.entry, entry.background ?? text.printed.named)] : []),
    ...(isHere(entry) && when !== '' ? [found('period', entry, text.record.period, when)] : []),
    ...entry.places
      .filter(isHere)
      .map((fact) => found(fact.id, fact, text.printed.place, `${fact.place.name} (${placeRoles[fact.role]})`)),
    ...entry.populations
      .filter(isHere)
      .map((fact) => found(fact.id, fact, text.record.people, noted(populations[fact.population], fact.note))),
    ...entry.objectives.filter(isHere).map((fact) => found(fact.id, fact, text.printed.objective, fact.text)),
    ...entry.phases.filter(isHere).map((fact) => found(fact.id, fact, phases[fact.kind], fact.name)),
    ...entry.participations.nodes.map((fact) =>
      found(
        fact.id,
        fact,
        roles[fact.role],
        <>
          <a href={linkTo('actor', fact.actor.slug)}>{fact.actor.name}</a>
          {certainties[fact.certainty] !== '' && ` (${certainties[fact.certainty]})`}
        </>,
      ),
    ),
    ...entry.actions.nodes.map((fact) =>
      found(fact.id, fact, natures[fact.nature], <a href={linkTo('action', fact.id)}>{fact.summary}</a>),
    ),
    ...entry.outcomes.nodes.map((fact) => found(fact.id, fact, outcomes[fact.kind], fact.text)),
    ...entry.references.nodes.map((fact) =>
      found(
        fact.id,
        fact,
        references[fact.kind],
        fact.document ? (
          <>
            {fact.label} <a href={linkTo('document', fact.document.slug)}>{fact.document.title}</a>
          </>
        ) : (
          (fact.label ?? fact.url)
        ),
      ),
    ),
    // A relation stands with the first of the two.
    ...entry.relations
      .filter((fact) => isHere(fact) && fact.from.slug === entry.slug)
      .map((fact) =>
        found(
          fact.id,
          fact,
          text.printed.relation,
          noted(`${fact.from.name} ${relations[fact.kind]} ${fact.to.name}`, fact.note),
        ),
      ),
  ]
}

const found = (
  key: string,
  { citation }: { readonly citation: Page },
  name: string,
  words: ComponentChildren,
): Found => ({
  ...{ key, name, words },
  page: citation,
})

const noted = (words: string, note: string | null): string => (note === null ? words : `${words}: ${note}`)

/** How many facts of an entry are more than a page of their list. */
const restOf = ({ participations, actions, outcomes: findings, references: links }: Entry): number =>
  [participations, actions, findings, links].reduce((sum, { totalCount, nodes }) => sum + totalCount - nodes.length, 0)
