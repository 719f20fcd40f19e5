// What can go wrong between the server and its database, each with a stable code a caller can tell apart.

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

/** A failure an operator can act on. The message says what to do and holds no password. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}
