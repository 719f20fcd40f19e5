// Which parts of the schema the tests have reached: fields, arguments, input fields and enum values of queries that were
// answered without errors. Each worker writes the coordinates it is the first to reach; the end of the run adds them up.
import { appendFileSync, mkdirSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type ArgumentNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

const cache = fileURLToPath(new URL('../../node_modules/.cache/tenpoint', import.meta.url))

/** Where the workers of a run write; runs at the same time have one each. Workers find it in their environment. */
export function beginCoverage(): string {
  const folder = join(cache, `coverage-${process.pid}`)
  process.env['TENPOINT_COVERAGE'] = folder
  return folder
}

/** Every coordinate: `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`. */
export function coordinatesOf(schema: GraphQLSchema): Set<string> {
  const all = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    if (isEnumType(type)) for (const { name } of type.getValues()) all.add(`${type.name}.${name}`)
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) all.add(`${type.name}.${name}`)
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      all.add(`${type.name}.${field.name}`)
      for (const { name } of field.args) all.add(`${type.name}.${field.name}(${name}:)`)
    }
  }
  return all
}

type Values = Readonly<Record<string, unknown>>
type Answers = readonly unknown[]

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const flat = (value: unknown): Answers => (Array.isArray(value) ? value.flatMap(flat) : [value])

/** What a value given to an input says of input fields and enum values. */
function* inGiven(type: GraphQLInputType, value: unknown): Generator<string> {
  const named = getNamedType(type)
  for (const item of flat(value)) {
    if (isEnumType(named) && typeof item === 'string') yield `${named.name}.${item}`
    if (!isInputObjectType(named) || !isRecord(item)) continue
    for (const field of Object.values(named.getFields())) {
      const given = item[field.name] === undefined ? field.defaultValue : item[field.name]
      if (given === undefined) continue
      yield `${named.name}.${field.name}`
      yield* inGiven(field.type, given)
    }
  }
}

/** The coordinates a query reaches that was answered with `data`. */
export function reached(schema: GraphQLSchema, query: string, variables: Values, data: unknown): Set<string> {
  const found = new Set<string>()
  const document = parse(query)
  const types = new TypeInfo(schema)
  // What the answer holds where the visitor is: the same selection may be visited for many objects at once.
  const answers: Answers[] = [[data]]
  const fragments = new Map(
    document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  )
  const argument = (node: ArgumentNode, owner: string, field: GraphQLField<unknown, unknown>): void => {
    if (node.value.kind === Kind.VARIABLE && variables[node.value.name.value] === undefined) return
    found.add(`${owner}.${field.name}(${node.name.value}:)`)
  }
  const visitor = visitWithTypeInfo(types, {
    // A fragment is visited where it is spread, with the answers of that place.
    FragmentDefinition: () => false,
    FragmentSpread(node) {
      const fragment = fragments.get(node.name.value)
      if (fragment)
        return {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: fragment.typeCondition,
          directives: node.directives ?? [],
          selectionSet: fragment.selectionSet,
        }
      return undefined
    },
    Field: {
      enter(node) {
        const [field, owner] = [types.getFieldDef(), types.getParentType()]
        const key = node.alias?.value ?? node.name.value
        const inside = (answers.at(-1) ?? []).flatMap((answer) => (isRecord(answer) ? flat(answer[key]) : []))
        answers.push(inside)
        if (!field || !owner || field.name.startsWith('__')) return
        found.add(`${owner.name}.${field.name}`)
        for (const given of node.arguments ?? []) argument(given, owner.name, field)
        const named = getNamedType(field.type)
        if (isEnumType(named)) for (const value of inside) if (value !== null) found.add(`${named.name}.${value}`)
      },
      leave: () => void answers.pop(),
    },
    Variable(node) {
      const [type, value] = [types.getInputType(), variables[node.name.value]]
      if (type && value !== undefined) for (const each of inGiven(type, value)) found.add(each)
    },
    EnumValue(node) {
      const type = types.getInputType()
      if (type) found.add(`${getNamedType(type).name}.${node.value}`)
    },
    ObjectField(node) {
      const type = types.getParentInputType()
      if (node.value.kind === Kind.VARIABLE && variables[node.value.name.value] === undefined) return
      if (type) found.add(`${getNamedType(type).name}.${node.name.value}`)
    },
    ObjectValue(node) {
      const type = types.getInputType()
      const named = type && getNamedType(type)
      if (!isInputObjectType(named)) return
      const given = new Set(node.fields.map(({ name }) => name.value))
      for (const { name, type: inner, defaultValue } of Object.values(named.getFields())) {
        if (!given.has(name) && defaultValue !== undefined)
          for (const each of inGiven(inner, defaultValue)) found.add(each)
      }
    },
  })
  visit(document, visitor)
  return found
}

/** Notes what queries of this worker reach. */
export class Coverage {
  readonly #schema: GraphQLSchema
  readonly #coordinates: ReadonlySet<string>
  readonly #known = new Set<string>()
  readonly #folder = process.env['TENPOINT_COVERAGE']
  readonly #file = `${process.pid}-${crypto.randomUUID()}.jsonl`

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
    this.#coordinates = coordinatesOf(schema)
  }

  note(query: string, variables: object | undefined, data: unknown): void {
    if (this.#folder === undefined) return
    const fresh = [...reached(this.#schema, query, { ...variables }, data)].filter(
      (coordinate) => this.#coordinates.has(coordinate) && !this.#known.has(coordinate),
    )
    if (fresh.length === 0) return
    for (const coordinate of fresh) this.#known.add(coordinate)
    mkdirSync(this.#folder, { recursive: true })
    appendFileSync(join(this.#folder, this.#file), `${JSON.stringify(fresh)}\n`)
  }
}

export interface CoverageReport {
  readonly all: number
  readonly missing: readonly string[]
}

/** Adds up what all workers have noted. */
export async function coverageReport(schema: GraphQLSchema, folder: string): Promise<CoverageReport> {
  const missing = coordinatesOf(schema)
  const all = missing.size
  for (const file of await readdir(folder).catch(() => [])) {
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n').filter(Boolean)) {
      const coordinates: unknown = JSON.parse(line)
      for (const coordinate of flat(coordinates)) missing.delete(String(coordinate))
    }
  }
  return { all, missing: [...missing] }
}
