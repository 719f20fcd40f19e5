// What the database's own rules mean, for people. What the form of a rule says is read from it; the others have a sentence
// each. A test sees to it that no rule is without one.
import { type ProblemCode, texts } from './problems.ts'
import type { CheckRule, TableFact } from './structure.ts'

interface Meaning {
  readonly code: ProblemCode
  readonly message: string
}

/** By the form of the condition, as Postgres writes it. */
const forms: readonly (readonly [RegExp, (condition: string) => string])[] = [
  [/^\(\w+ <> ''::text\)$/, () => 'The text must not be empty.'],
  [/^\(\w+ > 0\)$/, () => 'The number must be greater than 0.'],
  [/^\(\w+ = ANY \(ARRAY\[.*\]\)\)$/, (condition) => texts.notOneOf(valuesIn(condition))],
  [/^\(parent_id <> id\)$/, () => 'A thing is not part of itself.'],
  [/^\(\((start|end)s_on IS NULL\) = \(\1_precision IS NULL\)\)$/, () => dateAndPrecision],
  [/^\(NOT \(ongoing AND \(ends_on IS NOT NULL\)\)\)$/, () => 'What has an open end has no last day.'],
  [/^\(slug ~ /, () => 'A slug has small letters without accents, digits and single hyphens.'],
  [/^\(key ~ /, () => 'A key has letters without accents, digits, and the signs . _ / and -.'],
]

const dateAndPrecision = 'A date and its precision go together.'

const valuesIn = (condition: string): readonly string[] =>
  [...condition.matchAll(/'((?:[^']|'')*)'::text/g)].map(([, value = '']) => value.replaceAll("''", "'"))

/** By the name of the rule. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['places_code_check', 'A code of a place has capital letters, digits and hyphens.'],
  ['places_iso2_check', 'An ISO 3166-1 alpha-2 code has two capital letters.'],
  ['places_iso3_check', 'An ISO 3166-1 alpha-3 code has three capital letters.'],
  ['places_m49_check', 'A code of the M49 standard has three digits.'],
  ['places_check1', 'A country has its two ISO 3166-1 codes.'],
  ['places_check2', 'A region has its code of the M49 standard.'],
  ['place_members_check', 'A group is not its own member.'],
  ['action_points_id_check', 'An action point has a number from 1 to 10.'],
  ['actors_check1', 'Only a group has a stated count and how precise it is.'],
  ['actors_check2', 'A parent has a basis, and a basis has a parent.'],
  ['actor_memberships_check', 'A group is not its own member.'],
  ['initiatives_check4', 'An initiative that is more than mentioned has a background.'],
  ['initiative_relations_check', 'An initiative is not related to itself.'],
  ['initiative_references_check', 'A reference has a label, a document or a web address.'],
  ['actions_check4', 'A recommendation has the status RECOMMENDED, and only a recommendation has it.'],
  ['actions_ongoing', 'An action with an open end has the status ONGOING.'],
  ['action_classifications_agreement', 'The agreement is 1, 2 or 3.'],
  ['action_readings_check', 'The first reading has no confidence, and the others have one.'],
  ['citations_check', 'The last page of a citation does not come before the first.'],
  ['citations_check1', 'A citation has a footnote exactly where its section is FOOTNOTE.'],
  ['documents_pages', 'The last page of a document does not come before the first, which is 1 or later.'],
  ['implementation_plans_subject', 'A plan is for a place or for an initiative, and not for both.'],
])

/** What it means that a row breaks a rule. */
export function meaningOf({ name: table }: TableFact, { name, columns, expression }: CheckRule): Meaning {
  if (columns.includes('ends_on') && columns.includes('starts_on'))
    return { code: 'ENDS_BEFORE_IT_BEGINS', message: texts.endsBeforeItBegins }
  if (columns.some((column) => column.endsWith('rationale')))
    return { code: 'MISSING_RATIONALE', message: texts.missingRationale }
  const code = columns.length === 1 ? 'BAD_VALUE' : 'CONSTRAINT'
  const form = forms.find(([pattern]) => pattern.test(expression))?.[1]
  const message = sentences.get(name) ?? form?.(expression) ?? texts.constraint(table, name)
  return { code, message }
}
