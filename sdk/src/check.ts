// Checks a query's text against the schema at compile time. gql.tada infers the types of valid texts, but accepts invalid
// ones.
import type { parseDocument } from 'gql.tada'
import type { introspection } from './introspection.js'

type Types = introspection['types']

/** The mistakes in a text, a sentence for each; `never` if it fits the schema. */
export type MessageOf<Text extends string> = [parseDocument<Text>] extends [never]
  ? 'This is not a GraphQL document.'
  : parseDocument<Text> extends { definitions: readonly (infer Definition)[] }
    ? InDefinition<Definition>
    : never

type InDefinition<Definition> = Definition extends { typeCondition: unknown }
  ? InFragment<Definition>
  : Definition extends {
        operation: `${infer Operation}`
        variableDefinitions: readonly (infer Variable)[]
        selectionSet: infer Set
      }
    ? Operation extends 'query' | 'mutation'
      ? InSelections<Set, introspection[Operation]> | InVariable<Variable>
      : `A ${Operation} has no single answer; see client.revisions.`
    : never

type InVariable<Variable> = Variable extends { type: infer Type } ? InType<Type> : never

type InType<Type> = Type extends { type: infer Inner }
  ? InType<Inner>
  : Type extends { name: { value: infer Name extends string } }
    ? Name extends keyof Types
      ? never
      : `There is no type ${Name}.`
    : never

/** A fragment, inline or named. */
type InFragment<Fragment, Outer = never> = Fragment extends { selectionSet: infer Set }
  ? Fragment extends { typeCondition: { name: { value: infer Name extends string } } }
    ? Name extends keyof Types
      ? InSelections<Set, Name>
      : `There is no type ${Name}.`
    : InSelections<Set, Outer>
  : never

type InSelections<Set, Name> = Set extends { selections: readonly (infer Selection)[] }
  ? InSelection<Selection, Name>
  : never

/** A field has arguments, be they none; a fragment has not. A fragment of a name is looked at where it is defined. */
type InSelection<Selection, Name> = Selection extends {
  arguments: unknown
  name: { value: infer Field extends string }
  selectionSet: infer Set
}
  ? Field extends '__typename'
    ? never
    : Name extends keyof Types
      ? Types[Name] extends { fields: infer Fields }
        ? Field extends keyof Fields
          ? InField<Fields[Field], Set, `${Name}.${Field}`>
          : `There is no field ${Field} in ${Name}.`
        : `There is no field ${Field} in ${Name}.`
      : never
  : InFragment<Selection, Name>

type InField<Field, Set, Path extends string> = Field extends { type: infer Type }
  ? Types[NameOf<Type> & keyof Types] extends { kind: 'OBJECT' | 'INTERFACE' | 'UNION' }
    ? Set extends undefined
      ? `${Path} needs a selection of fields.`
      : InSelections<Set, NameOf<Type>>
    : Set extends undefined
      ? never
      : `${Path} has no fields to select.`
  : never

/** The name of a type inside its lists and its non-nulls. */
type NameOf<Type> = Type extends { ofType: infer Inner extends object }
  ? NameOf<Inner>
  : Type extends { name: infer Name }
    ? Name
    : never
