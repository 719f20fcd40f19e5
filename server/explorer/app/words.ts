// Every word that the page shows, in one place for translation. Values of the API's vocabularies have their label here.
import type {
  ActionKind,
  ActionNature,
  ActionRole,
  ActionStatus,
  ActorKind,
  AssessmentCoverage,
  Basis,
  Certainty,
  CitationSection,
  Coverage,
  EmptyReason,
  InitiativeKind,
  InitiativeStatus,
  Level,
  OutcomeKind,
  ParticipationRole,
  PhaseKind,
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
} from '../../../sdk/src/index.ts'

type Labels<Value extends string> = Readonly<Record<Value, string>>

export const levels: Labels<Level> = {
  LOCAL: 'Local',
  NATIONAL: 'National',
  REGIONAL: 'Regional',
  INTERREGIONAL: 'Interregional',
  GLOBAL: 'Global',
}

export const regions: Labels<Region | 'NONE'> = {
  AMERICAS: 'Americas',
  ASIA_AND_PACIFIC: 'Asia and Pacific',
  EUROPE: 'Europe',
  GULF_OF_ADEN: 'Gulf of Aden',
  NONE: 'No regional heading',
}

export const forms: Labels<InitiativeKind> = {
  PROJECT: 'Project',
  PROGRAMME: 'Programme',
  TASK_FORCE: 'Task force',
  THEMATIC_GROUP: 'Thematic group',
  CONSULTATIVE_PROCESS: 'Consultative process',
  CONFERENCE: 'Conference',
  PLAN_OF_ACTION: 'Plan of action',
  NETWORK: 'Network',
  COMMITTEE: 'Committee',
  FRAMEWORK: 'Framework',
  SERVICE: 'Service',
  CAMPAIGN: 'Campaign',
  STUDY: 'Study',
  OTHER: 'Other',
}

export const actorKinds: Labels<ActorKind> = {
  STATE: 'State',
  GOVERNMENT_BODY: 'Government body',
  SUBNATIONAL_AUTHORITY: 'Subnational authority',
  UN_ENTITY: 'UN entity',
  INTERGOVERNMENTAL: 'Intergovernmental organization',
  REGIONAL_BODY: 'Regional body',
  INTERSTATE_PROCESS: 'Interstate process',
  RED_CROSS_RED_CRESCENT: 'Red Cross and Red Crescent',
  INTERNATIONAL_NGO: 'International NGO',
  NATIONAL_NGO: 'National NGO',
  NGO: 'NGO',
  CIVIL_SOCIETY_NETWORK: 'Civil society network',
  ACADEMIC: 'University or research centre',
  PRIVATE_SECTOR: 'Private sector',
  MANDATE_HOLDER: 'Mandate holder',
  MECHANISM: 'Coordination mechanism',
  INDIVIDUALS: 'Individuals',
  OTHER: 'Other',
}

export const natures: Labels<ActionNature> = {
  ACTION: 'Action',
  RECOMMENDATION: 'Recommendation',
  AGENDA_TOPIC: 'Agenda topic',
}

export const statuses: Labels<ActionStatus> = {
  DONE: 'Done',
  ONGOING: 'Under way',
  PLANNED: 'Planned',
  RECOMMENDED: 'Recommended',
  DELAYED: 'Delayed',
  UNKNOWN: 'The source does not say',
}

/** The status of an action where no label stands before it that says what it is. */
export const statusText = (status: ActionStatus): string =>
  status === 'UNKNOWN' ? 'The source does not say whether it was done' : statuses[status]

export const initiativeStatuses: Labels<InitiativeStatus> = {
  PLANNED: 'Planned',
  ONGOING: 'Under way',
  COMPLETED: 'Ended',
  DORMANT: 'Dormant',
  UNKNOWN: 'The source does not say',
}

export const bases: Labels<Basis> = { STATED: 'Stated by the source', EDITORIAL: 'Read so by the editors' }
export const shortBases: Labels<Basis> = { STATED: 'Stated', EDITORIAL: 'Editorial' }

export const coverages: Labels<Coverage> = {
  FULL: 'Full entry in the source',
  BRIEF: 'A paragraph in the source',
  MENTION: 'Only named in the source',
}

export const assessments: Labels<AssessmentCoverage> = {
  PRIMARY: 'A main concern',
  SECONDARY: 'A minor concern',
  NONE: 'None stated',
}

export const actionKinds: Labels<ActionKind> = {
  TRAINING: 'Training',
  TECHNICAL_ASSISTANCE: 'Technical assistance',
  COORDINATION: 'Coordination',
  DIALOGUE: 'Dialogue',
  POLICY_LEGISLATION: 'Policy and law',
  DIRECT_ASSISTANCE: 'Direct assistance',
  LEGAL_AID: 'Legal aid',
  CASE_MANAGEMENT: 'Case management',
  RESEARCH_DATA: 'Research and data',
  INFORMATION_AWARENESS: 'Information',
  ADVOCACY: 'Advocacy',
  INSTITUTION_BUILDING: 'Institution building',
  EQUIPMENT: 'Equipment',
  RETURN: 'Return',
  RESETTLEMENT: 'Resettlement',
  LIVELIHOODS: 'Livelihoods',
  FUNDRAISING: 'Fundraising',
  OTHER: 'Other',
}

export const credits: Labels<ActionRole> = {
  PERFORMER: 'Performs',
  COLLABORATOR: 'With',
  COORDINATOR: 'Coordinates',
  SUPPORTER: 'Supports',
  FUNDER: 'Pays',
  BENEFICIARY: 'For',
  ADDRESSEE: 'Speaks to',
  LIAISON: 'In touch with',
}

export const roles: Labels<ParticipationRole> = {
  LEAD: 'Lead',
  CHAIR: 'Chair',
  CO_CHAIR: 'Co-chair',
  CONVENOR: 'Convenor',
  SECRETARIAT: 'Secretariat',
  COORDINATOR: 'Coordinator',
  MEMBER: 'Member',
  OBSERVER: 'Observer',
  PARTNER: 'Partner',
  IMPLEMENTING_PARTNER: 'Implementing partner',
  FUNDER: 'Funder',
  HOST: 'Host',
  AUSPICES: 'Auspices',
  SUPPORTER: 'Supporter',
  PARTICIPANT: 'Participant',
  LIAISON: 'Liaison',
  UNSPECIFIED: 'Role not given',
}

export const certainties: Labels<Certainty> = {
  STATED: '',
  PLANNED: 'planned',
  SOUGHT: 'sought, not yet granted',
}

export const sections: Labels<CitationSection> = {
  BACKGROUND: 'Background',
  ACTORS: 'Actors',
  ACTIONS: 'Actions',
  REVIEW: 'Review',
  FURTHER_INFORMATION: 'Further information',
  INTRODUCTION: 'Introduction',
  GUIDANCE: 'Guidance',
  CONTENTS: 'Contents',
  FOOTNOTE: 'Footnote',
}

export const outcomes: Labels<OutcomeKind> = {
  OUTCOME: 'Outcome',
  OUTPUT: 'Output',
  CHALLENGE: 'Difficulty',
  GAP: 'Gap',
  LESSON: 'Lesson',
  NEXT_STEP: 'Next step',
  CONTEXT: 'Context',
}

export const relations: Labels<RelationKind> = {
  PART_OF: 'is part of',
  BUILDS_ON: 'builds on',
  COMPLEMENTS: 'complements',
  REPLICATED_AS: 'was the model for',
  ESTABLISHED: 'set up',
  CONVENED: 'convened',
  SUPPORTS: 'supports',
  SUCCEEDED_BY: 'was followed by',
  SERIES: 'is in one series with',
  CONTRIBUTES_TO: 'contributes to',
  LIAISES_WITH: 'keeps contact with',
  COMMISSIONED: 'commissioned',
  PARALLEL_TO: 'runs in parallel with',
}

export const populations: Labels<Population> = {
  REFUGEES: 'refugees',
  ASYLUM_SEEKERS: 'asylum-seekers',
  MIGRANTS: 'migrants',
  IRREGULAR_MIGRANTS: 'irregular migrants',
  REJECTED_ASYLUM_SEEKERS: 'rejected asylum-seekers',
  INTERNALLY_DISPLACED: 'internally displaced people',
  STATELESS: 'stateless people',
  TRAFFICKED_PERSONS: 'trafficked persons',
  CHILDREN: 'children',
  WOMEN: 'women and girls',
  PEOPLE_WITH_SPECIFIC_NEEDS: 'people with specific needs',
  HOST_COMMUNITIES: 'host communities',
  DIASPORAS: 'diasporas',
  OTHER: 'others',
}

export const placeKinds: Labels<PlaceKind> = {
  WORLD: 'The world',
  REGION: 'Region',
  COUNTRY: 'Country',
  CUSTOM_REGION: 'Region as the source defines it',
  SUBNATIONAL: 'Area in a country',
  LOCALITY: 'Town',
}

export const placeRoles: Labels<PlaceRole> = {
  COVERAGE: 'covers',
  VENUE: 'seat or venue',
  ORIGIN: 'origin',
  TRANSIT: 'transit',
  DESTINATION: 'destination',
  TARGET: 'target',
}

export const phases: Labels<PhaseKind> = {
  PHASE: 'Phase',
  COMPONENT: 'Component',
  PROGRAMME: 'Programme',
  WORKING_GROUP: 'Working group',
}

export const references: Labels<ReferenceKind> = {
  ANNEX: 'Annex',
  WEB_ADDRESS: 'Web address',
  DOCUMENT: 'Document',
  FOOTNOTE: 'Footnote',
}

export const planStatuses: Labels<PlanStatus> = { DRAFT: 'Draft', ADOPTED: 'In force', ARCHIVED: 'No longer in force' }

export const planItemStatuses: Labels<PlanItemStatus> = {
  PLANNED: 'Planned',
  ONGOING: 'Under way',
  DONE: 'Done',
  DELAYED: 'Delayed',
  DROPPED: 'Dropped',
}

export const planPriorities: Labels<PlanPriority> = {
  HIGH: 'High priority',
  MEDIUM: 'Medium priority',
  LOW: 'Low priority',
}

export const planActorRoles: Labels<PlanActorRole> = {
  RESPONSIBLE: 'Responsible',
  SUPPORTING: 'Supports',
  FUNDING: 'Pays',
}

/** The three kinds of empty cells: in short, and in a sentence for the legend. */
export const empties: Labels<EmptyReason> = {
  NONE_STATED: 'none stated',
  NOT_ASSESSED: 'not yet assessed',
  NOT_COVERED: 'not covered',
}

/** Short heads of the ten points for narrow columns, with soft hyphens where they may break. */
export const pointHeads: readonly string[] = [
  'Key partners',
  'Data and analy\u00adsis',
  'Entry systems',
  'Recep\u00adtion',
  'Profil\u00ading and referral',
  'Differen\u00adtiated proce\u00addures',
  'Solu\u00adtions for refu\u00adgees',
  'Secon\u00addary move\u00adments',
  'Return and alter\u00adnatives',
  'Infor\u00admation strategy',
]

/** The same where a column is as wide as six letters. */
export const narrowPointHeads: readonly string[] = [
  'Key part\u00adners',
  'Data and analy\u00adsis',
  'Entry sys\u00adtems',
  'Recep\u00adtion',
  'Profil\u00ading and refer\u00adral',
  'Differ\u00aden\u00adtiated proce\u00addures',
  'Solu\u00adtions for refu\u00adgees',
  'Secon\u00addary move\u00adments',
  'Return and alter\u00adna\u00adtives',
  'Infor\u00adma\u00adtion strat\u00adegy',
]

const grouped = new Intl.NumberFormat('en')

/** A number as people read it; four digits stand together. */
const numberText = (count: number): string => (count < 10_000 ? String(count) : grouped.format(count))

/** A number with the word for it. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`

/** The plural of a label: "State" becomes "States". */
export const manyOf = (label: string): string => {
  if (/(s|Crescent|Red Cross)$/.test(label)) return label
  return label.endsWith('y') ? `${label.slice(0, -1)}ies` : `${label}s`
}
