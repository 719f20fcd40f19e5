// What each row makes: the rules of a mapping, in their order.

import { written } from '../../changeset/names.ts'
import { type Entry, type Place, type RowEntry, type Sheeted, spotOf } from '../entry.ts'
import { isMatched } from '../match/directory.ts'
import { fold, isLocal, slugOf } from '../match/fold.ts'
import type { Matcher } from '../match/matcher.ts'
import type { RowsShape, SetColumn, SetShape, Shapes } from '../own/shapes.ts'
import { readValue, type Value } from '../own/values.ts'
import type { TableRow } from '../read/table.ts'
import type { CellProblem, ImportCode } from '../report.ts'
import type { MappedRows } from './columns.ts'
import { type Evaluated, Evaluator, type Reference, referencesIn } from './evaluate.ts'
import { type MappedValue, type Mapping, MappingError, type Rule } from './schema.ts'

/** A rule with what its type says of its fields. */
interface Bound extends Rule {
  readonly shape: RowsShape
  readonly fields: readonly (readonly [SetColumn, MappedValue])[]
  readonly sets: readonly (readonly [SetShape, MappedValue])[]
  readonly cites: boolean
}

/** The rules of a mapping, bound to the types of the catalogue. Throws MappingError where they do not fit. */
export function bindRules(mapping: Mapping, shapes: Shapes): readonly Bound[] {
  const wrong = wrongNames(mapping)
  if (wrong.length > 0) throw new MappingError(`The mapping is wrong:\n  ${wrong.join('\n  ')}`)
  return mapping.make.map((rule) => {
    const shape = shapes.typeNamed(rule.type)
    if (!shape) throw new MappingError(`The mapping makes ${rule.type}, and there is no such type that can be edited.`)
    const fields = Object.entries(rule.set).map(([name, value]) => {
      const column = shape.columns.get(name)
      if (!column)
        throw new MappingError(`${rule.type} has no field ${name}. There are: ${[...shape.columns.keys()].join(', ')}.`)
      return [column, value] as const
    })
    if (rule.match && !isMatched(rule.type))
      throw new MappingError(`Only actors and places are looked up by name, not ${rule.type}.`)
    const sets = Object.entries(rule.add).map(([name, value]) => {
      const set = shapes.setOf(rule.type, name)
      if (!set) throw new MappingError(`${rule.type} has no set ${name}.`)
      return [set, value] as const
    })
    const isCited = shape.columns.has('citation.document') && !('citation.document' in rule.set)
    return { ...rule, shape, fields, sets, cites: isCited }
  })
}

/** Names that stand for nothing: what they are in would never be made, in silence. */
function wrongNames({ columns, constants, values, fillDown, make }: Mapping): readonly string[] {
  const known = new Set([...Object.keys(columns), ...Object.keys(constants), 'row'])
  const wrong = fillDown.filter((name) => !(name in columns)).map((name) => `fillDown: there is no column ${name}.`)
  for (const [index, { type, as, each, if: condition, key, match, set, add }] of make.entries()) {
    const all = [
      condition,
      key,
      match?.name,
      match?.acronym,
      match?.country,
      ...Object.values(set),
      ...Object.values(add),
    ]
    const used = [...all.flatMap(referencesOf), ...(each ? [{ name: each.column, table: undefined }] : [])]
    for (const { name, table } of used) {
      if (!known.has(name))
        wrong.push(
          `make.${index} (${type}): ${name} is no column or constant, nor what an earlier rule calls what it makes.`,
        )
      if (table !== undefined && !(table in values))
        wrong.push(`make.${index} (${type}): there is no table ${table} in values.`)
    }
    if (as !== undefined && (as in columns || as in constants))
      wrong.push(
        `make.${index} (${type}): a column or constant is called ${as} already; give what it makes another name.`,
      )
    if (as !== undefined) known.add(as)
  }
  return [...new Set(wrong)]
}

function referencesOf(value: MappedValue | undefined): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf)
  if (typeof value === 'string') return referencesIn(value)
  return typeof value === 'object' && value !== null ? [{ name: value.column, table: value.values }] : []
}

export class RowMaker {
  readonly #rules: readonly Bound[]
  readonly #constants: readonly (readonly [string, string])[]
  readonly #evaluator: Evaluator
  readonly #rows: MappedRows
  readonly #document: string
  readonly #shapes: Shapes
  readonly #matcher: Matcher
  readonly #report: (problem: CellProblem) => void
  readonly #made = new Set<string>()
  readonly #reported = new Set<string>()
  readonly #first = new Map<string, RowEntry>()
  readonly #different = new Map<string, { readonly row: number; readonly of: number; readonly count?: number }>()

  constructor(
    mapping: Mapping,
    bound: readonly Bound[],
    rows: MappedRows,
    shapes: Shapes,
    matcher: Matcher,
    report: (problem: CellProblem) => void,
  ) {
    this.#rules = bound
    this.#constants = Object.entries(mapping.constants)
    this.#evaluator = new Evaluator(mapping)
    this.#rows = rows
    this.#document = mapping.dataset.document.slug
    this.#shapes = shapes
    this.#matcher = matcher
    this.#report = report
  }

  /** What a row makes, what earlier rows made already left out. */
  async *make(row: TableRow, sheet: Sheeted): AsyncGenerator<Entry> {
    const { values, unusable } = this.#rows.read(row)
    const place: Place = { sheet, row: row.number }
    for (const [name, cell] of unusable)
      this.#wrong(place, name, String(cell.value), 'BAD_CELL', cell.is === 'unusable' ? cell.reason : '')
    const names = new Map<string, string | null>([...this.#constants, ...values, ['row', String(row.number)]])
    // What rules made of each part of a cell: later rules that take the same cell apart find it again.
    const ofParts = new Map<string, Map<string, string | null>>()
    for (const rule of this.#rules) {
      const { each, as } = rule
      if (each === undefined) {
        yield* this.#apply(rule, names, place)
        continue
      }
      const whole = names.get(each.column) ?? null
      for (const part of whole === null ? [] : split(whole, each.split, each.keep)) {
        const key = `${each.column}\u0001${part}`
        const made = ofParts.get(key) ?? new Map<string, string | null>()
        ofParts.set(key, made)
        names.set(each.column, part)
        for (const [name, value] of made) names.set(name, value)
        yield* this.#apply(rule, names, place)
        if (as !== undefined) made.set(as, names.get(as) ?? null)
      }
      names.set(each.column, whole)
    }
  }

  async *#apply(rule: Bound, names: Map<string, string | null>, place: Place): AsyncGenerator<Entry> {
    const { as, shape, key } = rule
    if (as !== undefined) names.set(as, null)
    if (rule.if !== undefined && isNothing(this.#value(rule.if, names, place))) return
    const slug = rule.match ? await this.#matched(rule, names, place) : undefined
    if (rule.match && slug === undefined) return
    const given = slug?.slug ?? (key === undefined ? undefined : this.#key(key, names, place))
    if (given === null) return
    // A name in other letters is the same name.
    const own = given === undefined ? undefined : shape.type.key === 'slug' ? slugOf(given) : written(shape.type, given)
    const entry = this.#entry(rule, names, place, own, slug?.country)
    if (entry === undefined) return
    if (as !== undefined) names.set(as, own ?? null)
    const identity = own ?? shape.type.identity.map(({ column }) => identityPart(entry, column)).join('\u0001')
    if (typeof own === 'string') yield* this.#items(rule, names, place, own)
    if (!this.#isFirst(shape.name, identity)) {
      this.#differs(entry, identity)
      return
    }
    if (slug === undefined) this.#first.set(`${shape.name}\u0001${identity}`, entry)
    if (slug?.is === 'there') yield* this.#spelling(slug, entry, names, rule)
    else yield entry
  }

  /** Counts what a row says otherwise than an earlier one that made the same thing. */
  #differs({ shape, values, place }: RowEntry, identity: string): void {
    const first = this.#first.get(`${shape.name}\u0001${identity}`)
    for (const [column, value] of values) {
      const before = first?.values.get(column)
      if (first === undefined || before === undefined || before === value || column.startsWith('citation.')) continue
      const key = `${shape.type.name} ${column}`
      const { count = 0, ...example } = this.#different.get(key) ?? { row: place.row, of: first.place.row }
      this.#different.set(key, { ...example, count: count + 1 })
    }
  }

  /** What rows say otherwise than the earlier rows whose word is taken, in sentences. */
  differences(): readonly string[] {
    return [...this.#different].map(
      ([field, { count, row, of }]) =>
        `${field}: ${count === 1 ? 'a row says' : `${count} rows say`} something else than the row before that made the same; the first is kept (row ${row} against row ${of}).`,
    )
  }

  /** Whether nothing was made under this name before. */
  #isFirst(...name: readonly string[]): boolean {
    const made = name.join('\u0001')
    if (this.#made.has(made)) return false
    this.#made.add(made)
    return true
  }

  /** What a row adds to the sets of what it makes. */
  *#items({ sets }: Bound, names: Map<string, string | null>, place: Place, owner: string): Generator<Entry> {
    for (const [shape, mapped] of sets) {
      const item = this.#value(mapped, names, place)
      if (item !== null && this.#isFirst(shape.name, owner, String(item)))
        yield { is: 'item', shape, place, owner, item }
    }
  }

  /** What a name is; undefined where there is no name, or it is unknown. */
  async #matched(rule: Bound, names: Map<string, string | null>, place: Place) {
    const { match, type } = rule
    if (!match || !isMatched(type)) return undefined
    const { value: name, column } = this.#evaluator.evaluate(match.name, names)
    if (typeof name !== 'string') return undefined
    const beside = (value: MappedValue | undefined) => {
      const said = value === undefined ? null : this.#evaluator.evaluate(value, names).value
      return typeof said === 'string' ? said : undefined
    }
    const country = beside(match.country)
    const spot = spotOf(place, column === undefined ? null : (this.#rows.headerOf(column) ?? null))
    const said = await this.#matcher.say(type, name, spot, { acronym: beside(match.acronym), country })
    return said.is === 'unknown' ? undefined : { ...said, name, country: isLocal(name) ? country : undefined }
  }

  /** What a person said that a name is, is remembered as another name of it. */
  *#spelling(
    slug: { readonly slug: string; readonly name: string; readonly isAnswered?: boolean },
    { place }: RowEntry,
    _names: Map<string, string | null>,
    { type }: Bound,
  ): Generator<Entry> {
    if (slug.isAnswered !== true || type !== 'Actor') return
    if (!this.#isFirst('spelling', slug.slug, fold(slug.name))) return
    const values = new Map<string, Value>([
      ['actor', slug.slug],
      ['name', slug.name],
      ['kind', 'ALIAS'],
    ])
    yield {
      is: 'row',
      shape: this.#shapes.ofType('ActorName'),
      place,
      id: undefined,
      version: undefined,
      values,
      keeps: true,
    }
  }

  /** The slug, key or code: names in it are folded, since keys have no blanks and accents. */
  #key(key: MappedValue, names: Map<string, string | null>, place: Place): string | null {
    if (typeof key !== 'string') {
      const value = this.#value(key, names, place)
      return value === null ? null : String(value)
    }
    const { value } = this.#told(this.#evaluator.fill(key, names, keyPart), names, place)
    return value === null ? null : String(value)
  }

  /** What a rule makes; undefined where something that it must refer to is not there. */
  #entry(
    rule: Bound,
    names: Map<string, string | null>,
    place: Place,
    own: string | undefined,
    country: string | undefined,
  ): RowEntry | undefined {
    const { shape, fields, cites, section } = rule
    const values = new Map<string, Value>()
    const from = new Map<string, string>()
    if (own !== undefined && shape.type.key !== undefined) values.set(shape.type.key, own)
    for (const [column, mapped] of fields) {
      const { value: said, column: source } = this.#evaluated(mapped, names, place)
      const value = column.name === 'slug' && typeof said === 'string' ? slugOf(said) : said
      const header = source === undefined ? undefined : this.#rows.headerOf(source)
      if (header !== undefined) from.set(column.name, header)
      const { field } = column
      if (value === null && field.is === 'reference' && field.required) return undefined
      if (value === null) continue
      const read = readValue({ is: 'text', value: String(value) }, column.kind, column.values)
      if (read.problem === undefined) values.set(column.name, read.value)
      else
        this.#wrong(
          place,
          source ?? null,
          String(value),
          'BAD_CELL',
          `${shape.type.name} ${column.name}: ${read.problem}`,
        )
    }
    // A ministry is known again by its country.
    if (country !== undefined && shape.columns.has('country') && !values.has('country')) values.set('country', country)
    if (cites) {
      values.set('citation.document', this.#document)
      values.set('citation.pageStart', place.row)
      values.set('citation.section', section)
    }
    return {
      is: 'row',
      shape,
      place: { ...place, from },
      id: undefined,
      version: undefined,
      values,
      fillsOnly: true,
      keeps: rule.ifMissing,
    }
  }

  #value(value: MappedValue, names: Map<string, string | null>, place: Place): Value {
    return this.#evaluated(value, names, place).value
  }

  #evaluated(value: MappedValue, names: Map<string, string | null>, place: Place): Evaluated {
    return this.#told(this.#evaluator.evaluate(value, names), names, place)
  }

  /** Reports what is wrong with a value. */
  #told(evaluated: Evaluated, names: Map<string, string | null>, place: Place): Evaluated {
    const { problem, column } = evaluated
    if (problem !== undefined)
      this.#wrong(place, column ?? null, names.get(column ?? '') ?? null, 'UNKNOWN_VALUE', problem)
    return evaluated
  }

  /** The same value is reported once, where it stands first. */
  #wrong(place: Place, column: string | null, value: string | null, code: ImportCode, message: string): void {
    const key = JSON.stringify([column, value, message])
    if (this.#reported.has(key)) return
    this.#reported.add(key)
    const header = column === null ? null : (this.#rows.headerOf(column) ?? null)
    this.#report({ ...spotOf(place, header), value, code, message })
  }
}

const split = (text: string, separators: string, keep: readonly string[]): readonly string[] => {
  const pattern = new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]`, 'u')
  // Values that are kept whole stand as signs that no text has.
  const sign = (index: number): string => String.fromCodePoint(0xf0000 + index)
  const signed = keep.reduce((rest, value, index) => rest.replaceAll(value, sign(index)), text)
  const parts = signed
    .split(pattern)
    .map((part) => keep.reduce((rest, value, at) => rest.replaceAll(sign(at), value), part))
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part !== '')
}

const isNothing = (value: Value): boolean => value === null || value === '' || value === false

const keyPart = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._/-]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** The value of a column in what a rule makes, by the column of its table in the database. */
function identityPart({ shape, values }: RowEntry, column: string): string {
  const field = shape.type.fields.find((each) => 'column' in each && each.column === column)
  return String((field && values.get(field.name)) ?? '')
}
