// The rows of one initiative and of everything its file says. Keys are made of the names in the file, so that the
// same object has the same key, and the same id in the API, in every database that the file is loaded into.
import type { ActionEntry, InitiativeEntry, OutcomeEntry } from '../dataset/shape.ts'
import { type Drafting, datesOf, nameOf, periodOf, ref, refIf } from './columns.ts'
import type { Ref } from './draft.ts'

interface Inside extends Drafting {
  readonly slug: string
  readonly initiative_id: Ref
  /** The phase of this initiative that has a key. */
  readonly phaseOf: (key: string | undefined) => Ref | null
}

/** Adds an initiative. */
export function addInitiative(entry: InitiativeEntry, drafting: Drafting): void {
  const { slug, name, acronym, kind, level, region, section, coverage, status, background, period, actsAs, source } =
    entry
  const { drafts, asOf, cite } = drafting
  const initiative_id = drafts.add('initiatives', slug, {
    slug,
    name,
    acronym: acronym ?? null,
    kind,
    level,
    region: region ?? null,
    section: section ?? null,
    coverage,
    status,
    background: background ?? null,
    ...datesOf(period),
    as_of: asOf,
    acts_as_id: refIf('actors', actsAs),
    citation_id: cite(source),
  })
  const inside: Inside = {
    ...drafting,
    slug,
    initiative_id,
    phaseOf: (key) => refIf('phases', key === undefined ? undefined : `${slug}/${key}`),
  }
  for (const other of entry.names ?? [])
    drafts.add('initiative_names', `${slug} ${other.name}`, { initiative_id, ...nameOf(other) })
  addScope(entry, inside)
  addPhases(entry, inside)
  addParticipations(entry, inside)
  for (const [index, action] of (entry.actions ?? []).entries()) addAction(action, index + 1, inside)
  for (const [index, outcome] of (entry.outcomes ?? []).entries()) addOutcome(outcome, index + 1, inside)
  addLinks(entry, inside)
}

function addScope(
  { places = [], populations = [], assessments = [] }: InitiativeEntry,
  { drafts, cite, slug, initiative_id }: Inside,
): void {
  for (const { place, role, source } of places) {
    drafts.add('initiative_places', `${slug} ${place} ${role}`, {
      initiative_id,
      place_id: ref('places', place),
      role,
      citation_id: cite(source),
    })
  }
  for (const { population, note, source } of populations) {
    drafts.add('initiative_populations', `${slug} ${population}`, {
      initiative_id,
      population,
      note: note ?? null,
      citation_id: cite(source),
    })
  }
  for (const { point, coverage, summary, basis, rationale } of assessments) {
    drafts.add('matrix_assessments', `${slug} ${point}`, {
      initiative_id,
      action_point_id: ref('action_points', String(point)),
      coverage,
      summary,
      basis,
      rationale: rationale ?? null,
    })
  }
}

function addPhases(
  { phases = [], objectives = [] }: InitiativeEntry,
  { drafts, cite, slug, initiative_id, phaseOf }: Inside,
): void {
  for (const [index, phase] of phases.entries()) {
    const {
      storedKey,
      ordinal = index + 1,
      parent,
      kind,
      name,
      summary,
      period,
      durationMonths,
      status,
      source,
    } = phase
    const key = `${slug}/${phase.key}`
    drafts.add('phases', key, {
      key: storedKey ?? key,
      initiative_id,
      parent_id: phaseOf(parent),
      ordinal,
      kind,
      name,
      summary: summary ?? null,
      ...datesOf(period),
      duration_months: durationMonths ?? null,
      status,
      citation_id: cite(source),
    })
  }
  for (const [index, { storedKey, ordinal = index + 1, text, phase, source }] of objectives.entries()) {
    const key = `${slug}/${index + 1}`
    drafts.add('objectives', key, {
      key: storedKey ?? key,
      initiative_id,
      ordinal,
      text,
      phase_id: phaseOf(phase),
      citation_id: cite(source),
    })
  }
}

function addParticipations(
  { participations = [] }: InitiativeEntry,
  { drafts, cite, slug, initiative_id, phaseOf }: Inside,
): void {
  for (const { storedKey, actor, role, phase, certainty, listed, note, source } of participations) {
    const key = [slug, actor, role, ...(phase === undefined ? [] : [phase])].join('/')
    drafts.add('participations', key, {
      key: storedKey ?? key,
      initiative_id,
      actor_id: ref('actors', actor),
      phase_id: phaseOf(phase),
      role,
      certainty,
      listed,
      note: note ?? null,
      citation_id: cite(source),
    })
  }
}

function addAction(
  action: ActionEntry,
  position: number,
  { drafts, cite, agreement, slug, initiative_id, phaseOf }: Inside,
): void {
  const {
    storedKey,
    ordinal = position,
    parent,
    phase,
    summary,
    nature,
    kind,
    status,
    date,
    source,
    actors,
    actionPoints,
    places = [],
    populations = [],
  } = action
  const key = `${slug}/${action.key}`
  const action_id = drafts.add('actions', key, {
    key: storedKey ?? key,
    initiative_id,
    parent_id: refIf('actions', parent === undefined ? undefined : `${slug}/${parent}`),
    ordinal,
    phase_id: phaseOf(phase),
    summary,
    nature,
    kind,
    status,
    ...periodOf(date),
    citation_id: cite(source),
  })
  for (const { actor, role, attribution } of actors) {
    drafts.add('action_actors', `${key} ${actor} ${role}`, {
      action_id,
      actor_id: ref('actors', actor),
      role,
      attribution,
    })
  }
  for (const { point, subPoint, basis, rationale } of actionPoints) {
    drafts.add('action_classifications', `${key} ${point}`, {
      action_id,
      action_point_id: ref('action_points', String(point)),
      sub_point_id: refIf('sub_points', subPoint),
      basis,
      rationale: rationale ?? null,
      agreement: agreement(key, point),
    })
  }
  for (const place of places)
    drafts.add('action_places', `${key} ${place}`, { action_id, place_id: ref('places', place) })
  for (const population of populations)
    drafts.add('action_populations', `${key} ${population}`, { action_id, population })
}

function addOutcome(
  outcome: OutcomeEntry,
  position: number,
  { drafts, cite, slug, initiative_id, phaseOf }: Inside,
): void {
  const { storedKey, ordinal = position, kind, text, phase, date, actors = [], places = [], source } = outcome
  const key = `${slug}/${position}`
  const outcome_id = drafts.add('outcomes', key, {
    key: storedKey ?? key,
    initiative_id,
    ordinal,
    phase_id: phaseOf(phase),
    kind,
    text,
    ...periodOf(date),
    citation_id: cite(source),
  })
  for (const actor of actors)
    drafts.add('outcome_actors', `${key} ${actor}`, { outcome_id, actor_id: ref('actors', actor) })
  for (const place of places)
    drafts.add('outcome_places', `${key} ${place}`, { outcome_id, place_id: ref('places', place) })
}

function addLinks(
  { references = [], relations = [] }: InitiativeEntry,
  { drafts, cite, slug, initiative_id }: Inside,
): void {
  for (const [index, entry] of references.entries()) {
    const { storedKey, ordinal = index + 1, kind, label, document, url, note, source } = entry
    const key = `${slug}/${index + 1}`
    drafts.add('initiative_references', key, {
      key: storedKey ?? key,
      initiative_id,
      ordinal,
      kind,
      label: label ?? null,
      document_id: refIf('documents', document),
      url: url ?? null,
      note: note ?? null,
      citation_id: cite(source),
    })
  }
  for (const { storedKey, kind, to, note, source } of relations) {
    const key = `${slug}/${kind}/${to}`
    drafts.add('initiative_relations', key, {
      key: storedKey ?? key,
      from_id: initiative_id,
      to_id: ref('initiatives', to),
      kind,
      note: note ?? null,
      citation_id: cite(source),
    })
  }
}
