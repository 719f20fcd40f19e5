// The words of correcting, in one place for translation. They are loaded only by those who have a key.
import { spoken, typeLabel } from '../field-words.ts'
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
  placeKinds,
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
  PlaceKind: placeKinds,
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

/** What a value of a vocabulary is called. */
export const valueLabel = (vocabulary: string | undefined, value: string): string =>
  value === '' ? '' : labels[vocabulary ?? '']?.[value] || spoken(value)

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
  history: (count: number) => (count === 1 ? 'Its history: 1 change' : `Its history: ${count} changes`),
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
  swap: 'The other way round',
  keepMine: 'Propose mine all the same',
  takeTheirs: 'Take theirs',
  wouldDo: 'The server would take this. Nothing was changed yet.',
  mayBe: 'Please check:',
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

/** The names of two actors: the one that goes or is taken apart, and the other one. */
interface Pair {
  readonly from: string
  readonly into: string
}

/** What is counted of an actor, where the name of its type says less. */
const counted: Readonly<Record<string, string>> = {
  ActionCredit: 'contribution to an action',
  OutcomeActor: 'part in an outcome',
  Actor: 'part',
  Initiative: 'initiative that it stands for',
  PlanItemActor: 'task in a plan',
}

const many: Readonly<Record<string, string>> = {
  'contribution to an action': 'contributions to actions',
  'part in an outcome': 'parts in outcomes',
  'initiative that it stands for': 'initiatives that it stands for',
  'task in a plan': 'tasks in plans',
}

/** What is said where two actors become one, or one becomes two. */
export const wholes = {
  merge: {
    open: 'Merge with another actor…',
    title: 'Merge two actors',
    help: 'Two entries are of the same actor: one stays, one goes. Nothing changes until a reviewer publishes it.',
    from: {
      label: 'Which one goes',
      help: 'All that refers to it then refers to the one that stays. Its names are kept as other names, and its address leads on for ever.',
    },
    into: {
      label: 'Which one stays',
      help: 'What it says of itself stays as it is: name, kind, country, description, page. What only the other one says of itself goes with that.',
    },
  },
  split: {
    open: 'Split this actor…',
    title: 'Split this actor',
    help: 'One entry is of two actors: this one stays, and another one is taken out of it. Nothing changes until a reviewer publishes it.',
    whole: { label: 'Taken out of', help: '' },
    move: { label: 'What goes to the new actor', help: 'What is not ticked stays with the old one.' },
    nothing: 'Nothing is said of this actor that could go to another one.',
  },
  /** What a merge or a split does, or has done. */
  done: {
    merge: {
      title: ({ from, into }: Pair) => `${from} is merged into ${into}`,
      who: ({ from }: Pair) => `${from} goes; what stays is`,
    },
    split: {
      title: ({ from, into }: Pair) => `${into} is taken out of ${from}`,
      who: ({ into }: Pair) => `${into} is new; what stays is`,
    },
    moves: ({ into }: Pair) => `To ${into} move:`,
    nothing: ({ from }: Pair) => `Nothing else refers to ${from}, so that nothing moves.`,
    doubles: ({ into }: Pair) => `Not kept twice, since ${into} has the same:`,
    names: ({ into }: Pair, names: readonly string[]) =>
      `${into} is also found as ${names.map((name) => `“${name}”`).join(', ')}.`,
    lost: ({ from }: Pair, fields: readonly string[]) =>
      `What ${from} says of itself goes with it: ${fields.join('; ')}.`,
    old: 'The old address',
    leads: ({ into }: Pair) => `leads to ${into} for ever.`,
    part: 'This is of the first changes alone; there are more.',
    rows: (count: number) => (count === 1 ? 'The one change of this' : `The ${count} changes of this, one by one`),
    mergedInto: (into: string) => `merged into ${into}`,
  },
  counted: (type: string, count: number) => {
    const one = counted[type] ?? typeLabel(type)
    return count === 1 ? `1 ${one}` : `${count} ${many[one] ?? `${one}s`}`
  },
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

/** What the views of proposals say. */
export const reviewing = {
  waiting: (count: number) =>
    count === 0
      ? 'Nothing waits for a decision.'
      : `${count === 1 ? '1 proposal waits' : `${count} proposals wait`} for a decision.`,
  yourKey: (name: string) => `This is the key “${name}”.`,
  mayPropose: 'It may propose corrections; somebody whose key may publish decides on them.',
  mayPublish: 'It may propose corrections, and publish or reject what is proposed.',
  begin: 'To correct something, open its page and use the pen beside the fact, for example from',
  beginAt: 'the list of initiatives',
  wait: 'Waiting',
  decided: 'Decided',
  about: 'About',
  further: (count: number) => `and ${count.toLocaleString('en')} more`,
  of: 'Of',
  source: 'Source:',
  proposedBy: (name: string) => `Proposed by ${name}`,
  decidedBy: (decision: string, name: string) => `${decision} by ${name}`,
  reason: 'Why',
  comment: (words: string) => `Comment: ${words}`,
  commentHelp: 'The author reads it. It may stay empty.',
  notYours: 'Your key may propose, and not publish or reject. Somebody whose key may publish decides on this.',
  yours: 'Your key may propose, and not publish: somebody else decides on this. Until then you may withdraw it.',
  now: 'Now',
  proposed: 'Proposed',
  before: 'Before',
  after: 'After',
  base: 'When it was proposed',
  theirs: 'Now',
  more: 'Show further changes',
  conflictHelp: 'Somebody changed the same since it was proposed. Reject it and propose it anew on what stands now.',
  done: {
    PROPOSED: 'It waits for a reviewer.',
    PUBLISHED: 'It is published.',
    REJECTED: 'It is rejected.',
    WITHDRAWN: 'It is withdrawn.',
  },
} as const
