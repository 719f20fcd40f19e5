/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The form the cooperation takes. */
export type InitiativeKind =
  /** A project with a beginning, an end and a budget of its own. */
  | 'PROJECT'
  /** A programme of several projects or activities. */
  | 'PROGRAMME'
  /** A task force. */
  | 'TASK_FORCE'
  /** A thematic or working group of agencies. */
  | 'THEMATIC_GROUP'
  /** A regular, usually informal and non-binding dialogue among States. */
  | 'CONSULTATIVE_PROCESS'
  /** A single conference, or a series of them. */
  | 'CONFERENCE'
  /** A plan of action States adopted. */
  | 'PLAN_OF_ACTION'
  /** A network of organizations or persons. */
  | 'NETWORK'
  /** A committee, often of several ministries. */
  | 'COMMITTEE'
  /** A framework for cooperation or dialogue. */
  | 'FRAMEWORK'
  /** A standing service or centre. */
  | 'SERVICE'
  /** An information or advocacy campaign. */
  | 'CAMPAIGN'
  /** A study or research undertaking. */
  | 'STUDY'
  /** Any other form. */
  | 'OTHER';

/** How far the cooperation reaches. */
export type Level =
  /** One area or town. */
  | 'LOCAL'
  /** One country. */
  | 'NATIONAL'
  /** Several countries of one region. */
  | 'REGIONAL'
  /** Countries of several regions. */
  | 'INTERREGIONAL'
  /** The whole world. */
  | 'GLOBAL';

/** The regional headings of the chapter. */
export type Region =
  /** Section 1.2.1, Americas. */
  | 'AMERICAS'
  /** Section 1.2.2, Asia and Pacific. */
  | 'ASIA_AND_PACIFIC'
  /** Section 1.2.3, Europe. */
  | 'EUROPE'
  /** Section 1.2.4, Gulf of Aden. */
  | 'GULF_OF_ADEN';

/** How much the source says of an initiative. */
export type Coverage =
  /** An entry of its own with background, actors, actions, review and further information. */
  | 'FULL'
  /** A paragraph of its own. */
  | 'BRIEF'
  /** Named only, in the contents or in another entry. */
  | 'MENTION';

/** Where an initiative stood at the date of the source. */
export type InitiativeStatus =
  /** Announced, not yet begun. */
  | 'PLANNED'
  /** Under way. */
  | 'ONGOING'
  /** Ended. */
  | 'COMPLETED'
  /** Not ended, but no longer active. */
  | 'DORMANT'
  /** The source does not say. */
  | 'UNKNOWN';

/** As what an actor takes part in an initiative. */
export type ParticipationRole =
  /** Leads it. */
  | 'LEAD'
  /** Chairs it. */
  | 'CHAIR'
  /** Chairs it together with another actor. */
  | 'CO_CHAIR'
  /** Set it up or called it together. */
  | 'CONVENOR'
  /** Provides its secretariat. */
  | 'SECRETARIAT'
  /** Coordinates it. */
  | 'COORDINATOR'
  /** Is a member. */
  | 'MEMBER'
  /** Is an observer. */
  | 'OBSERVER'
  /** Is a partner. */
  | 'PARTNER'
  /** Carries out part of it for others. */
  | 'IMPLEMENTING_PARTNER'
  /** Pays for it, wholly or in part. */
  | 'FUNDER'
  /** Hosts it. */
  | 'HOST'
  /** Gives it its auspices. */
  | 'AUSPICES'
  /** Supports it. */
  | 'SUPPORTER'
  /** Takes part in its meetings or activities. */
  | 'PARTICIPANT'
  /** Keeps the contact with it. */
  | 'LIAISON'
  /** The source names the actor and gives no role. */
  | 'UNSPECIFIED';

/** How firm a participation is in the source. */
export type Certainty =
  /** A fact. */
  | 'STATED'
  /** Planned or foreseen. */
  | 'PLANNED'
  /** Asked for, not yet granted. */
  | 'SOUGHT';

/** How a name relates to the thing it names. */
export type NameKind =
  /** Its official name, or that name in another language. */
  | 'OFFICIAL'
  /** An abbreviation. */
  | 'ACRONYM'
  /** Another name in use. */
  | 'ALIAS'
  /** The form the source prints, where it differs from the usual one. */
  | 'SOURCE_FORM'
  /** A name no longer in use. */
  | 'FORMER';

/** What sort of actor it is. */
export type ActorKind =
  /** A State, acting through its government as a whole. */
  | 'STATE'
  /** A ministry, department, board or service of one State. */
  | 'GOVERNMENT_BODY'
  /** The authorities of an area inside a State. */
  | 'SUBNATIONAL_AUTHORITY'
  /** An agency, fund, programme, office or commission of the United Nations. */
  | 'UN_ENTITY'
  /** An intergovernmental organization outside the United Nations proper. */
  | 'INTERGOVERNMENTAL'
  /** An organization or institution of the States of one region. */
  | 'REGIONAL_BODY'
  /** A consultative process or conference of States that acts in its own name. */
  | 'INTERSTATE_PROCESS'
  /** The International Committee of the Red Cross or a national society. */
  | 'RED_CROSS_RED_CRESCENT'
  /** A non-governmental organization working in several countries. */
  | 'INTERNATIONAL_NGO'
  /** A non-governmental organization of one country. */
  | 'NATIONAL_NGO'
  /** Non-governmental organizations whose reach the source does not give. */
  | 'NGO'
  /** A network of civil society organizations. */
  | 'CIVIL_SOCIETY_NETWORK'
  /** A university or research centre. */
  | 'ACADEMIC'
  /** A company or business association. */
  | 'PRIVATE_SECTOR'
  /** An independent expert with a mandate of the United Nations. */
  | 'MANDATE_HOLDER'
  /** A coordination body, committee or working group that acts in its own name. */
  | 'MECHANISM'
  /** Persons acting for themselves. */
  | 'INDIVIDUALS'
  /** Any other actor, including mixed groups. */
  | 'OTHER';

/** What sort of place it is. */
export type PlaceKind =
  /** The whole world. */
  | 'WORLD'
  /** A region or subregion of the United Nations M49 standard. */
  | 'REGION'
  /** A country or territory with an ISO 3166-1 code. */
  | 'COUNTRY'
  /** A region as the source draws it, with the countries it names as members. */
  | 'CUSTOM_REGION'
  /** An area inside a country. */
  | 'SUBNATIONAL'
  /** A town or city. */
  | 'LOCALITY';

/** Whether something was done, advised or discussed. */
export type ActionNature =
  /** An activity of the initiative. */
  | 'ACTION'
  /** Something the initiative recommends to others. */
  | 'RECOMMENDATION'
  /** A subject the initiative discusses. */
  | 'AGENDA_TOPIC';

/** What sort of activity it is. */
export type ActionKind =
  /** Training and capacity building. */
  | 'TRAINING'
  /** Technical advice and assistance. */
  | 'TECHNICAL_ASSISTANCE'
  /** Coordination among actors. */
  | 'COORDINATION'
  /** Meetings, conferences and exchange. */
  | 'DIALOGUE'
  /** Policy, strategy and law. */
  | 'POLICY_LEGISLATION'
  /** Assistance to people. */
  | 'DIRECT_ASSISTANCE'
  /** Legal counselling and aid. */
  | 'LEGAL_AID'
  /** Work on individual cases and procedures. */
  | 'CASE_MANAGEMENT'
  /** Research, data and analysis. */
  | 'RESEARCH_DATA'
  /** Information and awareness raising. */
  | 'INFORMATION_AWARENESS'
  /** Advocacy. */
  | 'ADVOCACY'
  /** Building or strengthening institutions. */
  | 'INSTITUTION_BUILDING'
  /** Equipment and infrastructure. */
  | 'EQUIPMENT'
  /** Return and reintegration. */
  | 'RETURN'
  /** Resettlement. */
  | 'RESETTLEMENT'
  /** Livelihoods and self-reliance. */
  | 'LIVELIHOODS'
  /** Raising funds. */
  | 'FUNDRAISING'
  /** Any other activity. */
  | 'OTHER';

/** What the source proves about an action. */
export type ActionStatus =
  /** The source says it was done. */
  | 'DONE'
  /** The source says it is being done. */
  | 'ONGOING'
  /** The source says it is planned. */
  | 'PLANNED'
  /** It is a recommendation. */
  | 'RECOMMENDED'
  /** The source says it was delayed. */
  | 'DELAYED'
  /** The source lists it and does not say whether it was done. */
  | 'UNKNOWN';

/** What part of an initiative it is. */
export type PhaseKind =
  /** A phase in time. */
  | 'PHASE'
  /** A component or strand of work. */
  | 'COMPONENT'
  /** A programme inside the initiative. */
  | 'PROGRAMME'
  /** A working group inside the initiative. */
  | 'WORKING_GROUP';

/** Where a part of an initiative stood at the date of the source. */
export type PhaseStatus =
  /** Announced, not yet begun. */
  | 'PLANNED'
  /** Under way. */
  | 'ONGOING'
  /** Ended. */
  | 'COMPLETED'
  /** The source does not say. */
  | 'UNKNOWN';

/** The people concerned. */
export type Population =
  /** Refugees. */
  | 'REFUGEES'
  /** People seeking asylum. */
  | 'ASYLUM_SEEKERS'
  /** Migrants, without further distinction. */
  | 'MIGRANTS'
  /** Migrants in an irregular situation. */
  | 'IRREGULAR_MIGRANTS'
  /** People whose application for asylum was rejected. */
  | 'REJECTED_ASYLUM_SEEKERS'
  /** People displaced inside their own country. */
  | 'INTERNALLY_DISPLACED'
  /** Stateless people. */
  | 'STATELESS'
  /** People trafficked or at risk of it. */
  | 'TRAFFICKED_PERSONS'
  /** Children, including those unaccompanied or separated. */
  | 'CHILDREN'
  /** Women and girls. */
  | 'WOMEN'
  /** People with specific needs. */
  | 'PEOPLE_WITH_SPECIFIC_NEEDS'
  /** The communities that receive refugees or migrants. */
  | 'HOST_COMMUNITIES'
  /** Diasporas and communities of migrants. */
  | 'DIASPORAS'
  /** Other people. */
  | 'OTHER';

/** An actor’s part in one action. */
export type ActionRole =
  /** Carries it out. */
  | 'PERFORMER'
  /** Carries it out together with the performer. */
  | 'COLLABORATOR'
  /** Coordinates it, or it is done in coordination with them. */
  | 'COORDINATOR'
  /** Supports it. */
  | 'SUPPORTER'
  /** Pays for it. */
  | 'FUNDER'
  /** It is done for them. */
  | 'BENEFICIARY'
  /** It speaks to them. */
  | 'ADDRESSEE'
  /** It keeps the contact with them. */
  | 'LIAISON';

/** How an actor is tied to an action. */
export type Attribution =
  /** The source names the actor with this action. */
  | 'NAMED'
  /** The source credits the initiative, or all its actors together. */
  | 'COLLECTIVE';

/** Who says so: the source itself, or the editors of this catalogue. */
export type Basis =
  /** The source says it. */
  | 'STATED'
  /** The editors of this catalogue read it so; a rationale says why. */
  | 'EDITORIAL';

/** What sort of document it is. */
export type DocumentKind =
  /** A collection of practical examples. */
  | 'COMPILATION'
  /** An annex to another document, of no more specific kind. */
  | 'ANNEX'
  /** A report. */
  | 'REPORT'
  /** A study or research paper. */
  | 'STUDY'
  /** A strategic framework or plan. */
  | 'FRAMEWORK'
  /** Terms of reference of a body. */
  | 'TERMS_OF_REFERENCE'
  /** A declaration or plan of action adopted by States. */
  | 'DECLARATION'
  /** A concept or information note. */
  | 'CONCEPT_NOTE'
  /** Papers of a conference or meeting. */
  | 'CONFERENCE_MATERIAL'
  /** A law, regulation or convention. */
  | 'LEGISLATION'
  /** A web page or site. */
  | 'WEB_PAGE'
  /** Any other document. */
  | 'OTHER';

/** What sort of reference it is. */
export type ReferenceKind =
  /** An annex of the compilation. */
  | 'ANNEX'
  /** A web address. */
  | 'WEB_ADDRESS'
  /** A document the entry names. */
  | 'DOCUMENT'
  /** A footnote of the entry. */
  | 'FOOTNOTE';

/** The part of the source a fact is printed in. */
export type CitationSection =
  /** An entry’s section A, "Background and Rationale", including its heading and dates. */
  | 'BACKGROUND'
  /** An entry’s section B, "Actors". */
  | 'ACTORS'
  /** An entry’s section C, "Actions". */
  | 'ACTIONS'
  /** An entry’s section D, "Review". */
  | 'REVIEW'
  /** An entry’s section E, "Further Information". */
  | 'FURTHER_INFORMATION'
  /** The introduction of the chapter or of one of its sections, and its short examples. */
  | 'INTRODUCTION'
  /** The suggestions for stakeholders and the support UNHCR can provide. */
  | 'GUIDANCE'
  /** The table of contents. */
  | 'CONTENTS'
  /** A footnote; its number is given. */
  | 'FOOTNOTE';

/** What a place is to an initiative. */
export type PlaceRole =
  /** The initiative works there or covers it. */
  | 'COVERAGE'
  /** It takes or took place there, or is seated there. */
  | 'VENUE'
  /** Movements it addresses begin there. */
  | 'ORIGIN'
  /** Movements it addresses pass through there. */
  | 'TRANSIT'
  /** Movements it addresses lead there. */
  | 'DESTINATION'
  /** It names the place as a target of its work. */
  | 'TARGET';

/** What sort of finding the review reports. */
export type OutcomeKind =
  /** A change that came about. */
  | 'OUTCOME'
  /** Something produced. */
  | 'OUTPUT'
  /** A difficulty. */
  | 'CHALLENGE'
  /** Something missing. */
  | 'GAP'
  /** A lesson or recommendation drawn from experience. */
  | 'LESSON'
  /** What is to follow. */
  | 'NEXT_STEP'
  /** Background to the review. */
  | 'CONTEXT';

/** What objects of type Actor can be ordered by. */
export type ActorOrderField =
  /** By name. */
  | 'NAME'
  /** By slug. */
  | 'SLUG'
  /** By acronym. */
  | 'ACRONYM'
  /** By kind. */
  | 'KIND';

/** Which way an order runs. Rows without a value come last either way. */
export type OrderDirection =
  /** Smallest, earliest or first in the alphabet first. */
  | 'ASC'
  /** The other way round. */
  | 'DESC';

/** What objects of type Action can be ordered by. */
export type ActionOrderField =
  /** By ordinal. */
  | 'ORDINAL'
  /** By nature. */
  | 'NATURE'
  /** By kind. */
  | 'KIND'
  /** By status. */
  | 'STATUS'
  /** By startYear. */
  | 'START_YEAR';

/** What objects of type Initiative can be ordered by. */
export type InitiativeOrderField =
  /** By name. */
  | 'NAME'
  /** By slug. */
  | 'SLUG'
  /** By acronym. */
  | 'ACRONYM'
  /** By kind. */
  | 'KIND'
  /** By level. */
  | 'LEVEL'
  /** By region. */
  | 'REGION'
  /** By coverage. */
  | 'COVERAGE'
  /** By status. */
  | 'STATUS'
  /** By startYear. */
  | 'START_YEAR'
  /** By endYear. */
  | 'END_YEAR';

/** How exactly the source counts a group. */
export type CountQualifier =
  /** The number is exact. */
  | 'EXACT'
  /** More than the number. */
  | 'OVER'
  /** About the number. */
  | 'ABOUT'
  /** All there are; no number is given. */
  | 'ALL';

/** Whom a piece of guidance is for. */
export type Audience =
  /** A suggestion for all stakeholders. */
  | 'STAKEHOLDERS'
  /** Support UNHCR can provide to partners. */
  | 'UNHCR_SUPPORT';

/** How one initiative relates to another; read it from the first to the second. */
export type RelationKind =
  /** Is part of the other. */
  | 'PART_OF'
  /** Builds on the other. */
  | 'BUILDS_ON'
  /** Complements the other. */
  | 'COMPLEMENTS'
  /** Was taken as the model for the other. */
  | 'REPLICATED_AS'
  /** Set the other up. */
  | 'ESTABLISHED'
  /** Called the other together. */
  | 'CONVENED'
  /** Supports the other. */
  | 'SUPPORTS'
  /** Was followed by the other. */
  | 'SUCCEEDED_BY'
  /** Belongs to the same series as the other. */
  | 'SERIES'
  /** Contributes to the other. */
  | 'CONTRIBUTES_TO'
  /** Keeps regular contact with the other. */
  | 'LIAISES_WITH'
  /** Commissioned the other. */
  | 'COMMISSIONED'
  /** Runs or meets in parallel with the other. */
  | 'PARALLEL_TO';

/** What objects of type Place can be ordered by. */
export type PlaceOrderField =
  /** By name. */
  | 'NAME'
  /** By code. */
  | 'CODE'
  /** By kind. */
  | 'KIND';

/** How exactly a date is known. */
export type DatePrecision =
  /** To the day. */
  | 'DAY'
  /** To the month; the day is not known. */
  | 'MONTH'
  /** To the year; month and day are not known. */
  | 'YEAR';

/** What can be searched. */
export type SearchType =
  /** Initiatives, by name, acronym, other names and background. */
  | 'INITIATIVE'
  /** Actors, by name, acronym, other names and description. */
  | 'ACTOR'
  /** Actions, by their summary. */
  | 'ACTION'
  /** Findings of reviews, by their text. */
  | 'OUTCOME'
  /** Guidance, by its text. */
  | 'GUIDANCE'
  /** References, by title, label, note and web address. */
  | 'REFERENCE';

/** What the rows of a matrix are. */
export type MatrixRows =
  /** One row for each initiative. */
  | 'INITIATIVE'
  /** One row for each actor that takes part in an initiative; an action counts for the actors that perform it, collaborate in it or coordinate it. */
  | 'ACTOR'
  /** One row for each kind of actor; actions count as in rows of actors. */
  | 'ACTOR_KIND'
  /** One row for each country; an action for a region counts for each country in it, once. */
  | 'COUNTRY'
  /** One row for each regional heading of the chapter. */
  | 'REGION'
  /** One row for each level of cooperation. */
  | 'LEVEL';

/** What a value of type ParticipationRole is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ParticipationRoleFilter = {
  /** Equal to this. */
  readonly eq?: ParticipationRole | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ParticipationRole | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ParticipationRole> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ParticipationRole> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Certainty is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type CertaintyFilter = {
  /** Equal to this. */
  readonly eq?: Certainty | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Certainty | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Certainty> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Certainty> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Boolean is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type BooleanFilter = {
  /** Equal to this. */
  readonly eq?: boolean | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: boolean | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type String is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type StringFilter = {
  /** Equal to this. */
  readonly eq?: string | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: string | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  /** Contains this text, its letters A to Z in upper or lower case. % and _ stand for themselves. */
  readonly contains?: string | null | undefined;
  /** Begins with this text, its letters A to Z in upper or lower case. % and _ stand for themselves. */
  readonly startsWith?: string | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type NameKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type NameKindFilter = {
  /** Equal to this. */
  readonly eq?: NameKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: NameKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<NameKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<NameKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type InitiativeName to take: those for which everything given here holds. */
export type InitiativeNameWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<InitiativeNameWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<InitiativeNameWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: InitiativeNameWhere | null | undefined;
  /** By its field name. */
  readonly name?: StringFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: NameKindFilter | null | undefined;
  /** By its field language. */
  readonly language?: StringFilter | null | undefined;
};

/** What must hold of the related objects of type InitiativeName. */
export type InitiativeNameListFilter = {
  /** It holds of at least one. */
  readonly some?: InitiativeNameWhere | null | undefined;
  /** It holds of none. */
  readonly none?: InitiativeNameWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: InitiativeNameWhere | null | undefined;
};

/** What a value of type InitiativeKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type InitiativeKindFilter = {
  /** Equal to this. */
  readonly eq?: InitiativeKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: InitiativeKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<InitiativeKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<InitiativeKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Level is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type LevelFilter = {
  /** Equal to this. */
  readonly eq?: Level | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Level | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Level> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Level> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Region is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type RegionFilter = {
  /** Equal to this. */
  readonly eq?: Region | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Region | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Region> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Region> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Coverage is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type CoverageFilter = {
  /** Equal to this. */
  readonly eq?: Coverage | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Coverage | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Coverage> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Coverage> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type InitiativeStatus is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type InitiativeStatusFilter = {
  /** Equal to this. */
  readonly eq?: InitiativeStatus | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: InitiativeStatus | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<InitiativeStatus> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<InitiativeStatus> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Int is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type IntFilter = {
  /** Equal to this. */
  readonly eq?: number | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: number | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<number> | null | undefined;
  /** Less than this. */
  readonly lt?: number | null | undefined;
  /** Less than or equal to this. */
  readonly lte?: number | null | undefined;
  /** Greater than this. */
  readonly gt?: number | null | undefined;
  /** Greater than or equal to this. */
  readonly gte?: number | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type ActorName to take: those for which everything given here holds. */
export type ActorNameWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ActorNameWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ActorNameWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ActorNameWhere | null | undefined;
  /** By its field name. */
  readonly name?: StringFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: NameKindFilter | null | undefined;
  /** By its field language. */
  readonly language?: StringFilter | null | undefined;
};

/** What must hold of the related objects of type ActorName. */
export type ActorNameListFilter = {
  /** It holds of at least one. */
  readonly some?: ActorNameWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ActorNameWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ActorNameWhere | null | undefined;
};

/** What a value of type ActorKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ActorKindFilter = {
  /** Equal to this. */
  readonly eq?: ActorKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ActorKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ActorKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ActorKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type PlaceKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type PlaceKindFilter = {
  /** Equal to this. */
  readonly eq?: PlaceKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: PlaceKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<PlaceKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<PlaceKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What must hold of the related objects of type Place. */
export type PlaceListFilter = {
  /** It holds of at least one. */
  readonly some?: PlaceWhere | null | undefined;
  /** It holds of none. */
  readonly none?: PlaceWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: PlaceWhere | null | undefined;
};

/** What must hold of the related objects of type Initiative. */
export type InitiativeListFilter = {
  /** It holds of at least one. */
  readonly some?: InitiativeWhere | null | undefined;
  /** It holds of none. */
  readonly none?: InitiativeWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: InitiativeWhere | null | undefined;
};

/** What must hold of the related objects of type Actor. */
export type ActorListFilter = {
  /** It holds of at least one. */
  readonly some?: ActorWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ActorWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ActorWhere | null | undefined;
};

/** Which objects of type Place to take: those for which everything given here holds. */
export type PlaceWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<PlaceWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<PlaceWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: PlaceWhere | null | undefined;
  /** By its field code. */
  readonly code?: StringFilter | null | undefined;
  /** By its field slug. */
  readonly slug?: StringFilter | null | undefined;
  /** By its field name. */
  readonly name?: StringFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: PlaceKindFilter | null | undefined;
  /** By its field iso2. */
  readonly iso2?: StringFilter | null | undefined;
  /** By its field iso3. */
  readonly iso3?: StringFilter | null | undefined;
  /** By its field m49. */
  readonly m49?: StringFilter | null | undefined;
  /** By its field parent. */
  readonly parent?: PlaceWhere | null | undefined;
  /** By its field members. */
  readonly members?: PlaceListFilter | null | undefined;
  /** By its field within. */
  readonly within?: PlaceListFilter | null | undefined;
  /** By its field contains. */
  readonly contains?: PlaceListFilter | null | undefined;
  /** By its field initiatives. */
  readonly initiatives?: InitiativeListFilter | null | undefined;
  /** By its field actorsBased. */
  readonly actorsBased?: ActorListFilter | null | undefined;
};

/** What must hold of the related objects of type Participation. */
export type ParticipationListFilter = {
  /** It holds of at least one. */
  readonly some?: ParticipationWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ParticipationWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ParticipationWhere | null | undefined;
};

/** What a value of type ActionNature is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ActionNatureFilter = {
  /** Equal to this. */
  readonly eq?: ActionNature | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ActionNature | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ActionNature> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ActionNature> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type ActionKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ActionKindFilter = {
  /** Equal to this. */
  readonly eq?: ActionKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ActionKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ActionKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ActionKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type ActionStatus is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ActionStatusFilter = {
  /** Equal to this. */
  readonly eq?: ActionStatus | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ActionStatus | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ActionStatus> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ActionStatus> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type PhaseKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type PhaseKindFilter = {
  /** Equal to this. */
  readonly eq?: PhaseKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: PhaseKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<PhaseKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<PhaseKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type PhaseStatus is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type PhaseStatusFilter = {
  /** Equal to this. */
  readonly eq?: PhaseStatus | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: PhaseStatus | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<PhaseStatus> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<PhaseStatus> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type Phase to take: those for which everything given here holds. */
export type PhaseWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<PhaseWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<PhaseWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: PhaseWhere | null | undefined;
  /** By its field kind. */
  readonly kind?: PhaseKindFilter | null | undefined;
  /** By its field name. */
  readonly name?: StringFilter | null | undefined;
  /** By its field status. */
  readonly status?: PhaseStatusFilter | null | undefined;
  /** By its field durationMonths. */
  readonly durationMonths?: IntFilter | null | undefined;
  /** By its field parent. */
  readonly parent?: PhaseWhere | null | undefined;
};

/** What a value of type Population is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type PopulationFilter = {
  /** Equal to this. */
  readonly eq?: Population | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Population | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Population> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Population> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What must hold of the related values. */
export type PopulationValuesFilter = {
  /** It holds of at least one. */
  readonly some?: PopulationFilter | null | undefined;
  /** It holds of none. */
  readonly none?: PopulationFilter | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: PopulationFilter | null | undefined;
};

/** What a value of type ActionRole is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ActionRoleFilter = {
  /** Equal to this. */
  readonly eq?: ActionRole | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ActionRole | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ActionRole> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ActionRole> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type Attribution is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type AttributionFilter = {
  /** Equal to this. */
  readonly eq?: Attribution | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Attribution | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Attribution> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Attribution> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type ActionCredit to take: those for which everything given here holds. */
export type ActionCreditWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ActionCreditWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ActionCreditWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ActionCreditWhere | null | undefined;
  /** By its field role. */
  readonly role?: ActionRoleFilter | null | undefined;
  /** By its field attribution. */
  readonly attribution?: AttributionFilter | null | undefined;
  /** By its field actor. */
  readonly actor?: ActorWhere | null | undefined;
};

/** What must hold of the related objects of type ActionCredit. */
export type ActionCreditListFilter = {
  /** It holds of at least one. */
  readonly some?: ActionCreditWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ActionCreditWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ActionCreditWhere | null | undefined;
};

/** Which objects of type ActionPoint to take: those for which everything given here holds. */
export type ActionPointWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ActionPointWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ActionPointWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ActionPointWhere | null | undefined;
  /** By its field number. */
  readonly number?: IntFilter | null | undefined;
  /** By its field slug. */
  readonly slug?: StringFilter | null | undefined;
  /** By its field title. */
  readonly title?: StringFilter | null | undefined;
  /** By its field actions. */
  readonly actions?: ActionListFilter | null | undefined;
  /** By its field initiatives. */
  readonly initiatives?: InitiativeListFilter | null | undefined;
  /** By its field actors. */
  readonly actors?: ActorListFilter | null | undefined;
};

/** What must hold of the related objects of type ActionPoint. */
export type ActionPointListFilter = {
  /** It holds of at least one. */
  readonly some?: ActionPointWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ActionPointWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ActionPointWhere | null | undefined;
};

/** Which objects of type SubPoint to take: those for which everything given here holds. */
export type SubPointWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<SubPointWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<SubPointWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: SubPointWhere | null | undefined;
  /** By its field code. */
  readonly code?: StringFilter | null | undefined;
  /** By its field title. */
  readonly title?: StringFilter | null | undefined;
  /** By its field actionPoint. */
  readonly actionPoint?: ActionPointWhere | null | undefined;
};

/** What a value of type Basis is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type BasisFilter = {
  /** Equal to this. */
  readonly eq?: Basis | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: Basis | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<Basis> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<Basis> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type ActionClassification to take: those for which everything given here holds. */
export type ActionClassificationWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ActionClassificationWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ActionClassificationWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ActionClassificationWhere | null | undefined;
  /** By its field actionPoint. */
  readonly actionPoint?: ActionPointWhere | null | undefined;
  /** By its field subPoint. */
  readonly subPoint?: SubPointWhere | null | undefined;
  /** By its field basis. */
  readonly basis?: BasisFilter | null | undefined;
};

/** What must hold of the related objects of type ActionClassification. */
export type ActionClassificationListFilter = {
  /** It holds of at least one. */
  readonly some?: ActionClassificationWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ActionClassificationWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ActionClassificationWhere | null | undefined;
};

/** What a value of type DocumentKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type DocumentKindFilter = {
  /** Equal to this. */
  readonly eq?: DocumentKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: DocumentKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<DocumentKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<DocumentKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** What a value of type ReferenceKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type ReferenceKindFilter = {
  /** Equal to this. */
  readonly eq?: ReferenceKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: ReferenceKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<ReferenceKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<ReferenceKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type Reference to take: those for which everything given here holds. */
export type ReferenceWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ReferenceWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ReferenceWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ReferenceWhere | null | undefined;
  /** By its field kind. */
  readonly kind?: ReferenceKindFilter | null | undefined;
  /** By its field label. */
  readonly label?: StringFilter | null | undefined;
  /** By its field url. */
  readonly url?: StringFilter | null | undefined;
  /** By its field note. */
  readonly note?: StringFilter | null | undefined;
  /** By its field document. */
  readonly document?: DocumentWhere | null | undefined;
  /** By its field initiative. */
  readonly initiative?: InitiativeWhere | null | undefined;
};

/** What must hold of the related objects of type Reference. */
export type ReferenceListFilter = {
  /** It holds of at least one. */
  readonly some?: ReferenceWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ReferenceWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ReferenceWhere | null | undefined;
};

/** Which objects of type Document to take: those for which everything given here holds. */
export type DocumentWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<DocumentWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<DocumentWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: DocumentWhere | null | undefined;
  /** By its field slug. */
  readonly slug?: StringFilter | null | undefined;
  /** By its field title. */
  readonly title?: StringFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: DocumentKindFilter | null | undefined;
  /** By its field language. */
  readonly language?: StringFilter | null | undefined;
  /** By its field publisher. */
  readonly publisher?: StringFilter | null | undefined;
  /** By its field references. */
  readonly references?: ReferenceListFilter | null | undefined;
};

/** What a value of type CitationSection is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type CitationSectionFilter = {
  /** Equal to this. */
  readonly eq?: CitationSection | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: CitationSection | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<CitationSection> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<CitationSection> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type Citation to take: those for which everything given here holds. */
export type CitationWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<CitationWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<CitationWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: CitationWhere | null | undefined;
  /** By its field document. */
  readonly document?: DocumentWhere | null | undefined;
  /** By its field pageStart. */
  readonly pageStart?: IntFilter | null | undefined;
  /** By its field pageEnd. */
  readonly pageEnd?: IntFilter | null | undefined;
  /** By its field section. */
  readonly section?: CitationSectionFilter | null | undefined;
  /** By its field footnote. */
  readonly footnote?: IntFilter | null | undefined;
};

/** Which objects of type Action to take: those for which everything given here holds. */
export type ActionWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ActionWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ActionWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ActionWhere | null | undefined;
  /** By its field ordinal. */
  readonly ordinal?: IntFilter | null | undefined;
  /** By its field summary. */
  readonly summary?: StringFilter | null | undefined;
  /** By its field nature. */
  readonly nature?: ActionNatureFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: ActionKindFilter | null | undefined;
  /** By its field status. */
  readonly status?: ActionStatusFilter | null | undefined;
  /** By its field startYear. */
  readonly startYear?: IntFilter | null | undefined;
  /** By its field endYear. */
  readonly endYear?: IntFilter | null | undefined;
  /** By its field initiative. */
  readonly initiative?: InitiativeWhere | null | undefined;
  /** By its field phase. */
  readonly phase?: PhaseWhere | null | undefined;
  /** By its field parent. */
  readonly parent?: ActionWhere | null | undefined;
  /** By its field parts. */
  readonly parts?: ActionListFilter | null | undefined;
  /** By its field places. */
  readonly places?: PlaceListFilter | null | undefined;
  /** By its field populations. */
  readonly populations?: PopulationValuesFilter | null | undefined;
  /** By its field actors. */
  readonly actors?: ActorListFilter | null | undefined;
  /** By its field credits. */
  readonly credits?: ActionCreditListFilter | null | undefined;
  /** By its field actionPoints. */
  readonly actionPoints?: ActionPointListFilter | null | undefined;
  /** By its field classifications. */
  readonly classifications?: ActionClassificationListFilter | null | undefined;
  /** By its field citation. */
  readonly citation?: CitationWhere | null | undefined;
};

/** What must hold of the related objects of type Action. */
export type ActionListFilter = {
  /** It holds of at least one. */
  readonly some?: ActionWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ActionWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ActionWhere | null | undefined;
};

/** Which objects of type Actor to take: those for which everything given here holds. */
export type ActorWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ActorWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ActorWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ActorWhere | null | undefined;
  /** By its field slug. */
  readonly slug?: StringFilter | null | undefined;
  /** By its field name. */
  readonly name?: StringFilter | null | undefined;
  /** By its field acronym. */
  readonly acronym?: StringFilter | null | undefined;
  /** By its field names. */
  readonly names?: ActorNameListFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: ActorKindFilter | null | undefined;
  /** By its field country. */
  readonly country?: PlaceWhere | null | undefined;
  /** By its field parent. */
  readonly parent?: ActorWhere | null | undefined;
  /** By its field parts. */
  readonly parts?: ActorListFilter | null | undefined;
  /** By its field isGroup. */
  readonly isGroup?: BooleanFilter | null | undefined;
  /** By its field statedCount. */
  readonly statedCount?: IntFilter | null | undefined;
  /** By its field members. */
  readonly members?: ActorListFilter | null | undefined;
  /** By its field groups. */
  readonly groups?: ActorListFilter | null | undefined;
  /** By its field initiatives. */
  readonly initiatives?: InitiativeListFilter | null | undefined;
  /** By its field participations. */
  readonly participations?: ParticipationListFilter | null | undefined;
  /** By its field actions. */
  readonly actions?: ActionListFilter | null | undefined;
  /** By its field partners. */
  readonly partners?: ActorListFilter | null | undefined;
};

/** What a value of type PlaceRole is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type PlaceRoleFilter = {
  /** Equal to this. */
  readonly eq?: PlaceRole | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: PlaceRole | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<PlaceRole> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<PlaceRole> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type InitiativePlace to take: those for which everything given here holds. */
export type InitiativePlaceWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<InitiativePlaceWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<InitiativePlaceWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: InitiativePlaceWhere | null | undefined;
  /** By its field place. */
  readonly place?: PlaceWhere | null | undefined;
  /** By its field role. */
  readonly role?: PlaceRoleFilter | null | undefined;
};

/** What must hold of the related objects of type InitiativePlace. */
export type InitiativePlaceListFilter = {
  /** It holds of at least one. */
  readonly some?: InitiativePlaceWhere | null | undefined;
  /** It holds of none. */
  readonly none?: InitiativePlaceWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: InitiativePlaceWhere | null | undefined;
};

/** Which objects of type InitiativePopulation to take: those for which everything given here holds. */
export type InitiativePopulationWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<InitiativePopulationWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<InitiativePopulationWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: InitiativePopulationWhere | null | undefined;
  /** By its field population. */
  readonly population?: PopulationFilter | null | undefined;
  /** By its field note. */
  readonly note?: StringFilter | null | undefined;
};

/** What must hold of the related objects of type InitiativePopulation. */
export type InitiativePopulationListFilter = {
  /** It holds of at least one. */
  readonly some?: InitiativePopulationWhere | null | undefined;
  /** It holds of none. */
  readonly none?: InitiativePopulationWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: InitiativePopulationWhere | null | undefined;
};

/** Which objects of type Objective to take: those for which everything given here holds. */
export type ObjectiveWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ObjectiveWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ObjectiveWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ObjectiveWhere | null | undefined;
  /** By its field ordinal. */
  readonly ordinal?: IntFilter | null | undefined;
  /** By its field text. */
  readonly text?: StringFilter | null | undefined;
  /** By its field phase. */
  readonly phase?: PhaseWhere | null | undefined;
};

/** What must hold of the related objects of type Objective. */
export type ObjectiveListFilter = {
  /** It holds of at least one. */
  readonly some?: ObjectiveWhere | null | undefined;
  /** It holds of none. */
  readonly none?: ObjectiveWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: ObjectiveWhere | null | undefined;
};

/** What must hold of the related objects of type Phase. */
export type PhaseListFilter = {
  /** It holds of at least one. */
  readonly some?: PhaseWhere | null | undefined;
  /** It holds of none. */
  readonly none?: PhaseWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: PhaseWhere | null | undefined;
};

/** What a value of type OutcomeKind is compared with. Everything given must hold; no value is equal to, less or greater than null. */
export type OutcomeKindFilter = {
  /** Equal to this. */
  readonly eq?: OutcomeKind | null | undefined;
  /** Not equal to this; rows without a value are included. */
  readonly ne?: OutcomeKind | null | undefined;
  /** Equal to one of these. */
  readonly in?: ReadonlyArray<OutcomeKind> | null | undefined;
  /** Equal to none of these; rows without a value are included. */
  readonly notIn?: ReadonlyArray<OutcomeKind> | null | undefined;
  /** True: there is no value. False: there is one. */
  readonly isNull?: boolean | null | undefined;
};

/** Which objects of type Outcome to take: those for which everything given here holds. */
export type OutcomeWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<OutcomeWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<OutcomeWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: OutcomeWhere | null | undefined;
  /** By its field kind. */
  readonly kind?: OutcomeKindFilter | null | undefined;
  /** By its field text. */
  readonly text?: StringFilter | null | undefined;
  /** By its field phase. */
  readonly phase?: PhaseWhere | null | undefined;
  /** By its field initiative. */
  readonly initiative?: InitiativeWhere | null | undefined;
  /** By its field actors. */
  readonly actors?: ActorListFilter | null | undefined;
  /** By its field places. */
  readonly places?: PlaceListFilter | null | undefined;
};

/** What must hold of the related objects of type Outcome. */
export type OutcomeListFilter = {
  /** It holds of at least one. */
  readonly some?: OutcomeWhere | null | undefined;
  /** It holds of none. */
  readonly none?: OutcomeWhere | null | undefined;
  /** It holds of all there are; also where there are none. */
  readonly every?: OutcomeWhere | null | undefined;
};

/** Which objects of type Initiative to take: those for which everything given here holds. */
export type InitiativeWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<InitiativeWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<InitiativeWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: InitiativeWhere | null | undefined;
  /** By its field slug. */
  readonly slug?: StringFilter | null | undefined;
  /** By its field name. */
  readonly name?: StringFilter | null | undefined;
  /** By its field acronym. */
  readonly acronym?: StringFilter | null | undefined;
  /** By its field names. */
  readonly names?: InitiativeNameListFilter | null | undefined;
  /** By its field kind. */
  readonly kind?: InitiativeKindFilter | null | undefined;
  /** By its field level. */
  readonly level?: LevelFilter | null | undefined;
  /** By its field region. */
  readonly region?: RegionFilter | null | undefined;
  /** By its field section. */
  readonly section?: StringFilter | null | undefined;
  /** By its field coverage. */
  readonly coverage?: CoverageFilter | null | undefined;
  /** By its field status. */
  readonly status?: InitiativeStatusFilter | null | undefined;
  /** By its field startYear. */
  readonly startYear?: IntFilter | null | undefined;
  /** By its field endYear. */
  readonly endYear?: IntFilter | null | undefined;
  /** By its field ongoing. */
  readonly ongoing?: BooleanFilter | null | undefined;
  /** By its field background. */
  readonly background?: StringFilter | null | undefined;
  /** By its field actsAs. */
  readonly actsAs?: ActorWhere | null | undefined;
  /** By its field places. */
  readonly places?: InitiativePlaceListFilter | null | undefined;
  /** By its field populations. */
  readonly populations?: InitiativePopulationListFilter | null | undefined;
  /** By its field objectives. */
  readonly objectives?: ObjectiveListFilter | null | undefined;
  /** By its field phases. */
  readonly phases?: PhaseListFilter | null | undefined;
  /** By its field actors. */
  readonly actors?: ActorListFilter | null | undefined;
  /** By its field participations. */
  readonly participations?: ParticipationListFilter | null | undefined;
  /** By its field actions. */
  readonly actions?: ActionListFilter | null | undefined;
  /** By its field actionPoints. */
  readonly actionPoints?: ActionPointListFilter | null | undefined;
  /** By its field outcomes. */
  readonly outcomes?: OutcomeListFilter | null | undefined;
  /** By its field references. */
  readonly references?: ReferenceListFilter | null | undefined;
  /** By its field related. */
  readonly related?: InitiativeListFilter | null | undefined;
  /** By its field citation. */
  readonly citation?: CitationWhere | null | undefined;
};

/** Which objects of type Participation to take: those for which everything given here holds. */
export type ParticipationWhere = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<ParticipationWhere> | null | undefined;
  /** At least one of these holds. An empty list matches nothing. */
  readonly or?: ReadonlyArray<ParticipationWhere> | null | undefined;
  /** This does not hold. */
  readonly not?: ParticipationWhere | null | undefined;
  /** By its field role. */
  readonly role?: ParticipationRoleFilter | null | undefined;
  /** By its field certainty. */
  readonly certainty?: CertaintyFilter | null | undefined;
  /** By its field listed. */
  readonly listed?: BooleanFilter | null | undefined;
  /** By its field note. */
  readonly note?: StringFilter | null | undefined;
  /** By its field initiative. */
  readonly initiative?: InitiativeWhere | null | undefined;
  /** By its field actor. */
  readonly actor?: ActorWhere | null | undefined;
  /** By its field phase. */
  readonly phase?: PhaseWhere | null | undefined;
};

/** One key of an order of objects of type Actor. Equal objects are ordered by the next key, at last by their identity. */
export type ActorOrder = {
  /** What to order by. */
  readonly field: ActorOrderField;
  /** Which way. */
  readonly direction?: OrderDirection | null | undefined;
};

/** One key of an order of objects of type Action. Equal objects are ordered by the next key, at last by their identity. */
export type ActionOrder = {
  /** What to order by. */
  readonly field: ActionOrderField;
  /** Which way. */
  readonly direction?: OrderDirection | null | undefined;
};

/** One key of an order of objects of type Initiative. Equal objects are ordered by the next key, at last by their identity. */
export type InitiativeOrder = {
  /** What to order by. */
  readonly field: InitiativeOrderField;
  /** Which way. */
  readonly direction?: OrderDirection | null | undefined;
};

/** One key of an order of objects of type Place. Equal objects are ordered by the next key, at last by their identity. */
export type PlaceOrder = {
  /** What to order by. */
  readonly field: PlaceOrderField;
  /** Which way. */
  readonly direction?: OrderDirection | null | undefined;
};

export type ActionsQueryVariables = Exact<{
  where?: ActionWhere | null | undefined;
  search?: string | null | undefined;
  orderBy?: ReadonlyArray<ActionOrder> | ActionOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ActionsQuery = { readonly actions: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly ordinal: number, readonly summary: string, readonly nature: ActionNature, readonly kind: ActionKind, readonly status: ActionStatus, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly initiative: { readonly slug: string, readonly name: string }, readonly actors: { readonly edges: ReadonlyArray<{ readonly roles: ReadonlyArray<ActionRole>, readonly node: { readonly slug: string, readonly name: string, readonly acronym: string | null } }> }, readonly actionPoints: { readonly edges: ReadonlyArray<{ readonly basis: Basis, readonly rationale: string | null, readonly node: { readonly number: number, readonly title: string } }> }, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> } };

export type ActionPointQueryVariables = Exact<{
  number: number;
}>;


export type ActionPointQuery = { readonly actionPoint: { readonly id: string, readonly number: number, readonly slug: string, readonly title: string, readonly gist: string, readonly subPoints: ReadonlyArray<{ readonly code: string, readonly title: string, readonly page: number | null }>, readonly guidance: { readonly nodes: ReadonlyArray<{ readonly audience: Audience, readonly ordinal: number, readonly text: string, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> }, readonly initiatives: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly slug: string, readonly name: string }> }, readonly actions: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly basis: Basis, readonly rationale: string | null, readonly node: { readonly id: string, readonly summary: string, readonly initiative: { readonly slug: string, readonly name: string } } }> } } | null };

export type ActionPointsQueryVariables = Exact<{ [key: string]: never; }>;


export type ActionPointsQuery = { readonly actionPoints: ReadonlyArray<{ readonly id: string, readonly number: number, readonly slug: string, readonly title: string, readonly gist: string }> };

export type ActorQueryVariables = Exact<{
  slug: string;
}>;


export type ActorQuery = { readonly actor: { readonly description: string | null, readonly statedCount: number | null, readonly countQualifier: CountQualifier | null, readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind, readonly isGroup: boolean, readonly names: ReadonlyArray<{ readonly name: string, readonly kind: NameKind, readonly language: string | null }>, readonly parent: { readonly slug: string, readonly name: string } | null, readonly members: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind, readonly isGroup: boolean, readonly country: { readonly code: string, readonly name: string } | null, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> }, readonly groups: { readonly nodes: ReadonlyArray<{ readonly slug: string, readonly name: string }> }, readonly initiatives: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly roles: ReadonlyArray<ParticipationRole>, readonly node: { readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: InitiativeKind, readonly level: Level, readonly region: Region | null, readonly coverage: Coverage, readonly status: InitiativeStatus, readonly startYear: number | null, readonly endYear: number | null, readonly ongoing: boolean, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly places: ReadonlyArray<{ readonly role: PlaceRole, readonly place: { readonly code: string, readonly name: string, readonly kind: PlaceKind } }>, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } } }> }, readonly partners: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly sharedInitiativeCount: number, readonly node: { readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind, readonly isGroup: boolean, readonly country: { readonly code: string, readonly name: string } | null, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }, readonly sharedInitiatives: { readonly nodes: ReadonlyArray<{ readonly slug: string, readonly name: string }> } }> }, readonly matrix: ReadonlyArray<{ readonly actionCount: number, readonly initiativeCount: number, readonly actorCount: number, readonly isGap: boolean, readonly actionPoint: { readonly number: number, readonly title: string }, readonly byBasis: { readonly stated: number, readonly editorial: number } }>, readonly country: { readonly code: string, readonly name: string } | null, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } } | null };

export type ActorsQueryVariables = Exact<{
  where?: ActorWhere | null | undefined;
  search?: string | null | undefined;
  orderBy?: ReadonlyArray<ActorOrder> | ActorOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ActorsQuery = { readonly actors: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind, readonly isGroup: boolean, readonly country: { readonly code: string, readonly name: string } | null, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> } };

export type SearchQueryVariables = Exact<{
  query: string;
  types?: ReadonlyArray<SearchType> | SearchType | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { readonly search: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly type: SearchType, readonly title: string, readonly snippet: string, readonly relevance: number, readonly subject:
        | { readonly __typename: 'Initiative', readonly id: string, readonly slug: string }
        | { readonly __typename: 'Actor', readonly id: string, readonly slug: string }
        | { readonly __typename: 'Action', readonly id: string }
        | { readonly __typename: 'Outcome', readonly id: string }
        | { readonly __typename: 'Guidance', readonly id: string }
        | { readonly __typename: 'Reference', readonly id: string }
       | null }> } };

export type ActorNetworkQueryVariables = Exact<{
  where?: InitiativeWhere | null | undefined;
  around?: string | null | undefined;
  depth?: number | null | undefined;
}>;


export type ActorNetworkQuery = { readonly actorNetwork: { readonly nodes: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly distance: number, readonly initiativeCount: number, readonly actor: { readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind } }> }, readonly edges: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly weight: number, readonly source: { readonly slug: string }, readonly target: { readonly slug: string } }> } } };

export type PlacesQueryVariables = Exact<{
  where?: PlaceWhere | null | undefined;
  orderBy?: ReadonlyArray<PlaceOrder> | PlaceOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PlacesQuery = { readonly places: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly slug: string, readonly name: string, readonly kind: PlaceKind, readonly iso3: string | null, readonly m49: string | null, readonly parent: { readonly code: string, readonly name: string } | null }> } };

export type PlaceQueryVariables = Exact<{
  code: string;
}>;


export type PlaceQuery = { readonly place: { readonly id: string, readonly code: string, readonly slug: string, readonly name: string, readonly kind: PlaceKind, readonly iso2: string | null, readonly iso3: string | null, readonly m49: string | null, readonly within: { readonly nodes: ReadonlyArray<{ readonly code: string, readonly name: string }> }, readonly initiatives: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: InitiativeKind, readonly level: Level, readonly region: Region | null, readonly coverage: Coverage, readonly status: InitiativeStatus, readonly startYear: number | null, readonly endYear: number | null, readonly ongoing: boolean, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly places: ReadonlyArray<{ readonly role: PlaceRole, readonly place: { readonly code: string, readonly name: string, readonly kind: PlaceKind } }>, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> } } | null };

export type CatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogueQuery = { readonly catalogue: { readonly name: string | null, readonly version: string | null, readonly asOf: string | null, readonly licence: string | null, readonly attribution: string | null, readonly updatedAt: string | null, readonly initiativeCount: number, readonly actorCount: number, readonly participationCount: number, readonly actionCount: number, readonly outcomeCount: number, readonly documentCount: number, readonly placeCount: number, readonly document: { readonly slug: string, readonly title: string } | null } };

export type PageFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type SourceFragment = { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } };

export type WhenFragment = { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean };

export type InitiativeSummaryFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: InitiativeKind, readonly level: Level, readonly region: Region | null, readonly coverage: Coverage, readonly status: InitiativeStatus, readonly startYear: number | null, readonly endYear: number | null, readonly ongoing: boolean, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly places: ReadonlyArray<{ readonly role: PlaceRole, readonly place: { readonly code: string, readonly name: string, readonly kind: PlaceKind } }>, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } };

export type ActorSummaryFragment = { readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind, readonly isGroup: boolean, readonly country: { readonly code: string, readonly name: string } | null, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } };

export type ActionSummaryFragment = { readonly id: string, readonly ordinal: number, readonly summary: string, readonly nature: ActionNature, readonly kind: ActionKind, readonly status: ActionStatus, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly initiative: { readonly slug: string, readonly name: string }, readonly actors: { readonly edges: ReadonlyArray<{ readonly roles: ReadonlyArray<ActionRole>, readonly node: { readonly slug: string, readonly name: string, readonly acronym: string | null } }> }, readonly actionPoints: { readonly edges: ReadonlyArray<{ readonly basis: Basis, readonly rationale: string | null, readonly node: { readonly number: number, readonly title: string } }> }, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } };

export type CellFragment = { readonly actionCount: number, readonly initiativeCount: number, readonly actorCount: number, readonly isGap: boolean, readonly actionPoint: { readonly number: number, readonly title: string }, readonly byBasis: { readonly stated: number, readonly editorial: number } };

export type InitiativeQueryVariables = Exact<{
  slug: string;
}>;


export type InitiativeQuery = { readonly initiative: { readonly background: string | null, readonly asOf: string | null, readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: InitiativeKind, readonly level: Level, readonly region: Region | null, readonly coverage: Coverage, readonly status: InitiativeStatus, readonly startYear: number | null, readonly endYear: number | null, readonly ongoing: boolean, readonly names: ReadonlyArray<{ readonly name: string, readonly kind: NameKind, readonly language: string | null }>, readonly actsAs: { readonly slug: string, readonly name: string } | null, readonly populations: ReadonlyArray<{ readonly population: Population, readonly note: string | null }>, readonly objectives: ReadonlyArray<{ readonly ordinal: number, readonly text: string }>, readonly phases: ReadonlyArray<{ readonly name: string, readonly kind: PhaseKind, readonly status: PhaseStatus, readonly summary: string | null, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly parent: { readonly name: string } | null }>, readonly actors: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly roles: ReadonlyArray<ParticipationRole>, readonly node: { readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: ActorKind, readonly isGroup: boolean, readonly country: { readonly code: string, readonly name: string } | null, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } } }> }, readonly actions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly ordinal: number, readonly summary: string, readonly nature: ActionNature, readonly kind: ActionKind, readonly status: ActionStatus, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly initiative: { readonly slug: string, readonly name: string }, readonly actors: { readonly edges: ReadonlyArray<{ readonly roles: ReadonlyArray<ActionRole>, readonly node: { readonly slug: string, readonly name: string, readonly acronym: string | null } }> }, readonly actionPoints: { readonly edges: ReadonlyArray<{ readonly basis: Basis, readonly rationale: string | null, readonly node: { readonly number: number, readonly title: string } }> }, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> }, readonly outcomes: { readonly nodes: ReadonlyArray<{ readonly kind: OutcomeKind, readonly text: string, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> }, readonly references: { readonly nodes: ReadonlyArray<{ readonly kind: ReferenceKind, readonly label: string | null, readonly url: string | null, readonly note: string | null, readonly document: { readonly slug: string, readonly title: string } | null }> }, readonly relations: ReadonlyArray<{ readonly kind: RelationKind, readonly note: string | null, readonly from: { readonly slug: string, readonly name: string }, readonly to: { readonly slug: string, readonly name: string } }>, readonly matrixCells: ReadonlyArray<{ readonly actionCount: number, readonly initiativeCount: number, readonly actorCount: number, readonly isGap: boolean, readonly actionPoint: { readonly number: number, readonly title: string }, readonly byBasis: { readonly stated: number, readonly editorial: number } }>, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly places: ReadonlyArray<{ readonly role: PlaceRole, readonly place: { readonly code: string, readonly name: string, readonly kind: PlaceKind } }>, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } } | null };

export type InitiativesQueryVariables = Exact<{
  where?: InitiativeWhere | null | undefined;
  search?: string | null | undefined;
  orderBy?: ReadonlyArray<InitiativeOrder> | InitiativeOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type InitiativesQuery = { readonly initiatives: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly slug: string, readonly name: string, readonly acronym: string | null, readonly kind: InitiativeKind, readonly level: Level, readonly region: Region | null, readonly coverage: Coverage, readonly status: InitiativeStatus, readonly startYear: number | null, readonly endYear: number | null, readonly ongoing: boolean, readonly period: { readonly text: string | null, readonly edtf: string | null, readonly start: string | null, readonly startPrecision: DatePrecision | null, readonly end: string | null, readonly endPrecision: DatePrecision | null, readonly ongoing: boolean } | null, readonly places: ReadonlyArray<{ readonly role: PlaceRole, readonly place: { readonly code: string, readonly name: string, readonly kind: PlaceKind } }>, readonly citation: { readonly pageStart: number, readonly pageEnd: number, readonly section: CitationSection, readonly footnote: number | null, readonly document: { readonly slug: string, readonly title: string } } }> } };

export type MatrixQueryVariables = Exact<{
  rows: MatrixRows;
  where?: InitiativeWhere | null | undefined;
  basis?: Basis | null | undefined;
  nature?: ReadonlyArray<ActionNature> | ActionNature | null | undefined;
  status?: ReadonlyArray<ActionStatus> | ActionStatus | null | undefined;
  includeGroupCredit?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MatrixQuery = { readonly matrix: { readonly columns: ReadonlyArray<{ readonly number: number, readonly title: string }>, readonly rows: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly label: string, readonly subject:
          | { readonly __typename: 'Initiative', readonly slug: string }
          | { readonly __typename: 'Actor', readonly slug: string }
          | { readonly __typename: 'Place', readonly code: string }
         | null, readonly cells: ReadonlyArray<{ readonly actionCount: number, readonly initiativeCount: number, readonly actorCount: number, readonly isGap: boolean, readonly actionPoint: { readonly number: number, readonly title: string }, readonly byBasis: { readonly stated: number, readonly editorial: number } }> }> }, readonly totals: ReadonlyArray<{ readonly actionCount: number, readonly initiativeCount: number, readonly actorCount: number, readonly rowCount: number, readonly gapCount: number, readonly actionPoint: { readonly number: number, readonly title: string } }> } };

export type MatrixCellsQueryVariables = Exact<{
  rows: MatrixRows;
  where?: InitiativeWhere | null | undefined;
  basis?: Basis | null | undefined;
  nature?: ReadonlyArray<ActionNature> | ActionNature | null | undefined;
  status?: ReadonlyArray<ActionStatus> | ActionStatus | null | undefined;
  includeGroupCredit?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MatrixCellsQuery = { readonly matrixCells: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly label: string, readonly actionCount: number, readonly initiativeCount: number, readonly actorCount: number, readonly isGap: boolean, readonly actionPoint: { readonly number: number, readonly title: string }, readonly byBasis: { readonly stated: number, readonly editorial: number } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ActionsDocument = new TypedDocumentString(`query Actions($where:ActionWhere,$search:String,$orderBy:[ActionOrder!],$first:Int,$after:String,$last:Int,$before:String){actions(where:$where search:$search orderBy:$orderBy first:$first after:$after last:$last before:$before){totalCount pageInfo{...Page}nodes{...ActionSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}fragment When on Period{text edtf start startPrecision end endPrecision ongoing}fragment ActionSummary on Action{id ordinal summary nature kind status period{...When}initiative{slug name}actors(first:100){edges{roles node{slug name acronym}}}actionPoints{edges{basis rationale node{number title}}}citation{...Source}}`) as unknown as TypedDocumentString<ActionsQuery, ActionsQueryVariables>;
export const ActionPointDocument = new TypedDocumentString(`query ActionPoint($number:Int!){actionPoint(number:$number){id number slug title gist subPoints{code title page}guidance(first:100){nodes{audience ordinal text citation{...Source}}}initiatives(first:100){totalCount nodes{slug name}}actions(first:100){totalCount edges{basis rationale node{id summary initiative{slug name}}}}}}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}`) as unknown as TypedDocumentString<ActionPointQuery, ActionPointQueryVariables>;
export const ActionPointsDocument = new TypedDocumentString(`query ActionPoints{actionPoints{id number slug title gist}}`) as unknown as TypedDocumentString<ActionPointsQuery, ActionPointsQueryVariables>;
export const ActorDocument = new TypedDocumentString(`query Actor($slug:String!){actor(slug:$slug){...ActorSummary names{name kind language}description parent{slug name}statedCount countQualifier members(first:100){totalCount nodes{...ActorSummary}}groups(first:100){nodes{slug name}}initiatives(first:100){totalCount edges{roles node{...InitiativeSummary}}}partners(first:20){totalCount edges{sharedInitiativeCount node{...ActorSummary}sharedInitiatives{nodes{slug name}}}}matrix{...Cell}}}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}fragment When on Period{text edtf start startPrecision end endPrecision ongoing}fragment InitiativeSummary on Initiative{id slug name acronym kind level region coverage status period{...When}startYear endYear ongoing places{role place{code name kind}}citation{...Source}}fragment ActorSummary on Actor{id slug name acronym kind isGroup country{code name}citation{...Source}}fragment Cell on MatrixCell{actionPoint{number title}actionCount initiativeCount actorCount isGap byBasis{stated editorial}}`) as unknown as TypedDocumentString<ActorQuery, ActorQueryVariables>;
export const ActorsDocument = new TypedDocumentString(`query Actors($where:ActorWhere,$search:String,$orderBy:[ActorOrder!],$first:Int,$after:String,$last:Int,$before:String){actors(where:$where search:$search orderBy:$orderBy first:$first after:$after last:$last before:$before){totalCount pageInfo{...Page}nodes{...ActorSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}fragment ActorSummary on Actor{id slug name acronym kind isGroup country{code name}citation{...Source}}`) as unknown as TypedDocumentString<ActorsQuery, ActorsQueryVariables>;
export const SearchDocument = new TypedDocumentString(`query Search($query:String!,$types:[SearchType!],$first:Int,$after:String){search(query:$query,types:$types,first:$first,after:$after){totalCount pageInfo{...Page}nodes{type title snippet relevance subject{__typename ... on Node{id}... on Initiative{slug}... on Actor{slug}}}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}`) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const ActorNetworkDocument = new TypedDocumentString(`query ActorNetwork($where:InitiativeWhere,$around:String,$depth:Int){actorNetwork(where:$where,around:$around,depth:$depth){nodes(first:100){totalCount nodes{distance initiativeCount actor{slug name acronym kind}}}edges(first:100){totalCount pageInfo{...Page}nodes{weight source{slug}target{slug}}}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}`) as unknown as TypedDocumentString<ActorNetworkQuery, ActorNetworkQueryVariables>;
export const PlacesDocument = new TypedDocumentString(`query Places($where:PlaceWhere,$orderBy:[PlaceOrder!],$first:Int,$after:String){places(where:$where,orderBy:$orderBy,first:$first,after:$after){totalCount pageInfo{...Page}nodes{id code slug name kind iso3 m49 parent{code name}}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}`) as unknown as TypedDocumentString<PlacesQuery, PlacesQueryVariables>;
export const PlaceDocument = new TypedDocumentString(`query Place($code:String!){place(code:$code){id code slug name kind iso2 iso3 m49 within(first:100){nodes{code name}}initiatives(first:100){totalCount nodes{...InitiativeSummary}}}}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}fragment When on Period{text edtf start startPrecision end endPrecision ongoing}fragment InitiativeSummary on Initiative{id slug name acronym kind level region coverage status period{...When}startYear endYear ongoing places{role place{code name kind}}citation{...Source}}`) as unknown as TypedDocumentString<PlaceQuery, PlaceQueryVariables>;
export const CatalogueDocument = new TypedDocumentString(`query Catalogue{catalogue{name version asOf licence attribution updatedAt document{slug title}initiativeCount actorCount participationCount actionCount outcomeCount documentCount placeCount}}`) as unknown as TypedDocumentString<CatalogueQuery, CatalogueQueryVariables>;
export const InitiativeDocument = new TypedDocumentString(`query Initiative($slug:String!){initiative(slug:$slug){...InitiativeSummary names{name kind language}background asOf actsAs{slug name}populations{population note}objectives{ordinal text}phases{name kind status summary period{...When}parent{name}}actors(first:100){totalCount edges{roles node{...ActorSummary}}}actions(first:100){totalCount nodes{...ActionSummary}}outcomes(first:100){nodes{kind text citation{...Source}}}references(first:100){nodes{kind label url note document{slug title}}}relations{kind note from{slug name}to{slug name}}matrixCells{...Cell}}}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}fragment When on Period{text edtf start startPrecision end endPrecision ongoing}fragment InitiativeSummary on Initiative{id slug name acronym kind level region coverage status period{...When}startYear endYear ongoing places{role place{code name kind}}citation{...Source}}fragment ActorSummary on Actor{id slug name acronym kind isGroup country{code name}citation{...Source}}fragment ActionSummary on Action{id ordinal summary nature kind status period{...When}initiative{slug name}actors(first:100){edges{roles node{slug name acronym}}}actionPoints{edges{basis rationale node{number title}}}citation{...Source}}fragment Cell on MatrixCell{actionPoint{number title}actionCount initiativeCount actorCount isGap byBasis{stated editorial}}`) as unknown as TypedDocumentString<InitiativeQuery, InitiativeQueryVariables>;
export const InitiativesDocument = new TypedDocumentString(`query Initiatives($where:InitiativeWhere,$search:String,$orderBy:[InitiativeOrder!],$first:Int,$after:String,$last:Int,$before:String){initiatives(where:$where search:$search orderBy:$orderBy first:$first after:$after last:$last before:$before){totalCount pageInfo{...Page}nodes{...InitiativeSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment Source on Citation{document{slug title}pageStart pageEnd section footnote}fragment When on Period{text edtf start startPrecision end endPrecision ongoing}fragment InitiativeSummary on Initiative{id slug name acronym kind level region coverage status period{...When}startYear endYear ongoing places{role place{code name kind}}citation{...Source}}`) as unknown as TypedDocumentString<InitiativesQuery, InitiativesQueryVariables>;
export const MatrixDocument = new TypedDocumentString(`query Matrix($rows:MatrixRows!,$where:InitiativeWhere,$basis:Basis,$nature:[ActionNature!],$status:[ActionStatus!],$includeGroupCredit:Boolean,$first:Int,$after:String){matrix(rows:$rows where:$where basis:$basis nature:$nature status:$status includeGroupCredit:$includeGroupCredit){columns{number title}rows(first:$first,after:$after){totalCount pageInfo{...Page}nodes{label subject{__typename ... on Initiative{slug}... on Actor{slug}... on Place{code}}cells{...Cell}}}totals{actionPoint{number title}actionCount initiativeCount actorCount rowCount gapCount}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment Cell on MatrixCell{actionPoint{number title}actionCount initiativeCount actorCount isGap byBasis{stated editorial}}`) as unknown as TypedDocumentString<MatrixQuery, MatrixQueryVariables>;
export const MatrixCellsDocument = new TypedDocumentString(`query MatrixCells($rows:MatrixRows!,$where:InitiativeWhere,$basis:Basis,$nature:[ActionNature!],$status:[ActionStatus!],$includeGroupCredit:Boolean,$first:Int,$after:String){matrixCells(rows:$rows where:$where basis:$basis nature:$nature status:$status includeGroupCredit:$includeGroupCredit first:$first after:$after){totalCount pageInfo{...Page}nodes{label ...Cell}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment Cell on MatrixCell{actionPoint{number title}actionCount initiativeCount actorCount isGap byBasis{stated editorial}}`) as unknown as TypedDocumentString<MatrixCellsQuery, MatrixCellsQueryVariables>;
