// Every enumeration of the model, each value with what it means. The GraphQL enums with their descriptions, the shapes of
// the dataset's files and their JSON Schema come from here, so a value cannot mean two things. Migrations are frozen and
// repeat the values; a test compares the checks of the migrated database with them.

export interface Vocabulary<Value extends string = string> {
  readonly name: string
  readonly description: string
  readonly values: Readonly<Record<Value, string>>
}

/** The values a vocabulary allows, as a union of strings. */
export type ValueOf<V extends Vocabulary> = keyof V['values'] & string

function vocabulary<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
): Vocabulary<Value> {
  return Object.freeze({ name, description, values: Object.freeze(values) })
}

/** The values of a vocabulary in the order they are written here. */
export function valuesOf<Value extends string>(of: Vocabulary<Value>): readonly Value[] {
  return Object.keys(of.values).filter((value): value is Value => value in of.values)
}

export const Basis = vocabulary(
  'Basis',
  'Whether the source itself says something, or the editors of this catalogue do.',
  {
    STATED: 'The source says it.',
    EDITORIAL: 'The editors of this catalogue interpret the source this way; a rationale says why.',
  },
)

export const CitationSection = vocabulary('CitationSection', 'The part of the source a fact is printed in.', {
  BACKGROUND: 'An entry’s section A, "Background and Rationale", including its heading and dates.',
  ACTORS: 'An entry’s section B, "Actors".',
  ACTIONS: 'An entry’s section C, "Actions".',
  REVIEW: 'An entry’s section D, "Review".',
  FURTHER_INFORMATION: 'An entry’s section E, "Further Information".',
  INTRODUCTION: 'The introduction of the chapter or of one of its sections, and its short examples.',
  GUIDANCE: 'The suggestions for stakeholders and the support UNHCR can provide.',
  CONTENTS: 'The table of contents.',
  FOOTNOTE: 'A footnote; its number is given.',
})

export const DocumentKind = vocabulary('DocumentKind', 'The type of document.', {
  COMPILATION: 'A collection of practical examples.',
  ANNEX: 'An annex to another document that has no more specific kind.',
  REPORT: 'A report.',
  STUDY: 'A study or research paper.',
  FRAMEWORK: 'A strategic framework or plan.',
  TERMS_OF_REFERENCE: 'Terms of reference of a body.',
  DECLARATION: 'A declaration or plan of action adopted by States.',
  CONCEPT_NOTE: 'A concept or information note.',
  CONFERENCE_MATERIAL: 'Papers of a conference or meeting.',
  LEGISLATION: 'A law, regulation or convention.',
  WEB_PAGE: 'A web page or site.',
  OTHER: 'Any other document.',
})

export const PlaceKind = vocabulary('PlaceKind', 'The type of place.', {
  WORLD: 'The whole world.',
  REGION: 'A region or subregion of the United Nations M49 standard.',
  COUNTRY: 'A country or territory with an ISO 3166-1 code.',
  CUSTOM_REGION:
    'A region as the source defines it. `basis` on each member says whether the source names it or the editors added it.',
  SUBNATIONAL: 'An area inside a country.',
  LOCALITY: 'A town or city.',
})

export const NameKind = vocabulary('NameKind', 'How a name relates to the thing it names.', {
  OFFICIAL: 'Its official name, or that name in another language.',
  ACRONYM: 'An abbreviation.',
  ALIAS: 'Another name in use.',
  SOURCE_FORM: 'The form the source prints, where it differs from the usual one.',
  FORMER: 'A name no longer in use.',
})

export const ActorKind = vocabulary('ActorKind', 'The type of actor.', {
  STATE: 'A State, acting through its government as a whole.',
  GOVERNMENT_BODY: 'A ministry, department, board or service of one State.',
  SUBNATIONAL_AUTHORITY: 'The authorities of an area inside a State.',
  UN_ENTITY: 'An agency, fund, programme, office or commission of the United Nations.',
  INTERGOVERNMENTAL: 'An intergovernmental organization that is not part of the United Nations.',
  REGIONAL_BODY: 'An organization or institution of the States of one region.',
  INTERSTATE_PROCESS: 'A consultative process or conference of States that acts in its own name.',
  RED_CROSS_RED_CRESCENT: 'The International Committee of the Red Cross or a national society.',
  INTERNATIONAL_NGO: 'A non-governmental organization working in several countries.',
  NATIONAL_NGO: 'A non-governmental organization of one country.',
  NGO: 'Non-governmental organizations; the source does not say whether they are national or international.',
  CIVIL_SOCIETY_NETWORK: 'A network of civil society organizations.',
  ACADEMIC: 'A university or research centre.',
  PRIVATE_SECTOR: 'A company or business association.',
  MANDATE_HOLDER: 'An independent expert with a mandate of the United Nations.',
  MECHANISM: 'A coordination body, committee or working group that acts in its own name.',
  INDIVIDUALS: 'Individuals acting on their own behalf.',
  OTHER: 'Any other actor, including mixed groups.',
})

export const CountQualifier = vocabulary('CountQualifier', 'How precisely the source counts a group.', {
  EXACT: 'The number is exact.',
  OVER: 'More than the number.',
  ABOUT: 'About the number.',
  ALL: 'The source says "all" and gives no number.',
})

export const InitiativeKind = vocabulary('InitiativeKind', 'The form the cooperation takes.', {
  PROJECT: 'A project with its own start, end and budget.',
  PROGRAMME: 'A programme of several projects or activities.',
  TASK_FORCE: 'A task force.',
  THEMATIC_GROUP: 'A thematic or working group of agencies.',
  CONSULTATIVE_PROCESS: 'A regular dialogue among States, usually informal and non-binding.',
  CONFERENCE: 'A single conference, or a series of them.',
  PLAN_OF_ACTION: 'A plan of action adopted by States.',
  NETWORK: 'A network of organizations or persons.',
  COMMITTEE: 'A committee, often of several ministries.',
  FRAMEWORK: 'A framework for cooperation or dialogue.',
  SERVICE: 'A standing service or centre.',
  CAMPAIGN: 'An information or advocacy campaign.',
  STUDY: 'A study or research undertaking.',
  OTHER: 'Any other form.',
})

export const Level = vocabulary('Level', 'The geographic reach of the cooperation.', {
  LOCAL: 'One area or town.',
  NATIONAL: 'One country.',
  REGIONAL: 'Several countries of one region.',
  INTERREGIONAL: 'Countries of several regions.',
  GLOBAL: 'The whole world.',
})

export const Region = vocabulary('Region', 'The regional headings of the chapter.', {
  AMERICAS: 'Section 1.2.1, Americas.',
  ASIA_AND_PACIFIC: 'Section 1.2.2, Asia and Pacific.',
  EUROPE: 'Section 1.2.3, Europe.',
  GULF_OF_ADEN: 'Section 1.2.4, Gulf of Aden.',
})

export const Coverage = vocabulary('Coverage', 'How much the source says about an initiative.', {
  FULL: 'The initiative has its own entry with background, actors, actions, review and further information.',
  BRIEF: 'The initiative has its own paragraph.',
  MENTION: 'The initiative is only named, in the contents or in another entry.',
})

export const InitiativeStatus = vocabulary(
  'InitiativeStatus',
  'The status of an initiative at the date of the source.',
  {
    PLANNED: 'Announced but not started.',
    ONGOING: 'Under way.',
    COMPLETED: 'Ended.',
    DORMANT: 'Not ended, but no longer active.',
    UNKNOWN: 'The source does not say.',
  },
)

export const DatePrecision = vocabulary('DatePrecision', 'The precision of a date.', {
  DAY: 'Exact to the day.',
  MONTH: 'Exact to the month; the day is not known.',
  YEAR: 'Exact to the year; month and day are not known.',
})

export const PlaceRole = vocabulary('PlaceRole', 'How a place is connected to an initiative.', {
  COVERAGE: 'The initiative works in the place or covers it.',
  VENUE: 'The initiative meets in the place or has its office there.',
  ORIGIN: 'Movements of people that the initiative addresses begin in the place.',
  TRANSIT: 'Movements of people that the initiative addresses pass through the place.',
  DESTINATION: 'Movements of people that the initiative addresses lead to the place.',
  TARGET: 'The initiative names the place as a target of its work.',
})

export const Population = vocabulary('Population', 'The people concerned.', {
  REFUGEES: 'Refugees.',
  ASYLUM_SEEKERS: 'People seeking asylum.',
  MIGRANTS: 'Migrants, without further distinction.',
  IRREGULAR_MIGRANTS: 'Migrants in an irregular situation.',
  REJECTED_ASYLUM_SEEKERS: 'People whose application for asylum was rejected.',
  INTERNALLY_DISPLACED: 'People displaced inside their own country.',
  STATELESS: 'Stateless people.',
  TRAFFICKED_PERSONS: 'People trafficked or at risk of it.',
  CHILDREN: 'Children, including those unaccompanied or separated.',
  WOMEN: 'Women and girls.',
  PEOPLE_WITH_SPECIFIC_NEEDS: 'People with specific needs.',
  HOST_COMMUNITIES: 'The communities that receive refugees or migrants.',
  DIASPORAS: 'Diasporas and communities of migrants.',
  OTHER: 'Other people.',
})

export const PhaseKind = vocabulary('PhaseKind', 'The type of a part of an initiative.', {
  PHASE: 'A phase in time.',
  COMPONENT: 'A component or strand of work.',
  PROGRAMME: 'A programme inside the initiative.',
  WORKING_GROUP: 'A working group inside the initiative.',
})

export const PhaseStatus = vocabulary(
  'PhaseStatus',
  'The status of a part of an initiative at the date of the source.',
  {
    PLANNED: 'Announced but not started.',
    ONGOING: 'Under way.',
    COMPLETED: 'Ended.',
    UNKNOWN: 'The source does not say.',
  },
)

export const ParticipationRole = vocabulary('ParticipationRole', 'The role of an actor in an initiative.', {
  LEAD: 'Leads it.',
  CHAIR: 'Chairs it.',
  CO_CHAIR: 'Chairs it together with another actor.',
  CONVENOR: 'Set it up or convened it.',
  SECRETARIAT: 'Provides its secretariat.',
  COORDINATOR: 'Coordinates it.',
  MEMBER: 'Is a member.',
  OBSERVER: 'Is an observer.',
  PARTNER: 'Is a partner.',
  IMPLEMENTING_PARTNER: 'Carries out part of it on behalf of others.',
  FUNDER: 'Funds it, wholly or in part, or is listed among its donors.',
  HOST: 'Hosts it.',
  AUSPICES: 'Is the body under whose auspices it takes place.',
  SUPPORTER: 'Supports it.',
  PARTICIPANT: 'Takes part in its meetings or activities.',
  LIAISON: 'Maintains contact with it.',
  UNSPECIFIED: 'The source names the actor but gives no role.',
})

export const Certainty = vocabulary('Certainty', 'Whether a participation is a fact, planned or requested.', {
  STATED: 'A fact.',
  PLANNED: 'Planned or foreseen.',
  SOUGHT: 'Requested but not yet agreed.',
})

export const ActionNature = vocabulary('ActionNature', 'Whether something was done, advised or discussed.', {
  ACTION: 'An activity of the initiative.',
  RECOMMENDATION: 'Something the initiative recommends to others.',
  AGENDA_TOPIC: 'A subject the initiative discusses.',
})

export const ActionKind = vocabulary('ActionKind', 'The type of activity.', {
  TRAINING: 'Training and capacity building.',
  TECHNICAL_ASSISTANCE: 'Technical advice and assistance.',
  COORDINATION: 'Coordination among actors.',
  DIALOGUE: 'Meetings, conferences and exchange.',
  POLICY_LEGISLATION: 'Policy, strategy and law.',
  DIRECT_ASSISTANCE: 'Assistance to people.',
  LEGAL_AID: 'Legal counselling and aid.',
  CASE_MANAGEMENT: 'Work on individual cases and procedures.',
  RESEARCH_DATA: 'Research, data and analysis.',
  INFORMATION_AWARENESS: 'Information and awareness raising.',
  ADVOCACY: 'Advocacy.',
  INSTITUTION_BUILDING: 'Building or strengthening institutions.',
  EQUIPMENT: 'Equipment and infrastructure.',
  RETURN: 'Return and reintegration.',
  RESETTLEMENT: 'Resettlement.',
  LIVELIHOODS: 'Livelihoods and self-reliance.',
  FUNDRAISING: 'Raising funds.',
  OTHER: 'Any other activity.',
})

export const ActionStatus = vocabulary('ActionStatus', 'The status of an action, as far as the source shows it.', {
  DONE: 'The source says it was done.',
  ONGOING: 'The source says it is being done.',
  PLANNED: 'The source says it is planned.',
  RECOMMENDED: 'It is a recommendation.',
  DELAYED: 'The source says it was delayed.',
  UNKNOWN: 'The source lists the action but does not say whether it was done.',
})

export const ActionRole = vocabulary('ActionRole', 'The role of an actor in an action.', {
  PERFORMER: 'Carries the action out.',
  COLLABORATOR: 'Carries the action out together with the performer.',
  COORDINATOR: 'Coordinates the action, or the action is carried out in coordination with the actor.',
  SUPPORTER: 'Supports it.',
  FUNDER: 'Funds the action.',
  BENEFICIARY: 'The action is carried out for the actor.',
  ADDRESSEE: 'The action or recommendation is addressed to the actor.',
  LIAISON: 'The action maintains contact with the actor.',
})

export const Attribution = vocabulary('Attribution', 'How the source credits an actor with an action.', {
  NAMED: 'The source names the actor with this action.',
  COLLECTIVE: 'The source credits the initiative, or all its actors together.',
})

export const OutcomeKind = vocabulary('OutcomeKind', 'The type of finding that the review reports.', {
  OUTCOME: 'A change that happened.',
  OUTPUT: 'Something produced.',
  CHALLENGE: 'A difficulty.',
  GAP: 'Something missing.',
  LESSON: 'A lesson or recommendation drawn from experience.',
  NEXT_STEP: 'A planned next step.',
  CONTEXT: 'Background to the review.',
})

export const ReferenceKind = vocabulary('ReferenceKind', 'The type of reference.', {
  ANNEX: 'An annex of the compilation.',
  WEB_ADDRESS: 'A web address.',
  DOCUMENT: 'A document the entry names.',
  FOOTNOTE: 'A footnote of the entry.',
})

export const RelationKind = vocabulary(
  'RelationKind',
  'How one initiative relates to another. Read it from the first initiative to the second.',
  {
    PART_OF: 'Is part of the other.',
    BUILDS_ON: 'Builds on the other.',
    COMPLEMENTS: 'Complements the other.',
    REPLICATED_AS: 'Was taken as the model for the other.',
    ESTABLISHED: 'Set the other up.',
    CONVENED: 'Convened the other.',
    SUPPORTS: 'Supports the other.',
    SUCCEEDED_BY: 'Was followed by the other.',
    SERIES: 'Belongs to the same series as the other.',
    CONTRIBUTES_TO: 'Contributes to the other.',
    LIAISES_WITH: 'Keeps regular contact with the other.',
    COMMISSIONED: 'Commissioned the other.',
    PARALLEL_TO: 'Runs or meets in parallel with the other.',
  },
)

export const Audience = vocabulary('Audience', 'The audience of a piece of guidance.', {
  EVERYONE: 'Background for every reader, from the introduction of the chapter or of a section.',
  STAKEHOLDERS: 'A suggestion for all stakeholders.',
  UNHCR_SUPPORT: 'Support UNHCR can provide to partners.',
})

export const AssessmentCoverage = vocabulary(
  'AssessmentCoverage',
  'How central an action point is to an initiative, in the judgement of an editor.',
  {
    PRIMARY: 'The point is a main concern of the initiative.',
    SECONDARY: 'The point is a minor concern of the initiative.',
    NONE: 'The initiative does not address the point: no action is tied to it.',
  },
)

export const PlanStatus = vocabulary('PlanStatus', 'How far an implementation plan is agreed.', {
  DRAFT: 'Its authors are still writing it.',
  ADOPTED: 'It was agreed and is in force.',
  ARCHIVED: 'It is no longer in force.',
})

export const PlanItemStatus = vocabulary('PlanItemStatus', 'How far the activity of a plan’s item has come.', {
  PLANNED: 'Not started.',
  ONGOING: 'Under way.',
  DONE: 'Completed.',
  DELAYED: 'Later than planned.',
  DROPPED: 'Given up. It no longer fills a gap.',
})

export const PlanPriority = vocabulary('PlanPriority', 'How urgent the item of a plan is.', {
  HIGH: 'To be done first.',
  MEDIUM: 'To be done after what is urgent.',
  LOW: 'To be done if means are left.',
})

export const PlanActorRole = vocabulary('PlanActorRole', 'What an actor does for the item of a plan.', {
  RESPONSIBLE: 'Answers for the activity.',
  SUPPORTING: 'Helps with the activity.',
  FUNDING: 'Pays for the activity.',
})

export const FacetField = vocabulary('FacetField', 'The properties by which the items of a list can be counted.', {
  KIND: 'The kind of the initiative, actor or action.',
  LEVEL: 'The geographic reach of the cooperation.',
  REGION: 'The regional heading of the chapter.',
  COVERAGE: 'How much the source says about the initiative.',
  STATUS: 'The status of the initiative, action, plan or item of a plan.',
  NATURE: 'Whether the action was done, advised or discussed.',
  COUNTRY: 'The country. Whatever covers a region counts once for each country in it.',
  ROLE: 'The role of participations, of credits for actions, or of actors in items of plans.',
  ACTION_POINT: 'The action point served.',
  BASIS: 'Whether the source or the editors tie the actions to the points.',
  AGREEMENT: 'How many of the three readings tie the actions to the points.',
  YEAR: 'The year of the start.',
  PRIORITY: 'The priority of the item of a plan.',
})

export const SearchType = vocabulary('SearchType', 'What can be searched.', {
  INITIATIVE: 'Initiatives, by name, acronym, other names and background.',
  ACTOR: 'Actors, by name, acronym, other names and description.',
  ACTION: 'Actions, by their summary.',
  OUTCOME: 'Findings of reviews, by their text.',
  GUIDANCE: 'Guidance, by its text.',
  REFERENCE: 'References, by title, label, note and web address.',
  IMPLEMENTATION_PLAN: 'Implementation plans, by name, author and summary.',
  PLAN_ITEM: 'Items of implementation plans, by their texts.',
})

export const MatrixRows = vocabulary('MatrixRows', 'What the rows of a matrix are.', {
  INITIATIVE: 'One row for each initiative.',
  ACTOR:
    'One row for each actor that takes part in an initiative. An action counts for the actors that perform it, collaborate in it or coordinate it.',
  ACTOR_KIND: 'One row for each kind of actor. Actions count as in rows of actors.',
  COUNTRY: 'One row for each country. An action for a region counts once for each country in it.',
  REGION: 'One row for each regional heading of the chapter.',
  LEVEL: 'One row for each level of cooperation.',
})

export const EmptyReason = vocabulary('EmptyReason', 'What it means that a cell of the matrix has no action.', {
  NOT_COVERED: 'The source only names the initiatives of the row. It has no entry that could say more.',
  NONE_STATED:
    'The source describes initiatives of the row, an editor assessed each of them under the point, and none addresses it.',
  NOT_ASSESSED:
    'The source describes an initiative of the row that no editor has assessed under the point yet, and no action was found.',
})

export const ChangesetStatus = vocabulary('ChangesetStatus', 'What became of a changeset.', {
  PROPOSED: 'It waits for somebody to decide; the catalogue is unchanged.',
  PUBLISHED: 'It is part of the catalogue, as a revision of its own.',
  REJECTED: 'It was turned down.',
  WITHDRAWN: 'Its author took it back.',
})

export const ChangesetOrigin = vocabulary('ChangesetOrigin', 'The way a changeset came in.', {
  API: 'Through this API.',
  IMPORT: 'From a spreadsheet.',
  FILES: 'From a folder of dataset files.',
  PROGRAM: 'From the dataset that comes with the program.',
})

export const ChangeOperation = vocabulary('ChangeOperation', 'What a change does to an object.', {
  CREATE: 'The object is new.',
  UPDATE: 'The object has other values.',
  DELETE: 'The object is gone.',
})
