// Parameters of addresses, checked.
import { GraphQLError } from 'graphql'
import type { ErrorCode } from '../errors.ts'

/** A mistake in a request at an address beside the API. */
export const badInput = (message: string, status = 400, code: ErrorCode = 'BAD_USER_INPUT'): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status } } })

/** The greatest number of a revision that the database can count to. */
const maximumRevision = 2_147_483_646

/** A whole number between bounds, from the text of a parameter; undefined where there is none. Throws BAD_USER_INPUT. */
export function wholeNumber(
  name: string,
  text: string | null | undefined,
  [least, most]: readonly [number, number],
): number | undefined {
  if (text === null || text === undefined) return undefined
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most))
    throw badInput(`The parameter ${name} must be a whole number from ${least} to ${most}.`)
  return number
}

/** The number of a revision, from the text of a parameter or header; undefined where there is none. */
export const revisionNumber = (name: string, text: string | null | undefined): number | undefined =>
  wholeNumber(name, text, [0, maximumRevision])
