// What values of tables of this kind usually mean. A draft only: a person reads every line before it is used.
import { fold } from '../../match/fold.ts'

interface Usual<T> {
  readonly words: RegExp
  readonly meaning: T
}

const first = <T>(usual: readonly Usual<T>[], value: string): T | null =>
  usual.find(({ words }) => words.test(fold(value)))?.meaning ?? null

const kinds: readonly Usual<string>[] = [
  { words: /^(ingo|international ngo|ong internacional|ong internationale)/, meaning: 'INTERNATIONAL_NGO' },
  { words: /^(nngo|lngo|national ngo|local ngo|ong nacional|ong nationale|ong local)/, meaning: 'NATIONAL_NGO' },
  { words: /^(un|united nations|naciones unidas|nations unies|agencia onu)\b/, meaning: 'UN_ENTITY' },
  { words: /^(gov|gob|gouv|local authorit|autorid)/, meaning: 'GOVERNMENT_BODY' },
  { words: /red cross|red crescent|cruz roja|croix rouge|croissant rouge/, meaning: 'RED_CROSS_RED_CRESCENT' },
  { words: /universi|academ|research/, meaning: 'ACADEMIC' },
  { words: /private|privado|prive/, meaning: 'PRIVATE_SECTOR' },
  {
    words: /civil society|faith|church|iglesia|eglise|religio|sociedad civil|societe civile/,
    meaning: 'CIVIL_SOCIETY_NETWORK',
  },
  { words: /^(ngo|ong)$/, meaning: 'NGO' },
]

/** The kind of actor; OTHER where nothing tells. */
export const kindFor = (value: string): string => first(kinds, value) ?? 'OTHER'

const statuses: readonly Usual<string>[] = [
  { words: /^(on ?going|in progress|implement|active|en ejecucion|en curso|en cours|started)/, meaning: 'ONGOING' },
  { words: /^(complete|finish|closed|ended|finaliz|termin|acheve|done)/, meaning: 'DONE' },
  { words: /^(plan|pipeline|prevu|previst)/, meaning: 'PLANNED' },
  { words: /^(suspend|delay|on hold|retard)/, meaning: 'DELAYED' },
]

/** The status of an action; UNKNOWN where nothing tells. */
export const statusFor = (value: string): string => first(statuses, value) ?? 'UNKNOWN'

/** An action point and why, as a draft of an editorial tie. */
export interface Tie {
  readonly point: string
  readonly why: string
}

const sectors: readonly Usual<Tie>[] = [
  {
    words: /gbv|gender based|violencia (basada|de genero)|sgbv/,
    meaning: {
      point: 'differentiated-processes-and-procedures',
      why: 'Survivors are one of the groups for whom the point asks for care of their own.',
    },
  },
  {
    words: /child protection|proteccion (de|a|para) la ninez|protection de lenfan|^cp$/,
    meaning: {
      point: 'differentiated-processes-and-procedures',
      why: 'Children are one of the groups for whom the point asks for procedures of their own.',
    },
  },
  {
    words: /protec|^pro$/,
    meaning: {
      point: 'differentiated-processes-and-procedures',
      why: 'Work of the protection sector looks after people by their needs, which is what the point is about.',
    },
  },
  {
    words: /shelter|nfi|alojamiento|abri\b|site management/,
    meaning: {
      point: 'reception-arrangements',
      why: 'Shelter is part of what the point means by receiving people decently.',
    },
  },
  {
    words: /cccm|camp/,
    meaning: {
      point: 'reception-arrangements',
      why: 'Running a camp is receiving people, which is what the point is about.',
    },
  },
  {
    words: /coordina|^ccs$/,
    meaning: { point: 'cooperation-among-key-partners', why: 'Coordination is what the point is about.' },
  },
  {
    words: /information management|gestion de (la )?informacion|data/,
    meaning: { point: 'data-collection-and-analysis', why: 'Keeping information is what the point is about.' },
  },
  {
    words: /registration|registro/,
    meaning: {
      point: 'mechanisms-for-profiling-and-referral',
      why: 'Registering people finds out who arrived, which is what the point is about.',
    },
  },
  {
    words: /livelihood|income generation|medios de vida/,
    meaning: { point: 'solutions-for-refugees', why: 'The point counts self-reliance among the ways to a solution.' },
  },
]

/** The action point that a sector is usually tied to, and why; none where it is wider than any. */
export const tieFor = (sector: string): Tie | null => first(sectors, sector)
