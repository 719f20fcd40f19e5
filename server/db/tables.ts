// Every table of the catalogue; those of initiatives, of plans and of what happens to it have files of their own. Kysely's row
// types and what the API knows of a column both come from here; a test compares it with the migrated database, column by column.
import {
  ActorKind,
  Audience,
  Basis,
  CitationSection,
  CountQualifier,
  DocumentKind,
  PlaceKind,
  SearchType,
} from '../vocabulary.ts'
import {
  boolean,
  codeText,
  computed,
  generated,
  integer,
  loadedTable,
  nullable,
  oneOf,
  type RowOf,
  slugText,
  table,
  text,
  timestamp,
  tsvector,
  versioned,
} from './columns.ts'
import { abbreviated, id, key, named, otherName, titled } from './common-columns.ts'
import {
  actionActors,
  actionClassifications,
  actionPlaces,
  actionPopulations,
  actionReadingPoints,
  actionReadings,
  actions,
  initiativeNames,
  initiativePlaces,
  initiativePopulations,
  initiativeReferences,
  initiativeRelations,
  initiatives,
  matrixAssessments,
  objectives,
  outcomeActors,
  outcomePlaces,
  outcomes,
  participations,
  phases,
} from './initiative-tables.ts'
import { implementationPlans, planItemActions, planItemActors, planItems } from './plan-tables.ts'
import {
  apiKeys,
  changesetParts,
  changesets,
  datasetLoads,
  revisionHead,
  revisions,
  slugRedirects,
  storedQueries,
} from './record-tables.ts'

export * from './initiative-tables.ts'
export * from './plan-tables.ts'

export const documents = loadedTable('documents', ['slug'], {
  id,
  slug: slugText(),
  ...titled,
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
  ...named,
  kind: oneOf(PlaceKind),
  iso2: nullable(codeText()),
  iso3: nullable(codeText()),
  m49: nullable(codeText()),
  parent_id: nullable(integer()),
  citation_id: nullable(integer()),
})
export const placeNames = loadedTable('place_names', ['place_id', 'name'], {
  place_id: integer(),
  ...otherName,
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
  ...titled,
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
  ...named,
  ...abbreviated,
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
  ...otherName,
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
  changesetParts,
  storedQueries,
] as const

type AnyTable = (typeof tables)[number]
/** A table the dataset fills. */
export type LoadedTable = Extract<AnyTable, { readonly identity: readonly string[] }>['name']
/** The database as Kysely sees it. */
export type Database = { [T in AnyTable as T['name']]: RowOf<T> }
