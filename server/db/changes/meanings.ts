// What the database's own rules mean, for people. A rule without an entry is given by its name.
import { type ProblemCode, texts } from './problems.ts'
import type { CheckRule } from './structure.ts'

interface Meaning {
  readonly code: ProblemCode
  readonly message: string
}

/** By the ends of the names of constraints; the first that fits. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/_slug_check$/, 'A slug has small letters without accents, digits and single hyphens.'],
  [/_key_check$/, 'A key has letters without accents, digits, and the signs . _ / and -.'],
  [/^places_code_check$/, 'A code of a place has capital letters, digits and hyphens.'],
  [/^places_iso2_check$/, 'An ISO 3166-1 alpha-2 code has two capital letters.'],
  [/^places_iso3_check$/, 'An ISO 3166-1 alpha-3 code has three capital letters.'],
  [/^places_m49_check$/, 'A code of the M49 standard has three digits.'],
  [/_(name|title|summary|reason)_check$/, 'The text must not be empty.'],
  [/_(stated_count|duration_months|page_start|footnote)_check$/, 'The number must be greater than 0.'],
  [/^action_points_id_check$/, 'An action point has a number from 1 to 10.'],
  [/^places_check1$/, 'A country has its two ISO 3166-1 codes.'],
  [/^places_check2$/, 'A region has its code of the M49 standard.'],
  [/^actors_check1$/, 'Only a group has a stated count and how precise it is.'],
  [/^actors_check2$/, 'A parent has a basis, and a basis has a parent.'],
  [/^initiatives_check4$/, 'An initiative that is more than mentioned has a background.'],
  [/^actions_check4$/, 'A recommendation has the status RECOMMENDED, and only a recommendation has it.'],
  [/^actions_ongoing$/, 'An action with an open end has the status ONGOING.'],
  [/^(initiatives|phases|actions|outcomes)_check[23]$/, 'A date and its precision go together.'],
  [/^(actions|outcomes)_check1$/, 'What has an open end has no last day.'],
  [/^(places_check|actors_check|phases_check4|actions_check5)$/, 'A thing is not part of itself.'],
  [/^(place_members_check|actor_memberships_check)$/, 'A group is not its own member.'],
  [/^initiative_relations_check$/, 'An initiative is not related to itself.'],
  [/^initiative_references_check$/, 'A reference has a label, a document or a web address.'],
  [/^action_classifications_agreement$/, 'The agreement is 1, 2 or 3.'],
  [/^documents_.*page/, 'The last page of a document does not come before the first, which is 1 or later.'],
]

/** What it means that a row breaks a rule. */
export function meaningOf(table: string, { name, columns }: CheckRule): Meaning {
  if (columns.includes('ends_on') && columns.includes('starts_on'))
    return { code: 'ENDS_BEFORE_IT_BEGINS', message: texts.endsBeforeItBegins }
  if (columns.some((column) => column.endsWith('rationale')))
    return { code: 'MISSING_RATIONALE', message: texts.missingRationale }
  const known = meanings.find(([pattern]) => pattern.test(name))?.[1]
  const code = columns.length === 1 ? 'BAD_VALUE' : 'CONSTRAINT'
  return { code, message: known ?? texts.constraint(table, name) }
}
