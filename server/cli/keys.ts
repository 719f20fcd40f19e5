// Makes, lists and revokes keys. The token of a new key goes to stdout alone, so that a script can take it from there.
import { Command, InvalidArgumentError, Option } from 'commander'
import { createKey, type KeyEntry, KeyError, type KeyScope, keyScopes, listKeys, revokeKey } from '../keys/keys.ts'
import { withDatabase } from './database.ts'
import { UsageError } from './problems.ts'

const scopeNames = Object.keys(keyScopes)

const create = new Command('create')
  .description('make a key; its token is printed once and never again')
  .argument('<name>', 'what the key is called; the history shows it as the author of changes')
  .addOption(
    new Option('--scope <scope>', 'what the key allows; may be given several times')
      .choices(scopeNames)
      .makeOptionMandatory()
      .argParser((text, before: readonly KeyScope[] = []) => [...before, scopeOf(text)]),
  )
  .option('--expires <date>', 'the day after which it ends, as in 2027-01-31; without it, never', dayEnd)
  .addHelpText(
    'after',
    `\nScopes:\n${Object.entries(keyScopes)
      .map(([scope, meaning]) => `  ${scope.padEnd(8)} ${meaning}`)
      .join('\n')}`,
  )
  .action(async (name: string, { scope, expires }: { scope: readonly KeyScope[]; expires?: Date }) => {
    const token = await withDatabase(({ db }) => createKey(db, { name, scopes: scope, expiresAt: expires })).catch(
      inUsage,
    )
    console.error(`Made the key ${name.trim()}. This is its token; keep it, it is not shown again:`)
    console.log(token)
  })

const list = new Command('list').description('list all keys, without their tokens').action(async () => {
  const keys = await withDatabase(({ db }) => listKeys(db))
  if (keys.length === 0) console.error('There are no keys.')
  for (const key of keys) console.log(lineOf(key))
})

const revoke = new Command('revoke')
  .description('end a key, at once and for ever')
  .argument('<name>', 'what the key is called')
  .action(async (name: string) => {
    await withDatabase(({ db }) => revokeKey(db, name))
    console.error(`Revoked the key ${name}.`)
  })

export const keysCommand = new Command('keys')
  .description('manage the keys of those who may do more than read')
  .addCommand(create)
  .addCommand(list)
  .addCommand(revoke)

function scopeOf(text: string): KeyScope {
  const scope = Object.keys(keyScopes).find((name): name is KeyScope => name === text)
  if (scope === undefined) throw new InvalidArgumentError(`Allowed choices are ${scopeNames.join(', ')}.`)
  return scope
}

/** The last moment of a day, in UTC. */
function dayEnd(text: string): Date {
  const end = new Date(`${text}T23:59:59.999Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(end.getTime()) || !end.toISOString().startsWith(text))
    throw new InvalidArgumentError('It must be a day, as in 2027-01-31.')
  if (end.getTime() < Date.now()) throw new InvalidArgumentError('The day is over.')
  return end
}

/** A key that cannot be called so is a mistake of the caller. */
function inUsage(error: unknown): never {
  throw error instanceof KeyError ? new UsageError(error.message, { cause: error }) : error
}

/** A key on one line, its parts apart by tabs. */
function lineOf({ name, scopes, createdAt, expiresAt, revokedAt, lastUsedAt }: KeyEntry): string {
  const ended = revokedAt === null ? stateBy(expiresAt) : `revoked ${dayOf(revokedAt)}`
  const used = lastUsedAt === null ? 'never used' : `last used ${dayOf(lastUsedAt)}`
  return [name, scopes.join(' '), `made ${dayOf(createdAt)}`, ended, used].join('\t')
}

const stateBy = (expiresAt: Date | null): string =>
  expiresAt === null ? 'valid' : `${expiresAt.getTime() < Date.now() ? 'expired' : 'valid until'} ${dayOf(expiresAt)}`

const dayOf = (time: Date): string => time.toISOString().slice(0, 10)
