// An action with everything around it: who, for whom, what became of it, why it stands where it does, and its page.
import type { ComponentChildren } from 'preact'
import { linkTo } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import type { ActionDetailFragment } from '../generated.ts'
import { text } from '../text.ts'
import { credits, natures, plural, populations, shortBases, statusText } from '../words.ts'
import { CiteFact } from './cite.tsx'
import { Curators, Pen } from './curate.tsx'
import { PageMark } from './page-mark.tsx'
import { periodText } from './period.ts'
import { Swatch } from './tile.tsx'

type Credits = ActionDetailFragment['credits']

const nameOf = ({ name, acronym }: { readonly name: string; readonly acronym: string | null }): string =>
  acronym !== null && name.length > 26 ? acronym : name

const Who = ({ list, facts, label }: { readonly list: Credits; readonly facts: Facts; readonly label: string }) => (
  <>
    {list.map(({ id, actor, attribution }, index) => (
      <span key={id}>
        {index > 0 && ', '}
        <a href={linkTo('actor', actor.slug)} title={actor.name}>
          {nameOf(actor)}
        </a>
        {attribution === 'COLLECTIVE' && <span class="muted"> {text.panel.together}</span>}
        <Pen facts={facts} type="ActionCredit" id={id} name={`${label} ${nameOf(actor)}`} />
      </span>
    ))}
  </>
)

const Line = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
)

interface CardProps {
  readonly facts: Facts
  readonly action: ActionDetailFragment
  /** The points the reader looks at, numbered from 1; all where none are given. */
  readonly points?: readonly number[]
  /** Whether to say which initiative it belongs to. */
  readonly withInitiative?: boolean
  /** Whether what it says and its page stand already above it, in the head of the page. */
  readonly isTitled?: boolean
}

/** One action as an item of a list. */
export function ActionCard({ facts, action, points, withInitiative = false, isTitled = false }: CardProps) {
  const { classifications, status, period, nature } = action
  const here = classifications.filter(({ actionPoint }) => points?.includes(actionPoint.number) ?? true)
  const elsewhere = classifications.filter((each) => !here.includes(each))
  const byRole = Object.entries(credits).flatMap(([role, label]) => {
    const list = action.credits.filter((credit) => credit.role === role)
    return list.length > 0 ? [{ label, list }] : []
  })
  const when = periodText(period)
  const own = { handle: action.id, label: action.summary }
  return (
    <li class="act">
      {!isTitled && (
        <>
          <p class="s">
            <a href={linkTo('action', action.id)} title={text.panel.open}>
              {action.summary}
            </a>
            <Pen facts={facts} type="Action" id={action.id} name={text.panel.action} only={['summary', 'citation']} />
          </p>
          <PageMark page={action.citation} />
          <CiteFact facts={facts} type="action" id={action.id} name={action.summary} />
        </>
      )}
      <dl class="meta">
        {withInitiative && (
          <Line label={text.panel.in}>
            <a href={linkTo('initiative', action.initiative.slug)}>{action.initiative.name}</a>
          </Line>
        )}
        {byRole.map(({ label, list }) => (
          <Line key={label} label={label}>
            <Who list={list} facts={facts} label={label} />
          </Line>
        ))}
        <Line label={text.panel.status}>
          {statusText(status)}
          {when !== '' && `, ${when}`}
          {nature !== 'ACTION' && (
            <>
              . <span title={text.panel.natures[nature]}>{natures[nature]}</span>
            </>
          )}
          <Pen
            facts={facts}
            type="Action"
            id={action.id}
            name={text.panel.status}
            only={['status', 'period', 'nature', 'kind']}
          />
        </Line>
        {here.map(({ id, actionPoint, basis, rationale, agreement, subPoint }) => (
          <Line
            key={actionPoint.number}
            label={points?.length === 1 ? text.panel.basis : text.panel.inPoint(actionPoint.number)}
          >
            <Swatch basis={basis} />
            <b>{shortBases[basis]}</b>: {rationale ?? text.panel.statedTie}
            {subPoint && ` (${subPoint.code} ${subPoint.title})`}
            <span class="muted" title={text.panel.agreementHelp}>
              {' '}
              {text.panel.agreement(agreement)}
            </span>
            <Pen facts={facts} type="ActionClassification" id={id} name={text.panel.alsoPoint(actionPoint.number)} />
          </Line>
        ))}
        {elsewhere.length > 0 && (
          <Line label={text.panel.also}>
            {elsewhere.map(({ id, actionPoint: { number } }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                {text.panel.alsoPoint(number)}
                <Pen facts={facts} type="ActionClassification" id={id} name={text.panel.alsoPoint(number)} />
              </span>
            ))}
          </Line>
        )}
        {action.phase && (
          <Line label={text.panel.phase}>
            {action.phase.name}
            <Pen facts={facts} type="Action" id={action.id} name={text.panel.phase} only={['phase']} />
          </Line>
        )}
        {action.places.length > 0 && (
          <Line label={text.panel.places}>
            {action.places.map(({ name }) => name).join(', ')}
            <Pen facts={facts} type="Action" id={action.id} name={text.panel.places} only={['places']} />
          </Line>
        )}
        {action.populations.length > 0 && (
          <Line label={text.panel.people}>
            {action.populations.map((each) => populations[each]).join(', ')}
            <Pen facts={facts} type="Action" id={action.id} name={text.panel.people} only={['populations']} />
          </Line>
        )}
        {action.parts.nodes.length > 0 && (
          <Line label={text.panel.parts}>
            {action.parts.nodes.map(({ id, summary }) => (
              <span key={id}>
                <a href={linkTo('action', id)}>{summary}</a>
                <Pen facts={facts} type="Action" id={id} name={summary} />{' '}
              </span>
            ))}
            <span class="muted">{text.panel.notCounted(action.parts.totalCount)}</span>
          </Line>
        )}
      </dl>
      <Curators>
        {(curate) => (
          <div class="curators">
            <curate.Missing facts={facts} type="Action" id={action.id} row={action} />
            <curate.AddParts facts={facts} type="Action" row={own} />
            <curate.Add
              facts={facts}
              type="Action"
              to={{ initiative: { handle: action.initiative.slug, label: action.initiative.name }, parent: own }}
              label={text.record.part}
            />
          </div>
        )}
      </Curators>
    </li>
  )
}

/** "5 actions". */
export const actionsText = (count: number): string => plural(count, 'action')
