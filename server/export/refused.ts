// The reason why there is no export, as a client may see it.
import { GraphQLError } from 'graphql'
import { type ErrorCode, errorCodes } from '../errors.ts'

export class ExportRefused extends GraphQLError {
  override readonly name = 'ExportRefused'

  /** `code` is BAD_USER_INPUT where it is none of ours. */
  constructor(status: number, code: unknown, message: string) {
    super(message, { extensions: { code: isErrorCode(code) ? code : 'BAD_USER_INPUT', http: { status } } })
  }
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code)
