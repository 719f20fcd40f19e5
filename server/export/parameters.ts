// The parameters of an export's address, checked against what the table takes: whatever is unknown is refused with what would be
// right.
import {
  type GraphQLArgument,
  type GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'
import { conditionCalled, conditionNames, expectedOf, valueOfText } from './conditions.ts'
import { isIdOf, type Wanted } from './read.ts'
import { ExportRefused } from './refused.ts'
import type { Table } from './tables.ts'

/** What is wanted of a table, and how it is to be written. */
export interface Parameters extends Wanted {
  /** The revision; the newest by default. */
  readonly revision?: number | undefined
  /** Whether a row of HXL tags follows the names of the columns. */
  readonly hxl: boolean
  /** Whether CSV begins with a byte order mark. */
  readonly byteOrderMark: boolean
}

export type Given = Iterable<readonly [name: string, value: string]>

const general = ['where', 'revision', 'id', 'hxl', 'bom'] as const

/** Reads the parameters of what is no table: all of it, as of a revision. Throws ExportRefused BAD_USER_INPUT. */
export function readGeneralParameters(given: Given): Parameters {
  const values = new GivenValues(given)
  for (const name of values.names)
    if (!['revision', 'hxl', 'bom'].includes(name)) throw wrong('This address takes: revision, hxl, bom.')
  return { args: {}, ...generalOf(values) }
}

/** Reads the parameters of a table. Throws ExportRefused BAD_USER_INPUT. */
export function readParameters(table: Table, given: Given): Parameters {
  const values = new GivenValues(given)
  const { args } = table.source
  const where = whereOf(args)
  const conditions: object[] = []
  const taken: Record<string, unknown> = {}
  for (const [name, texts] of values.all) {
    if (general.some((each) => each === name)) continue
    const arg = args.find((each) => each.name === name && each.name !== 'where')
    const condition = arg ? undefined : where && conditionCalled(where, name)
    if (arg) taken[name] = argumentOf(arg, texts)
    else if (condition) {
      const { leaf, filter } = condition
      const read = listed(texts, leaf.name !== 'String').map((text) => {
        const value = valueOfText(leaf, text)
        if (value === undefined) throw wrong(`The parameter ${name} must be ${expectedOf(leaf)}.`)
        return value
      })
      conditions.push(filter(read.length === 1 ? { eq: read[0] } : { in: read }))
    } else throw unknown(table)
  }
  const written = whereIn(values.one('where'), where, table)
  if (written) conditions.push(written)
  const id = values.one('id')
  if (id !== undefined && (conditions.length > 0 || Object.keys(taken).length > 0))
    throw wrong('The parameter id names one object: no other condition can stand beside it.')
  if (id !== undefined && (!table.isEditable || !isIdOf(id, table.type)))
    throw new ExportRefused(
      400,
      'BAD_ID',
      table.isEditable ? `The parameter id must be the global id of ${table.type}.` : 'This table takes no id.',
    )
  return {
    args: {
      ...defaults(args),
      ...taken,
      ...(conditions.length > 0 && { where: conditions.length === 1 ? conditions[0] : { and: conditions } }),
    },
    id,
    ...generalOf(values),
  }
}

/** Parameters as they are given, by name. */
class GivenValues {
  readonly all = new Map<string, string[]>()

  constructor(given: Given) {
    for (const [name, value] of given) this.all.set(name, [...(this.all.get(name) ?? []), value])
  }

  get names(): Iterable<string> {
    return this.all.keys()
  }

  /** The value of a parameter that may be given once. */
  one(name: string): string | undefined {
    const [value, ...more] = this.all.get(name) ?? []
    if (more.length > 0) throw wrong(`The parameter ${name} may be given once.`)
    return value
  }
}

function generalOf(values: GivenValues): Pick<Parameters, 'revision' | 'hxl' | 'byteOrderMark'> {
  const revision = values.one('revision')
  if (revision !== undefined && !/^\d{1,9}$/.test(revision))
    throw wrong('The parameter revision must be the number of a revision.')
  return {
    revision: revision === undefined ? undefined : Number(revision),
    hxl: flag('hxl', values.one('hxl')),
    byteOrderMark: flag('bom', values.one('bom')),
  }
}

const wrong = (message: string): ExportRefused => new ExportRefused(400, 'BAD_USER_INPUT', message)

/** The names of all parameters that a table takes. */
export function parameterNames({ source: { args }, isEditable }: Table): readonly string[] {
  const where = whereOf(args)
  const own = args.flatMap(({ name }) => (name === 'where' ? [] : [name]))
  const names = new Set([...own, ...(where ? conditionNames(where) : [])])
  return [...general.filter((name) => (name !== 'where' || where) && (name !== 'id' || isEditable)), ...names]
}

const unknown = (table: Table): ExportRefused =>
  wrong(`There is an unknown parameter. ${table.name} takes: ${parameterNames(table).join(', ')}.`)

function whereOf(args: readonly GraphQLArgument[]): GraphQLInputObjectType | undefined {
  const type = args.find(({ name }) => name === 'where')?.type
  const named = type && getNamedType(type)
  return named && isInputObjectType(named) ? named : undefined
}

function whereIn(
  text: string | undefined,
  where: GraphQLInputObjectType | undefined,
  table: Table,
): object | undefined {
  if (text === undefined) return undefined
  if (!where) throw unknown(table)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // The same mistake as JSON of something else.
  }
  throw wrong(`The parameter where must be a JSON object: a filter of the type ${where.name}.`)
}

/** An argument of the list itself. A list may be given with commas or by repeating the parameter. */
function argumentOf({ name, type }: GraphQLArgument, texts: readonly string[]): unknown {
  const leaf = getNamedType(type)
  if (!isLeafType(leaf)) throw new TypeError(`The argument ${name} cannot be given in an address.`)
  const isList = isListType(isNonNullType(type) ? type.ofType : type)
  const read = listed(texts, isList).map((text) => {
    const value = valueOfText(leaf, text)
    if (value === undefined) throw wrong(`The parameter ${name} must be ${expectedOf(leaf)}.`)
    return value
  })
  if (isList) return read
  if (read.length > 1) throw wrong(`The parameter ${name} may be given once.`)
  return read[0]
}

const listed = (texts: readonly string[], hasCommas: boolean): readonly string[] =>
  hasCommas ? texts.flatMap((text) => text.split(',').map((part) => part.trim())) : texts

/** An argument that must be given has a first value, which an address need not repeat. */
const defaults = (args: readonly GraphQLArgument[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    args.flatMap(({ name, type }) => {
      const of = isNonNullType(type) ? type.ofType : undefined
      return of && isEnumType(of) ? [[name, of.getValues()[0]?.name]] : []
    }),
  )

function flag(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw wrong(`The parameter ${name} must be 1 or 0.`)
}
