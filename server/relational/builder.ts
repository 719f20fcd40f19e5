// The Pothos builder with its scalars, and the enums made of vocabularies.
import PothosBuilder, { type InputRef, type OutputRef } from '@pothos/core'
import { GraphQLError, type GraphQLResolveInfo } from 'graphql'
import type { Column } from '../db/columns.ts'
import { type Vocabulary, valuesOf } from '../vocabulary.ts'
import { isDate, isMoment } from './column-values.ts'

/** What resolvers find in their context. */
export interface RelationalContext {
  readonly relational: {
    /** The answer to the whole operation, as an object keyed by response key. Once aborted, nothing more is asked for. */
    readonly data: (info: GraphQLResolveInfo, signal?: AbortSignal) => Promise<Readonly<Record<string, unknown>>>
  }
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

// Values come out of the database in response shape, so their TypeScript types say nothing more.
interface Types {
  Defaults: 'v4'
  Context: RelationalContext
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: unknown }
    String: { Input: string; Output: unknown }
    Int: { Input: number; Output: unknown }
    Float: { Input: number; Output: unknown }
    Boolean: { Input: boolean; Output: unknown }
    Date: { Input: string; Output: unknown }
    DateTime: { Input: string; Output: unknown }
  }
}

const emptyBuilder = () => new PothosBuilder<Types>({ defaults: 'v4', defaultFieldNullability: false })
export type Builder = ReturnType<typeof emptyBuilder>
export type ScalarName = keyof Types['Scalars']
export type Output = OutputRef<unknown> | ScalarName
export type Input = InputRef<unknown> | ScalarName

/** The scalar that shows a column. */
export const scalarOf: Readonly<Record<Column['kind'], ScalarName>> = {
  integer: 'Int',
  text: 'String',
  boolean: 'Boolean',
  date: 'Date',
  timestamp: 'DateTime',
  json: 'String',
  tsvector: 'String',
}

/** A builder that knows the scalars of the API. */
export function newBuilder(): Builder {
  const builder = emptyBuilder()
  const text = (
    name: ScalarName & ('Date' | 'DateTime'),
    description: string,
    specifiedByURL: string,
    fits: (value: string) => boolean,
  ) =>
    builder.scalarType(name, {
      description,
      specifiedByURL,
      serialize: (value) => value,
      parseValue: (value) => {
        if (typeof value !== 'string' || !fits(value)) throw new GraphQLError(`A ${name} was expected: ${description}`)
        return value
      },
    })
  text('Date', 'A calendar date as YYYY-MM-DD.', 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6', isDate)
  text(
    'DateTime',
    'A moment as YYYY-MM-DDTHH:MM:SS.sssZ, in Coordinated Universal Time.',
    'https://scalars.graphql.org/andimarek/date-time.html',
    (value) => value.endsWith('Z') && isMoment(value),
  )
  return builder
}

/** Makes the enum of each vocabulary once. */
export class Enums {
  readonly #builder: Builder
  readonly #known = new Map<string, OutputRef<unknown> & InputRef<unknown>>()

  constructor(builder: Builder) {
    this.#builder = builder
  }

  of(vocabulary: Vocabulary): OutputRef<unknown> & InputRef<unknown> {
    const known = this.#known.get(vocabulary.name)
    if (known) return known
    const ref = this.#builder.enumType(vocabulary.name, {
      description: vocabulary.description,
      values: Object.fromEntries(
        valuesOf(vocabulary).map((value) => [value, { description: vocabulary.values[value] }]),
      ),
    })
    this.#known.set(vocabulary.name, ref)
    return ref
  }
}
