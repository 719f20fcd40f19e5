// Connections: their types, which Relay's plugin makes, and the arguments by which they are filtered, ordered and paged.
import { type ArgumentRef, type FieldMap, ObjectFieldBuilder, type SchemaTypes } from '@pothos/core'
import type { Vocabulary } from '../../vocabulary.ts'
import { byResponseKey } from '../definition/answer.ts'
import type { PartField, RowType } from '../definition/definition.ts'
import { defaultPageSize, maximumPageSize, pageLimits, searchLimits } from '../request/limits.ts'
import { enumOf } from './enums.ts'
import { inputsOf } from './inputs.ts'
import { type AnyField, argumentOf, type Builder, type Options, typed, untyped } from './pothos.ts'

const part: PartField = { is: 'part' }

/** What Relay's plugin needs to be given for connections, with the texts of their fields. Take it into the builder's `relay` options. */
export const pages = {
  pageInfoTypeOptions: { description: 'Where a page of a list starts and ends, and whether there are more pages.' },
  hasNextPageFieldOptions: {
    description: 'Whether more items follow this page.',
    extensions: { relational: part },
  },
  hasPreviousPageFieldOptions: {
    description: 'Whether more items precede this page.',
    extensions: { relational: part },
  },
  startCursorFieldOptions: {
    description: 'The cursor of the first item on this page, or null if the page is empty.',
    extensions: { relational: part },
  },
  endCursorFieldOptions: {
    description: 'The cursor of the last item on this page, or null if the page is empty.',
    extensions: { relational: part },
  },
  pageInfoFieldOptions: {
    description: 'Information about this page and its neighbours.',
    extensions: { relational: part },
  },
  edgesFieldOptions: {
    description: 'The objects on this page, each with its cursor.',
    extensions: { relational: part },
    nullable: { list: false, items: false },
  },
  nodesOnConnection: { description: 'The objects on this page.', extensions: { relational: part } },
  nodeFieldOptions: { extensions: { relational: part }, nullable: false },
  cursorFieldOptions: {
    description: 'The position in the list, for `after` and `before`. Opaque.',
    extensions: { relational: part },
  },
} as const

/** A type whose rows a connection shows. */
export interface Target {
  readonly name: string
  readonly row: RowType
}

interface FacetTypes {
  readonly vocabulary: Vocabulary
  readonly facet: object
}
const facetTypes = new WeakMap<object, FacetTypes>()
const connections = new WeakMap<object, Map<string, object>>()

export interface FacetTexts {
  /** What a facet is, its name, and its buckets. */
  readonly facet: string
  readonly field: string
  readonly buckets: string
  /** What a bucket is, and its fields. */
  readonly bucket: string
  readonly value: string
  readonly label: string
  readonly count: string
}

const fieldsOf = (
  builder: object,
  fields: Readonly<Record<string, Options & { readonly type: unknown }>>,
): (() => FieldMap) => {
  const make = new ObjectFieldBuilder(typed<Builder>(builder))
  return () =>
    Object.fromEntries(
      Object.entries(fields).map(([name, options]) => [
        name,
        make.field(typed({ nullable: false, extensions: { relational: part }, resolve: byResponseKey, ...options })),
      ]),
    )
}

/** Declares the types facets are shown with: `Facet` and `FacetBucket`. Their names come from a vocabulary. */
export function declareFacets(builder: object, vocabulary: Vocabulary, texts: FacetTexts): void {
  const bucket = untyped(builder).objectRef('FacetBucket')
  untyped(builder).objectType(bucket, {
    description: texts.bucket,
    fields: fieldsOf(builder, {
      value: {
        type: 'String',
        description: texts.value,
        extensions: { relational: { is: 'column', column: 'value' } },
      },
      label: {
        type: 'String',
        description: texts.label,
        extensions: { relational: { is: 'column', column: 'label' } },
      },
      count: { type: 'Int', description: texts.count, extensions: { relational: { is: 'column', column: 'count' } } },
    }),
  })
  const facet = untyped(builder).objectRef('Facet')
  untyped(builder).objectType(facet, {
    description: texts.facet,
    fields: fieldsOf(builder, {
      field: { type: enumOf(builder, vocabulary), description: texts.field },
      buckets: { type: [bucket], description: texts.buckets },
    }),
  })
  facetTypes.set(builder, { vocabulary, facet })
}

function connectionType(builder: object, target: Target, prefix: string, edge: (() => FieldMap) | undefined): object {
  const counted = Object.keys(target.row.facets ?? {})
  const facets = facetTypes.get(builder)
  if (counted.length > 0 && !facets)
    throw new TypeError(`${target.name} has facets, but "builder.facetTypes" has not been called.`)
  return untyped(builder).connectionObject(
    {
      type: target,
      name: `${prefix}Connection`,
      description: `One page of a list of ${target.name} objects.`,
      fields: fieldsOf(builder, {
        totalCount: {
          type: 'Int',
          description: 'The number of objects on all pages, under the same filter. Counted only if selected.',
        },
        ...(facets &&
          counted.length > 0 && {
            facets: {
              type: [facets.facet],
              description: 'Counts by kind, level and so on, over all pages, under the same filter.',
              args: {
                fields: argumentOf(builder, {
                  type: [enumOf(builder, facets.vocabulary)],
                  required: false,
                  description: `The properties to count by. By default, all: ${counted.join(', ')}.`,
                }),
              },
            },
          }),
      }),
    },
    {
      name: `${prefix}Edge`,
      description: `One ${target.name} in a list${edge ? ', with details of the link to it' : ''}.`,
      nodeField: { description: `The ${target.name}.` },
      ...(edge && { fields: edge }),
    },
  )
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** A field whose type is a connection: one type for all of a target, or one of its own where the edges say more. */
export function connectionField(
  builder: object,
  target: Target,
  edge: (() => FieldMap) | undefined,
  make: (type: object) => AnyField,
): AnyField {
  if (edge) {
    // Named after its field, whose name is known where it is used.
    const later = untyped(builder).objectRef('')
    const field = make(later)
    field.onFirstUse(({ parentType, name }) => {
      const prefix = `${parentType === 'Query' ? '' : parentType}${capital(name)}`
      untyped(builder).configStore.associateParamWithRef(later, connectionType(builder, target, prefix, edge))
    })
    return field
  }
  return make(connectionOf(builder, target))
}

/** The type of all pages of a type of rows, whose edges say no more. */
export function connectionOf(builder: object, target: Target): object {
  const ofBuilder = connections.get(builder) ?? new Map<string, object>()
  connections.set(builder, ofBuilder)
  const type = ofBuilder.get(target.name) ?? connectionType(builder, target, target.name, undefined)
  ofBuilder.set(target.name, type)
  return type
}

/** The arguments that filter, order and page a connection. Call it once all fields are declared. */
function pageArguments(builder: object, { name, row }: Target): Readonly<Record<string, Options>> {
  const inputs = inputsOf(builder)
  const order = inputs.order(name)
  return {
    ...(inputs.isFiltered(name) && {
      where: { type: inputs.where(name), description: 'Conditions to filter by. By default, no filter.' },
    }),
    ...(row.search && {
      search: {
        type: 'String',
        description:
          'Returns only items that match this text, best match first by default. All words must match, in any grammatical form and with or without accents. If nothing matches, similar spellings are found. Quotation marks keep words together, and a minus before a word excludes it. Very common words, such as "the", are ignored; a text with only such words fails with SEARCH_TOO_COMMON.',
        extensions: searchLimits(row.search.unsearchable),
      },
    }),
    ...(order && {
      orderBy: { type: [order], description: 'The sort keys, most important first.' },
    }),
    first: {
      type: 'Int',
      description: `The number of items to return from the start (after \`after\`), at most ${maximumPageSize}. Without \`first\` and \`last\`, ${defaultPageSize}.`,
      extensions: pageLimits('first'),
    },
    after: { type: 'String', description: 'Returns only items after this cursor.' },
    last: {
      type: 'Int',
      description: `The number of items to return from the end (before \`before\`), at most ${maximumPageSize}. Cannot be combined with \`first\`.`,
      extensions: pageLimits('last'),
    },
    before: { type: 'String', description: 'Returns only items before this cursor.' },
  }
}

/** Adds the arguments of every connection, once all fields are declared and before any is built. */
export function completeConnections(builder: object): void {
  const { configStore } = untyped(builder)
  for (const [owner, type] of configStore.typeConfigs) {
    if (type.graphqlKind !== 'Object' && type.graphqlKind !== 'Interface') continue
    const fields = configStore.getFields(owner)
    for (const [name, config] of fields) {
      const plan = config.extensions?.relational
      if (plan?.is !== 'connection') continue
      const row: unknown = configStore.getTypeConfig(plan.type).extensions?.['relational']
      const added = Object.entries(pageArguments(builder, { name: plan.type, row: typed<RowType>(row ?? {}) }))
      const args = added.map(([argument, options]) => {
        const ref = typed<ArgumentRef<SchemaTypes, unknown>>(argumentOf(builder, { required: false, ...options }))
        return [argument, ref.getConfig(argument, name, type)] as const
      })
      fields.set(name, { ...config, args: { ...config.args, ...Object.fromEntries(args) } })
    }
  }
}
