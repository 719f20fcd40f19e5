// Every table, on one page. Kysely's row types and what the API knows of a column both come from here; a test compares
// it with the migrated database, column by column.
import {
  ActionKind,
  ActionNature,
  ActionRole,
  ActionStatus,
  ActorKind,
  AssessmentCoverage,
  Attribution,
  Audience,
  Basis,
  Certainty,
  CitationSection,
  CountQualifier,
  Coverage,
  DatePrecision,
  DocumentKind,
  InitiativeKind,
  InitiativeStatus,
  Level,
  NameKind,
  OutcomeKind,
  ParticipationRole,
  PhaseKind,
  PhaseStatus,
  PlaceKind,
  PlaceRole,
  Population,
  ReferenceKind,
  Region,
  RelationKind,
  SearchType,
} from '../vocabulary.ts'
import {
  boolean,
  codeText,
  computed,
  date,
  generated,
  integer,
  nullable,
  oneOf,
  plainText,
  type RowOf,
  slugText,
  sortedBy,
  table,
  text,
  timestamp,
  tsvector,
} from './columns.ts'

const id = computed(integer())
const key = generated(plainText())

/** When something was: as the text prints it, as EDTF, and as dates with how exactly they are known. */
export const period = {
  period_text: nullable(text()),
  period_edtf: nullable(text()),
  starts_on: nullable(date()),
  start_precision: nullable(oneOf(DatePrecision)),
  ends_on: nullable(date()),
  end_precision: nullable(oneOf(DatePrecision)),
  ongoing: generated(boolean()),
  start_year: computed(nullable(integer())),
  end_year: computed(nullable(integer())),
}

export const documents = table('documents', {
  id,
  slug: slugText(),
  title: sortedBy('title_sort'),
  title_sort: computed(text()),
  kind: oneOf(DocumentKind),
  language: nullable(text()),
  issued: nullable(text()),
  publisher: nullable(text()),
  url: nullable(text()),
  note: nullable(text()),
})
export const citations = table('citations', {
  id,
  document_id: integer(),
  page_start: integer(),
  page_end: integer(),
  section: oneOf(CitationSection),
  footnote: nullable(integer()),
})
export const datasets = table('datasets', {
  id,
  slug: slugText(),
  name: text(),
  dataset_version: text(),
  digest: text(),
  as_of: text(),
  document_id: integer(),
  licence: text(),
  attribution: text(),
  method: text(),
  loaded_at: generated(timestamp()),
})

/** When which dataset was loaded, the last one last. */
export const datasetLoads = {
  name: 'dataset_loads',
  columns: { id, slug: slugText(), dataset_version: text(), digest: text(), loaded_at: generated(timestamp()) },
} as const

export const places = table('places', {
  id,
  code: codeText(),
  slug: slugText(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(PlaceKind),
  iso2: nullable(codeText()),
  iso3: nullable(codeText()),
  m49: nullable(codeText()),
  parent_id: nullable(integer()),
  citation_id: nullable(integer()),
})
export const placeNames = table('place_names', {
  place_id: integer(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(NameKind),
  language: nullable(text()),
})
export const placeMembers = table('place_members', {
  place_id: integer(),
  member_id: integer(),
  basis: oneOf(Basis),
  rationale: nullable(text()),
  citation_id: nullable(integer()),
})
/** Every place with everything inside it, itself included; the database keeps it. */
export const placeClosure = {
  name: 'place_closure',
  columns: { ancestor_id: integer(), descendant_id: integer() },
} as const

export const actionPoints = table('action_points', {
  id: integer(),
  number: computed(integer()),
  slug: slugText(),
  title: sortedBy('title_sort'),
  title_sort: computed(text()),
  gist: text(),
})
export const actionPointTitles = table('action_point_titles', {
  id,
  action_point_id: integer(),
  edition: text(),
  language: text(),
  title: text(),
})
export const subPoints = table('sub_points', {
  id,
  action_point_id: integer(),
  code: text(),
  title: text(),
  page: nullable(integer()),
  parent_id: nullable(integer()),
})

export const actors = table('actors', {
  id,
  slug: slugText(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  acronym: nullable(sortedBy('acronym_sort')),
  acronym_sort: computed(nullable(text())),
  kind: oneOf(ActorKind),
  country_id: nullable(integer()),
  parent_id: nullable(integer()),
  parent_basis: nullable(oneOf(Basis)),
  parent_rationale: nullable(text()),
  is_group: generated(boolean()),
  stated_count: nullable(integer()),
  count_qualifier: nullable(oneOf(CountQualifier)),
  description: nullable(text()),
  citation_id: integer(),
})
export const actorNames = table('actor_names', {
  actor_id: integer(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(NameKind),
  language: nullable(text()),
})
export const actorIdentifiers = table('actor_identifiers', { actor_id: integer(), scheme: text(), value: text() })
export const actorMemberships = table('actor_memberships', {
  id,
  group_id: integer(),
  member_id: integer(),
  role: nullable(text()),
  basis: oneOf(Basis),
  citation_id: integer(),
})

export const initiatives = table('initiatives', {
  id,
  slug: slugText(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  acronym: nullable(sortedBy('acronym_sort')),
  acronym_sort: computed(nullable(text())),
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
export const initiativeNames = table('initiative_names', {
  initiative_id: integer(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(NameKind),
  language: nullable(text()),
})
export const initiativePlaces = table('initiative_places', {
  id,
  initiative_id: integer(),
  place_id: integer(),
  role: oneOf(PlaceRole),
  citation_id: integer(),
})
export const initiativePopulations = table('initiative_populations', {
  id,
  initiative_id: integer(),
  population: oneOf(Population),
  note: nullable(text()),
  citation_id: integer(),
})
export const phases = table('phases', {
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
export const objectives = table('objectives', {
  id,
  key,
  initiative_id: integer(),
  ordinal: integer(),
  text: text(),
  phase_id: nullable(integer()),
  citation_id: integer(),
})
export const participations = table('participations', {
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

export const actions = table('actions', {
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
export const actionActors = table('action_actors', {
  id,
  action_id: integer(),
  actor_id: integer(),
  role: oneOf(ActionRole),
  attribution: oneOf(Attribution),
})
export const actionClassifications = table('action_classifications', {
  id,
  action_id: integer(),
  action_point_id: integer(),
  sub_point_id: nullable(integer()),
  basis: oneOf(Basis),
  rationale: nullable(text()),
  agreement: integer(),
})
export const actionPlaces = table('action_places', { action_id: integer(), place_id: integer() })
export const actionPopulations = table('action_populations', { action_id: integer(), population: oneOf(Population) })

export const outcomes = table('outcomes', {
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
export const outcomeActors = table('outcome_actors', { outcome_id: integer(), actor_id: integer() })
export const outcomePlaces = table('outcome_places', { outcome_id: integer(), place_id: integer() })
export const initiativeReferences = table('initiative_references', {
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
export const initiativeRelations = table('initiative_relations', {
  id,
  key,
  from_id: integer(),
  to_id: integer(),
  kind: oneOf(RelationKind),
  note: nullable(text()),
  citation_id: integer(),
})
export const guidance = table('guidance', {
  id,
  key,
  action_point_id: integer(),
  sub_point_id: nullable(integer()),
  audience: oneOf(Audience),
  ordinal: integer(),
  text: text(),
  citation_id: integer(),
})
export const matrixAssessments = table('matrix_assessments', {
  initiative_id: integer(),
  action_point_id: integer(),
  coverage: oneOf(AssessmentCoverage),
  summary: text(),
  basis: oneOf(Basis),
  rationale: nullable(text()),
})

/** Everything that can be searched, by kind and row; the database keeps it. */
export const searchEntries = {
  name: 'search_entries',
  columns: {
    id,
    kind: oneOf(SearchType),
    row_id: integer(),
    title: text(),
    acronym: nullable(text()),
    names: nullable(text()),
    body: nullable(text()),
    folded: computed(text()),
    folded_title: computed(text()),
    folded_acronym: computed(nullable(text())),
    words: computed(tsvector()),
  },
} as const

export const tables = [
  documents,
  citations,
  datasets,
  datasetLoads,
  places,
  placeNames,
  placeMembers,
  placeClosure,
  actionPoints,
  actionPointTitles,
  subPoints,
  actors,
  actorNames,
  actorIdentifiers,
  actorMemberships,
  initiatives,
  initiativeNames,
  initiativePlaces,
  initiativePopulations,
  phases,
  objectives,
  participations,
  actions,
  actionActors,
  actionClassifications,
  actionPlaces,
  actionPopulations,
  outcomes,
  outcomeActors,
  outcomePlaces,
  initiativeReferences,
  initiativeRelations,
  guidance,
  matrixAssessments,
  searchEntries,
] as const

type AnyTable = (typeof tables)[number]
/** The database as Kysely sees it. */
export type Database = { [T in AnyTable as T['name']]: RowOf<T> }
