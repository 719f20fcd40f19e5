// Implementation plans: the list, and each as a sheet of items under the ten points.
import { ImplementationPlansDocument } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerPlanDocument, ExplorerPlansDocument, type PlanSummaryFragment } from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Heading } from '../parts/heading.tsx'
import { periodText } from '../parts/period.ts'
import { Notice } from '../parts/states.tsx'
import { text } from '../text.ts'
import { planActorRoles, planItemStatuses, planPriorities, planStatuses, plural } from '../words.ts'
import { Loading } from './loading.tsx'
import { History } from './section.tsx'
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
                </tr>
              ))}
            </tbody>
          </table>
        )}
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

/** One plan: under each point what is planned, and where the catalogue and the plan both have nothing. */
export function PlanView({ address, facts, revision }: ViewProps) {
  const slug = address.about
  return (
    <Loading
      of={`plan ${slug} ${facts.revision}`}
      load={async (signal) =>
        (await readerAt(revision).query(ExplorerPlanDocument, { slug }, { signal })).implementationPlan
      }
    >
      {(plan) => (
        <>
          <Heading
            facts={facts}
            title={plan.name}
            kick={planStatuses[plan.status]}
            lede={[subjectOf(plan), periodText(plan.period), plan.author, plan.summary].filter(Boolean).join('. ')}
          />
          <div class="doc">
            <div>
              {plan.progress.map(({ actionPoint, itemCount, actionCount, isGap, isMet }) => (
                <section key={actionPoint.number}>
                  <h3>
                    {actionPoint.number}. {actionPoint.title}{' '}
                    <span class={isGap && !isMet && itemCount === 0 ? 'g' : 'muted'}>
                      {isGap && itemCount === 0
                        ? text.plans.gap
                        : `${plural(itemCount, 'item')}, ${plural(actionCount, 'action')} ${text.plans.inCatalogue}`}
                    </span>
                  </h3>
                  {itemCount > 0 && (
                    <table class="list">
                      <thead>
                        <tr>
                          <th scope="col">{text.plans.activity}</th>
                          <th scope="col">{text.plans.objective}</th>
                          <th scope="col">{text.plans.existing}</th>
                          <th scope="col">{text.plans.who}</th>
                          <th scope="col">{text.plans.when}</th>
                          <th scope="col">{text.panel.status}</th>
                          <th scope="col">{text.plans.indicator}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {plan.items.nodes
                          .filter((item) => item.actionPoint.number === actionPoint.number)
                          .map((item) => (
                            <tr key={item.ordinal}>
                              <th scope="row">
                                {item.activity}
                                {item.gap !== null && <p class="muted">{item.gap}</p>}
                              </th>
                              <td>{item.objective}</td>
                              <td>
                                {item.existingMeasures}
                                {item.existingActions.nodes.map(({ id, summary }) => (
                                  <p key={id}>
                                    <a href={linkTo('action', id)}>{summary}</a>
                                  </p>
                                ))}
                              </td>
                              <td>
                                {item.actors.map(({ role, actor }) => (
                                  <p key={`${role} ${actor.slug}`}>
                                    <span class="muted">{planActorRoles[role]}</span>{' '}
                                    <a href={linkTo('actor', actor.slug)}>{actor.acronym ?? actor.name}</a>
                                  </p>
                                ))}
                              </td>
                              <td>{periodText(item.period)}</td>
                              <td>
                                {planItemStatuses[item.status]}
                                {item.priority !== null && <p class="muted">{planPriorities[item.priority]}</p>}
                              </td>
                              <td>{[item.indicator, item.resources, item.remarks].filter(Boolean).join('. ')}</td>
                            </tr>
                          ))}
                      </tbody>
                    </table>
                  )}
                </section>
              ))}
            </div>
            <aside>
              <History list={plan.history} />
            </aside>
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
