// The columns of export tables, made from what the schema declares of a type: the fields of its mutations first, then what else
// its rows hold.
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
} from 'graphql'
import type { EditableField, EditableType, EditableTypes } from '../changeset/editable.ts'
import type { FieldDefinition } from '../relational/index.ts'
import type { Cell } from '../sheets/write/cells.ts'
import { type Column, type ColumnType, type ColumnUse, keyOfId, plain, type Source } from './column.ts'

const citationType = 'Citation'
/** What people know a row by, beside its key. */
const labels = ['number', 'name', 'title'] as const

type Fields = ReadonlyMap<string, { readonly field: GraphQLField<unknown, unknown>; readonly is: FieldDefinition }>

/** Makes the columns of the types of a schema. */
export class Columns {
  readonly #schema: GraphQLSchema
  readonly #editable: EditableTypes

  constructor(schema: GraphQLSchema, editable: EditableTypes) {
    this.#schema = schema
    this.#editable = editable
  }

  /** The columns of a type; `address` comes from who knows the table. */
  of(name: string): readonly Column[] {
    const fields = this.#fields(name)
    const editable = this.#editable.get(name)
    const own = editable ? this.#editableColumns(editable, fields) : []
    const shown = new Set(own.map(({ path }) => path.join('.')))
    const columns = [
      ...this.#identity(name, editable),
      ...own,
      ...this.#others(fields, new Set([...shown, ...(editable?.key === undefined ? [] : [editable.key])])),
    ]
    return [...columns, ...(fields.has('citation') ? [] : this.#borrowedCitation(editable, fields))]
  }

  /** The columns of the rows of a set: what it belongs to, and the item. */
  ofSet(type: EditableType, field: Extract<EditableField, { is: 'set' }>): readonly Column[] {
    const owner = lowerFirst(type.name)
    const item: Pick<Column, 'name' | 'meaning' | 'use' | 'nullable' | 'from'> = {
      name: singular(field.name),
      meaning: field.description,
      use: 'required',
      nullable: false,
      from: 'node',
    }
    const fields = this.#fields(type.name)
    const valueField = fields.get(field.name)?.field
    return [
      {
        name: owner,
        meaning: `What it belongs to: ${this.#namedBy(type.name)}`,
        type: 'reference',
        names: type.name,
        nullable: false,
        use: 'which row',
        from: 'parent',
        path: ['id'],
        show: keyOfId,
      },
      ...(field.type === undefined
        ? valueField
          ? [{ ...item, ...this.#leaf(valueField), path: [] }]
          : []
        : [
            { ...item, type: 'reference' as const, names: field.type, path: ['id'], show: this.#shows(field.type) },
            ...this.#labels(field.type, item.name, 'node', []),
          ]),
      ...(fields.has('citation') ? this.#pages('citation', 'parent', ['citation']) : []),
    ]
  }

  /** The column that names the rows of a type: its key, or else its global id. */
  keyOf(name: string): string {
    return this.#editable.get(name)?.key ?? 'id'
  }

  #fields(name: string): Fields {
    const type = this.#type(name)
    return new Map(
      Object.values(type.getFields()).flatMap((field) => {
        const is = field.extensions.relational
        return is && isOfRow(is) ? [[field.name, { field, is }] as const] : []
      }),
    )
  }

  #type(name: string): GraphQLObjectType {
    const type = this.#schema.getType(name)
    if (!isObjectType(type)) throw new TypeError(`No type of objects is called ${name}.`)
    return type
  }

  #identity(name: string, editable: EditableType | undefined): readonly Column[] {
    const fields = this.#type(name).getFields()
    const id: Pick<Column, 'nullable' | 'from'> = { nullable: false, from: 'node' }
    const key = editable?.key
    return [
      ...(fields['id']
        ? [
            {
              ...id,
              name: 'id',
              meaning: fields['id'].description ?? '',
              type: 'id' as const,
              use: editable ? ('which row' as const) : ('ignored' as const),
              path: ['id'],
            },
          ]
        : []),
      ...(key === undefined
        ? []
        : [
            {
              ...id,
              name: key,
              meaning:
                editable?.fields.find((field) => field.name === key)?.description ?? fields[key]?.description ?? '',
              type: 'text' as const,
              use: 'which row' as const,
              path: ['id'],
              show: keyOfId,
            },
          ]),
      ...(fields['version']
        ? [
            {
              ...id,
              name: 'version',
              meaning: fields['version'].description ?? '',
              type: 'integer' as const,
              use: 'version' as const,
              path: ['version'],
            },
          ]
        : []),
    ]
  }

  #editableColumns(editable: EditableType, fields: Fields): readonly Column[] {
    return editable.fields.flatMap((field) => (field.name === editable.key ? [] : this.#editableColumn(field, fields)))
  }

  #editableColumn(field: EditableField, fields: Fields): readonly Column[] {
    const { name, description: meaning } = field
    const use: ColumnUse = 'required' in field && field.required ? 'required' : 'value'
    switch (field.is) {
      case 'value': {
        const declared = fields.get(name)?.field
        return declared ? [this.#column(declared, use)] : []
      }
      case 'reference': {
        const at = field.isDeclared
          ? { from: 'node' as const, path: [name], id: ['id'] }
          : { from: 'parent' as const, path: [], id: ['id'] }
        return [
          {
            name,
            meaning: `${meaning} ${this.#namedBy(field.type)}`,
            type: 'reference',
            names: field.type,
            nullable: !field.required,
            use,
            from: at.from,
            path: [...at.path, ...at.id],
            show: this.#shows(field.type),
          },
          ...this.#labels(field.type, name, at.from, at.path),
        ]
      }
      case 'citation':
        return this.#citation(name, use)
      case 'period':
        return this.#embedded(name, meaning, fields, (inner) =>
          inner === 'text' || inner === 'edtf' ? 'value' : 'ignored',
        )
      case 'set':
        return []
    }
  }

  /** What else the rows hold: what is computed, or cannot be edited. */
  #others(fields: Fields, shown: ReadonlySet<string>): readonly Column[] {
    return [...fields].flatMap(([name, { field, is }]): readonly Column[] => {
      if (shown.has(name) || name === 'version') return []
      const meaning = field.description ?? ''
      switch (is.is) {
        case 'column':
          return [this.#column(field, 'ignored')]
        case 'embedded':
          return shown.has(`${name}.text`) ? [] : this.#embedded(name, meaning, fields, () => 'ignored')
        case 'one':
          if (shown.has(`${name}.id`) || shown.has(`${name}.document.id`)) return []
          if (is.type === citationType) return this.#pages(name, 'node', [name])
          return [
            {
              name,
              meaning: `${meaning} ${this.#namedBy(is.type)}`,
              type: 'reference',
              names: is.type,
              nullable: is.nullable,
              use: 'ignored',
              from: 'node',
              path: [name, 'id'],
              show: this.#shows(is.type),
            },
            ...this.#labels(is.type, name, 'node', [name]),
          ]
        default:
          return []
      }
    })
  }

  #column(field: GraphQLField<unknown, unknown>, use: ColumnUse): Column {
    return {
      name: field.name,
      meaning: field.description ?? '',
      nullable: use !== 'required' && !String(field.type).endsWith('!'),
      use,
      from: 'node',
      path: [field.name],
      ...this.#leaf(field),
    }
  }

  #leaf({ type }: GraphQLField<unknown, unknown>): Pick<Column, 'type' | 'values'> {
    const named = getNamedType(type)
    if (isEnumType(named))
      return {
        type: 'enum',
        values: named.getValues().map(({ name, description }) => ({ name, meaning: description ?? '' })),
      }
    return { type: leafTypes.get(named.name) ?? 'text' }
  }

  #embedded(name: string, meaning: string, around: Fields, useOf: (inner: string) => ColumnUse): readonly Column[] {
    const field = around.get(name)
    if (field?.is.is !== 'embedded') return []
    const aside = new Set([...around.values()].flatMap(({ is }) => (is.is === 'column' ? [is.column] : [])))
    return [...this.#fields(field.is.type).values()].flatMap(({ field: inner, is }) =>
      // A column that the row shows itself is not shown twice.
      is.is !== 'column' || aside.has(is.column)
        ? []
        : [
            {
              ...this.#column(inner, useOf(inner.name)),
              name: `${name}.${inner.name}`,
              meaning: `${meaning} ${inner.description ?? ''}`,
              nullable: true,
              path: [name, inner.name],
            },
          ],
    )
  }

  /** The spot that a row cites, as mutations take it. */
  #citation(name: string, use: ColumnUse): readonly Column[] {
    const optional = new Set(['pageEnd', 'footnote'])
    return this.#spot(name, 'node', [name], () => true).map((column) => {
      const isOptional = use !== 'required' || optional.has(column.path.at(-1) ?? '')
      return { ...column, use: isOptional ? 'value' : 'required', nullable: use !== 'required' || column.nullable }
    })
  }

  /** The printed pages of what a row belongs to. */
  #pages(name: string, from: keyof Source, path: readonly string[]): readonly Column[] {
    return this.#spot(name, from, path, (inner) => inner === 'pageStart' || inner === 'pageEnd').map((column) => ({
      ...column,
      nullable: true,
    }))
  }

  #spot(
    name: string,
    from: keyof Source,
    path: readonly string[],
    isShown: (inner: string) => boolean,
  ): readonly Column[] {
    return [...this.#fields(citationType).values()].flatMap(({ field, is }): readonly Column[] => {
      const inner = { ...this.#column(field, 'ignored'), name: `${name}.${field.name}`, from }
      if (is.is === 'one') {
        const show = this.#shows(is.type)
        const more = { type: 'reference' as const, names: is.type, path: [...path, field.name, 'id'], show }
        return [{ ...inner, ...more, meaning: `${inner.meaning} ${this.#namedBy(is.type)}` }]
      }
      return is.is === 'column' && isShown(field.name) ? [{ ...inner, path: [...path, field.name] }] : []
    })
  }

  /** Types without a citation of their own show the page of what they belong to. */
  #borrowedCitation(editable: EditableType | undefined, fields: Fields): readonly Column[] {
    for (const [name, { is }] of fields)
      if (is.is === 'one' && (!is.nullable || !editable) && this.#type(is.type).getFields()['citation'])
        return this.#pages('citation', 'node', [name, 'citation'])
    const owner = editable?.fields.find((field) => field.is === 'reference' && !field.isDeclared)
    return owner?.is === 'reference' && this.#type(owner.type).getFields()['citation']
      ? this.#pages('citation', 'parent', ['citation'])
      : []
  }

  /** What people know the row of a reference by. */
  #labels(type: string, name: string, from: keyof Source, path: readonly string[]): readonly Column[] {
    const fields = this.#type(type).getFields()
    return labels.flatMap((label) => {
      const field = fields[label]
      if (field?.extensions.relational?.is !== 'column') return []
      const column = this.#column(field, 'ignored')
      return [{ ...column, name: `${name}${upperFirst(label)}`, nullable: true, from, path: [...path, label] }]
    })
  }

  #namedBy(type: string): string {
    return `By its ${this.keyOf(type) === 'id' ? 'global id' : this.keyOf(type)}.`
  }

  #shows(type: string): (value: unknown) => Cell {
    return this.keyOf(type) === 'id' ? plain : keyOfId
  }
}

const leafTypes: ReadonlyMap<string, ColumnType> = new Map([
  ['Int', 'integer'],
  ['Boolean', 'boolean'],
  ['Date', 'date'],
  ['DateTime', 'moment'],
  ['ID', 'id'],
])

const rowKinds: ReadonlySet<string> = new Set(['column', 'one', 'embedded', 'list', 'connection', 'values'])
const isOfRow = (field: { readonly is: string }): field is FieldDefinition => rowKinds.has(field.is)

const upperFirst = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
export const lowerFirst = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

/** The name of one item of a list: `places` is `place`, `populations` is `population`. */
export const singular = (name: string): string =>
  name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.endsWith('s') ? name.slice(0, -1) : name
