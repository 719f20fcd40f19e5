// Whether a row satisfies a filter, found by reading the row and everything related to it.

import type { ObjectDefinition } from '../../../server/relational/index.ts'
import { definitions } from '../definitions.ts'
import { asKept } from './letters.ts'
import { compareValues } from './order.ts'
import { related } from './source.ts'
import type { Oracle, Row, Store, Value } from './store.ts'

type Where = Readonly<Record<string, unknown>>
const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Rows together with the meaning of filters over them. */
export function oracleOf(store: Store): Oracle {
  const oracle: Oracle = {
    store,
    holds: (type, row, where) => holds(oracle, definitions.object(type), row, where),
  }
  return oracle
}

function holds(oracle: Oracle, type: ObjectDefinition, row: Row, where: unknown): boolean {
  return entries(where).every(([name, operand]) => {
    if (name === 'and') return items(operand).every((inner) => holds(oracle, type, row, inner))
    if (name === 'or') return items(operand).some((inner) => holds(oracle, type, row, inner))
    if (name === 'not') return !holds(oracle, type, row, operand)
    const field = type.fields[name]
    switch (field?.is) {
      case 'column':
        return compares(row[field.column] ?? null, operand, field.column, type.source?.name ?? '')
      case 'values': {
        const values = oracle.store.where(field.table.name, field.by, row['id']).map((one) => one[field.column] ?? null)
        return quantified(values, operand, (value, inner) => compares(value, inner, field.column, field.table.name))
      }
      case 'one': {
        const source = definitions.object(field.type).source
        const one = source && oracle.store.byId(source.name, row[field.column])
        return one !== undefined && oracle.holds(field.type, one, operand)
      }
      case 'list':
      case 'connection': {
        const rows = related(oracle, type.name, name, field, row, {}).map((link) => link.row)
        return quantified(rows, operand, (one, inner) => oracle.holds(field.type, one, inner))
      }
      default:
        throw new TypeError(`${type.name} cannot be filtered by ${name}.`)
    }
  })
}

function quantified<T>(all: readonly T[], asked: unknown, matches: (one: T, operand: unknown) => boolean): boolean {
  return entries(asked).every(([quantifier, operand]) => {
    if (quantifier === 'some') return all.some((one) => matches(one, operand))
    if (quantifier === 'none') return !all.some((one) => matches(one, operand))
    return all.every((one) => matches(one, operand))
  })
}

/** Letters A to Z alone are the same in upper and lower case; an accent is one however it is put on its letter. */
const folded = (value: unknown): string =>
  String(value)
    .normalize('NFC')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const asValue = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

function compares(value: Value, asked: Where | unknown, column: string, table: string): boolean {
  const kept = (operand: unknown) => asKept(column, table, operand)
  const tests: Readonly<Record<string, (operand: unknown) => boolean>> = {
    eq: (operand) => value === kept(operand),
    ne: (operand) => value !== kept(operand),
    in: (operand) => value !== null && items(operand).map(kept).includes(value),
    notIn: (operand) => value === null || !items(operand).map(kept).includes(value),
    lt: (operand) => value !== null && compareValues(value, asValue(operand)) < 0,
    lte: (operand) => value !== null && compareValues(value, asValue(operand)) <= 0,
    gt: (operand) => value !== null && compareValues(value, asValue(operand)) > 0,
    gte: (operand) => value !== null && compareValues(value, asValue(operand)) >= 0,
    contains: (operand) => value !== null && folded(value).includes(folded(operand)),
    startsWith: (operand) => value !== null && folded(value).startsWith(folded(operand)),
    isNull: (operand) => (value === null) === operand,
  }
  return entries(asked).every(([operator, operand]) => {
    const test = tests[operator]
    if (!test) throw new TypeError(`There is no comparison ${operator}.`)
    return test(operand)
  })
}
