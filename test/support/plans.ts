// Implementation plans for tests over the real catalogue, which has none: the source holds no plan.
import type { Kysely } from 'kysely'
import type { Database } from '../../server/db/tables.ts'
import { PlanActorRole, PlanItemStatus, PlanPriority, valuesOf } from '../../server/vocabulary.ts'

type Table = 'places' | 'initiatives' | 'actors' | 'documents'

const idsOf = async (db: Kysely<Database>, table: Table) =>
  (await db.selectFrom(table).select('id').orderBy('slug').limit(3).execute()).map(({ id }) => id)

const period = (year: number) => ({
  period_text: `${year} ${year + 1}`,
  period_edtf: `${year}/${year + 1}`,
  starts_on: `${year}-01-01`,
  start_precision: 'YEAR' as const,
  ends_on: `${year + 1}-12-31`,
  end_precision: 'YEAR' as const,
})

/** A value for every other row. */
const every = <T>(nth: number, index: number, value: T): T | null => (index % nth === 0 ? null : value)

/**
 * Enters plans for two countries and two initiatives, with items of every status, priority and role. Runs inside a
 * changeset.
 */
export async function enterPlans(db: Kysely<Database>): Promise<void> {
  const places = await db
    .selectFrom('places')
    .select('id')
    .where('code', 'in', ['SO', 'MR', '014'])
    .orderBy('code')
    .execute()
  const [initiatives, actors, documents] = await Promise.all([
    idsOf(db, 'initiatives'),
    idsOf(db, 'actors'),
    idsOf(db, 'documents'),
  ])
  const actions = await db.selectFrom('actions').select('id').orderBy('id').limit(6).execute()
  const of = <T>(list: readonly T[], index: number): T => {
    const found = list[index % list.length]
    if (found === undefined) throw new TypeError('The catalogue has too few rows.')
    return found
  }
  const plans = await db
    .insertInto('implementation_plans')
    .values(
      [
        ...places.map(({ id }) => ({ place_id: id, initiative_id: null })),
        ...initiatives.map((id) => ({ place_id: null, initiative_id: id })),
      ].map((subject, index) => ({
        slug: `test-plan-${index}`,
        name: `Test plan ${index}`,
        status: of(['DRAFT', 'ADOPTED', 'ARCHIVED'] as const, index),
        ...subject,
        author: `Working group ${index % 2}`,
        author_actor_id: every(3, index, of(actors, index)),
        document_id: every(2, index, of(documents, index)),
        summary: every(4, index, `What working group ${index} means to do at borders.`),
        ...(index % 5 === 4 ? { ongoing: true, period_text: 'open', period_edtf: '2012/..' } : period(2010 + index)),
      })),
    )
    .returning('id')
    .execute()
  const texts = (index: number) => ({
    objective: every(2, index, `Objective ${index % 3}`),
    existing_measures: every(3, index, `Measures ${index % 3}`),
    gap: every(4, index, `Gap ${index % 3}`),
    indicator: every(2, index, `Indicator ${index % 3}`),
    resources: every(3, index, `Resources ${index % 3}`),
    remarks: every(4, index, `Remarks ${index % 3}`),
  })
  const items = await db
    .insertInto('plan_items')
    .values(
      Array.from({ length: 30 }, (_, index) => ({
        plan_id: of(plans, index % 5).id,
        ordinal: Math.floor(index / 5) + 1,
        action_point_id: (index % 10) + 1,
        activity: `Train officials of border post ${index % 7}`,
        ...texts(index),
        status: of(valuesOf(PlanItemStatus), index),
        priority: every(4, index, of(valuesOf(PlanPriority), index)),
        ...(index % 3 === 2 ? {} : period(2010 + (index % 4))),
      })),
    )
    .returning('id')
    .execute()
  await db
    .insertInto('plan_item_actors')
    .values(
      items.flatMap(({ id }, index) =>
        index % 4 === 3
          ? []
          : [0, 1].map((more) => ({
              plan_item_id: id,
              actor_id: of(actors, index + more),
              role: of(valuesOf(PlanActorRole), index + more),
            })),
      ),
    )
    .execute()
  await db
    .insertInto('plan_item_actions')
    .values(
      items.flatMap(({ id }, index) =>
        index % 2 === 0 ? [] : [{ plan_item_id: id, action_id: of(actions, index).id }],
      ),
    )
    .execute()
}
