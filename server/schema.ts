// The API: every entity is declared with the one builder, which makes the schema of them.
import { GraphQLSchema, isScalarType, specifiedDirectives } from 'graphql'
import { builder } from './builder.ts'
import { asOfDirective, incrementalDirectives } from './directives.ts'
import { memberOf } from './relational/index.ts'
import './source/schema.ts'
import './place/schema.ts'
import './actor/schema.ts'
import './initiative/schema.ts'
import './phase/schema.ts'
import './participation/schema.ts'
import './outcome/schema.ts'
import './action-point/schema.ts'
import './action/schema.ts'
import './plan/schema.ts'
import './matrix/schema.ts'
import './facet/schema.ts'
import './search/schema.ts'
import './network/schema.ts'
import './catalogue/schema.ts'
import './revision/schema.ts'
import './revision/subscription.ts'
import './changeset/schema.ts'
import './changeset/mutations.ts'
import './keys/schema.ts'

const declared = builder.toSchema({ sortSchema: false })

const dateTime = declared.getType('DateTime')
if (!isScalarType(dateTime)) throw new TypeError('The schema has no scalar DateTime.')

const schema = new GraphQLSchema({
  ...declared.toConfig(),
  description: `Tenpoint: how States, UN agencies, NGOs and others cooperate on mixed migration, after UNHCR's 10-Point Plan in Action.
Initiatives, the actors in them, their actions, and the matrix of the ten points; every fact with the printed page it comes from.`,
  directives: [...specifiedDirectives, ...incrementalDirectives, asOfDirective(dateTime)],
})

/** The names of mutations without a rule that says which keys may use them. */
export const unguardedMutations = (of: GraphQLSchema): readonly string[] =>
  Object.values(of.getMutationType()?.getFields() ?? {}).flatMap(({ name, extensions }) =>
    memberOf(extensions['pothosOptions'], 'authScopes') === undefined ? [name] : [],
  )

const unguarded = unguardedMutations(schema)
if (unguarded.length > 0) throw new TypeError(`Mutations need "authScopes": ${unguarded.join(', ')}.`)

/** The schema of the API; the same each time. */
export const buildSchema = (): GraphQLSchema => schema
