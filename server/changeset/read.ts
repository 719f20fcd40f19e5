// Reads the changes of a request into changes of rows, and remembers what each came from, so that problems can be told where
// the client wrote the value.
import { createHash } from 'node:crypto'
import type { Cells, CellValue, Origin, RowChange, Target } from '../db/changes/change.ts'
import { type Problem, texts } from '../db/changes/problems.ts'
import type { EditableField, EditableType, EditableTypes } from './editable.ts'
import { kindOf } from './inputs.ts'
import { Names, storable, written } from './names.ts'
import { Trace } from './trace.ts'

type Members = Readonly<Record<string, unknown>>

/** How many characters a reason has at most. */
export const longestReason = 2000

/** A list of changes that GraphQL has checked against `ChangeInput`. Its items may be made as they are asked for. */
export interface Written {
  readonly length: number
  readonly at: (index: number) => unknown
}

/**
 * The changes of rows that a request makes. They are read anew whenever they are gone through, so that they need not be
 * held beside what they are read from.
 */
export class ReadChanges implements Iterable<RowChange> {
  readonly #list: Written
  readonly #reader: ChangeReader
  #problems: readonly Problem[] | undefined

  constructor(types: EditableTypes, list: Written) {
    this.#list = list
    this.#reader = new ChangeReader(types)
  }

  /** What is wrong with how rows are named. The changes are complete all the same. */
  get problems(): readonly Problem[] {
    this.#problems ??= this.#findProblems()
    return this.#problems
  }

  #findProblems(): readonly Problem[] {
    const problems: Problem[] = []
    for (let index = 0; index < this.#list.length; index += 1) problems.push(...this.#read(index).problems)
    return problems
  }

  *[Symbol.iterator](): Generator<RowChange> {
    for (let index = 0; index < this.#list.length; index += 1) yield* this.#read(index).changes
  }

  /** A problem with the path of what the client wrote. */
  told(problem: Problem): Problem {
    const isOfThese = problem.change >= 0 && problem.change < this.#list.length
    if (!isOfThese) return problem
    const trace = new Trace()
    this.#read(problem.change, trace)
    return trace.told(problem)
  }

  #read(index: number, trace = noTrace): Reading {
    return this.#reader.read(index, membersOf(this.#list.at(index)), trace)
  }
}

const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? { ...value } : {})
const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textIn = (members: Members, name: string): string => String(members[name] ?? '')
const numberIn = (members: Members, name: string): number | undefined => {
  const value = members[name]
  return typeof value === 'number' ? value : undefined
}

/** A part's owner: the column that refers to it, and its row. */
interface Within {
  readonly column: string
  readonly target: Target & { readonly name: string }
}

/** Records no origins, for reads whose origins are not used. */
const noTrace: Pick<Trace, 'note'> = { note: () => {} }

/** What one change says. */
interface Reading {
  readonly changes: RowChange[]
  readonly problems: Problem[]
}

type Read = (value: Members, at: Origin) => void

class ChangeReader {
  #reading: Reading = { changes: [], problems: [] }
  #trace = noTrace
  readonly #types: EditableTypes
  readonly #names: Names
  readonly #kinds: ReadonlyMap<string, { readonly path: Origin['path']; readonly read: Read }>
  /** What made names begin with: they are the same whenever the changes are read. */
  readonly #seed = crypto.randomUUID()

  constructor(types: EditableTypes) {
    this.#types = types
    this.#names = new Names(types)
    const kinds = [...types.values()].flatMap((type): readonly (readonly [string, Read])[] => [
      [kindOf('create', type.name), (value, at) => this.#create(type, value, at)],
      [kindOf('update', type.name), (value, at) => this.#update(type, value, at)],
      [kindOf('delete', type.name), (value, at) => this.#delete(type, value, at)],
    ])
    const ofActors: readonly (readonly [string, Read])[] = [
      ['mergeActors', (value, at) => this.#merge(this.#type('Actor'), value, at)],
      ['splitActor', (value, at) => this.#split(this.#type('Actor'), value, at)],
    ]
    // All changes of a kind begin with the same path.
    this.#kinds = new Map([...kinds, ...ofActors].map(([kind, read]) => [kind, { path: [kind], read }]))
  }

  read(change: number, members: Members, trace: Pick<Trace, 'note'>): Reading {
    this.#reading = { changes: [], problems: [] }
    this.#trace = trace
    for (const [name, value] of Object.entries(members)) {
      const kind = this.#kinds.get(name)
      kind?.read(membersOf(value), { change, path: kind.path })
    }
    return this.#reading
  }

  #type(name: string): EditableType {
    const type = this.#types.get(name)
    if (!type) throw new TypeError(`${name} cannot be edited.`)
    return type
  }

  #create(type: EditableType, value: Members, at: Origin, within?: Within): void {
    this.#trace.note(at, { is: 'row', type, inside: [], ...(within && { owner: within.column }) })
    const name = this.#nameOfNew(type, value, at, within)
    const row: Cells = {
      ...this.#cells(type, value),
      ...(within && { [within.column]: { row: within.target } }),
      ...(type.key === 'key' && { key: name }),
    }
    this.#reading.changes.push({ kind: 'insert', table: type.table, name, row, at })
    this.#inside(type, value, at, { table: type.table, name })
  }

  /** The sets and parts of a new row. */
  #inside(type: EditableType, value: Members, at: Origin, target: Target & { readonly name: string }): void {
    for (const field of type.fields)
      if (field.is === 'set' && value[field.name])
        this.#replace(field, value[field.name], below(at, field.name), target)
    for (const { name: field, type: part } of type.parts) {
      const ofPart = this.#type(part)
      for (const [index, item] of itemsOf(value[field]).entries())
        this.#create(ofPart, membersOf(item), below(at, field, index), { column: ofPart.owner?.column ?? '', target })
    }
  }

  #update(type: EditableType, value: Members, at: Origin): void {
    const set = membersOf(value['set'])
    const target = this.#which(type, value, at)
    const expectedVersion = numberIn(value, 'expectedVersion')
    this.#trace.note(at, { is: 'row', type, inside: ['set'], ...whichIn(type, value) })
    const sets = type.fields.flatMap((field) => (field.is === 'set' && field.name in set ? [field] : []))
    const cells = this.#cells(type, set)
    // A change of sets alone still says which version it is of.
    if (Object.keys(cells).length > 0 || sets.length === 0 || expectedVersion !== undefined)
      this.#reading.changes.push({ kind: 'update', table: type.table, target, set: cells, expectedVersion, at })
    for (const field of sets) this.#replace(field, set[field.name], below(at, 'set', field.name), target)
  }

  #delete(type: EditableType, value: Members, at: Origin): void {
    this.#trace.note(at, { is: 'row', type, inside: [], ...whichIn(type, value) })
    this.#reading.changes.push({
      kind: 'delete',
      table: type.table,
      target: this.#which(type, value, at),
      expectedVersion: numberIn(value, 'expectedVersion'),
      reason: this.#reason(value, at),
      at,
    })
  }

  /** Why something is deleted: a text that is kept with a proposal, and no column holds to its limits. */
  #reason(value: Members, at: Origin): string | undefined {
    const { reason } = value
    if (typeof reason !== 'string') return undefined
    if (reason.length > longestReason) this.#problem(at, ['reason'], 'BAD_VALUE', texts.tooLong(longestReason))
    else if (storable(reason) !== reason) this.#problem(at, ['reason'], 'BAD_VALUE', texts.brokenText)
    else return reason
    return undefined
  }

  #merge(actor: EditableType, value: Members, at: Origin): void {
    const from = itemsOf(value['from']).map(String)
    this.#trace.note(at, { is: 'merge' })
    this.#reading.changes.push({
      kind: 'mergeActors',
      into: this.#names.target(actor, textIn(value, 'into')),
      from: from.map((name) => this.#names.target(actor, name)),
      at,
    })
  }

  #split(actor: EditableType, value: Members, at: Origin): void {
    const given = membersOf(value['actor'])
    const name = this.#nameOfNew(actor, given, at, undefined)
    this.#trace.note(at, { is: 'split', type: actor })
    const ids = itemsOf(value['move']).map(String)
    const move = ids.flatMap((id, index) => {
      const target = this.#names.byId(id, [...this.#types.keys()])
      if (!target)
        this.#problem(at, ['move', index], 'BAD_VALUE', 'This is no global id of anything that can be moved.')
      return target ? [target] : []
    })
    const from = this.#names.target(actor, textIn(value, 'from'))
    this.#reading.changes.push({ kind: 'splitActor', from, name, row: this.#cells(actor, given), move, at })
    this.#trace.note(below(at, 'actor'), { is: 'row', type: actor, inside: [] })
    this.#inside(actor, given, below(at, 'actor'), { table: actor.table, name })
  }

  /** A set as rows of the table that holds it. */
  #replace(field: Extract<EditableField, { is: 'set' }>, value: unknown, at: Origin, target: Target): void {
    this.#trace.note(at, { is: 'set' })
    const type = field.type === undefined ? undefined : this.#type(field.type)
    const rows = itemsOf(value).map((item) => ({
      [field.item]: type ? { row: this.#names.target(type, String(item)) } : cellOf(item),
    }))
    this.#reading.changes.push({
      kind: 'replace',
      table: field.table,
      owner: { column: field.owner, target },
      rows,
      at,
    })
  }

  #cells(type: EditableType, value: Members): Cells {
    const cells: Record<string, CellValue> = {}
    for (const field of type.fields) {
      const given = value[field.name]
      if (given === undefined || field.is === 'set') continue
      if (field.is === 'period') Object.assign(cells, periodCells(given))
      else cells[field.column] = given === null ? null : this.#cell(type, field, given)
    }
    return cells
  }

  #cell(type: EditableType, field: Exclude<EditableField, { is: 'set' | 'period' }>, given: unknown): CellValue {
    switch (field.is) {
      case 'value':
        return field.column === type.key ? written(type, String(given)) : cellOf(given)
      case 'reference':
        return { row: this.#names.target(this.#type(field.type), String(given)) }
      case 'citation': {
        const spot = membersOf(given)
        const pageStart = Number(spot['pageStart'])
        return {
          cite: {
            document: this.#names.target(this.#type('Document'), textIn(spot, 'document')),
            pageStart,
            pageEnd: numberIn(spot, 'pageEnd') ?? pageStart,
            section: textIn(spot, 'section'),
            footnote: numberIn(spot, 'footnote') ?? null,
          },
        }
      }
    }
  }

  /** The name of a new row: what it gives, what tells it from others, or one made for it. */
  #nameOfNew(type: EditableType, value: Members, at: Origin, within: Within | undefined): string {
    if (type.key === undefined) {
      return type.identity
        .map(({ column }) => {
          if (column === within?.column) return within.target.name
          const field = type.fields.find((each) => 'column' in each && each.column === column)
          const given = field && value[field.name]
          if (field?.is !== 'reference') return String(given)
          const target = this.#names.target(this.#type(field.type), String(given))
          return 'name' in target ? target.name : ''
        })
        .join(' ')
    }
    const field = type.fields.find((each) => 'column' in each && each.column === type.key)
    const given = field && value[field.name]
    if (typeof given === 'string') return written(type, storable(given))
    const unique = this.#madeName(at)
    return within ? `${within.target.name}/${unique}` : unique
  }

  /** A name that nothing else has, and that is the same when the change is read again. */
  #madeName({ change, path }: Origin): string {
    const digest = createHash('sha256').update(JSON.stringify([this.#seed, change, ...path]))
    return digest.digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')
  }

  /** The row that an update or a delete is about. */
  #which(type: EditableType, value: Members, at: Origin): Target {
    const { key } = type
    const id = value['id']
    const name = key === undefined ? undefined : value[key]
    if (typeof id === 'string' && typeof name === 'string')
      this.#problem(at, ['id'], 'BAD_VALUE', `Name it by its ${key} or by its id, not by both.`)
    if (typeof id === 'string') return this.#names.target(type, id)
    if (typeof name !== 'string') this.#problem(at, [key ?? 'id'], 'MISSING_VALUE', texts.missing)
    return this.#names.target(type, typeof name === 'string' ? name : '')
  }

  #problem({ change, path }: Origin, more: Origin['path'], code: Problem['code'], message: string): void {
    this.#reading.problems.push({ change, path: [...path, ...more], code, message })
  }
}

const below = ({ change, path }: Origin, ...more: Origin['path']): Origin => ({ change, path: [...path, ...more] })

const cellOf = (given: unknown): CellValue =>
  typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? given : null

function periodCells(given: unknown): Cells {
  if (given === null) return { period_text: null, period_edtf: null }
  const period = membersOf(given)
  return { period_text: cellOf(period['text']), period_edtf: cellOf(period['edtf']) }
}

/** The field that names the row of a change. */
const whichIn = ({ key }: EditableType, value: Members): { readonly which: string } => ({
  which: key === undefined || typeof value['id'] === 'string' ? 'id' : key,
})
