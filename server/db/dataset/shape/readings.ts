// The shapes of coding-rules.json and readings.json: how actions are tied to action points.
import { z } from 'zod'
import { formed, pointNumber, text } from './common.ts'
import { distinct, entry } from './entry.ts'

/** An action, by its initiative and its key there. */
export const actionKey = formed(
  'actionKey',
  /^[a-z0-9-]+\/[a-z0-9.-]+$/,
  'the slug of an initiative, a slash and the key of one of its actions, as in "mexico-plan-of-action/a1"',
  'An action, by the slug of its initiative and its key there.',
)

const pointSet = distinct('Action points, by number.', pointNumber).meta({ id: 'pointSet' })

const furtherReading = entry('The points one reader tied the action to, and how sure the reader was.', {
  points: pointSet,
  confidence: z.enum(['HIGH', 'MEDIUM', 'LOW']).describe('How sure the reader was.'),
}).meta({ id: 'reading' })

export const codingRule = entry('A rule.', { rule: text('What it says.'), example: actionKey })

export const threeReadings = entry('Three readings of an action.', {
  action: actionKey,
  first: pointSet,
  second: furtherReading,
  third: furtherReading,
})
