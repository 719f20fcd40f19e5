// What the files of the catalogue hold, as schema.json describes them.
import type * as vocabulary from '../../vocabulary.ts'

type Of<V extends vocabulary.Vocabulary> = vocabulary.ValueOf<V>

/** Where a fact is printed, as in `p26-27 ACTORS`. */
export type Source = string
/** An editor's reading carries its reason. */
export interface Reading {
  readonly basis: Of<typeof vocabulary.Basis>
  readonly rationale?: string
}
export interface AlternativeName {
  readonly name: string
  readonly kind: Of<typeof vocabulary.NameKind>
  readonly language?: string
}
export interface Period {
  readonly text: string
  readonly edtf: string
}

export interface Description {
  readonly slug: string
  readonly name: string
  readonly version: string
  readonly asOf: string
  readonly document: string
  readonly licence: string
  readonly attribution: string
}
export interface DocumentEntry {
  readonly slug: string
  readonly title: string
  readonly kind: Of<typeof vocabulary.DocumentKind>
  readonly language?: string
  readonly issued?: string
  readonly publisher?: string
  readonly url?: string
  readonly note?: string
}
/** How it is decided which points an action serves. */
export interface CodingRuleEntry {
  readonly rule: string
  /** An action it decides, as in `mexico-plan-of-action/a1`. */
  readonly example: string
}
export interface FurtherReading {
  readonly points: readonly number[]
  readonly confidence: 'HIGH' | 'MEDIUM' | 'LOW'
}
/** The points of an action as three readers who did not know of each other saw them. */
export interface ReadingEntry {
  readonly action: string
  /** The catalogue's own, before the three were compared. */
  readonly first: readonly number[]
  readonly second: FurtherReading
  readonly third: FurtherReading
}
export interface SubPointEntry {
  readonly code: string
  readonly title: string
  readonly page?: number
  readonly parent?: string
}
export interface ActionPointEntry {
  readonly number: number
  readonly slug: string
  readonly title: string
  readonly gist: string
  readonly titles: readonly { readonly edition: string; readonly language: string; readonly title: string }[]
  readonly subPoints: readonly SubPointEntry[]
}
export interface PlaceEntry {
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly kind: Of<typeof vocabulary.PlaceKind>
  readonly iso2?: string
  readonly iso3?: string
  readonly m49?: string
  readonly parent?: string
  readonly members?: Reading & {
    readonly places: readonly string[]
    /** Where the source names them; there where the basis is STATED. */
    readonly source?: Source
  }
  readonly names?: readonly AlternativeName[]
  readonly source?: Source
}
export interface GuidanceEntry {
  readonly point: number
  readonly subPoint?: string
  readonly audience: Of<typeof vocabulary.Audience>
  readonly text: string
  readonly source: Source
}
export interface GroupMember {
  readonly actor: string
  readonly role?: string
  readonly basis: Of<typeof vocabulary.Basis>
  readonly source: Source
}
export interface ActorEntry {
  readonly slug: string
  readonly name: string
  readonly acronym?: string
  readonly kind: Of<typeof vocabulary.ActorKind>
  readonly country?: string
  readonly parent?: Reading & { readonly actor: string }
  readonly names?: readonly AlternativeName[]
  readonly group?: {
    readonly qualifier?: Of<typeof vocabulary.CountQualifier>
    readonly count?: number
    readonly members?: readonly GroupMember[]
  }
  readonly description?: string
  readonly source: Source
}

export interface PhaseEntry {
  readonly key: string
  readonly parent?: string
  readonly kind: Of<typeof vocabulary.PhaseKind>
  readonly name: string
  readonly summary?: string
  readonly period?: Period
  readonly durationMonths?: number
  readonly status: Of<typeof vocabulary.PhaseStatus>
  readonly source: Source
}
export interface ParticipationEntry {
  readonly actor: string
  readonly role: Of<typeof vocabulary.ParticipationRole>
  readonly phase?: string
  readonly certainty: Of<typeof vocabulary.Certainty>
  readonly listed: boolean
  readonly note?: string
  readonly source: Source
}
export interface ActionActorEntry {
  readonly actor: string
  readonly role: Of<typeof vocabulary.ActionRole>
  readonly attribution: Of<typeof vocabulary.Attribution>
}
export interface ClassificationEntry extends Reading {
  readonly point: number
  readonly subPoint?: string
}
export interface ActionEntry {
  readonly key: string
  readonly parent?: string
  readonly phase?: string
  readonly summary: string
  readonly nature: Of<typeof vocabulary.ActionNature>
  readonly kind: Of<typeof vocabulary.ActionKind>
  readonly status: Of<typeof vocabulary.ActionStatus>
  readonly date?: Period
  readonly source: Source
  readonly actors: readonly ActionActorEntry[]
  readonly actionPoints: readonly ClassificationEntry[]
  readonly places?: readonly string[]
  readonly populations?: readonly Of<typeof vocabulary.Population>[]
}
export interface OutcomeEntry {
  readonly kind: Of<typeof vocabulary.OutcomeKind>
  readonly text: string
  readonly phase?: string
  readonly date?: Period
  readonly actors?: readonly string[]
  readonly places?: readonly string[]
  readonly source: Source
}
export interface ReferenceEntry {
  readonly kind: Of<typeof vocabulary.ReferenceKind>
  readonly label?: string
  readonly document?: string
  readonly url?: string
  readonly note?: string
  readonly source: Source
}
export interface RelationEntry {
  readonly kind: Of<typeof vocabulary.RelationKind>
  readonly to: string
  readonly note?: string
  readonly source: Source
}
export interface AssessmentEntry extends Reading {
  readonly point: number
  readonly coverage: Of<typeof vocabulary.AssessmentCoverage>
  readonly summary: string
}
export interface InitiativeEntry {
  readonly slug: string
  readonly name: string
  readonly acronym?: string
  readonly names?: readonly AlternativeName[]
  readonly kind: Of<typeof vocabulary.InitiativeKind>
  readonly level: Of<typeof vocabulary.Level>
  readonly region?: Of<typeof vocabulary.Region>
  readonly section?: string
  readonly coverage: Of<typeof vocabulary.Coverage>
  readonly status: Of<typeof vocabulary.InitiativeStatus>
  readonly period?: Period
  readonly background?: string
  readonly source: Source
  readonly actsAs?: string
  readonly places?: readonly {
    readonly place: string
    readonly role: Of<typeof vocabulary.PlaceRole>
    readonly source: Source
  }[]
  readonly populations?: readonly {
    readonly population: Of<typeof vocabulary.Population>
    readonly note?: string
    readonly source: Source
  }[]
  readonly phases?: readonly PhaseEntry[]
  readonly objectives?: readonly { readonly text: string; readonly phase?: string; readonly source: Source }[]
  readonly participations?: readonly ParticipationEntry[]
  readonly actions?: readonly ActionEntry[]
  readonly outcomes?: readonly OutcomeEntry[]
  readonly references?: readonly ReferenceEntry[]
  readonly relations?: readonly RelationEntry[]
  readonly assessments?: readonly AssessmentEntry[]
}

/** The whole catalogue, checked. */
export interface Dataset {
  readonly description: Description
  readonly documents: readonly DocumentEntry[]
  readonly actionPoints: readonly ActionPointEntry[]
  readonly places: readonly PlaceEntry[]
  readonly guidance: readonly GuidanceEntry[]
  readonly actors: readonly ActorEntry[]
  readonly codingRules: readonly CodingRuleEntry[]
  readonly readings: readonly ReadingEntry[]
  readonly initiatives: readonly InitiativeEntry[]
}
