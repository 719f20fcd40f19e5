// Every code of a problem, and the sentences that go with them.
import { reasons } from '../reasons.ts'

/** The codes, each with its meaning for a client. */
export const problemCodes = {
  EMPTY: 'The changeset has no changes, or changes nothing.',
  TOO_MANY_CHANGES: 'The changeset has more changes than the limit allows.',
  UNKNOWN_REFERENCE: 'A row that a change names does not exist.',
  MISSING_VALUE: 'A required value is missing.',
  BAD_VALUE: 'A value is of the wrong type, too long, or not one of its vocabulary.',
  MISSING_CITATION: 'A fact has no citation.',
  PAGE_OUTSIDE_DOCUMENT: 'A citation names a page that the document does not have.',
  MISSING_RATIONALE: 'An editorial judgement has no rationale.',
  OTHER_INITIATIVE: 'A phase or parent belongs to another initiative.',
  BAD_PERIOD: 'A period is not a date or interval in EDTF.',
  ENDS_BEFORE_IT_BEGINS: 'A period ends before it begins.',
  CIRCLE: 'A thing would be part of itself.',
  DUPLICATE: 'A slug, code, key or other value that must be unique is taken.',
  LIKELY_DUPLICATE: 'A warning: another thing has nearly the same name.',
  OLD_VALUE_IN_TEXT: 'A warning: a text of the same object still has a value that the change replaces.',
  STATUS_AGAINST_DATES: 'A status cannot be true of the dates.',
  NOT_SERVED_BY_WHOLE: 'A part of an action serves an action point that the whole does not serve.',
  ASSESSED_OTHERWISE: 'An assessment says of an action point what the actions do not bear out.',
  FIXED_NAME: 'A key or code names its thing for good, and cannot be changed.',
  ROLE_TAKEN: 'The actor has this role already.',
  STILL_USED: 'Something that is to be deleted is still used.',
  CONSTRAINT: 'The change breaks another rule of the catalogue.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used for another request.',
  NOT_PROPOSED: 'The changeset does not exist, or was decided already.',
  NOT_AUTHOR: 'Only the author of a proposal can withdraw it.',
  REVISION_UNKNOWN: 'There is no such revision.',
} as const

export type ProblemCode = keyof typeof problemCodes

/** Where a change stands in the caller's own list. */
export interface Origin {
  readonly change: number
  readonly path: readonly (string | number)[]
}

/** What is wrong with a change, or, as a warning, may be. */
export interface Problem extends Origin {
  readonly code: ProblemCode
  readonly message: string
}

/** The most changes one changeset may have, rows of sets included. */
export const MOST_CHANGES = 100_000

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** The sentences of the problems. */
export const texts = {
  ...reasons,
  empty: 'The changeset has no changes.',
  nothingChanges: 'The changes leave everything as it is.',
  tooMany: (count: number) => `A changeset has at most ${MOST_CHANGES} changes, not ${count}.`,
  noTable: (name: string) => `There is no table ${name} to change.`,
  noColumn: (table: string, column: string) => `${thing(table)} has no ${column} that can be set.`,
  deletedBefore: (table: string, name: string) => `The ${thing(table)} ${name} is deleted by an earlier change.`,
  unknown: (table: string, name: string, nearest: readonly string[]) =>
    `${capital(reasons.unknown(thing(table), name))}.${nearest.length === 0 ? '' : ` The nearest: ${nearest.join(', ')}.`}`,
  missing: 'A value is required.',
  missingCitation: 'Every fact needs a citation: the document and the page where it is printed.',
  missingRationale: 'An editorial judgement needs a rationale.',
  wrongType: (wanted: string) => `The value must be ${wanted}.`,
  notOneOf: (values: readonly string[]) => `The value must be one of ${values.join(', ')}.`,
  tooLong: (most: number) => `The text must have at most ${most} characters.`,
  brokenText: 'The text has characters that no text can hold, such as NUL.',
  noReference: 'The value must be a row of the catalogue.',
  needsReference: (table: string) => `The value must name a row of ${things(table)}.`,
  needsSpot:
    'A citation must name a document, pages from 1 on, and a section; a footnote exactly where the section is FOOTNOTE.',
  pagesBackwards: (start: number, end: number) => `${capital(reasons.pagesBackwards(start, end))}.`,
  pageOutside: (first: number, last: number, document: string) =>
    `${capital(reasons.pageOutside(first, last, document))}.`,
  otherInitiative: (table: string, name: string, owner: string) =>
    `The ${thing(table)} ${name} does not belong to the same ${owner}.`,
  endsBeforeItBegins: 'The last day comes before the first.',
  leadsElsewhere: (table: string, slug: string) => `The slug ${slug} leads to another ${thing(table)} already.`,
  circle: (table: string) => `The ${thing(table)} would be part of itself.`,
  taken: (table: string, columns: readonly string[]) => `${capital(reasons.taken(thing(table), list(columns)))}.`,
  twice: (table: string, columns: readonly string[]) =>
    `An earlier change gives another ${thing(table)} the same ${list(columns)}.`,
  fixedName: (table: string, column: string, name: string) =>
    `The ${column} ${name} of ${thing(table, true)} cannot be changed. Delete it, and create another.`,
  mustGoOn: (edtf: string) => `The status ${reasons.mustGoOn(edtf)}.`,
  mustHaveEnded: (edtf: string, asOf: string) => `The status ${reasons.mustHaveEnded(edtf, asOf)}.`,
  notOfWhole: (point: number, whole: string) => `The action point ${reasons.notOfWhole(point, whole)}.`,
  assessedNone: (point: number, actions: string) => `The coverage ${reasons.assessedNone(point, actions)}.`,
  assessedWithout: (point: number) => `The coverage ${reasons.assessedWithout(point)}.`,
  noPeriod: (edtf: string) => `The text ${reasons.noPeriod(edtf)}.`,
  endsBefore: (edtf: string) => `The period ${reasons.endsBefore(edtf)}.`,
  roleTaken: 'The actor has this role already.',
  likely: (table: string, twin: string, slug: string) =>
    `There is ${thing(table, true)} with nearly the same name: ${twin} (${slug}).`,
  stillSays: (text: string, value: string, from: string) =>
    `The ${columnWords(text)} still says “${value}”, which the ${columnWords(from.replace(/_text$/, ''))} no longer does.`,
  stillUsed: (table: string, name: string, uses: readonly string[]) =>
    `The ${thing(table)} ${name} is still used by ${list(uses)}.`,
  mergeItself: 'An actor cannot be merged into itself.',
  notOfActor: (name: string) => `It does not point at the actor ${name}.`,
  notOfOwner: (column: string) => `The rows of a set leave out the ${column}, which is that of the owner.`,
  constraint: (table: string, rule: string) => `The ${thing(table)} breaks a rule of the catalogue: ${rule}.`,
  keyReused: 'The idempotency key was used for another request. Use a new key for a new request.',
  notProposed: (number: number) => `There is no changeset ${number} that waits for a decision.`,
  notAuthor: 'Only the author of a proposal can withdraw it; others can reject it.',
  noRevision: (number: number) => `There is no revision ${number} that can be reverted.`,
} as const

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What people call the rows of a table, one and many, where the table's name does not say. */
const words: Readonly<Record<string, readonly [string, string]>> = {
  action_actors: ['credit', 'credits'],
  action_classifications: ['classification', 'classifications'],
  actor_memberships: ['membership', 'memberships'],
  initiative_references: ['reference', 'references'],
  initiative_relations: ['relation', 'relations'],
  matrix_assessments: ['assessment', 'assessments'],
  sub_points: ['section', 'sections'],
  guidance: ['piece of guidance', 'pieces of guidance'],
}

/** What people call a row of a table. */
export function thing(table: string, withArticle = false): string {
  const word = words[table]?.[0] ?? table.replaceAll('_', ' ').replace(/s$/, '')
  return withArticle ? `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}` : word
}

const columnWords = (column: string): string =>
  column === 'period_text' ? 'printed period' : column.replace(/_edtf$/, '').replaceAll('_', ' ')

/** What people call the rows of a table. */
export const things = (table: string): string => words[table]?.[1] ?? table.replaceAll('_', ' ')

/** A column as the doors name its field, as a path: `initiative_id` is `initiative`, `period_text` is `period`, `text`. */
export function fieldPath(column: string): readonly string[] {
  if (column === 'period_text' || column === 'period_edtf') return column.split('_')
  const name = column.replace(/_id$/, '')
  return [name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())]
}

/** The same as one name. */
export const fieldName = (column: string): string => fieldPath(column).join('.')

/** Gathers problems. */
export class Problems {
  readonly #found: Problem[] = []

  /** Takes down a problem of a change, at a field below its path; answers its place among the problems. */
  add(at: Origin, below: readonly (string | number)[], code: ProblemCode, message: string): number {
    return this.#found.push({ change: at.change, path: [...at.path, ...below], code, message }) - 1
  }

  /** Gives a problem another sentence. */
  reword(index: number, message: string): void {
    const problem = this.#found[index]
    if (problem) this.#found[index] = { ...problem, message }
  }

  /** All of them, in the order of the changes. */
  get all(): readonly Problem[] {
    return this.#found.toSorted((a, b) => a.change - b.change)
  }

  get any(): boolean {
    return this.#found.length > 0
  }
}
