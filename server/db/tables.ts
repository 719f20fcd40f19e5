// Every table of the catalogue, on one page; those of what happens to it are in record-tables.ts. Kysely's row types and
// what the API knows of a column both come from here; a test compares it with the migrated database, column by column.
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
  PlanActorRole,
  PlanItemStatus,
  PlanPriority,
  PlanStatus,
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
  jsonSafeText,
  loaded,
  loadedTable,
  nullable,
  oneOf,
  type RowOf,
  slugText,
  sortedBy,
  table,
  text,
  timestamp,
  tsvector,
  versioned,
} from './columns.ts'
import {
  apiKeys,
  changesets,
  datasetLoads,
  revisionHead,
  revisions,
  slugRedirects,
  storedQueries,
} from './record-tables.ts'

const id = computed(integer())
const key = generated(jsonSafeText())

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

export const documents = loadedTable('documents', ['slug'], {
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
  first_page: nullable(integer()),
  last_page: nullable(integer()),
})
export const citations = loadedTable('citations', ['document_id', 'page_start', 'page_end', 'section', 'footnote'], {
  id,
  document_id: integer(),
  page_start: integer(),
  page_end: integer(),
  section: oneOf(CitationSection),
  footnote: nullable(integer()),
})
export const datasets = loadedTable('datasets', ['slug'], {
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

/** How a dataset decides which points an action serves; each rule with an action it decided. */
export const codingRules = loadedTable('coding_rules', ['dataset_id', 'ordinal'], {
  id,
  dataset_id: integer(),
  ordinal: integer(),
  rule: text(),
  example: text(),
})

export const places = loadedTable('places', ['code'], {
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
export const placeNames = loadedTable('place_names', ['place_id', 'name'], {
  place_id: integer(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(NameKind),
  language: nullable(text()),
})
export const placeMembers = loadedTable('place_members', ['place_id', 'member_id'], {
  place_id: integer(),
  member_id: integer(),
  basis: oneOf(Basis),
  rationale: nullable(text()),
  citation_id: nullable(integer()),
})
/** Every place with everything inside it, itself included; the database keeps it. */
export const placeClosure = {
  name: 'place_closure',
  columns: { ancestor_id: integer(), descendant_id: integer(), ...versioned },
} as const

export const actionPoints = loadedTable('action_points', ['id'], {
  id: integer(),
  number: computed(integer()),
  slug: slugText(),
  title: sortedBy('title_sort'),
  title_sort: computed(text()),
  gist: text(),
})
export const actionPointTitles = loadedTable('action_point_titles', ['action_point_id', 'edition', 'language'], {
  id,
  action_point_id: integer(),
  edition: text(),
  language: text(),
  title: text(),
})
export const subPoints = loadedTable('sub_points', ['code'], {
  id,
  action_point_id: integer(),
  code: text(),
  title: text(),
  page: nullable(integer()),
  parent_id: nullable(integer()),
})

export const actors = loadedTable('actors', ['slug'], {
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
export const actorNames = loadedTable('actor_names', ['actor_id', 'name'], {
  actor_id: integer(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(NameKind),
  language: nullable(text()),
})
export const actorIdentifiers = table('actor_identifiers', { actor_id: integer(), scheme: text(), value: text() })
export const actorMemberships = loadedTable('actor_memberships', ['group_id', 'member_id'], {
  id,
  group_id: integer(),
  member_id: integer(),
  role: nullable(text()),
  basis: oneOf(Basis),
  citation_id: integer(),
})

export const initiatives = loadedTable('initiatives', ['slug'], {
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
export const initiativeNames = loadedTable('initiative_names', ['initiative_id', 'name'], {
  initiative_id: integer(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  kind: oneOf(NameKind),
  language: nullable(text()),
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
export const guidance = loadedTable('guidance', ['key'], {
  id,
  key,
  action_point_id: integer(),
  sub_point_id: nullable(integer()),
  audience: oneOf(Audience),
  ordinal: integer(),
  text: text(),
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

/** What somebody means to do in a place or an initiative. A plan is its author's own and cites no page. */
export const implementationPlans = loadedTable('implementation_plans', ['slug'], {
  id,
  slug: slugText(),
  name: sortedBy('name_sort'),
  name_sort: computed(text()),
  status: oneOf(PlanStatus),
  place_id: nullable(integer()),
  initiative_id: nullable(integer()),
  author: text(),
  author_actor_id: nullable(integer()),
  document_id: nullable(integer()),
  summary: nullable(text()),
  ...period,
})
export const planItems = loadedTable('plan_items', ['key'], {
  id,
  key,
  plan_id: integer(),
  ordinal: integer(),
  action_point_id: integer(),
  activity: text(),
  objective: nullable(text()),
  existing_measures: nullable(text()),
  gap: nullable(text()),
  indicator: nullable(text()),
  resources: nullable(text()),
  remarks: nullable(text()),
  status: oneOf(PlanItemStatus),
  priority: nullable(oneOf(PlanPriority)),
  ...period,
})
export const planItemActors = loadedTable('plan_item_actors', ['plan_item_id', 'actor_id', 'role'], {
  id,
  plan_item_id: integer(),
  actor_id: integer(),
  role: oneOf(PlanActorRole),
})
/** The actions of the catalogue that an item counts among the existing measures. */
export const planItemActions = loadedTable('plan_item_actions', ['plan_item_id', 'action_id'], {
  plan_item_id: integer(),
  action_id: integer(),
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
    ...versioned,
  },
} as const

/** In the order in which the dataset fills them: each after those it points at. */
export const tables = [
  documents,
  citations,
  datasets,
  codingRules,
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
  actionReadings,
  actionReadingPoints,
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
  implementationPlans,
  planItems,
  planItemActors,
  planItemActions,
  slugRedirects,
  searchEntries,
  revisionHead,
  revisions,
  apiKeys,
  changesets,
  storedQueries,
] as const

type AnyTable = (typeof tables)[number]
/** A table the dataset fills. */
export type LoadedTable = Extract<AnyTable, { readonly identity: readonly string[] }>['name']
/** The database as Kysely sees it. */
export type Database = { [T in AnyTable as T['name']]: RowOf<T> }
