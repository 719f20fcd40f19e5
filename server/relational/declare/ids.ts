// The ids of objects: of rows that `node` finds, and of what depends on arguments.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Arguments, ExpressionField, KeyPart, Sql } from '../definition/definition.ts'
import { canonical } from '../request/canonical.ts'
import { type ArgumentValues, type Param, together } from '../request/input.ts'
import { idText, joinedKey } from '../sql/text.ts'

/** The text of a part of a key of a row. */
const partText = ({ column, of }: KeyPart, value: (name: string) => Sql): Sql =>
  of
    ? sql`(select k.${sql.ref(of.column)}::text from ${sql.table(of.table)} k where k.id = ${value(column)})`
    : sql`${value(column)}::text`

/** The global id of a row, by which `node` finds it. */
export const globalId = (key: readonly KeyPart[]): ExpressionField => ({
  is: 'expression',
  text: (column, typeName) => idText(typeName, joinedKey(key.map((part) => partText(part, column)))),
})

/** Which of the arguments matter, without those that only say what holds anyway. */
export type SelectedArguments = (values: ArgumentValues) => ArgumentValues

/** The id of what depends on arguments: what tells it apart under the same ones, and a hash of these. */
export function scopedId(key: readonly KeyPart[], selected: SelectedArguments): ExpressionField {
  // However often a query names the id, the arguments are hashed once.
  const hashes = new WeakMap<Arguments, Param>()
  const hashOf = (args: Arguments): Param => {
    const known = hashes.get(args)
    if (known) return known
    const made = together(args, (values) => shortHash(canonical(selected(values))))
    hashes.set(args, made)
    return made
  }
  return {
    is: 'expression',
    text: (column, typeName, args) =>
      idText(typeName, joinedKey([...key.map((part) => partText(part, column)), sql`${hashOf(args)}::text`])),
  }
}

/** 128 bits: no two selections that anyone makes have the same. */
const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

export const scopedIdDescription =
  'A global id for caches. Objects with the same id are equal: it depends on the arguments by which the object was selected. `node` does not accept it.'
