// What a builder's types of rows are, for code that makes more of them: inputs to edit them, say.
import type { FieldDefinition, RowType } from '../definition/definition.ts'
import { isRowField } from '../definition/definitions.ts'
import { typed, untyped } from './pothos.ts'

/** A field of a type of rows, as it is declared. */
export interface DeclaredField {
  readonly name: string
  readonly description: string
  readonly definition: FieldDefinition
}

/** A type of rows, as it is declared, with the fields of its interfaces. */
export interface DeclaredType {
  readonly name: string
  readonly row: RowType
  readonly fields: readonly DeclaredField[]
}

type Then = (types: readonly DeclaredType[]) => void
const waiting = new WeakMap<object, Then[]>()

/** Runs once all types and fields of a builder are declared, and before any type is built: types may still be added. */
export function whenDeclared(builder: object, then: Then): void {
  waiting.set(builder, [...(waiting.get(builder) ?? []), then])
}

/** Call it once all fields are declared. */
export function tellDeclared(builder: object): void {
  const thens = waiting.get(builder) ?? []
  if (thens.length === 0) return
  const types = typesOf(builder)
  for (const then of thens) then(types)
}

function typesOf(builder: object): readonly DeclaredType[] {
  const { configStore } = untyped(builder)
  return [...configStore.typeConfigs.values()].flatMap((config) => {
    const row = config.kind === 'Object' ? config.extensions?.['relational'] : undefined
    if (!row || config.kind !== 'Object') return []
    const fields = new Map<string, DeclaredField>()
    const interfaces: readonly (string | object)[] = Array.isArray(config.interfaces) ? config.interfaces : []
    for (const owner of [...interfaces.map((ref) => nameOf(configStore, ref)), config.name])
      for (const field of fieldsOf(configStore, owner)) fields.set(field.name, field)
    return [{ name: config.name, row: typed<RowType>(row), fields: [...fields.values()] }]
  })
}

type ConfigStore = ReturnType<typeof untyped>['configStore']

const nameOf = (store: ConfigStore, ref: string | object): string =>
  typeof ref === 'string' ? ref : store.getTypeConfig(ref).name

const fieldsOf = (store: ConfigStore, type: string): readonly DeclaredField[] =>
  [...store.getFields(type)].flatMap(([name, { description, extensions }]) => {
    const definition = extensions?.relational
    return definition && isRowField(definition) ? [{ name, description: description ?? '', definition }] : []
  })
