// Holds what an initiative's assessments say of its actions against the actions themselves.
import { reasons } from '../reasons.ts'
import { below, type Report, reportDuplicates } from './problems.ts'
import type { ActionEntry, AssessmentEntry, InitiativeEntry } from './shape.ts'

const POINTS = Array.from({ length: 10 }, (_, index) => index + 1)

const numerals = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** What a text may count, with the natures counted; actions that are parts of others are not counted. */
const countable = {
  action: ['ACTION'],
  subject: ['AGENDA_TOPIC'],
  recommendation: ['RECOMMENDATION'],
} as const

const numeral = String.raw`\d+|none|${numerals.join('|')}`
/** "three actions", "one of its four actions", "no planned action". */
const statements = new RegExp(
  String.raw`\b(?:(?<part>${numeral}) of (?:its|the) )?(?<count>${numeral}) (?:[a-z]+ ){0,2}(?<noun>${Object.keys(countable).join('|')})s?\b`,
  'gi',
)

/**
 * Checks the assessments of an initiative: all ten points where it is described in full, or none at all; NONE only where
 * no action is tied to the point and PRIMARY only where one is; and no number that differs from what is tied.
 */
export function checkAssessments({ coverage, actions = [], assessments = [] }: InitiativeEntry, report: Report): void {
  reportDuplicates(assessments, ({ point }) => String(point), report, 'assessment of action point')
  const missing = POINTS.filter((number) => !assessments.some(({ point }) => point === number))
  if (coverage === 'FULL' && assessments.length > 0 && missing.length > 0)
    report(
      '',
      `an initiative described in full has assessments of all points or of none; without ${missing.join(', ')}`,
    )
  const tiedTo = new Map(
    POINTS.map((number) => [
      number,
      actions.filter(({ actionPoints }) => actionPoints.some(({ point }) => point === number)),
    ]),
  )
  for (const [index, assessment] of assessments.entries()) {
    const here = below(report, `[${index}]`)
    const tied = tiedTo.get(assessment.point) ?? []
    const keys = tied.map(({ key }) => key).join(', ')
    if (assessment.coverage === 'NONE' && tied.length > 0)
      here('.coverage', reasons.assessedNone(assessment.point, keys))
    if (assessment.coverage === 'PRIMARY' && tied.length === 0)
      here('.coverage', reasons.assessedWithout(assessment.point))
    checkNumbers(assessment, tied, actions, here)
  }
}

function checkNumbers(
  { summary, rationale = '' }: AssessmentEntry,
  tied: readonly ActionEntry[],
  all: readonly ActionEntry[],
  report: Report,
): void {
  for (const [name, text] of Object.entries({ summary, rationale })) {
    for (const { 0: statement, groups = {} } of text.matchAll(statements)) {
      const { part, count = '', noun = '' } = groups
      const served = countOf(tied, noun)
      if (numberOf(part ?? count) !== served)
        report(`.${name}`, `says "${statement}", though the point is served by ${served}`)
      const whole = countOf(all, noun)
      if (part !== undefined && numberOf(count) !== whole)
        report(`.${name}`, `says "${statement}", though there are ${whole} in all`)
    }
  }
}

function countOf(actions: readonly ActionEntry[], noun: string): number {
  const natures: readonly string[] = Object.entries(countable).find(([name]) => name === noun.toLowerCase())?.[1] ?? []
  return actions.filter(({ nature, parent }) => natures.includes(nature) && parent === undefined).length
}

function numberOf(numeral: string): number {
  const word = numeral.toLowerCase()
  return word === 'none' ? 0 : numerals.includes(word) ? numerals.indexOf(word) : Number(word)
}
