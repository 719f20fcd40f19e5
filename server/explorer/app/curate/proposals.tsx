// The proposals that wait and those that were decided, with what each is about; and whose key this is.
import { linkTo } from '../address.ts'
import { client } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import { typeLabel } from '../field-words.ts'
import { ExplorerProposalsDocument, type ExplorerProposalsQuery } from '../generated.ts'
import { dayOf } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { keepKey } from '../parts/key.ts'
import { mayPublish, type Viewer } from '../parts/viewer.ts'
import { text } from '../text.ts'
import { Loading } from '../views/loading.tsx'
import type { ViewProps } from '../views/view-props.ts'
import { dropAll } from './draft.ts'
import { DraftSheet } from './draft-sheet.tsx'
import { recordOf, rowName } from './readable.ts'
import { reviewing as say } from './words.ts'

type Proposal = ExplorerProposalsQuery['changesets']['nodes'][number]

/** Forgets the key, and with it everything that was written and not proposed. */
function forget(): void {
  dropAll()
  keepKey(undefined)
}

/** Both lists. */
export const Proposals = ({ facts, viewer }: ViewProps & { readonly viewer: Viewer }) => (
  <Loading
    of={`changesets ${facts.revision}`}
    load={async (signal) => {
      const [waiting, decided] = await Promise.all([
        client().query(ExplorerProposalsDocument, { statuses: ['PROPOSED'] }, { signal }),
        client().query(ExplorerProposalsDocument, { statuses: ['PUBLISHED', 'REJECTED', 'WITHDRAWN'] }, { signal }),
      ])
      return { waiting: waiting.changesets, decided: decided.changesets }
    }}
  >
    {({ waiting, decided }) => (
      <>
        <Heading facts={facts} title={text.nav.review} lede={say.waiting(waiting.totalCount)}>
          <p class="btns">
            <a class="btn" href={linkTo('review', 'import')}>
              {text.curate.import}
            </a>
            <button type="button" class="btn" onClick={forget}>
              {text.curate.forget}
            </button>
          </p>
        </Heading>
        <p class="assess">
          <b>{say.yourKey(viewer.name)}</b> {mayPublish(viewer) ? say.mayPublish : say.mayPropose} {say.begin}{' '}
          <a href={linkTo('initiatives')}>{say.beginAt}</a>.
        </p>
        <DraftSheet facts={facts} />
        {waiting.nodes.length > 0 && (
          <List title={say.wait} list={waiting.nodes} total={waiting.totalCount} facts={facts} />
        )}
        {decided.nodes.length > 0 && (
          <List title={say.decided} list={decided.nodes} total={decided.totalCount} facts={facts} />
        )}
      </>
    )}
  </Loading>
)

interface ListProps {
  readonly title: string
  readonly total: number
  readonly list: readonly Proposal[]
  readonly facts: Facts
}

const List = ({ title, list, total, facts }: ListProps) => (
  <section class="section">
    <h2>{title}</h2>
    <table class="list blocks">
      <thead>
        <tr>
          <th scope="col">{text.curate.number}</th>
          <th scope="col">{say.about}</th>
          <th scope="col">{say.reason}</th>
          <th scope="col">{text.panel.status}</th>
          <th scope="col">{text.curate.who}</th>
          <th scope="col">{text.curate.when}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((proposal) => {
          const { number, reason, status, author, createdAt, decidedBy } = proposal
          return (
            <tr key={number}>
              <th scope="row">
                {number !== null && <a href={linkTo('review', String(number))}>{text.curate.changeset(number)}</a>}
              </th>
              <td>
                <About facts={facts} changes={proposal.changes} />
              </td>
              <td>{reason}</td>
              <td>{text.curate.status[status]}</td>
              <td>{text.record.by(author, status === 'PUBLISHED' ? (decidedBy ?? author) : author)}</td>
              <td>{createdAt !== null && dayOf(createdAt)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
    {total > list.length && <p class="muted">{text.record.more(total - list.length)}</p>}
  </section>
)

/** The records that a proposal is about, as far as its first changes say. */
function About({ facts, changes }: { readonly facts: Facts; readonly changes: Proposal['changes'] }) {
  const names = new Set(
    changes.nodes.map(
      (change) => recordOf(facts, change)?.name ?? `${rowName(facts, change)} (${typeLabel(change.type)})`,
    ),
  )
  const further = changes.totalCount - changes.nodes.length
  return (
    <>
      {[...names].join('; ')}
      {further > 0 && <span class="muted"> {say.further(further)}</span>}
    </>
  )
}
