// The shape of an initiative's actions, and of what its review reports.
import {
  ActionKind,
  ActionNature,
  ActionRole,
  ActionStatus,
  Attribution,
  OutcomeKind,
  valuesOf,
} from '../../../vocabulary.ts'
import {
  editorial,
  key,
  period,
  placeCode,
  pointNumber,
  population,
  reading,
  slug,
  source,
  stored,
  subPointCode,
  text,
  word,
} from './common.ts'
import { distinct, entry, list } from './entry.ts'

/** The phase something belongs to. */
export const phaseKey = key.describe('The key of the phase it belongs to; none for the whole initiative.').optional()

const part = entry('An actor’s part.', {
  actor: slug.describe('The slug of the actor.'),
  role: word(ActionRole),
  attribution: word(Attribution),
})

const classification = entry(
  'An action point it serves.',
  { point: pointNumber, subPoint: subPointCode.optional(), ...reading },
  editorial,
)

export const action = entry(
  'An action, a recommendation or a subject of discussion.',
  {
    key,
    ...stored,
    parent: key.describe('The key of the action it is part of, which stands before it.').optional(),
    phase: phaseKey,
    summary: text('What it is, in our words.'),
    nature: word(ActionNature),
    kind: word(ActionKind),
    status: word(ActionStatus),
    date: period.optional(),
    source,
    actors: list('Who has a part in it.', part, { min: 1 }),
    actionPoints: list('The action points it serves. A whole serves every point its parts serve.', classification, {
      min: 1,
      max: 10,
    }),
    places: distinct('Where it is done, if not wherever the initiative works.', placeCode).optional(),
    populations: distinct('The people it concerns.', population).optional(),
  },
  {
    where: 'nature',
    is: ['RECOMMENDATION'],
    needs: { values: { status: ['RECOMMENDED'] } },
    otherwise: { values: { status: valuesOf(ActionStatus).filter((status) => status !== 'RECOMMENDED') } },
  },
).meta({ id: 'action' })

export const outcome = entry('A finding of the review.', {
  ...stored,
  kind: word(OutcomeKind),
  text: text('The finding, in our words.'),
  phase: phaseKey,
  date: period.optional(),
  actors: distinct('The actors it concerns.', slug).optional(),
  places: distinct('The places it concerns.', placeCode).optional(),
  source,
}).meta({ id: 'outcome' })
