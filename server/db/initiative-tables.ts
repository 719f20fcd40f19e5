// The tables of initiatives and of what is said of them.
import {
  ActionKind,
  ActionNature,
  ActionRole,
  ActionStatus,
  AssessmentCoverage,
  Attribution,
  Basis,
  Certainty,
  Coverage,
  InitiativeKind,
  InitiativeStatus,
  Level,
  OutcomeKind,
  ParticipationRole,
  PhaseKind,
  PhaseStatus,
  PlaceRole,
  Population,
  ReferenceKind,
  Region,
  RelationKind,
} from '../vocabulary.ts'
import {
  boolean,
  computed,
  integer,
  jsonSafeText,
  loaded,
  loadedTable,
  nullable,
  oneOf,
  slugText,
  sortedBy,
  text,
} from './columns.ts'
import { abbreviated, id, key, named, otherName } from './common-columns.ts'
import { period } from './period.ts'

export const initiatives = loadedTable('initiatives', ['slug'], {
  id,
  slug: slugText(),
  ...named,
  ...abbreviated,
  kind: oneOf(InitiativeKind),
  level: oneOf(Level),
  region: nullable(oneOf(Region)),
  section: nullable(text()),
  coverage: oneOf(Coverage),
  status: oneOf(InitiativeStatus),
  background: nullable(text()),
  ...period,
  ongoing: computed(boolean()),
  as_of: nullable(text()),
  acts_as_id: nullable(integer()),
  citation_id: integer(),
})
export const initiativeNames = loadedTable('initiative_names', ['initiative_id', 'name'], {
  initiative_id: integer(),
  ...otherName,
})
export const initiativePlaces = loadedTable('initiative_places', ['initiative_id', 'place_id', 'role'], {
  id,
  initiative_id: integer(),
  place_id: integer(),
  role: oneOf(PlaceRole),
  citation_id: integer(),
})
export const initiativePopulations = loadedTable('initiative_populations', ['initiative_id', 'population'], {
  id,
  initiative_id: integer(),
  population: oneOf(Population),
  note: nullable(text()),
  citation_id: integer(),
})
export const phases = loadedTable('phases', ['key'], {
  id,
  key,
  initiative_id: integer(),
  parent_id: nullable(integer()),
  ordinal: integer(),
  kind: oneOf(PhaseKind),
  name: text(),
  summary: nullable(text()),
  ...period,
  ongoing: computed(boolean()),
  duration_months: nullable(integer()),
  status: oneOf(PhaseStatus),
  citation_id: integer(),
})
export const objectives = loadedTable('objectives', ['key'], {
  id,
  key,
  initiative_id: integer(),
  ordinal: integer(),
  text: text(),
  phase_id: nullable(integer()),
  citation_id: integer(),
})
export const participations = loadedTable('participations', ['key'], {
  id,
  key,
  initiative_id: integer(),
  actor_id: integer(),
  phase_id: nullable(integer()),
  role: oneOf(ParticipationRole),
  certainty: oneOf(Certainty),
  listed: boolean(),
  note: nullable(text()),
  citation_id: integer(),
})

export const actions = loadedTable('actions', ['key'], {
  id,
  key,
  initiative_id: integer(),
  parent_id: nullable(integer()),
  ordinal: integer(),
  phase_id: nullable(integer()),
  summary: text(),
  nature: oneOf(ActionNature),
  kind: oneOf(ActionKind),
  status: oneOf(ActionStatus),
  ...period,
  citation_id: integer(),
})
/** What each of the three readers tied an action to, independently; only a record of how ties were made. */
export const actionReadings = loadedTable('action_readings', ['action_id', 'reader'], {
  id,
  action_id: integer(),
  reader: jsonSafeText(),
  confidence: nullable(jsonSafeText()),
})
export const actionReadingPoints = loadedTable('action_reading_points', ['reading_id', 'action_point_id'], {
  reading_id: integer(),
  action_point_id: integer(),
})
export const actionActors = loadedTable('action_actors', ['action_id', 'actor_id', 'role'], {
  id,
  action_id: integer(),
  actor_id: integer(),
  role: oneOf(ActionRole),
  attribution: oneOf(Attribution),
})
export const actionClassifications = loadedTable('action_classifications', ['action_id', 'action_point_id'], {
  id,
  action_id: integer(),
  action_point_id: integer(),
  sub_point_id: nullable(integer()),
  basis: oneOf(Basis),
  rationale: nullable(text()),
  agreement: loaded(integer(), 1),
})
export const actionPlaces = loadedTable('action_places', ['action_id', 'place_id'], {
  action_id: integer(),
  place_id: integer(),
})
export const actionPopulations = loadedTable('action_populations', ['action_id', 'population'], {
  action_id: integer(),
  population: oneOf(Population),
})

export const outcomes = loadedTable('outcomes', ['key'], {
  id,
  key,
  initiative_id: integer(),
  ordinal: integer(),
  phase_id: nullable(integer()),
  kind: oneOf(OutcomeKind),
  text: text(),
  ...period,
  citation_id: integer(),
})
export const outcomeActors = loadedTable('outcome_actors', ['outcome_id', 'actor_id'], {
  outcome_id: integer(),
  actor_id: integer(),
})
export const outcomePlaces = loadedTable('outcome_places', ['outcome_id', 'place_id'], {
  outcome_id: integer(),
  place_id: integer(),
})
export const initiativeReferences = loadedTable('initiative_references', ['key'], {
  id,
  key,
  initiative_id: integer(),
  ordinal: integer(),
  kind: oneOf(ReferenceKind),
  label: nullable(sortedBy('label_sort')),
  label_sort: computed(nullable(text())),
  document_id: nullable(integer()),
  url: nullable(text()),
  note: nullable(text()),
  citation_id: integer(),
})
export const initiativeRelations = loadedTable('initiative_relations', ['key'], {
  id,
  key,
  from_id: integer(),
  to_id: integer(),
  kind: oneOf(RelationKind),
  note: nullable(text()),
  citation_id: integer(),
})
export const matrixAssessments = loadedTable('matrix_assessments', ['initiative_id', 'action_point_id'], {
  initiative_id: integer(),
  action_point_id: integer(),
  coverage: oneOf(AssessmentCoverage),
  summary: text(),
  basis: oneOf(Basis),
  rationale: nullable(text()),
})
