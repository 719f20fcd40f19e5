// The tables that an import takes, and their columns: read from the declarations of the entities, as those of an export are.
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import type {
  CitationField,
  EditableField,
  EditableType,
  EditableTypes,
  PeriodField,
  SetField,
} from '../../changeset/editable.ts'
import { CitationSection, type Vocabulary, valuesOf } from '../../vocabulary.ts'

/** What a column holds. */
export type ValueKind = 'text' | 'integer' | 'boolean' | 'date'

/** A column that an import sets. */
export interface SetColumn {
  /** As the table calls it: a field of the API; dots lead into objects. */
  readonly name: string
  readonly field: EditableField
  /** The part of a citation or a period. */
  readonly part: string | undefined
  readonly kind: ValueKind
  /** The only values allowed, where there are such. */
  readonly values: readonly string[] | undefined
}

/** A table of objects of one type. */
export interface RowsShape {
  readonly is: 'rows'
  readonly name: string
  readonly type: EditableType
  readonly columns: ReadonlyMap<string, SetColumn>
  /** Columns that an export has and an import passes over. */
  readonly ignores: (name: string) => boolean
}

/** A table of the items of a set: all rows of one owner are its whole set. */
export interface SetShape {
  readonly is: 'set'
  readonly name: string
  readonly type: EditableType
  readonly field: SetField
  /** The columns of the owner and of the item. */
  readonly owner: string
  readonly item: string
  readonly ignores: (name: string) => boolean
}

export type TableShape = RowsShape | SetShape

/** All tables of a schema. */
export class Shapes {
  readonly #byName = new Map<string, TableShape>()
  readonly #byType = new Map<string, RowsShape>()

  constructor(types: EditableTypes, schema: GraphQLSchema) {
    for (const type of types.values()) {
      const rows = rowsShape(type, outputFields(schema, type.name))
      this.#byName.set(rows.name, rows)
      this.#byType.set(type.name, rows)
      for (const field of type.fields) {
        if (field.is !== 'set') continue
        const set = setShape(type, field)
        this.#byName.set(set.name, set)
      }
    }
  }

  /** A table by its name. */
  named(name: string): TableShape | undefined {
    return this.#byName.get(name.trim().toLowerCase())
  }

  /** The table of a type's objects; undefined where there is no such type. */
  typeNamed(name: string): RowsShape | undefined {
    return this.#byType.get(name)
  }

  /** The same for a type that there is. Throws TypeError. */
  ofType(name: string): RowsShape {
    const shape = this.typeNamed(name)
    if (!shape) throw new TypeError(`There is no type ${name} that can be edited.`)
    return shape
  }

  /** The table of a set of a type, by the name of the field. */
  setOf(type: string, field: string): SetShape | undefined {
    const found = [...this.#byName.values()].find(
      (shape) => shape.is === 'set' && shape.type.name === type && shape.field.name === field,
    )
    return found?.is === 'set' ? found : undefined
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()]
  }
}

const kebab = (name: string): string => name.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
const lowerFirst = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`
const singular = (name: string): string => (name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, ''))
/** What cannot be counted has no plural. */
const plural = (name: string): string =>
  name === 'guidance' ? name : name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`

function rowsShape(type: EditableType, outputs: ReadonlyMap<string, string | undefined>): RowsShape {
  const columns = new Map(type.fields.flatMap((field) => columnsOf(field)).map((column) => [column.name, column]))
  return {
    is: 'rows',
    name: plural(kebab(type.name)),
    type,
    columns,
    ignores: (name) => {
      if (name === 'address') return true
      const [root = '', ...more] = name.split('.')
      const field = type.fields.find((each) => each.name === root)
      // Of a page, and of dates, nothing is passed over but what an export computes.
      if (field?.is === 'citation') return false
      if (field?.is === 'period') return periodOutputs.has(more.join('.'))
      // The page of what a row belongs to, and what people know the rows by that it names.
      if (
        root === 'citation' ||
        isLabel(
          name,
          type.fields.filter((each) => each.is === 'reference'),
        )
      )
        return true
      return outputs.has(root)
    },
  }
}

/** Whether a column shows what people know a row by, beside the one that names it: `actorName` beside `actor`. */
const isLabel = (name: string, fields: readonly { readonly name: string }[]): boolean =>
  ['Name', 'Number', 'Title'].some((label) => fields.some((field) => name === `${field.name}${label}`))

const periodOutputs: ReadonlySet<string> = new Set([
  'start',
  'startPrecision',
  'end',
  'endPrecision',
  'ongoing',
  'startYear',
  'endYear',
])

function setShape(type: EditableType, field: SetField): SetShape {
  const owner = lowerFirst(type.name)
  return {
    is: 'set',
    name: `${kebab(type.name)}-${kebab(field.name)}`,
    type,
    field,
    owner,
    item: singular(field.name),
    ignores: (name) =>
      name === 'address' ||
      name.startsWith('citation.') ||
      isLabel(name, [{ name: owner }, { name: singular(field.name) }]),
  }
}

/** The fields that the API shows of a type. */
function outputFields(schema: GraphQLSchema, name: string): ReadonlyMap<string, string | undefined> {
  const type = schema.getType(name)
  const fields = isObjectType(type) ? fieldsOf(type) : []
  return new Map(fields)
}

const fieldsOf = (type: GraphQLObjectType): readonly (readonly [string, string | undefined])[] =>
  Object.values(type.getFields()).map(({ name, description }) => [name, description ?? undefined])

/** The parts of a citation, as mutations take them. */
const citationParts: readonly { readonly name: string; readonly kind: ValueKind; readonly of?: Vocabulary }[] = [
  { name: 'document', kind: 'text' },
  { name: 'pageStart', kind: 'integer' },
  { name: 'pageEnd', kind: 'integer' },
  { name: 'section', kind: 'text', of: CitationSection },
  { name: 'footnote', kind: 'integer' },
]
const periodParts = ['text', 'edtf'] as const

function columnsOf(field: EditableField): readonly SetColumn[] {
  switch (field.is) {
    case 'value': {
      const { kind, vocabulary } = field.of
      const values = vocabulary && valuesOf(vocabulary)
      return [{ name: field.name, field, part: undefined, kind: kindOf(kind), values }]
    }
    case 'reference':
      return [{ name: field.name, field, part: undefined, kind: 'text', values: undefined }]
    case 'citation':
      return citationParts.map(({ name, kind, of }) => ({
        ...partOf(field, name, kind),
        values: of && valuesOf(of),
      }))
    case 'period':
      return periodParts.map((name) => partOf(field, name, 'text'))
    case 'set':
      return []
  }
}

const partOf = (field: CitationField | PeriodField, part: string, kind: ValueKind): SetColumn => ({
  name: `${field.name}.${part}`,
  field,
  part,
  kind,
  values: undefined,
})

const kindOf = (kind: string): ValueKind =>
  kind === 'integer' || kind === 'boolean' || kind === 'date' ? kind : 'text'
