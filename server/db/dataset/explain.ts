// Says what is wrong with the shape of a file, so that an editor finds the spot and knows what to write.
import type { z } from 'zod'
import type { Report } from './problems.ts'
import { oneOf } from './shape/rule.ts'

const kinds: Readonly<Partial<Record<string, string>>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** Reports an issue that was found with `reportInput`. */
export function reportIssue(issue: z.core.$ZodIssue, report: Report): void {
  const { path } = issue
  const missing = path.at(-1)
  // JSON has no undefined: a property without a value is not there, and is missed in the object that should have it.
  if (issue.code.startsWith('invalid') && issue.input === undefined && missing !== undefined) {
    report(pathOf(path.slice(0, -1)), `must have the property '${String(missing)}'`)
  } else if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report(pathOf(path), `has a property the schema does not know: ${key}`)
  } else report(pathOf(path), reasonOf(issue))
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') return `must be ${oneOf(issue.values)}`
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`
  return issue.message
}

/** `['actions', 2, 'actors']` as `.actions[2].actors`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
