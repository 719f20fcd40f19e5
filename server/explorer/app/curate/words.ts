// The words of correcting, in one place for translation. They are loaded only by those who have a key.
import {
  actionKinds,
  actorKinds,
  assessments,
  bases,
  coverages,
  credits,
  forms,
  initiativeStatuses,
  levels,
  natures,
  outcomes,
  phases,
  placeRoles,
  planActorRoles,
  planItemStatuses,
  planPriorities,
  planStatuses,
  populations,
  references,
  regions,
  relations,
  roles,
  sections,
  statuses,
} from '../words.ts'

/** What the values of vocabularies are called on the page. A value without a word here is its name in small letters. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ActionKind: actionKinds,
  ActionNature: natures,
  ActionRole: credits,
  ActionStatus: statuses,
  ActorKind: actorKinds,
  AssessmentCoverage: assessments,
  Basis: bases,
  CitationSection: sections,
  Coverage: coverages,
  InitiativeKind: forms,
  InitiativeStatus: initiativeStatuses,
  Level: levels,
  OutcomeKind: outcomes,
  ParticipationRole: roles,
  PhaseKind: phases,
  PlaceRole: placeRoles,
  PlanActorRole: planActorRoles,
  PlanItemStatus: planItemStatuses,
  PlanPriority: planPriorities,
  PlanStatus: planStatuses,
  Population: populations,
  ReferenceKind: references,
  Region: regions,
  RelationKind: relations,
}

/** The name of a value or a field in words: `NOT_STARTED` is "Not started", `actsAs` is "Acts as". */
const spoken = (name: string): string => {
  const words =
    name.includes('_') || name === name.toUpperCase() ? name.toLowerCase().replaceAll('_', ' ') : small(name)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
const small = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim()

/** What a value of a vocabulary is called. */
export const valueLabel = (vocabulary: string | undefined, value: string): string =>
  value === '' ? '' : labels[vocabulary ?? '']?.[value] || spoken(value)

/** Fields whose names say less than they mean. */
const fieldLabels: Readonly<Record<string, string>> = {
  citation: 'Page',
  slug: 'Name in addresses',
  asOf: 'Valid as of',
  actsAs: 'Also an actor',
  isGroup: 'Stands for several',
  statedCount: 'Number in the group',
  countQualifier: 'How exact the number is',
  listed: 'In the list of actors',
  ordinal: 'Place in the list',
  kind: 'Kind',
  code: 'Code',
  iso2: 'ISO code, two letters',
  iso3: 'ISO code, three letters',
  m49: 'UN M49 code',
  url: 'Web address',
  from: 'Which initiative',
  to: 'To which initiative',
  durationMonths: 'Length in months',
}

/** What a field is called. */
export const fieldLabel = (name: string): string => fieldLabels[name] ?? spoken(name)

/** Types whose names say less than they mean. */
const typeLabels: Readonly<Record<string, string>> = {
  ActorName: 'other name',
  InitiativeName: 'other name',
  PlaceName: 'other name',
  ActorIdentifier: 'identifier',
  ActorMembership: 'membership',
  PlaceMembership: 'membership',
  InitiativePlace: 'place',
  InitiativePopulation: 'people concerned',
  InitiativeRelation: 'link to an initiative',
  ActionCredit: 'contribution',
  ActionClassification: 'tie to a point',
  ActionPoint: 'point',
  ActionPointTitle: 'title of the point',
  SubPoint: 'part of the point',
  ImplementationPlan: 'plan',
  PlanItem: 'item',
  PlanItemActor: 'actor of the item',
}

/** What a row of a type is called: "participation". */
export const typeLabel = (type: string): string => typeLabels[type] ?? small(type)

/** What the forms say. */
export const say = {
  update: (type: string) => `Correct this ${type}`,
  create: (type: string) => `Add: ${type}`,
  delete: (type: string) => `Take away this ${type}`,
  add: 'Add',
  takeAway: 'Take away',
  keepIt: 'Keep it after all',
  goes: 'It goes when this is published. What still refers to it keeps it from going.',
  all: 'All fields',
  correct: 'Correct',
  gone: 'It is not there any more: somebody deleted it meanwhile.',
  help: 'Nothing changes until a reviewer publishes it.',
  reason: 'Why',
  reasonHelp: 'A reviewer reads it, and it stays in the history.',
  propose: (count: number) => (count <= 1 ? 'Propose' : `Propose ${count} changes together`),
  check: 'Try it',
  cancel: 'Cancel',
  unchanged: 'Nothing is changed yet.',
  also: 'In the same changeset:',
  leaveOut: 'Leave out',
  was: 'Now:',
  yours: 'Proposed:',
  fault: {
    missing: 'This must be filled in.',
    number: 'This must be a whole number.',
    date: 'Give a date on which it began or ended, such as 2004, 2004-05 or 2004-05-19.',
  },
  faults: (count: number) =>
    count === 1
      ? 'One thing is not right yet; nothing was changed.'
      : `${count} things are not right yet; nothing was changed.`,
  elsewhere: 'It is in another form of this changeset:',
  conflict: 'Somebody changed this meanwhile.',
  conflictWas: (value: string) => `When you opened the form it was ${value || 'empty'}.`,
  conflictNow: (value: string) => `Now it is ${value || 'empty'}.`,
  keepMine: 'Propose mine all the same',
  takeTheirs: 'Take theirs',
  wouldDo: 'The server would take this. Nothing was changed yet.',
  mayBe: 'It may be that:',
  page: { document: 'Document', from: 'Page', to: 'to', section: 'Part', footnote: 'Footnote' },
  period: { text: 'As printed', start: 'Began', end: 'Ended', ongoing: 'still going on at the date of the source' },
  example: '2004, 2004-05 or 2004-05-19',
  find: 'Type to find',
  nothing: 'none',
  close: 'Close',
  keyWeak: 'Your key does not allow this.',
  newKey: 'Another key',
  draft: 'Your changeset',
  draftHelp: 'What you have changed and not yet proposed. It is proposed together, or not at all.',
} as const

const number = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}`

/** What the view of imports says. */
export const importing = {
  title: 'Import a file',
  lede: 'Tables come in by a file: a download of this page that was edited, or the table of another program with a mapping. First you see what it would change; nothing is kept until you propose it and a reviewer publishes it.',
  files: 'Files',
  filesHelp:
    'XLSX, CSV, JSON or, with a mapping, XML; up to five, of at most 50 MB each. A file or sheet has the name of its table, such as actors.csv.',
  mapped: 'It is the table of another program',
  mapping: 'Mapping',
  mappingHelp: 'A JSON file that says what the columns mean. “tenpoint import --suggest FILE” drafts one.',
  look: 'See what it would change',
  busy: 'Reading the file',
  away: 'The server cannot be reached. The file is still chosen: try again.',
  outcome: {
    DONE: 'It is published:',
    PROPOSED: 'It waits for a reviewer:',
    TRIED: 'This is what it would change. Nothing was changed yet.',
    UNCHANGED: 'The catalogue says all of this already; there is nothing to propose.',
    REFUSED: 'The file has mistakes. Nothing was changed: mend the cells below and choose the file again.',
  },
  asks: 'Some names are not known for sure. Say what they are.',
  changeset: (of: number) => `Changeset ${of}`,
  counts: ({
    create,
    update,
    unchanged,
    refused,
  }: Readonly<Record<'create' | 'update' | 'unchanged' | 'refused', number>>) =>
    `${number(create, 'new')}, ${number(update, 'changed')}, ${number(unchanged, 'as they are')}${refused > 0 ? `, ${number(refused, 'refused')}` : ''}.`,
  problems: 'Mistakes',
  warnings: 'To look at',
  where: 'Where',
  value: 'What stands there',
  wrong: 'What is wrong',
  row: (of: number) => `row ${of}`,
  rowHead: 'Row',
  name: 'What',
  operation: { CREATE: 'new', UPDATE: 'changed' },
  showAll: (rows: string) => `Show all ${rows}`,
  questions: 'What are these?',
  questionsHelp: 'A likeness alone is never taken for sure. Choose what each name means, or say that it is new.',
  choose: 'not answered yet',
  isNew: 'new: not in the catalogue yet',
  other: 'something else in the catalogue',
  slug: 'its name in addresses',
  slugOf: (name: string) => `What “${name}” is, by its name in addresses`,
  kind: (type: string) => typeLabel(type),
  times: (count: number) => `${count} times`,
  unlike: 'All names that are like nothing in the catalogue are new',
  again: 'See what it would change now',
  open: (count: number) => `${count} not answered yet`,
  allAnswered: 'All are answered',
  reason: 'Why',
  propose: 'Propose it',
} as const
