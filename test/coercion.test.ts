// What the compiler reads of arguments is what graphql-js coerces, case for case: held against it over generated types,
// documents and variables. COERCION_SEED repeats a run.
import {
  GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  getArgumentValues,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isListType,
  Kind,
  parse,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
// biome-ignore-start lint/style/noRestrictedImports: what is tested here lies inside the room.
import { Input, Param } from '../server/relational/request/input.ts'
import { Reader, type Variables } from '../server/relational/request/reader.ts'
// biome-ignore-end lint/style/noRestrictedImports: what is tested here lies inside the room.
import { generateOperation, generateSchema, generateVariables } from './support/coercion.ts'
import { Random } from './support/differential/random.ts'

const schemas = 150
const operationsOfEach = 25
const variablesOfEach = 4
const fresh = Number(process.env['COERCION_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** An argument as the compiler reads it: its shape now, its values later. */
function treeOf(input: Input, type: GraphQLInputType): unknown {
  if (input.isNull()) return null
  const nullable = getNullableType(type)
  if (isListType(nullable)) return input.items().map((item) => treeOf(item, nullable.ofType))
  if (!isInputObjectType(nullable)) return input.param()
  const fields = nullable.getFields()
  return Object.fromEntries(
    input.fields().map(([name, field]) => [name, treeOf(field, fields[name]?.type ?? nullable)]),
  )
}

function resolved(tree: unknown, variables: Variables): unknown {
  if (tree instanceof Param) return tree.resolve(variables)
  if (Array.isArray(tree)) return tree.map((item) => resolved(item, variables))
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, resolved(part, variables)]))
}

type Read = { readonly values: unknown } | { readonly error: string }

function attempt(read: () => unknown): Read {
  try {
    return { values: read() }
  } catch (error) {
    if (error instanceof GraphQLError) return { error: error.message }
    throw error
  }
}

/** Fails where two readings differ, and says of what. Nearly all are equal to the letter, which is quickly seen. */
function same(read: Read, expected: Read, of: object): void {
  if (JSON.stringify(read) !== JSON.stringify(expected)) expect({ ...of, ...read }).toEqual({ ...of, ...expected })
}

interface Tally {
  valid: number
  cases: number
  refused: number
  reused: number
}

function check(random: Random, tally: Tally): void {
  const schema = generateSchema(random)
  const field: GraphQLField<unknown, unknown> | undefined = schema.getQueryType()?.getFields()['query']
  if (!field) throw new TypeError('The schema has no field.')
  for (let number = 0; number < operationsOfEach; number += 1) {
    const operation = generateOperation(random, schema)
    const document = parse(operation.text)
    if (validate(schema, document).length > 0) continue
    tally.valid += 1
    const [definition] = document.definitions
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('An operation was expected.')
    const [node] = definition.selectionSet.selections
    if (node?.kind !== Kind.FIELD) throw new TypeError('A field was expected.')

    const given = Array.from({ length: variablesOfEach }, () => generateVariables(random, operation))
    const coerced = given.flatMap((raw): Variables[] => {
      const { coerced: values } = getVariableValues(schema, definition.variableDefinitions ?? [], raw)
      return values ? [values] : []
    })
    const expected = (variables: Variables) => attempt(() => getArgumentValues(field, node, variables))
    for (const variables of coerced) {
      tally.cases += 1
      const reader = new Reader(variables)
      const read = attempt(() =>
        Object.fromEntries(
          field.args.flatMap(({ name, type }) => {
            const input = Input.argument(reader, field, node, name, ['query'])
            return input ? [[name, treeOf(input, type)]] : []
          }),
        ),
      )
      const shown = 'error' in read ? read : { values: resolved(read.values, variables) }
      same(shown, expected(variables), { text: operation.text, variables })
      if ('error' in read) {
        tally.refused += 1
        continue
      }
      // What was read of some variables serves others whose guards read the same.
      for (const others of coerced) {
        if (others === variables || !reader.guards.every((guard) => guard.read(others) === guard.expected)) continue
        tally.reused += 1
        same({ values: resolved(read.values, others) }, expected(others), { text: operation.text, variables, others })
      }
    }
  }
}

describe.each([
  ['a seed that is always the same', 20_110_228],
  ['a seed of this run', fresh],
])('arguments generated from %s', (_, seed) => {
  it(`are read as graphql-js reads them (COERCION_SEED=${seed})`, () => {
    const random = new Random(seed)
    const tally: Tally = { valid: 0, cases: 0, refused: 0, reused: 0 }
    for (let number = 0; number < schemas; number += 1) check(random, tally)
    console.log(`COERCION_SEED=${seed}: ${JSON.stringify(tally)}`)
    // Else the generator no longer makes what this is about.
    expect(tally.cases).toBeGreaterThan(5000)
    expect(tally.refused).toBeGreaterThan(100)
    expect(tally.reused).toBeGreaterThan(100)
  })
})
