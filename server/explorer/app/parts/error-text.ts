// An error of a call, in words.
import { TenpointError } from '../../../../sdk/src/index.ts'
import { text } from '../text.ts'

/** What is said of an error. */
export const errorText = (error: unknown): string =>
  error instanceof TenpointError ? error.message : text.states.broken
