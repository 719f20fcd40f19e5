// The plugin: what compiled fields resolve to, and how ordinary fields read rows and point to them.
import '@pothos/plugin-relay'
import './global-types.ts'
import './query-fields.ts'
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core'
import { type GraphQLFieldResolver, type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql'
import { byResponseKeyOrPointer, fromStatement, isCompiledResolver, memberOf, rowKey } from '../definition/answer.ts'
import { isFilter, isSort } from '../definition/definitions.ts'
import { Pointer } from '../definition/pointer.ts'
import { tellDeclared } from './declared.ts'
import { inputsOf } from './inputs.ts'
import { completeConnections } from './pages.ts'
import { untyped } from './pothos.ts'
import { completeTables } from './schema-builder.ts'

const pluginName = 'relational'

const complete = new WeakSet<object>()

export class RelationalPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  readonly #fromRoot = fromStatement(this.builder.options.relational.request)
  readonly #fromObject = byResponseKeyOrPointer(this.builder.options.relational.request)

  /** Runs before the fields of types are declared; deferred work runs after that. */
  override beforeBuild(): void {
    if (complete.has(this.builder)) return
    complete.add(this.builder)
    completeTables(this.builder)
    untyped(this.builder).configStore.onPrepare(() => {
      completeConnections(this.builder)
      inputsOf(this.builder).complete()
      tellDeclared(this.builder)
    })
  }

  /** Scopes on a type leave no trace on its fields, so a statement would reveal what they guard. */
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const ofType = memberOf(config.pothosOptions, 'runScopesOnType')
    const ofAll = memberOf(memberOf(this.builder.options, 'scopeAuth'), 'runScopesOnType')
    if (config.extensions?.['relational'] && (ofType ?? ofAll) === true)
      throw new PothosSchemaError(`${config.name} is made of rows: its scopes must run on its fields, not on the type.`)
    return config
  }

  /** As the first plugin of the builder, it is the last to wrap a field. */
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const plan = config.extensions?.relational
    if (!plan) {
      const columns: unknown = memberOf(config.pothosOptions, 'columns')
      const named = Array.isArray(columns) ? columns.map(String) : []
      return { ...config, extensions: { ...config.extensions, relational: { is: 'resolved', columns: named } } }
    }
    if (plan.is === 'resolved') return config
    return {
      ...config,
      // Arguments of compiled fields never reach a resolver: the planner checks them as they are declared.
      argMappers: this.#checkedByPlanner(config),
      extensions: { ...config.extensions, relational: plan },
      resolve: config.kind === 'Query' ? this.#fromRoot : this.#fromObject,
    }
  }

  /** Conditions and orders reach no resolver: they would tell values that a guard around it keeps from the client. */
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue
      for (const { name, resolve, extensions } of Object.values(type.getFields())) {
        const plan = extensions.relational
        if (!plan || !(isFilter(plan) || isSort(plan)) || isCompiledResolver(resolve)) continue
        const message = `${type.name}.${name} has a guard: clients could learn its values by filters and orders. Leave out "filter" and "sort", or the guard.`
        throw new PothosSchemaError(message)
      }
    }
    return schema
  }

  #checkedByPlanner({ parentType, name, args, argMappers }: PothosOutputFieldConfig<Types>): [] {
    const isMapped = Object.values(args).some(({ extensions }) => extensions?.['isRelayGlobalID'] === true)
    if (isMapped || argMappers.length > 1)
      throw new PothosSchemaError(`${parentType}.${name} is compiled: its arguments can be validated, but not mapped.`)
    return []
  }

  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (config.extensions?.relational?.is !== 'resolved') return resolver
    const { request } = this.builder.options.relational
    const isRow = config.kind === 'TableRow'
    return async (parent, args, context, info) => {
      const value: unknown = await resolver(isRow ? (memberOf(parent, rowKey) ?? {}) : parent, args, context, info)
      const items: readonly unknown[] = Array.isArray(value) ? value : [value]
      const type = getNamedType(info.returnType)
      const isHere = (item: unknown): item is Pointer => {
        if (!(item instanceof Pointer)) return false
        const itemType = info.schema.getType(item.type)
        return (
          itemType === type || (isAbstractType(type) && isObjectType(itemType) && info.schema.isSubType(type, itemType))
        )
      }
      if (!items.some(isHere)) return value
      const { relational, signal, reading } = request(context)
      const rows = await relational.load(
        items.map((item) => (isHere(item) ? item : null)),
        info,
        { signal, reading },
      )
      return Array.isArray(value) ? rows : rows[0]
    }
  }
}

SchemaBuilder.registerPlugin(pluginName, RelationalPlugin)
export default pluginName
