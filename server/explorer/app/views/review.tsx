// Review: entering a key, the proposals that wait, and one of them with all it changes and what may be done with it.
import { useState } from 'preact/hooks'
import type { ChangesetResult } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { client } from '../data/client.ts'
import { Curators } from '../parts/curate.tsx'
import { Heading } from '../parts/heading.tsx'
import { useKey } from '../parts/key.ts'
import { KeyForm } from '../parts/key-form.tsx'
import { errorText, Result } from '../parts/result.tsx'
import { text } from '../text.ts'
import { plural } from '../words.ts'
import { Loading } from './loading.tsx'
import { dayOf } from './section.tsx'
import type { ViewProps } from './view-props.ts'

/** Without a key, a form for it; with one, the proposals or the one of the address. */
export function ReviewView(props: ViewProps) {
  const key = useKey()
  const { facts, address } = props
  if (key === undefined)
    return (
      <>
        <Heading facts={facts} title={text.curate.enter} lede={text.curate.enterHelp} />
        <KeyForm />
      </>
    )
  if (address.about === 'import') return <Curators>{({ ImportView }) => <ImportView facts={facts} />}</Curators>
  return /^\d+$/.test(address.about) ? <One {...props} number={Number(address.about)} /> : <Waiting {...props} />
}

const Waiting = ({ facts }: ViewProps) => (
  <Loading of="changesets" load={(signal) => client().changesets({ first: 50 }, { signal })}>
    {({ nodes, totalCount }) => (
      <>
        <Heading facts={facts} title={text.nav.review} lede={plural(totalCount, 'changeset')}>
          <p class="btns">
            <a class="btn" href={linkTo('review', 'import')}>
              {text.curate.import}
            </a>
            <Curators>
              {({ forget }) => (
                <button type="button" class="btn" onClick={forget}>
                  {text.curate.forget}
                </button>
              )}
            </Curators>
          </p>
        </Heading>
        <Curators>{({ DraftSheet }) => <DraftSheet facts={facts} />}</Curators>
        <table class="list section">
          <thead>
            <tr>
              <th scope="col">{text.curate.number}</th>
              <th scope="col">{text.curate.reason}</th>
              <th scope="col">{text.panel.status}</th>
              <th scope="col">{text.curate.who}</th>
              <th scope="col">{text.curate.when}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map(({ number, reason, status, author, createdAt }) => (
              <tr key={number}>
                <th scope="row">{number !== null && <a href={linkTo('review', String(number))}>{number}</a>}</th>
                <td>{reason}</td>
                <td>{text.curate.status[status]}</td>
                <td>{author}</td>
                <td>{createdAt !== null && dayOf(createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </>
    )}
  </Loading>
)

function One({ facts, number }: ViewProps & { readonly number: number }) {
  const [decided, setDecided] = useState<ChangesetResult>()
  return (
    <Loading
      of={`changeset ${number} ${decided?.__typename ?? ''}`}
      load={(signal) => client().changeset({ number, first: 100 }, { signal })}
    >
      {({ reason, status, author, createdAt, comment, warnings, changes }) => (
        <>
          <Heading
            facts={facts}
            title={reason}
            kick={text.curate.changeset(number)}
            lede={`${text.curate.status[status]}. ${author}${createdAt === null ? '' : `, ${dayOf(createdAt)}`}. ${comment ?? ''}`}
          />
          {warnings.map(({ message }) => (
            <p key={message} class="assess warn">
              {message}
            </p>
          ))}
          {decided && <Result result={decided} isTrial={false} />}
          {status === 'PROPOSED' && <Decision number={number} decided={setDecided} />}
          {changes.nodes.map(({ operation, type, name, key, fields }) => (
            <section key={`${type} ${key}`} class="section">
              <h2>
                {name} <small class="muted">{`${type}, ${text.curate.operation[operation]}`}</small>
              </h2>
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">{text.curate.field}</th>
                    <th scope="col">{text.curate.now}</th>
                    <th scope="col">{text.curate.yours}</th>
                  </tr>
                </thead>
                <tbody>
                  {fields.map(({ name: field, before, after }) => (
                    <tr key={field}>
                      <th scope="row">{field}</th>
                      <td>{before !== null && <del>{before}</del>}</td>
                      <td>{after !== null && <ins>{after}</ins>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          ))}
          {changes.pageInfo.hasNextPage && <p class="muted">{text.curate.moreChanges}</p>}
        </>
      )}
    </Loading>
  )
}

interface DecisionProps {
  readonly number: number
  readonly decided: (result: ChangesetResult) => void
}

const decisions = ['publish', 'reject', 'withdraw'] as const

function Decision({ number, decided }: DecisionProps) {
  const [comment, setComment] = useState('')
  const [problem, setProblem] = useState('')
  const decide = (what: (typeof decisions)[number]): void => {
    setProblem('')
    client()
      [what](number, comment || undefined)
      .then(decided, (error: unknown) => setProblem(errorText(error)))
  }
  return (
    <form class="propose" onSubmit={(event) => event.preventDefault()}>
      <label for="comment">{text.curate.comment}</label>
      <textarea
        id="comment"
        rows={2}
        value={comment}
        onInput={({ currentTarget }) => setComment(currentTarget.value)}
      />
      {problem !== '' && (
        <p class="assess bad" role="alert">
          {problem}
        </p>
      )}
      <p class="btns">
        {decisions.map((what) => (
          <button
            key={what}
            type="button"
            class={`btn ${what === 'publish' ? 'primary' : ''}`}
            onClick={() => decide(what)}
          >
            {text.curate[what]}
          </button>
        ))}
      </p>
    </form>
  )
}
