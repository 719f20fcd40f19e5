// Pages of single actions, points and documents.
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerActionDocument, ExplorerDocumentDocument, ExplorerPointDocument } from '../generated.ts'
import { ActionCard } from '../parts/action-card.tsx'
import { Behind } from '../parts/behind.tsx'
import { Cite, CiteFact } from '../parts/cite.tsx'
import { Add, Curators, Pen } from '../parts/curate.tsx'
import { History } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { PageMark } from '../parts/page-mark.tsx'
import { looseDate } from '../parts/period.ts'
import { Swatch } from '../parts/tile.tsx'
import { text } from '../text.ts'
import { actionKinds, plural, references, shortBases, statusText } from '../words.ts'
import { Loading } from './loading.tsx'
import { PageLinks, PrintedPageView, pageOf } from './printed-page.tsx'
import { Fact, Section } from './section.tsx'
import type { ViewProps } from './view-props.ts'

/** The page of an action. */
export function ActionView({ address, facts, revision }: ViewProps) {
  const id = address.about
  return (
    <Loading
      of={`action ${id} ${facts.revision}`}
      load={async (signal) => (await readerAt(revision).query(ExplorerActionDocument, { id }, { signal })).action}
    >
      {(action) => (
        <>
          <Heading
            facts={facts}
            title={action.summary}
            kick={actionKinds[action.kind]}
            lede={
              <>
                <a href={linkTo('initiative', action.initiative.slug)}>{action.initiative.name}</a>,{' '}
                <PageMark page={action.citation} />
                <Pen
                  facts={facts}
                  type="Action"
                  id={action.id}
                  name={text.panel.action}
                  only={['summary', 'citation']}
                />
              </>
            }
          >
            <Cite path={`/cite/action/${id}`} revision={facts.revision} />
          </Heading>
          <div class="doc">
            <div>
              {action.parent && (
                <p class="muted">
                  {text.record.partOf}: <a href={linkTo('action', action.parent.id)}>{action.parent.summary}</a>
                  <Pen facts={facts} type="Action" id={action.id} name={text.record.partOf} only={['parent']} />
                </p>
              )}
              <ul class="acts wide">
                <ActionCard action={action} facts={facts} isTitled />
              </ul>
            </div>
            <aside>
              <History list={action.history} id={action.id} />
            </aside>
          </div>
          <Behind
            query={ExplorerActionDocument}
            variables={{ id }}
            sdk={`await client.action({ id: '${id}' })`}
            cite={`/cite/action/${id}`}
          />
        </>
      )}
    </Loading>
  )
}

/** The page of one of the ten points. */
export function PointView({ address, facts, revision }: ViewProps) {
  const number = Number(address.about)
  return (
    <Loading
      of={`point ${number} ${facts.revision}`}
      load={async (signal) =>
        Number.isInteger(number)
          ? (await readerAt(revision).query(ExplorerPointDocument, { number }, { signal })).actionPoint
          : null
      }
    >
      {(point) => {
        const of = { actionPoint: { handle: point.slug, label: point.title } }
        return (
          <>
            <Heading
              facts={facts}
              title={`${point.number}. ${point.title}`}
              lede={
                <>
                  {point.gist}
                  <Pen facts={facts} type="ActionPoint" id={point.id} name={text.record.point} />
                </>
              }
            />
            <div class="doc">
              <div>
                <Section title={text.record.actions}>
                  {point.actions.edges.map(({ basis, rationale, node }) => (
                    <Fact key={node.id} page={node.citation}>
                      <a href={linkTo('action', node.id)}>{node.summary}</a>{' '}
                      <span class="muted">
                        {node.initiative.name}. {statusText(node.status)}. <Swatch basis={basis} />
                        {shortBases[basis]}
                        {rationale !== null && `: ${rationale}`}
                      </span>{' '}
                      <CiteFact facts={facts} type="action" id={node.id} name={node.summary} />{' '}
                      {node.classifications
                        .filter(({ actionPoint }) => actionPoint.number === number)
                        .map(({ id }) => (
                          <Pen key={id} facts={facts} type="ActionClassification" id={id} name={node.summary} />
                        ))}
                    </Fact>
                  ))}
                  {point.actions.pageInfo.hasNextPage && (
                    <p class="muted">{text.record.more(point.actions.totalCount - point.actions.edges.length)}</p>
                  )}
                  <Add facts={facts} type="ActionClassification" to={of} />
                </Section>
                {point.guidance.nodes.length > 0 && (
                  <Section title={text.record.guidance}>
                    {point.guidance.nodes.map(({ id, text: words, citation }) => (
                      <Fact key={id} page={citation}>
                        {words} <CiteFact facts={facts} type="guidance" id={id} name={words} />
                        <Pen facts={facts} type="Guidance" id={id} name={text.record.guidance} />
                      </Fact>
                    ))}
                  </Section>
                )}
                <Add facts={facts} type="Guidance" to={of} />
              </div>
              <aside>
                <section class="side">
                  {point.subPoints.length > 0 && (
                    <>
                      <h2>{text.record.subPoints}</h2>
                      <ul>
                        {point.subPoints.map(({ id, code, title }) => (
                          <li key={code}>
                            {code} {title}
                            <Pen facts={facts} type="SubPoint" id={id} name={code} />
                          </li>
                        ))}
                      </ul>
                    </>
                  )}
                  <Add facts={facts} type="SubPoint" to={of} />
                </section>
                <Curators>
                  {() => (
                    <section class="side">
                      <h2>{text.record.titles}</h2>
                      <ul>
                        {point.titles.map(({ id, title, edition }) => (
                          <li key={id}>
                            {title} <span class="muted">{edition}</span>
                            <Pen facts={facts} type="ActionPointTitle" id={id} name={title} />
                          </li>
                        ))}
                      </ul>
                      <Add facts={facts} type="ActionPointTitle" to={of} />
                    </section>
                  )}
                </Curators>
              </aside>
            </div>
            <Behind
              query={ExplorerPointDocument}
              variables={{ number }}
              sdk={`await client.actionPoint({ number: ${number} })`}
              table={['/export/actions', { point: String(number) }]}
              view={{ facts, title: `${point.number}. ${point.title}` }}
            />
          </>
        )
      }}
    </Loading>
  )
}

/** The page of a document, or of one of its printed pages. */
export function DocumentView(props: ViewProps) {
  const page = pageOf(props.address.query)
  return page === undefined ? <WholeDocument {...props} /> : <PrintedPageView {...props} page={page} />
}

function WholeDocument({ address, facts, revision }: ViewProps) {
  const slug = address.about
  return (
    <Loading
      of={`document ${slug} ${facts.revision}`}
      load={async (signal) => (await readerAt(revision).query(ExplorerDocumentDocument, { slug }, { signal })).document}
    >
      {(document) => {
        const { title, publisher, issued, url, note, references: list, history } = document
        const entries = facts.initiatives
          .filter(({ citation }) => citation.document.slug === slug)
          .toSorted((a, b) => a.citation.pageStart - b.citation.pageStart)
        return (
          <>
            <Heading
              facts={facts}
              title={title}
              lede={
                <>
                  {[publisher, looseDate(issued)].filter(Boolean).join(', ')}
                  {note !== null && ` ${note}`}
                  <Pen
                    facts={facts}
                    type="Document"
                    id={document.id}
                    name={text.record.document}
                    only={['title', 'publisher', 'issued', 'note', 'url']}
                  />{' '}
                  {url !== null && (
                    <a href={url} rel="noreferrer">
                      {url}
                    </a>
                  )}
                </>
              }
            />
            <PageLinks document={document} />
            <div class="doc">
              <div>
                <Curators>
                  {({ Missing }) => <Missing facts={facts} type="Document" id={document.id} row={document} />}
                </Curators>
                {entries.length > 0 && (
                  <Section title={plural(entries.length, 'initiative')}>
                    {entries.map((initiative) => (
                      <Fact key={initiative.slug} page={initiative.citation}>
                        <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>{' '}
                        <CiteFact facts={facts} type="initiative" id={initiative.slug} name={initiative.name} />
                      </Fact>
                    ))}
                  </Section>
                )}
                {list.nodes.length > 0 && (
                  <Section title={text.record.references}>
                    {list.nodes.map(({ id, kind, label, note: remark, initiative, citation }) => (
                      <Fact key={id} page={citation} name={references[kind]}>
                        <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>{' '}
                        <span class="muted">
                          {label} {remark}
                        </span>{' '}
                        <CiteFact facts={facts} type="reference" id={id} name={initiative.name} />
                        <Pen facts={facts} type="Reference" id={id} name={initiative.name} />
                      </Fact>
                    ))}
                  </Section>
                )}
              </div>
              <aside>
                <History list={history} id={document.id} />
              </aside>
            </div>
            <Behind
              query={ExplorerDocumentDocument}
              variables={{ slug }}
              sdk={`await client.document({ slug: '${slug}' })`}
              cite={`/cite/document/${slug}`}
            />
          </>
        )
      }}
    </Loading>
  )
}
