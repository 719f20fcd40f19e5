// The address of a Postgres server, checked before anything connects to what it may name by accident.
import { DatabaseError } from '../errors.ts'

export interface Address {
  readonly connectionString: string
  /** Settings for each session that the address itself asks for: its `options`. */
  readonly sessionOptions: string
  /** The address for people and logs; without user and password. */
  readonly describe: string
}

/** TLS modes of libpq and their meaning here: encryption always checks the certificate, except with `no-verify`. */
const tlsModes: ReadonlyMap<string, string> = new Map([
  ['disable', 'disable'],
  ['require', 'verify-full'],
  ['verify-ca', 'verify-full'],
  ['verify-full', 'verify-full'],
  ['no-verify', 'no-verify'],
])

const problem = (what: string): DatabaseError => new DatabaseError('BAD_DATABASE_URL', `The database address ${what}`)

/**
 * Reads an address. Throws DatabaseError BAD_DATABASE_URL where it is none, or where a driver would guess: a `%` that is
 * no escape, no database name, a TLS mode that may or may not encrypt. Messages repeat nothing of the address.
 */
export function readDatabaseUrl(databaseUrl: string): Address {
  const url = URL.parse(databaseUrl)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw problem(
      'is not of the form postgres://user:password@host:port/database. Special characters in it are percent-encoded.',
    )
  }
  if (![url.username, url.password, url.pathname].every(isEncoded)) {
    throw problem('has a % that does not begin an escape such as %40. A % itself is written %25.')
  }
  const database = url.pathname.slice(1)
  if (database === '') throw problem('names no database: it ends in /database.')
  if (/[/@:]/.test(database)) {
    throw problem('has a / or @ in the name of its database. In a password they are written %2F and %40.')
  }
  const mode = url.searchParams.get('sslmode')
  if (mode !== null) {
    const tlsMode = tlsModes.get(mode)
    if (tlsMode === undefined) {
      throw problem(
        `has an sslmode that leaves encryption open or is unknown. Choose one of ${[...tlsModes.keys()].join(', ')}.`,
      )
    }
    url.searchParams.set('sslmode', tlsMode)
  }
  const host = url.searchParams.get('host') ?? url.host
  // pg lets options in the address replace those it is given, so they are taken out and joined with ours.
  const sessionOptions = url.searchParams.get('options') ?? ''
  url.searchParams.delete('options')
  return {
    connectionString: url.href,
    sessionOptions,
    describe: `Postgres database ${decodeURIComponent(database)} at ${host || 'localhost'}`,
  }
}

function isEncoded(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}
