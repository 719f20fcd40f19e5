// The shape of an initiative's file.
import { z } from 'zod'
import {
  AssessmentCoverage,
  Certainty,
  Coverage,
  InitiativeKind,
  InitiativeStatus,
  Level,
  ParticipationRole,
  PhaseKind,
  PhaseStatus,
  PlaceRole,
  ReferenceKind,
  Region,
  RelationKind,
} from '../../../vocabulary.ts'
import { action, outcome, phaseKey } from './action.ts'
import {
  alternativeName,
  editorial,
  key,
  period,
  placeCode,
  pointNumber,
  population,
  positive,
  reading,
  slug,
  source,
  stored,
  subPointCode,
  text,
  url,
  word,
} from './common.ts'
import { entry, list } from './entry.ts'

const initiativePlace = entry('A place of the initiative.', { place: placeCode, role: word(PlaceRole), source }).meta({
  id: 'initiativePlace',
})

const initiativePopulation = entry('People the initiative concerns.', {
  population: population,
  note: text('A limit the source sets.').optional(),
  source,
}).meta({ id: 'initiativePopulation' })

const phase = entry('A phase, component, programme or working group.', {
  key,
  ...stored,
  parent: key.describe('The key of the phase it is part of, which stands before it.').optional(),
  kind: word(PhaseKind),
  name: text('Its name.'),
  summary: text('What it is, in our words.').optional(),
  period: period.optional(),
  durationMonths: positive('How many months it lasts, if the source says so.').optional(),
  status: word(PhaseStatus),
  source,
}).meta({ id: 'phase' })

const objective = entry('An objective.', {
  ...stored,
  text: text('The objective, in our words.'),
  phase: phaseKey,
  source,
}).meta({ id: 'objective' })

const participation = entry('An actor that takes part. One entry for each role and phase.', {
  storedKey: stored.storedKey,
  actor: slug.describe('The slug of the actor.'),
  role: word(ParticipationRole),
  phase: phaseKey,
  certainty: word(Certainty),
  listed: z.boolean().describe('Whether the Actors section of the entry gives the actor this role.'),
  note: text('A detail of the source.').optional(),
  source,
}).meta({ id: 'participation' })

const reference = entry(
  'Where to read more: at least one of label, document and url.',
  {
    ...stored,
    kind: word(ReferenceKind),
    label: text('What the source calls it, as in "Annex 7bis".').optional(),
    document: slug.describe('The slug of the document.').optional(),
    url: url.optional(),
    note: text('A remark.').optional(),
    source,
  },
  { anyOf: ['label', 'document', 'url'] },
).meta({ id: 'reference' })

const relation = entry('How this initiative relates to another.', {
  storedKey: stored.storedKey,
  kind: word(RelationKind),
  to: slug.describe('The slug of the other initiative.'),
  note: text('A detail.').optional(),
  source,
}).meta({ id: 'relation' })

export const assessment = entry(
  'How central an action point is to the initiative.',
  {
    point: pointNumber,
    coverage: word(AssessmentCoverage),
    summary: text('The judgment, in our words.'),
    ...reading,
  },
  editorial,
).meta({ id: 'assessment' })

export const initiative = entry(
  'initiatives/<slug>.json: one initiative. Arrays stand in the order of the source.',
  {
    slug,
    name: text('Its name.'),
    acronym: text('Its usual abbreviation.').optional(),
    names: list('Other names.', alternativeName).optional(),
    kind: word(InitiativeKind),
    level: word(Level),
    region: word(Region).optional(),
    section: subPointCode.describe('The section of the chapter it stands in.').optional(),
    coverage: word(Coverage),
    status: word(InitiativeStatus),
    period: period.optional(),
    background: text(
      'What it is and why it came about, in two to five sentences of ours. Required unless the coverage is MENTION.',
    ).optional(),
    source,
    actsAs: slug.describe('The slug of the actor this initiative acts as.').optional(),
    places: list('Its places.', initiativePlace).optional(),
    populations: list('The people it concerns.', initiativePopulation).optional(),
    phases: list('Its parts.', phase).optional(),
    objectives: list('Its objectives.', objective).optional(),
    participations: list('Who takes part, and as what.', participation).optional(),
    actions: list('What is done, advised or discussed.', action).optional(),
    outcomes: list('What the review reports.', outcome).optional(),
    references: list('Where to read more.', reference).optional(),
    relations: list('Other initiatives it relates to.', relation).optional(),
    assessments: list('Judgments of the editors, for full entries only.', assessment).optional(),
  },
  { where: 'coverage', is: ['MENTION'], otherwise: { required: ['background'] } },
  { where: 'assessments', needs: { values: { coverage: ['FULL'] } } },
)
