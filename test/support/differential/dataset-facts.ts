// The generated catalogue's actors and initiatives, and all that hangs on them.
import * as words from '../../../server/vocabulary.ts'
import type { DatasetRow, Draw, Tables } from './draw.ts'

interface Known {
  readonly documents: readonly DatasetRow[]
  readonly citations: readonly DatasetRow[]
  readonly places: readonly DatasetRow[]
  readonly subPoints: readonly DatasetRow[]
}

export function factRows(draw: Draw, { documents, citations, places, subPoints }: Known): Tables {
  const { random } = draw
  const cited = () => ({ citation_id: draw.id(citations) })
  const many = (count: number, make: () => DatasetRow) => Array.from({ length: count }, make)

  const actors = draw.rows(26, (id) => {
    const group = random.chance(0.3)
    const basis = draw.of(words.Basis)
    // An actor is part of one with a greater number, so that none is part of itself.
    const parent = id < 24 && random.chance(0.3) ? random.between(id + 1, 26) : null
    return {
      slug: `actor-${random.pick(['a', 'z'])}-${id}`,
      name: draw.text(),
      acronym: draw.maybeText(),
      kind: draw.of(words.ActorKind),
      country_id: draw.maybe(draw.id(places)),
      parent_id: parent,
      parent_basis: parent === null ? null : basis,
      parent_rationale: parent === null ? null : draw.reason(),
      is_group: group,
      stated_count: group ? draw.maybe(random.between(1, 3)) : null,
      count_qualifier: group ? draw.maybe(draw.of(words.CountQualifier)) : null,
      description: draw.maybeText(),
      ...cited(),
    }
  })
  const actsAs = random.shuffled(actors).map(({ id = null }) => id)
  const initiatives = draw.rows(24, (id, index) => ({
    slug: `initiative-${random.pick(['a', 'z'])}-${id}`,
    name: draw.text(),
    acronym: draw.maybeText(),
    kind: draw.of(words.InitiativeKind),
    level: draw.of(words.Level),
    region: draw.maybe(draw.of(words.Region), 0.6),
    section: draw.maybe(random.pick(['1.2.1', '1.2', ''])),
    coverage: draw.of(words.Coverage),
    status: draw.of(words.InitiativeStatus),
    background: draw.text(),
    ...draw.dates(),
    as_of: draw.maybe('2011-02'),
    acts_as_id: index < 5 ? (actsAs[index] ?? null) : null,
    ...cited(),
  }))
  // The last ones stay empty: nothing hangs on them.
  const full = initiatives.filter(({ id }) => Number(id) <= 19)
  const busy = actors.filter(({ id }) => Number(id) <= 21)
  const initiative = () => draw.id(full)
  const actor = () => draw.id(busy)
  const ordinals = new Map<string, number>()
  const next = (kind: string, of: number): number => {
    const ordinal = (ordinals.get(kind + of) ?? 0) + 1
    ordinals.set(kind + of, ordinal)
    return ordinal
  }

  const phases = draw.rows(16, (id) => {
    const initiative_id = initiative()
    return {
      key: `phase/${id}`,
      initiative_id,
      parent_id: null,
      ordinal: next('phase', initiative_id),
      kind: draw.of(words.PhaseKind),
      name: draw.text(),
      summary: draw.maybeText(),
      ...draw.dates(),
      duration_months: draw.maybe(random.between(1, 3)),
      status: draw.of(words.PhaseStatus),
      ...cited(),
    }
  })
  const phaseOf = (initiative_id: number): number | null => {
    const own = phases.filter((phase: DatasetRow) => phase['initiative_id'] === initiative_id)
    return own.length > 0 && random.chance(0.5) ? draw.id(own) : null
  }
  const actions = withParents(
    draw,
    draw.rows(64, (id) => {
      const initiative_id = initiative()
      const nature = draw.of(words.ActionNature)
      const status = random.pick(['DONE', 'ONGOING', 'UNKNOWN', 'UNKNOWN', 'PLANNED', 'DELAYED'])
      return {
        key: `action/${id}`,
        initiative_id,
        parent_id: null,
        ordinal: next('action', initiative_id),
        phase_id: phaseOf(initiative_id),
        summary: draw.text(),
        nature,
        kind: draw.of(words.ActionKind),
        status: nature === 'RECOMMENDATION' ? 'RECOMMENDED' : status,
        ...draw.dates(),
        ...cited(),
      }
    }),
  )
  const outcomes = draw.rows(24, (id) => {
    const initiative_id = initiative()
    return {
      key: `outcome/${id}`,
      initiative_id,
      ordinal: next('outcome', initiative_id),
      phase_id: phaseOf(initiative_id),
      kind: draw.of(words.OutcomeKind),
      text: draw.text(),
      ...draw.period(),
      ...cited(),
    }
  })
  const subPointOf = (point: number): number | null => {
    const own = subPoints.filter(({ action_point_id }) => action_point_id === point)
    return own.length > 0 ? draw.maybe(draw.id(own)) : null
  }
  const plans = draw.rows(9, (id) => {
    const isForPlace = random.chance(0.6)
    return {
      slug: `plan-${random.pick(['a', 'z'])}-${id}`,
      name: draw.text(),
      status: draw.of(words.PlanStatus),
      place_id: isForPlace ? draw.id(places) : null,
      initiative_id: isForPlace ? null : initiative(),
      author: draw.text(),
      author_actor_id: draw.maybe(actor()),
      document_id: draw.maybe(draw.id(documents)),
      summary: draw.maybe(draw.text()),
      ...draw.period(),
    }
  })
  const planItems = draw.rows(40, (id) => {
    // On some plans nothing hangs.
    const plan_id = draw.id(plans.slice(0, 7))
    return {
      key: `item/${id}`,
      plan_id,
      ordinal: next('item', plan_id),
      action_point_id: random.between(1, 8),
      activity: draw.text(),
      objective: draw.maybe(draw.text()),
      existing_measures: draw.maybe(draw.text()),
      gap: draw.maybe(draw.text()),
      indicator: draw.maybe(draw.text()),
      resources: draw.maybe(draw.text()),
      remarks: draw.maybe(draw.text()),
      status: random.pick(words.valuesOf(words.PlanItemStatus)),
      priority: draw.maybe(draw.of(words.PlanPriority)),
      ...draw.period(),
    }
  })
  const named = (by: string, rows: readonly DatasetRow[]) =>
    draw.once(
      [by, 'name'],
      many(14, () => ({
        [by]: draw.id(rows),
        name: draw.text(),
        kind: draw.of(words.NameKind),
        language: draw.maybe('es'),
      })),
    )

  return {
    actors,
    actor_names: named('actor_id', actors),
    actor_memberships: draw.once(
      ['group_id', 'member_id'],
      draw
        .rows(18, () => ({
          group_id: actor(),
          member_id: actor(),
          role: draw.maybeText(),
          basis: draw.of(words.Basis),
          ...cited(),
        }))
        .filter(({ group_id, member_id }: DatasetRow) => group_id !== member_id),
    ),
    initiatives,
    initiative_names: named('initiative_id', full),
    phases: phases.map((phase: DatasetRow) => {
      const above = phases.filter(
        (other: DatasetRow) =>
          other['initiative_id'] === phase['initiative_id'] && Number(other['id']) > Number(phase['id']),
      )
      return { ...phase, parent_id: above.length > 0 && random.chance(0.5) ? draw.id(above) : null }
    }),
    objectives: draw.rows(18, (id) => {
      const initiative_id = initiative()
      return {
        key: `objective/${id}`,
        initiative_id,
        ordinal: next('objective', initiative_id),
        text: draw.text(),
        phase_id: phaseOf(initiative_id),
        ...cited(),
      }
    }),
    participations: draw
      .once(
        ['initiative_id', 'actor_id', 'phase_id', 'role'],
        draw.rows(80, () => {
          const initiative_id = initiative()
          return {
            initiative_id,
            actor_id: actor(),
            phase_id: phaseOf(initiative_id),
            role: draw.of(words.ParticipationRole),
            certainty: draw.of(words.Certainty),
            listed: random.chance(0.7),
            note: draw.maybeText(),
            ...cited(),
          }
        }),
      )
      .map((row) => ({ ...row, key: `participation/${row['id']}` })),
    actions,
    action_classifications: draw.once(
      ['action_id', 'action_point_id'],
      draw.rows(90, () => {
        const point = random.between(1, 8)
        return {
          action_id: draw.id(actions),
          action_point_id: point,
          sub_point_id: subPointOf(point),
          basis: draw.of(words.Basis),
          rationale: draw.reason(),
          agreement: random.between(1, 3),
        }
      }),
    ),
    action_readings: draw.once(
      ['action_id', 'reader'],
      draw.rows(30, () => {
        const reader = random.pick(['FIRST', 'SECOND', 'THIRD'])
        return {
          action_id: draw.id(actions),
          reader,
          confidence: reader === 'FIRST' ? null : random.pick(['HIGH', 'MEDIUM', 'LOW']),
        }
      }),
    ),
    outcomes,
    initiative_references: draw.rows(26, (id) => {
      const initiative_id = initiative()
      return {
        key: `reference/${id}`,
        initiative_id,
        ordinal: next('reference', initiative_id),
        kind: draw.of(words.ReferenceKind),
        label: draw.text(),
        document_id: draw.maybe(draw.id(documents)),
        url: draw.maybeText(),
        note: draw.maybeText(),
        ...cited(),
      }
    }),
    initiative_relations: draw
      .once(
        ['from_id', 'to_id', 'kind'],
        draw
          .rows(24, () => ({
            from_id: initiative(),
            to_id: initiative(),
            kind: draw.of(words.RelationKind),
            note: draw.maybeText(),
            ...cited(),
          }))
          .filter(({ from_id, to_id }: DatasetRow) => from_id !== to_id),
      )
      .map((row) => ({ ...row, key: `relation/${row['id']}` })),
    guidance: draw
      .once(
        ['action_point_id', 'audience', 'ordinal'],
        draw.rows(20, () => {
          const action_point_id = random.between(1, 6)
          return {
            action_point_id,
            sub_point_id: subPointOf(action_point_id),
            audience: draw.of(words.Audience),
            ordinal: random.between(1, 4),
            text: draw.text(),
            ...cited(),
          }
        }),
      )
      .map((row) => ({ ...row, key: `guidance/${row['id']}` })),
    implementation_plans: plans,
    plan_items: planItems,
    matrix_assessments: draw.once(
      ['initiative_id', 'action_point_id'],
      many(14, () => ({
        initiative_id: initiative(),
        action_point_id: random.between(1, 10),
        coverage: draw.of(words.AssessmentCoverage),
        summary: draw.text(),
        basis: draw.of(words.Basis),
        rationale: draw.reason(),
      })),
    ),
  }
}

/** Makes some actions parts of another one of their initiative. */
function withParents(draw: Draw, actions: readonly DatasetRow[]): DatasetRow[] {
  return actions.map((action) => {
    const above = actions.filter(
      ({ id, initiative_id }) => initiative_id === action['initiative_id'] && Number(id) > Number(action['id']),
    )
    return { ...action, parent_id: above.length > 0 && draw.random.chance(0.25) ? draw.id(above) : null }
  })
}
