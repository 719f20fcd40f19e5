// The schema as a promise: everything described, lists paged, ids where the design has them.
import {
  type GraphQLArgument,
  type GraphQLInputField,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { buildSchema } from '../server/schema.ts'

const schema = buildSchema()
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !(isScalarType(type) && isSpecifiedScalarType(type)),
)

/** Every element with its description, by coordinate. */
function* elements(): Generator<readonly [string, string | null | undefined]> {
  for (const type of types) {
    yield [type.name, type.description]
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description]
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description]
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description]
      for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name}:)`, arg.description]
    }
  }
}

/** Every argument of a field and field of an input, by coordinate. */
function* inputs(): Generator<readonly [string, GraphQLArgument | GraphQLInputField]> {
  for (const type of types) {
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field]
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields()))
      for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name}:)`, arg]
  }
}

describe('the schema', () => {
  it('describes every type, field, argument and enum value in a sentence', () => {
    const bad = [...elements()].filter(
      ([, description]) => !description || !/[.:]$/.test(description) || description.length < 5,
    )
    expect(bad).toEqual([])
  })

  it('limits the length of every text and list of texts, but for cursors, with the argument that takes it', () => {
    const cursors = ['after', 'before']
    const unlimited = [...inputs()].filter(
      ([coordinate, { name, type, extensions }]) =>
        getNamedType(type).name === 'String' &&
        !cursors.includes(name) &&
        // What changes bring is checked with all else of a changeset, and is one of its problems.
        !/Input\.|^Mutation\./.test(coordinate) &&
        !extensions['@pothos/plugin-validation']?.schemas?.length,
    )
    expect(unlimited.map(([coordinate]) => coordinate)).toEqual([])
  })

  // Composed schemas read an argument of the name of a field as that field's value, by which the object is found.
  it('gives an argument the name of a field of what it finds only where both are of one type', () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
    const clashes = fields.flatMap(({ name, type, args }) => {
      const target = getNamedType(type)
      if (!isObjectType(target) && !isInterfaceType(target)) return []
      return args.flatMap((arg) => {
        const field = target.getFields()[arg.name]
        return field && getNamedType(field.type) !== getNamedType(arg.type) ? [`${name}(${arg.name}:)`] : []
      })
    })
    expect(clashes).toEqual([])
  })

  it('has the public names of the design', () => {
    const queries = Object.keys(schema.getQueryType()?.getFields() ?? {})
    expect(queries).toEqual(
      expect.arrayContaining([
        'node',
        'nodes',
        'initiative',
        'initiatives',
        'actor',
        'actors',
        'action',
        'actions',
        'actionPoint',
        'actionPoints',
        'matrix',
        'matrixCells',
        'places',
        'place',
        'documents',
        'guidance',
        'catalogue',
      ]),
    )
    for (const name of [
      'Initiative',
      'Actor',
      'Participation',
      'Action',
      'ActionPoint',
      'MatrixCell',
      'Objective',
      'Phase',
      'Outcome',
      'Reference',
      'InitiativeRelation',
      'Guidance',
      'Place',
      'Document',
      'Citation',
    ])
      expect(schema.getType(name)).toBeDefined()
  })
})
