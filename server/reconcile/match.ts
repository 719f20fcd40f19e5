// How well a subject fits a name, from 0 to 100, and why.
import { folded, likeness } from './likeness.ts'
import { propertyOf } from './properties.ts'
import type { Subject } from './subjects.ts'

/** A value that a client expects of a property. */
export interface Wanted {
  readonly property: string
  readonly values: readonly string[]
}

/** A part of a score. */
export interface Feature {
  readonly id: string
  readonly value: number | boolean
}

export interface Score {
  readonly score: number
  /** What the score is made of. */
  readonly features: readonly Feature[]
}

/** What a name that is only alike can reach at most; and below which it is not worth showing. */
const [mostByLikeness, leastShown] = [90, 30]
/** What properties weigh beside the name. */
const propertyWeight = 0.2
/** A match is nearly certain, and far ahead of the next. */
const [leastMatch, leastLead] = [90, 5]

/**
 * 100 where the name is the subject's own or one of its other names, 95 where it is its acronym or code, else up to 90 by
 * likeness. With properties, four fifths of that and one fifth by the share of properties that fit.
 */
export function scoreOf(text: string, subject: Subject, wanted: readonly Wanted[]): Score {
  const name = folded(text)
  const names = [subject.name, ...subject.names.map((other) => other.name)].map(folded)
  const codes = [subject.acronym, subject.code, subject.iso2, subject.iso3, subject.m49].flatMap((code) =>
    typeof code === 'string' && code !== '' ? [folded(code)] : [],
  )
  const isCode = codes.includes(name)
  const alike = Math.max(...names.map((other) => likeness(name, other)))
  const byName = alike === 1 ? 100 : isCode ? 95 : mostByLikeness * alike
  const fits = wanted.map((one) => ({ id: `property_${one.property}`, value: isFit(subject, one) }))
  const share = fits.filter(({ value }) => value).length / (fits.length || 1)
  const score = fits.length === 0 ? byName : byName * (1 - propertyWeight) + 100 * propertyWeight * share
  return {
    score: Math.round(score * 10) / 10,
    features: [
      { id: 'name_likeness', value: Math.round(alike * 1000) / 10 },
      { id: 'acronym_or_code', value: isCode },
      ...fits,
    ],
  }
}

function isFit(subject: Subject, { property, values }: Wanted): boolean {
  const known = (propertyOf(property)?.values(subject) ?? []).flatMap((value) =>
    'str' in value
      ? [value.str]
      : 'int' in value
        ? [String(value.int)]
        : [value.id, value.id.replace('place/', ''), value.name],
  )
  const all = new Set(known.map(folded))
  return values.some((value) => all.has(folded(value)))
}

/** A subject with its score. */
export interface Candidate extends Score {
  readonly subject: Subject
  /** Whether it is certainly meant. */
  readonly match: boolean
}

/** The best subjects for a name, best first. */
export function ranked(
  text: string,
  subjects: readonly Subject[],
  wanted: readonly Wanted[],
  limit: number,
): readonly Candidate[] {
  const scored = subjects
    .map((subject) => ({ subject, ...scoreOf(text, subject, wanted) }))
    .filter(({ score }) => score >= leastShown)
    .sort((a, b) => b.score - a.score || (a.subject.id < b.subject.id ? -1 : 1))
  const [best, next] = scored
  const isCertain = best !== undefined && best.score >= leastMatch && best.score - (next?.score ?? 0) >= leastLead
  return scored.slice(0, limit).map((candidate, index) => ({ ...candidate, match: index === 0 && isCertain }))
}
