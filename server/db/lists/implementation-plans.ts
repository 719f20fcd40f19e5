// Implementation plans with their items. The source has none: the file that comes with the program is empty, and those of
// other datasets hold their own.
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { PlanActorRole, PlanItemStatus, PlanPriority, PlanStatus } from '../../vocabulary.ts'
import { checkActor, checkExists, checkPeriod } from '../dataset/common-checks.ts'
import { plainList } from '../dataset/plain-list.ts'
import { below, reportDuplicates } from '../dataset/problems.ts'
import { key, period, placeCode, pointNumber, slug, stored, text, word } from '../dataset/shape/common.ts'
import { distinct, entry, list as listOf } from '../dataset/shape/entry.ts'
import { actionKey } from '../dataset/shape/readings.ts'
import { groupBy, listIfAny, type Naming, periodEntry } from '../export/naming.ts'
import { plansOf, type Scope } from '../export/scope.ts'
import { type Drafting, periodOf, ref, refIf } from '../load/columns.ts'
import type { Database } from '../tables.ts'

const planItem = entry('A row of the plan: an activity under an action point.', {
  key: key.describe('A short key, unique within the plan.'),
  ...stored,
  point: pointNumber.describe('The action point it stands under.'),
  activity: text('What is to be done.'),
  objective: text('What it is to achieve.').optional(),
  existingMeasures: text('What is there already.').optional(),
  existingActions: distinct('Actions of the catalogue that are among what is there already.', actionKey).optional(),
  gap: text('What is missing.').optional(),
  actors: listOf(
    'Who is responsible for it, supports it or funds it.',
    entry('An actor with a role.', { actor: slug.describe('The actor, by its slug.'), role: word(PlanActorRole) }),
  ).optional(),
  period: period.optional(),
  status: word(PlanItemStatus),
  priority: word(PlanPriority).optional(),
  indicator: text('How to see that it was done.').optional(),
  resources: text('What it needs.').optional(),
  remarks: text('What else there is to say.').optional(),
})

const plan = entry(
  'An implementation plan, for a place or for an initiative.',
  {
    slug,
    name: text('Its name.'),
    status: word(PlanStatus),
    place: placeCode.optional(),
    initiative: slug.describe('The initiative it is for, by its slug.').optional(),
    author: text('Whose plan it is, in words.'),
    authorActor: slug.describe('The actor whose plan it is, by its slug.').optional(),
    document: slug.describe('The document that holds it, by its slug.').optional(),
    summary: text('What it is about.').optional(),
    period: period.optional(),
    items: listOf('Its rows, in their order.', planItem).optional(),
  },
  { anyOf: ['place', 'initiative'] },
  { where: 'place', needs: { forbidden: ['initiative'] } },
)

type PlanEntry = z.output<typeof plan>
type ItemEntry = z.output<typeof planItem>

export const list = plainList({
  table: 'implementation_plans',
  description: 'implementation plans, each its author’s own and not of the source.',
  item: plan,
  refersTo: { place: 'places', initiative: 'initiatives', authorActor: 'actors', document: 'documents' },
  row: ({ slug, name, status, place, initiative, author, authorActor, document, summary, period }) => ({
    slug,
    name,
    status,
    place_id: refIf('places', place),
    initiative_id: refIf('initiatives', initiative),
    author,
    author_actor_id: refIf('actors', authorActor),
    document_id: refIf('documents', document),
    summary: summary ?? null,
    ...periodOf(period),
  }),
  parts: ({ slug, items = [] }, drafting) => {
    for (const [index, item] of items.entries()) addItem(slug, item, index, drafting)
  },
  check: ({ period, items = [] }, names, report) => {
    checkPeriod(period, below(report, '.period'))
    reportDuplicates(items, (item) => item.key, below(report, '.items'), 'item key')
    for (const [index, { actors = [], existingActions = [], period: timeframe }] of items.entries()) {
      const reportItem = below(report, `.items[${index}]`)
      checkPeriod(timeframe, below(reportItem, '.period'))
      reportDuplicates(actors, ({ actor, role }) => `${actor} ${role}`, below(reportItem, '.actors'), 'the actor')
      for (const [at, { actor }] of actors.entries())
        checkActor(names, actor, below(reportItem, `.actors[${at}].actor`))
      if (names.actions === undefined) continue
      for (const [at, action] of existingActions.entries())
        checkExists(names.actions, action, below(reportItem, `.existingActions[${at}]`), 'action')
    }
  },
  entries: readPlans,
})

function addItem(plan: string, item: ItemEntry, index: number, { drafts }: Drafting): void {
  const name = `${plan}/${item.key}`
  const plan_item_id = drafts.add('plan_items', name, {
    key: item.storedKey ?? name,
    plan_id: ref('implementation_plans', plan),
    ordinal: item.ordinal ?? index + 1,
    action_point_id: ref('action_points', String(item.point)),
    activity: item.activity,
    objective: item.objective ?? null,
    existing_measures: item.existingMeasures ?? null,
    gap: item.gap ?? null,
    indicator: item.indicator ?? null,
    resources: item.resources ?? null,
    remarks: item.remarks ?? null,
    status: item.status,
    priority: item.priority ?? null,
    ...periodOf(item.period),
  })
  for (const { actor, role } of item.actors ?? [])
    drafts.add('plan_item_actors', `${name} ${actor} ${role}`, { plan_item_id, actor_id: ref('actors', actor), role })
  for (const action of item.existingActions ?? [])
    drafts.add('plan_item_actions', `${name} ${action}`, { plan_item_id, action_id: ref('actions', action) })
}

async function readPlans(db: Kysely<Database>, scope: Scope, naming: Naming): Promise<readonly PlanEntry[]> {
  const plans = await plansOf(db, scope).selectAll().execute()
  const itemsOf = await readItems(
    db,
    plans.map(({ id }) => id),
    naming,
  )
  return plans.map((row) => ({
    slug: row.slug,
    name: row.name,
    status: row.status,
    place: naming.ifAny('places', row.place_id),
    initiative: naming.ifAny('initiatives', row.initiative_id),
    author: row.author,
    authorActor: naming.ifAny('actors', row.author_actor_id),
    document: naming.ifAny('documents', row.document_id),
    summary: row.summary ?? undefined,
    period: periodEntry(row),
    items: listIfAny(itemsOf(row.id, row.slug)),
  }))
}

async function readItems(
  db: Kysely<Database>,
  plans: readonly number[],
  naming: Naming,
): Promise<(plan: number, slug: string) => readonly ItemEntry[]> {
  if (plans.length === 0) return () => []
  const inScope = db.selectFrom('plan_items').select('id').where('plan_id', 'in', plans)
  const [items, actors, actions] = await Promise.all([
    db.selectFrom('plan_items').selectAll().where('plan_id', 'in', plans).orderBy('ordinal').execute(),
    db.selectFrom('plan_item_actors').selectAll().where('plan_item_id', 'in', inScope).orderBy('id').execute(),
    db
      .selectFrom('plan_item_actions')
      .innerJoin('actions', 'actions.id', 'plan_item_actions.action_id')
      .innerJoin('initiatives', 'initiatives.id', 'actions.initiative_id')
      .select(['plan_item_id', 'slug', 'actions.key'])
      .where('plan_item_id', 'in', inScope)
      .orderBy('actions.id')
      .execute(),
  ])
  const itemsOf = groupBy(items, (row) => row.plan_id)
  const actorsOf = groupBy(actors, (row) => row.plan_item_id)
  const actionsOf = groupBy(actions, (row) => row.plan_item_id)
  const localKey = (full: string) => full.slice(full.lastIndexOf('/') + 1)
  return (plan, slug) =>
    itemsOf(plan).map((row, index) => ({
      key: localKey(row.key),
      storedKey: row.key === `${slug}/${localKey(row.key)}` ? undefined : row.key,
      ordinal: row.ordinal === index + 1 ? undefined : row.ordinal,
      point: row.action_point_id,
      activity: row.activity,
      objective: row.objective ?? undefined,
      existingMeasures: row.existing_measures ?? undefined,
      existingActions: listIfAny(actionsOf(row.id).map((action) => `${action.slug}/${localKey(action.key)}`)),
      gap: row.gap ?? undefined,
      actors: listIfAny(actorsOf(row.id).map(({ actor_id, role }) => ({ actor: naming.of('actors', actor_id), role }))),
      period: periodEntry(row),
      status: row.status,
      priority: row.priority ?? undefined,
      indicator: row.indicator ?? undefined,
      resources: row.resources ?? undefined,
      remarks: row.remarks ?? undefined,
    }))
}
