// The keys of those who may do more than read. A key is shown once, when it is made; the database holds only its hash.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What a key may allow, each with its meaning. */
export const keyScopes = {
  read: 'Read, where the server asks for a key.',
  propose: 'Propose changes, and read what others propose.',
  publish: 'Change the catalogue: publish changes, decide on proposals, and revert revisions.',
  admin: 'All of these.',
} as const

export type KeyScope = keyof typeof keyScopes

export const isKeyScope = (text: string): text is KeyScope => Object.hasOwn(keyScopes, text)

/** Whose key a request bears. */
export interface KeyHolder {
  readonly id: number
  readonly name: string
  readonly scopes: ReadonlySet<KeyScope>
}

/** Whether a key allows something. */
export const allows = (holder: KeyHolder | undefined, scope: KeyScope): boolean =>
  holder !== undefined && (holder.scopes.has(scope) || holder.scopes.has('admin'))

/** A key as lists show it. */
export interface KeyEntry {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

export interface NewKey {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly expiresAt?: Date | undefined
}

/** A mistake in how a key is to be made or revoked, in a sentence. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}

const prefix = 'tp_'
const form = /^tp_[A-Za-z0-9_-]{43}$/
const longestName = 100

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Makes a key, and answers the token: the only time that it can be seen. Throws KeyError. */
export async function createKey(db: Kysely<Database>, { name, scopes, expiresAt }: NewKey): Promise<string> {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > longestName || /\p{Cc}/u.test(trimmed))
    throw new KeyError(`A key has a name of at most ${longestName} characters.`)
  if (scopes.length === 0) throw new KeyError(`A key has at least one scope: ${Object.keys(keyScopes).join(', ')}.`)
  if (expiresAt && Number.isNaN(expiresAt.getTime())) throw new KeyError('The time at which the key ends is no time.')
  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  const { rows } = await sql`
    insert into api_keys (name, hash, scopes, expires_at)
    values (${trimmed}, decode(${hashOf(token).toString('hex')}, 'hex'),
      array(select json_array_elements_text(${JSON.stringify([...new Set(scopes)])}::json)), ${expiresAt?.toISOString() ?? null}::timestamptz)
    on conflict (name) do nothing returning id`.execute(db)
  if (rows.length === 0) throw new KeyError(`There is a key called ${trimmed} already.`)
  return token
}

/** Every key, revoked and expired ones included, in the order of their names. */
export async function listKeys(db: Kysely<Database>): Promise<readonly KeyEntry[]> {
  const { rows } = await sql<KeyEntry>`
    select name, to_json(scopes) as scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
      last_used_at as "lastUsedAt" from api_keys order by name`.execute(db)
  return rows
}

/** Ends a key, at once and for ever. Throws KeyError where there is none of that name that still works. */
export async function revokeKey(db: Kysely<Database>, name: string): Promise<void> {
  const { rows } = await sql`
    update api_keys set revoked_at = now() where name = ${name} and revoked_at is null returning id`.execute(db)
  if (rows.length === 0) throw new KeyError(`There is no key called ${name} that could be revoked.`)
}

/** Whether a text has the form of a token; all others are refused without a look-up. */
export const isToken = (text: string): boolean => form.test(text)

interface FoundKey {
  readonly id: number
  readonly name: string
  readonly hash: string
  readonly scopes: readonly string[]
  readonly isUsable: boolean
  readonly wasNotUsedLately: boolean
}

/** Whose token it is; undefined where it is unknown, revoked or has expired. Notes the use of a key once a minute at most. */
export async function holderOf(db: Kysely<Database>, token: string): Promise<KeyHolder | undefined> {
  const hash = hashOf(token)
  const { rows } = await sql<FoundKey>`
    select id, name, encode(hash, 'hex') as hash, to_json(scopes) as scopes,
      revoked_at is null and (expires_at is null or expires_at > now()) as "isUsable",
      last_used_at is null or last_used_at < now() - interval '1 minute' as "wasNotUsedLately"
    from api_keys where hash = decode(${hash.toString('hex')}, 'hex')`.execute(db)
  const [found] = rows
  if (!found?.isUsable || !timingSafeEqual(Buffer.from(found.hash, 'hex'), hash)) return undefined
  if (found.wasNotUsedLately)
    await sql`update api_keys set last_used_at = now()
      where id = ${found.id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`.execute(db)
  return { id: found.id, name: found.name, scopes: new Set(found.scopes.filter(isKeyScope)) }
}
