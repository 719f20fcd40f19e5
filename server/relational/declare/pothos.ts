// Pothos's types depend on those of the builder, which a plugin does not know. What the plugin uses of it is written down
// here without them, once; what entities call is fully typed (global-types.ts).
import {
  type EnumRef,
  type FieldMap,
  type FieldRef,
  InputFieldBuilder,
  type InputFieldMap,
  type InputFieldRef,
  type ObjectRef,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core'

export type Builder = PothosSchemaTypes.SchemaBuilder<SchemaTypes>
/** A type as Pothos takes it: a ref, or the name of a scalar. */
export type TypeOf = object | string
export type Options = Readonly<Record<string, unknown>>
export type AnyField = FieldRef<SchemaTypes, unknown>
export type AnyFields = Readonly<Record<string, AnyField>>

interface InputRef {
  readonly name: string
  implement(options: Options): unknown
}

/** The methods of a builder the plugin calls. */
interface Untyped {
  objectRef(name: string): ObjectRef<SchemaTypes, unknown>
  objectType(ref: object, options: Options): unknown
  objectFields(ref: object, fields: () => FieldMap): void
  interfaceType(ref: object, options: Options): unknown
  unionType(name: string, options: Options): ObjectRef<SchemaTypes, unknown>
  enumType(name: string, options: Options): EnumRef<SchemaTypes, string>
  inputRef(name: string): InputRef
  inputType(name: string | object, options: Options): object
  nodeRef(ref: object, options: Options): unknown
  connectionObject(connection: Options, edge: Options): ObjectRef<SchemaTypes, unknown>
  readonly configStore: {
    readonly typeConfigs: ReadonlyMap<string, PothosTypeConfig>
    onPrepare(then: () => void): void
    addFields(ref: object, fields: () => FieldMap): void
    onTypeConfig(ref: object, then: (config: PothosTypeConfig) => void): void
    associateParamWithRef(ref: object, of: object): void
    getTypeConfig(name: string | object): PothosTypeConfig
    getFields(name: string): Map<string, PothosOutputFieldConfig<SchemaTypes>>
  }
}

interface UntypedInputs {
  field(options: Options): InputFieldRef<SchemaTypes, unknown>
}

export const untyped = (builder: object): Untyped => builder as never
/** A value of whatever type as the type a signature of Pothos's asks for. */
export const typed = <T = never>(value: unknown): T => value as never

/** Makes a field of an object. */
export type MakeField = (options: Options) => AnyField

/** Makes fields of input objects. */
export const inputFields = (builder: object): UntypedInputs =>
  typed<UntypedInputs>(new InputFieldBuilder(typed<Builder>(builder), 'InputObject'))

/** Makes an argument. */
export function argumentOf(builder: object, options: Options): InputFieldMap[string] {
  const make = new InputFieldBuilder(typed<Builder>(builder), 'Arg')
  return make.field(typed<Parameters<typeof make.field>[0]>(options))
}
