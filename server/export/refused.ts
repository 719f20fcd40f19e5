// The reason why there is no export, as a client may see it.
import { type ErrorCode, errorCodes } from '../errors.ts'

export class ExportRefused extends Error {
  override readonly name = 'ExportRefused'
  readonly status: number
  readonly code: ErrorCode

  constructor(status: number, code: unknown, message: string) {
    super(message)
    this.status = status
    this.code = isErrorCode(code) ? code : 'BAD_USER_INPUT'
  }
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code)
