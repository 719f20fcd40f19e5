// Limits of arguments. Each stands with its argument, or field of an input, in the form of Pothos's validation plugin. Values
// of compiled fields reach no resolver, so the planner checks them; without that plugin in the schema, too.
import type { StandardSchemaV1 } from '@pothos/plugin-validation'
import { z } from 'zod'
import type { RequestErrorCode } from './errors.ts'
import type { TextSearch } from './search-text.ts'

/** The longest text a value is compared with, in characters. */
export const maximumTextLength = 1_000
/** The most values one is compared with at once. */
export const maximumListLength = 1_000
/** The longest text that is searched for, in characters. */
export const maximumSearchLength = 200
/** The page size when the request gives none. */
export const defaultPageSize = 20
/** The largest page size, and the most rows that are looked up at once. */
export const maximumPageSize = 100

/** The limits of an argument, or of a field of an input, in its `extensions`. */
export interface Limits {
  readonly '@pothos/plugin-validation'?: { readonly schemas?: readonly StandardSchemaV1[] }
}

interface ArgumentLimits extends Limits {
  /** The argument is a text to search for. */
  readonly relational?: { readonly unsearchable?: TextSearch['unsearchable'] | undefined }
}

declare module 'graphql' {
  interface GraphQLArgumentExtensions extends ArgumentLimits {}
  interface GraphQLInputFieldExtensions extends Limits {}
}

const limitedBy = (...schemas: readonly StandardSchemaV1[]): Limits => ({ '@pothos/plugin-validation': { schemas } })

/** Marks a limit whose error has a code other than BAD_USER_INPUT. */
const badPageSize = { code: 'BAD_PAGE_SIZE' } as const satisfies { readonly code: RequestErrorCode }

const text = z.string().max(maximumTextLength, `Comparison strings are limited to ${maximumTextLength} characters.`)
const texts = z.array(text)
const list = z.array(z.unknown())
const operands = list.max(maximumListLength, `A list of values is limited to ${maximumListLength} values.`)
const keys = list.refine(({ length }) => length <= maximumPageSize, {
  message: `At most ${maximumPageSize} are allowed at once.`,
  params: badPageSize,
})
const words = z
  .string()
  .refine((value) => value.trim() !== '', { message: 'The text to search for is empty.', abort: true })
  .max(maximumSearchLength, `The text to search for is over ${maximumSearchLength} characters long.`)

/** Limits of a text that something is compared with. */
export const textLimits = limitedBy(text)
/** Limits of a list of values that something is compared with. */
export const listLimits = limitedBy(operands)
/** Limits of a list of texts that something is compared with. */
export const textListLimits = limitedBy(operands, texts)
/** Limits of a list of global ids. */
export const idListLimits = limitedBy(keys)
/** Limits of a list of texts by which rows are looked up. */
export const keyListLimits = limitedBy(keys, texts)

/** Limits of a text to search for. `unsearchable` says which texts find nothing, and why. */
export const searchLimits = (unsearchable?: TextSearch['unsearchable']): ArgumentLimits => ({
  ...limitedBy(words),
  relational: { unsearchable },
})

/** Limits of the size of a page, given by the argument `name`. */
export const pageLimits = (name: 'first' | 'last'): Limits =>
  limitedBy(
    z.number().refine((size) => size >= 0 && size <= maximumPageSize, {
      message: `"${name}" must be between 0 and ${maximumPageSize}.`,
      params: badPageSize,
    }),
  )

/** Why a value is not allowed: the code and the message of the error. */
export interface Problem {
  readonly code: RequestErrorCode
  readonly message: string
}

/** Whether anything limits the values of an argument, or of a field of an input. */
export const isLimited = (limits: Limits): boolean => limits['@pothos/plugin-validation']?.schemas !== undefined

/** The first limit that a value is beyond. Null is within all. */
export function problemOf(limits: ArgumentLimits, value: unknown): Problem | undefined {
  if (value === null) return undefined
  for (const schema of limits['@pothos/plugin-validation']?.schemas ?? []) {
    const result = schema['~standard'].validate(value)
    if (result instanceof Promise) throw new TypeError('Arguments of compiled fields are validated synchronously.')
    const [issue] = result.issues ?? []
    if (issue) return { code: codeOf(issue), message: issue.message }
  }
  return typeof value === 'string' ? limits.relational?.unsearchable?.(value) : undefined
}

const codeOf = (issue: StandardSchemaV1.Issue): RequestErrorCode =>
  'params' in issue && issue.params === badPageSize ? badPageSize.code : 'BAD_USER_INPUT'
