// Implementation plans: the list, and each as a sheet of items under the ten points.
import { ImplementationPlansDocument, type PlanSummaryFragment } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Facts } from '../data/facts.ts'
import {
  ExplorerPlanDocument,
  ExplorerPlanItemsDocument,
  type ExplorerPlanQuery,
  ExplorerPlansDocument,
  type PlanItemOnSheetFragment,
} from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Add, Curators, Pen } from '../parts/curate.tsx'
import { History } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { PageMark } from '../parts/page-mark.tsx'
import { periodText } from '../parts/period.ts'
import { Notice } from '../parts/states.tsx'
import { text } from '../text.ts'
import { planActorRoles, planItemStatuses, planPriorities, planStatuses, plural, statuses } from '../words.ts'
import { Loading } from './loading.tsx'
import type { ViewProps } from './view-props.ts'

/** What a plan is for. */
const subjectOf = ({ place, initiative }: PlanSummaryFragment): string => place?.name ?? initiative?.name ?? ''

/** Every plan. */
export const PlansView = ({ facts, revision }: ViewProps) => (
  <Loading
    of={`plans ${facts.revision}`}
    load={async (signal) => {
      const pages = readerAt(revision).paginate(ExplorerPlansDocument, {}, (page) => page.implementationPlans, {
        signal,
      })
      const list = []
      for await (const plan of pages) list.push(plan)
      return list
    }}
  >
    {(list) => (
      <>
        <Heading facts={facts} title={text.nav.plans} lede={text.plans.lede} />
        {list.length === 0 && <Notice title={text.plans.none}>{text.plans.noneHelp}</Notice>}
        {list.length > 0 && (
          <table class="list section">
            <thead>
              <tr>
                <th scope="col">{text.map.name}</th>
                <th scope="col">{text.plans.subject}</th>
                <th scope="col">{text.record.period}</th>
                <th scope="col">{text.panel.status}</th>
                <th scope="col" class="r">
                  {text.plans.items}
                </th>
                <th scope="col">{text.plans.points}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((plan) => (
                <tr key={plan.slug}>
                  <th scope="row">
                    <a href={linkTo('plan', plan.slug)}>{plan.name}</a>
                  </th>
                  <td>{subjectOf(plan)}</td>
                  <td>{periodText(plan.period)}</td>
                  <td>{planStatuses[plan.status]}</td>
                  <td class="r">{plan.progress.reduce((sum, { itemCount }) => sum + itemCount, 0)}</td>
                  <td>{text.plans.pointsMet(plan.progress.filter(({ itemCount }) => itemCount > 0).length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Add facts={facts} type="ImplementationPlan" />
        <Behind
          query={ImplementationPlansDocument}
          variables={{ first: 100 }}
          sdk="for await (const plan of client.implementationPlans.all({})) console.log(plan.name, plan.status)"
          tables={[
            [text.nav.plans, '/export/implementation-plans', {}],
            [text.plans.items, '/export/plan-items', {}],
          ]}
          view={{ facts, title: text.nav.plans }}
        />
      </>
    )}
  </Loading>
)

type Plan = NonNullable<ExplorerPlanQuery['implementationPlan']>
type Progress = Plan['progress'][number]
type Item = PlanItemOnSheetFragment

/** A plan with all of its items. */
interface Sheet {
  readonly plan: Plan
  readonly items: readonly Item[]
}

async function loadSheet(slug: string, revision: number | undefined, signal: AbortSignal): Promise<Sheet | null> {
  const read = readerAt(revision)
  const { implementationPlan: plan } = await read.query(ExplorerPlanDocument, { slug }, { signal })
  if (!plan) return null
  const { nodes, pageInfo } = plan.items
  const items = [...nodes]
  if (pageInfo.hasNextPage) {
    const further = read.paginate(
      ExplorerPlanItemsDocument,
      { slug, after: pageInfo.endCursor },
      (page) => page.implementationPlan?.items,
      { signal },
    )
    for await (const item of further) items.push(item)
  }
  return { plan, items }
}

/** One plan as a sheet: under each of the ten points what is planned, beside what the catalogue has there. */
export function PlanView({ address, facts, revision }: ViewProps) {
  const slug = address.about
  return (
    <Loading of={`plan ${slug} ${facts.revision}`} load={(signal) => loadSheet(slug, revision, signal)}>
      {({ plan, items }) => (
        <>
          <Heading
            facts={facts}
            title={plan.name}
            kick={planStatuses[plan.status]}
            lede={
              <>
                {[periodText(plan.period), plan.author, plan.summary].filter(Boolean).join('. ')}{' '}
                <SubjectLink plan={plan} />
                <Pen facts={facts} type="ImplementationPlan" id={plan.id} name={text.plans.plan} />
              </>
            }
          >
            <button type="button" class="btn noprint" onClick={() => print()}>
              {text.plans.print}
            </button>
          </Heading>
          <Overview plan={plan} />
          <p class="plan-key noprint">{text.plans.key(subjectOf(plan))}</p>
          {plan.progress.map((progress) => (
            <PointSheet
              key={progress.actionPoint.number}
              {...{ plan, progress, facts }}
              items={items.filter((item) => item.actionPoint.number === progress.actionPoint.number)}
            />
          ))}
          <div class="noprint">
            <History list={plan.history} id={plan.id} />
          </div>
          <Behind
            query={ExplorerPlanDocument}
            variables={{ slug }}
            sdk={`await client.implementationPlan({ slug: '${slug}' })`}
            table={[`/export/plan/${slug}`, {}]}
            formats={['xlsx']}
            cite={`/cite/implementation-plan/${slug}`}
          />
        </>
      )}
    </Loading>
  )
}

/** The page of what a plan is for. */
function SubjectLink({ plan: { place, initiative } }: { readonly plan: PlanSummaryFragment }) {
  if (place) return <a href={linkTo('country', place.code)}>{place.name}</a>
  return initiative && <a href={linkTo('initiative', initiative.slug)}>{initiative.name}</a>
}

const anchor = (number: number): string => `point-${number}`

/** How far a point is, in the order in which a bar shows it. */
const stages = ['done', 'ongoing', 'delayed', 'planned', 'dropped'] as const
const stageWords = {
  done: planItemStatuses.DONE,
  ongoing: planItemStatuses.ONGOING,
  delayed: planItemStatuses.DELAYED,
  planned: planItemStatuses.PLANNED,
  dropped: planItemStatuses.DROPPED,
} as const

/** "1 done, 2 planned". */
const stageText = ({ byStatus }: Progress): string =>
  stages
    .filter((stage) => byStatus[stage] > 0)
    .map((stage) => `${byStatus[stage]} ${stageWords[stage].toLowerCase()}`)
    .join(', ')

/** A bar of the items of a point by how far they are; the words beside it say the same. */
const Bar = ({ progress: { byStatus, itemCount } }: { readonly progress: Progress }) => (
  <span class="stages" aria-hidden="true">
    {stages
      .filter((stage) => byStatus[stage] > 0)
      .map((stage) => (
        <i key={stage} class={stage} style={{ width: `${(byStatus[stage] / itemCount) * 100}%` }} />
      ))}
  </span>
)

/** Where a plan stands under a point: what is planned, what the catalogue has, and whether either leaves a gap. */
function standing({ itemCount, actionCount, isGap, isMet }: Progress): {
  readonly words: string
  readonly isOpen: boolean
} {
  if (isGap && !isMet) return { words: text.plans.gap, isOpen: true }
  if (isGap) return { words: text.plans.fills, isOpen: false }
  return itemCount === 0
    ? { words: text.plans.unplanned(actionCount), isOpen: false }
    : { words: text.plans.beside(actionCount), isOpen: false }
}

/** The ten points at a glance, each a link to its part of the sheet. */
const Overview = ({ plan }: { readonly plan: Plan }) => (
  <nav class="overview" aria-label={text.plans.overview}>
    <ol>
      {plan.progress.map((progress) => {
        const { number, title } = progress.actionPoint
        const { words, isOpen } = standing(progress)
        return (
          <li key={number} class={isOpen ? 'open' : ''}>
            <a href={`#${anchor(number)}`} title={`${title}: ${words}`}>
              <span class="h">
                <span class="vh">{text.record.point} </span>
                {number}
              </span>
              {progress.itemCount > 0 ? (
                <>
                  <b>{plural(progress.itemCount, 'item')}</b>
                  <Bar progress={progress} />
                  <small>{stageText(progress)}</small>
                </>
              ) : (
                <>
                  {isOpen && <span class="tile none" aria-hidden="true" />}
                  <small class={isOpen ? 'g' : 'muted'}>
                    {isOpen ? text.plans.gapShort : text.plans.unplannedShort}
                  </small>
                </>
              )}
            </a>
          </li>
        )
      })}
    </ol>
  </nav>
)

interface PointSheetProps {
  readonly plan: Plan
  readonly progress: Progress
  readonly items: readonly Item[]
  readonly facts: Facts
}

/** How many columns the table of items has. */
const width = 6

function PointSheet({ plan, progress, items, facts }: PointSheetProps) {
  const { number, slug, title } = progress.actionPoint
  const { words, isOpen } = standing(progress)
  return (
    <section class="point-sheet" id={anchor(number)} tabIndex={-1}>
      <h2>
        <a href={linkTo('point', String(number))}>
          {number}. {title}
        </a>
      </h2>
      <p class={isOpen ? 'g' : 'muted'}>
        {progress.itemCount > 0 && (
          <>
            <Bar progress={progress} /> {plural(progress.itemCount, 'item')}: {stageText(progress)}.{' '}
          </>
        )}
        {words}
      </p>
      <div class="beside">
        <div class="has">
          <h3>{text.plans.has(subjectOf(plan))}</h3>
          {progress.actions.nodes.length === 0 && <p class="muted">{text.plans.hasNothing}</p>}
          <ul>
            {progress.actions.nodes.map(({ id, summary, status, initiative, citation }) => (
              <li key={id}>
                <a href={linkTo('action', id)}>{summary}</a>{' '}
                <span class="muted">
                  {initiative.acronym ?? initiative.name}
                  {status !== 'UNKNOWN' && `, ${statuses[status].toLowerCase()}`}
                </span>{' '}
                <PageMark page={citation} />
              </li>
            ))}
          </ul>
          {progress.actions.totalCount > progress.actions.nodes.length && (
            <p class="muted">{text.record.more(progress.actions.totalCount - progress.actions.nodes.length)}</p>
          )}
        </div>
        <div>
          {items.length > 0 && (
            <table class="list blocks">
              <thead>
                <tr>
                  <th scope="col">{text.plans.activity}</th>
                  <th scope="col">{text.plans.existing}</th>
                  <th scope="col">{text.plans.who}</th>
                  <th scope="col">{text.plans.when}</th>
                  <th scope="col">{text.panel.status}</th>
                  <th scope="col">{text.plans.indicator}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <ItemRows key={item.id} item={item} facts={facts} />
                ))}
              </tbody>
            </table>
          )}
          <Add
            facts={facts}
            type="PlanItem"
            to={{ plan: { handle: plan.slug, label: plan.name }, actionPoint: { handle: slug, label: title } }}
          />
        </div>
      </div>
    </section>
  )
}

/** An item, and under it the form that corrects it: a cell would be too narrow for one. */
function ItemRows({ item, facts }: { readonly item: Item; readonly facts: Facts }) {
  const own = { facts, type: 'PlanItem', id: item.id }
  return (
    <>
      <tr>
        <th scope="row">
          {item.activity}{' '}
          <Curators>
            {(curate) => <curate.Pen {...own} name={`${text.plans.item}: ${item.activity}`} isFormElsewhere />}
          </Curators>
          {item.objective !== null && (
            <p class="muted">
              {text.plans.objective}: {item.objective}
            </p>
          )}
          {item.gap !== null && (
            <p class="muted">
              {text.plans.missing}: {item.gap}
            </p>
          )}
        </th>
        <td data-label={text.plans.existing}>
          {item.existingMeasures}
          {item.existingActions.nodes.map(({ id, summary }) => (
            <p key={id}>
              <a href={linkTo('action', id)}>{summary}</a>
            </p>
          ))}
        </td>
        <td data-label={text.plans.who}>
          {item.actors.map(({ id, role, actor }) => (
            <p key={id}>
              <span class="muted">{planActorRoles[role]}</span>{' '}
              <a href={linkTo('actor', actor.slug)} title={actor.name}>
                {actor.acronym ?? actor.name}
              </a>
              <Pen facts={facts} type="PlanItemActor" id={id} name={`${planActorRoles[role]} ${actor.name}`} />
            </p>
          ))}
        </td>
        <td data-label={text.plans.when}>{periodText(item.period)}</td>
        <td data-label={text.panel.status}>
          {planItemStatuses[item.status]}
          {item.priority !== null && <p class="muted">{planPriorities[item.priority]}</p>}
        </td>
        <td data-label={text.plans.indicator}>
          {[item.indicator, item.resources, item.remarks].filter(Boolean).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </td>
      </tr>
      <Curators>
        {(curate) => (
          <curate.FormRow {...own} width={width}>
            <curate.AddParts facts={facts} type="PlanItem" row={{ handle: item.id, label: item.activity }} />
          </curate.FormRow>
        )}
      </Curators>
    </>
  )
}
