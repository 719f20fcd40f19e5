// Errors between the server and its database, each with a stable code.

export type DatabaseErrorCode =
  | 'BAD_DATABASE_URL'
  | 'UNSUPPORTED_SERVER'
  | 'DATA_DIRECTORY_IN_USE'
  | 'DATA_DIRECTORY_UNUSABLE'
  | 'MIGRATION_FAILED'
  | 'POOLER_REFUSES_OPTIONS'
  | 'DISK_FULL'
  | 'DATABASE_BUSY'
  | 'CATALOGUE_CONFLICT'
  | 'REVISION_UNKNOWN'

/** An error for operators. The message says what to do and contains no password. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** Whether an error of the system or of Postgres means that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = Reflect.get(error, 'code')
  // The embedded database's own system has numbers of its own.
  const isInside = error.name === 'ErrnoError' && Reflect.get(error, 'errno') === 51
  return code === 'ENOSPC' || code === '53100' || isInside || isDiskFull(error.cause)
}

export const diskFull = (cause: unknown): DatabaseError =>
  new DatabaseError('DISK_FULL', 'The disk of the database is full. Make room and start again.', { cause })
