// The forms of the explorer, from the inputs of the mutations: what of each type can be corrected, how it is written, and the
// query that gives what stands now. A new entity can be corrected in the page by being declared.
import { createHash } from 'node:crypto'
import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql'

/** The kinds of fields that a form has. */
type Kind = 'text' | 'number' | 'flag' | 'choice' | 'choices' | 'row' | 'rows' | 'page' | 'period'

interface Field {
  readonly name: string
  readonly is: Kind
  /** The vocabulary of a choice, the type of a row. */
  readonly of?: string
  readonly help: string
  readonly required: boolean
  /** Whether it can change once the row is there. */
  readonly settable: boolean
}

interface Form {
  readonly name: string
  readonly edits: readonly string[]
  /** The fields that are given with the row that it is a part of. */
  readonly owners: readonly string[]
  readonly fields: readonly Field[]
  /** The types whose rows are parts of it, by the field that lists them. */
  readonly parts: Readonly<Record<string, string>>
  readonly query: string
}

/** What a row is called, the first that its type has; a row without any of them by what tells it apart. */
const labels = ['name', 'title', 'summary', 'text', 'activity', 'label', 'value']
/** What names a row in a change, the first that its type has. */
const handles = ['code', 'slug', 'id']

/** Makes the module of the forms, and the texts of its queries, which the server must know. */
export function formsModule(schema: GraphQLSchema): { readonly content: string; readonly texts: readonly string[] } {
  const change = inputOf(schema, 'ChangeInput')
  if (!change) throw new Error('The schema has no ChangeInput.')
  const kinds = Object.keys(change.getFields())
  const types = kinds.filter((kind) => kind.startsWith('update')).map((kind) => kind.slice('update'.length))
  const forms = types.map((type) => formOf(schema, type, kinds))
  const used = [
    ...new Set(
      forms.flatMap(({ fields }) =>
        fields.flatMap(({ is, of }) => (is.startsWith('choice') && of !== undefined ? [of] : [])),
      ),
    ),
  ]
  const vocabularies = [...used, 'CitationSection'].map((name) => [name, vocabularyOf(schema, name)] as const)
  const lines = [
    "import type { Form, Vocabulary } from './form.ts'",
    '/** What values the vocabularies have, each with what it means. */',
    `export const vocabularies: Readonly<Record<string, Vocabulary>> = ${JSON.stringify(Object.fromEntries(vocabularies))}`,
    '/** How the rows of each type are corrected. */',
    `export const forms: Readonly<Record<string, Form>> = ${JSON.stringify(Object.fromEntries(forms.map((form) => [form.name, form])))}`,
  ]
  return { content: lines.join('\n'), texts: forms.map(({ query }) => query) }
}

/** The hash under which the server knows a text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const inputOf = (schema: GraphQLSchema, name: string): GraphQLInputObjectType | undefined => {
  const type = schema.getType(name)
  return isInputObjectType(type) ? type : undefined
}

function vocabularyOf(schema: GraphQLSchema, name: string): Readonly<Record<string, string>> {
  const type = schema.getType(name)
  if (!isEnumType(type)) throw new Error(`${name} is no enum.`)
  return Object.fromEntries(type.getValues().map((value) => [value.name, value.description ?? '']))
}

function formOf(schema: GraphQLSchema, name: string, kinds: readonly string[]): Form {
  const type = schema.getType(name)
  const set = inputOf(schema, `Set${name}Input`)?.getFields()
  if (!isObjectType(type) || !set) throw new Error(`${name} can be changed, but is no type, or has no input.`)
  const made = inputOf(schema, `Create${name}Input`)?.getFields() ?? {}
  const parts: Record<string, string> = {}
  const fields: Field[] = []
  for (const [field, input] of Object.entries({ ...set, ...made })) {
    const part = /^Create(\w+)In\w+Input$/.exec(getNamedType(input.type).name)?.[1]
    if (part !== undefined) parts[field] = part
    // Whoever corrects by hand needs no keys of their own: they are for programs.
    else if (field !== 'key') fields.push(fieldOf(schema, type, input, { set: set[field], made: made[field] }))
  }
  return {
    name,
    edits: ['create', 'update', 'delete'].filter((edit) => kinds.includes(`${edit}${name}`)),
    owners: ownersOf(schema, name),
    fields,
    parts,
    query: queryOf(schema, type, fields),
  }
}

/** What a form reads beside its fields, where the type has it. */
const besides: Readonly<Record<string, string>> = {
  version: 'version',
  history:
    'history(first:10,after:$after){totalCount pageInfo{hasNextPage endCursor} nodes{operation revision{number committedAt author reason} fields{name before after}}}',
}

/** The query that reads what stands now. Throws an Error where the schema would refuse it. */
function queryOf(schema: GraphQLSchema, type: GraphQLObjectType, fields: readonly Field[]): string {
  const more = Object.keys(besides).flatMap((name) => (name in type.getFields() ? [besides[name]] : []))
  const selected = ['id', ...more, ...fields.flatMap((field) => selectionOf(schema, type, field))].join(' ')
  // Read on with the cursor of a history, it gives what came before.
  const after = 'history' in type.getFields() ? ',$after:String' : ''
  const query = `query Edit${type.name}($id:ID!${after}){node(id:$id){...on ${type.name}{${selected}}}}`
  const [problem] = validate(schema, parse(query))
  if (problem) throw problem
  return query
}

/** The fields of a new row that are not given where it is made together with what it is a part of. */
function ownersOf(schema: GraphQLSchema, name: string): readonly string[] {
  const made = inputOf(schema, `Create${name}Input`)?.getFields() ?? {}
  const within = Object.values(schema.getTypeMap()).find(({ name: input }) =>
    new RegExp(`^Create${name}In\\w+Input$`).test(input),
  )
  if (!isInputObjectType(within)) return []
  const given = within.getFields()
  return Object.keys(made).filter((field) => field !== 'key' && !(field in given))
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  input: GraphQLInputField,
  { set, made }: { readonly set: GraphQLInputField | undefined; readonly made: GraphQLInputField | undefined },
): Field {
  const { name, description } = input
  const help = (description ?? '').replace(/ By its [\w, ]+\.| The list replaces the one there is\./g, '')
  const more = { name, help, required: isNonNullType((made ?? input).type), settable: set !== undefined }
  const of = getNamedType(input.type)
  const isMany = isListType(getNullableType(input.type))
  if (of.name === 'CitationInput') return { ...more, is: 'page' }
  if (of.name === 'PeriodInput') return { ...more, is: 'period' }
  if (isEnumType(of)) return { ...more, is: isMany ? 'choices' : 'choice', of: of.name }
  const row = rowOf(schema, type, name)
  if (row) return { ...more, is: isMany ? 'rows' : 'row', of: row.name }
  if (isMany) throw new Error(`${type.name}.${name}: there is no form for a list of ${of.name}.`)
  return { ...more, is: of.name === 'Int' ? 'number' : of.name === 'Boolean' ? 'flag' : 'text' }
}

/** The type of the rows that a field refers to; of what a part belongs to, by its name. */
function rowOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string): GraphQLObjectType | undefined {
  const shown = type.getFields()[name]
  const named = shown ? getNamedType(shown.type) : schema.getType(name.charAt(0).toUpperCase() + name.slice(1))
  if (!isObjectType(named)) return undefined
  const node = named.name.endsWith('Connection') ? nodeOf(named) : named
  return node?.getInterfaces().some((each) => each.name === 'Node') ? node : undefined
}

function nodeOf(connection: GraphQLObjectType): GraphQLObjectType | undefined {
  const node = connection.getFields()['nodes']
  const named = node && getNamedType(node.type)
  return isObjectType(named) ? named : undefined
}

/** The text that reads what a field of a row holds. */
function selectionOf(schema: GraphQLSchema, type: GraphQLObjectType, { name, is }: Field): readonly string[] {
  const shown = type.getFields()[name]
  if (!shown) return []
  switch (is) {
    case 'page':
      return [`${name}{document{slug title} pageStart pageEnd section footnote}`]
    case 'period':
      return [`${name}{text edtf}`]
    case 'row':
    case 'rows': {
      const row = rowOf(schema, type, name)
      if (!row) throw new Error(`${type.name}.${name} refers to nothing.`)
      const fields = `{${namesOf(row).join(' ')}}`
      return getNamedType(shown.type) === row ? [`${name}${fields}`] : [`${name}(first:100){nodes${fields}}`]
    }
    default:
      return [name]
  }
}

/** The fields that name a row, for a change and for people. */
function namesOf(row: GraphQLObjectType): readonly string[] {
  const has = row.getFields()
  const handle = handles.find((each) => each in has) ?? 'id'
  const label = labels.find((each) => each in has)
  return [`handle:${handle}`, ...(label === undefined ? [] : [`label:${label}`])]
}
