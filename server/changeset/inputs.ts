// The inputs that changes are written in: a kind of change for each thing that can be done with each editable type.
import { builder } from '../builder.ts'
import { implementInput, type MadeField, madeInput, valueType, whenDeclared } from '../relational/index.ts'
import { CitationSection } from '../vocabulary.ts'
import { type EditableField, type EditableType, type EditableTypes, editableTypes, words } from './editable.ts'
import { Names } from './names.ts'

/** One change. Its fields are made once all types are declared. */
export const ChangeInput = builder.inputRef<object, false>('ChangeInput')

let editable: EditableTypes = new Map()
let names = new Names(editable)

/** The editable types by name. Empty before the schema is built. */
export const allEditable = (): EditableTypes => editable
/** What their rows are called. */
export const allNames = (): Names => names

/** The name of a kind of change: `createActor`. */
export const kindOf = (edit: string, type: string): string => `${edit}${type}`

const CitationInput = madeInput(builder, 'CitationInput', {
  description: 'Where a fact is printed.',
  fields: {
    document: { type: 'String', required: true, description: 'The document, by its slug or global id.' },
    pageStart: { type: 'Int', required: true, description: 'The printed number of the first page.' },
    pageEnd: { type: 'Int', description: 'The printed number of the last page. By default, the first page.' },
    section: { type: builder.vocabulary(CitationSection), required: true, description: 'The part of the text.' },
    footnote: { type: 'Int', description: 'The number of the footnote, if the section is FOOTNOTE.' },
  },
})

const PeriodInput = madeInput(builder, 'PeriodInput', {
  description: 'When something took place.',
  fields: {
    text: { type: 'String', required: true, description: 'The dates as the source prints them.' },
    edtf: {
      type: 'String',
      required: true,
      description: 'The dates as an Extended Date/Time Format (EDTF) date or interval, such as `2008-04` or `2004/..`.',
    },
  },
})

const MergeActorsInput = madeInput(builder, 'MergeActorsInput', {
  description:
    'Makes several actors one. What refers to the others then refers to the one that stays, and their slugs lead to it for ever.',
  fields: {
    into: { type: 'String', required: true, description: 'The actor that stays, by its slug or global id.' },
    from: {
      type: ['String'],
      required: true,
      description: 'The actors that become part of it, by their slugs or global ids.',
    },
  },
})

whenDeclared(builder, (types) => {
  editable = editableTypes(types)
  names = new Names(editable)
  const makers = new InputMakers(editable)
  const kinds = [...editable.values()].flatMap((type) => makers.kinds(type))
  implementInput(builder, ChangeInput, {
    description: 'One change. Give exactly one of the fields.',
    isOneOf: true,
    fields: {
      ...Object.fromEntries(kinds),
      mergeActors: { type: MergeActorsInput, description: 'Makes several actors one.' },
      splitActor: { type: makers.split(), description: 'Takes a new actor out of another one.' },
    },
  })
})

const withArticle = (type: string): string => `${/^[AEIO]/.test(type) ? 'an' : 'a'} ${words(type)}`

/** A reference says by what it names a row. */
const naming = (type: EditableType | undefined): string => {
  const key = type?.key
  return key === undefined ? 'By its global id.' : `By its ${key} or global id.`
}

/** Makes the inputs of all kinds of changes; those that several share are made once. */
class InputMakers {
  readonly #types: EditableTypes
  readonly #made = new Map<string, object>()

  constructor(types: EditableTypes) {
    this.#types = types
  }

  /** The kinds of change of a type, by name. */
  kinds(type: EditableType): readonly (readonly [string, MadeField])[] {
    const { name } = type
    const fields = {
      create: () => ({ type: this.#create(type), description: `Adds ${withArticle(name)}.` }),
      update: () => ({ type: this.#update(type), description: `Changes ${withArticle(name)}.` }),
      delete: () => ({
        type: this.#delete(type),
        description: `Deletes ${withArticle(name)}, and what only describes it, such as names. While facts stand on it or something refers to it, this is refused with the code STILL_USED, and the problem names what does.`,
      }),
    }
    return type.edits.map((edit) => [kindOf(edit, name), fields[edit]()] as const)
  }

  /** The input that takes a new actor out of another one. */
  split(): object {
    const actor = this.#types.get('Actor')
    if (!actor) throw new TypeError('Actors cannot be edited.')
    return madeInput(builder, 'SplitActorInput', {
      description: 'Takes a new actor out of another one.',
      fields: {
        from: { type: 'String', required: true, description: 'The actor that holds both, by its slug or global id.' },
        actor: { type: this.#create(actor), required: true, description: 'The new actor.' },
        move: {
          type: ['ID'],
          required: true,
          description: 'The global ids of the participations, credits and memberships that are those of the new actor.',
        },
      },
    })
  }

  #once(name: string, make: () => object): object {
    const made = this.#made.get(name) ?? make()
    this.#made.set(name, made)
    return made
  }

  /** What a new row needs; a part does not name what it belongs to. */
  #create(type: EditableType, within?: string): object {
    const name = `Create${type.name}${within === undefined ? '' : `In${within}`}Input`
    return this.#once(name, () => {
      const own = type.fields.filter(
        (field) => within === undefined || !('column' in field) || field.column !== type.owner?.column,
      )
      const parts = type.parts.flatMap((part) => {
        const ofPart = this.#types.get(part.type)
        if (!ofPart) return []
        const input: MadeField = { type: [this.#create(ofPart, type.name)], description: part.description }
        return [[part.name, input] as const]
      })
      return madeInput(builder, name, {
        description: `A new ${words(type.name)}${within === undefined ? '' : ` of a new ${words(within)}`}.`,
        fields: Object.fromEntries([...own.map((field) => [field.name, this.#field(field, true)] as const), ...parts]),
      })
    })
  }

  #update(type: EditableType): object {
    const settable = type.fields.filter(isSettable)
    const set = madeInput(builder, `Set${type.name}Input`, {
      description: `New values of ${withArticle(type.name)}. What is left out stays as it is; null empties a field.`,
      fields: Object.fromEntries(settable.map((field) => [field.name, this.#field(field, false)])),
    })
    return madeInput(builder, `Update${type.name}Input`, {
      description: `Changes ${withArticle(type.name)}.`,
      fields: { ...whichFields(type), set: { type: set, required: true, description: 'The new values.' } },
    })
  }

  #delete(type: EditableType): object {
    const by = type.key === undefined ? 'Id' : `${type.key.charAt(0).toUpperCase()}${type.key.slice(1)}`
    return this.#once(`DeleteBy${by}Input`, () =>
      madeInput(builder, `DeleteBy${by}Input`, {
        description:
          'What to delete. Facts of their own that stand on it, such as the participations of an initiative, do not go with it: delete them in the same changeset, before or after it in the list.',
        fields: {
          ...whichFields(type),
          reason: { type: 'String', description: 'Why it goes, if that is not the reason of the whole changeset.' },
        },
      }),
    )
  }

  #field(field: EditableField, isCreate: boolean): MadeField {
    const { description } = field
    const required = isCreate && 'required' in field && field.required
    switch (field.is) {
      case 'value':
        return { type: valueType(builder, field.of), description, required }
      case 'reference':
        return { type: 'String', description: `${description} ${naming(this.#types.get(field.type))}`, required }
      case 'citation':
        return { type: CitationInput, description, required }
      case 'period':
        return { type: PeriodInput, description }
      case 'set': {
        const { type } = field
        const more = type === undefined ? '' : ` ${naming(this.#types.get(type))}`
        return {
          type: [type === undefined ? valueType(builder, field.of) : 'String'],
          description: `${description}${more} The list replaces the one there is.`,
        }
      }
    }
  }
}

/** A key is given once; what a part belongs to can change only where a field shows it. */
const isSettable = (field: EditableField): boolean =>
  field.is === 'reference' ? field.isDeclared : !('column' in field && field.column === 'key')

/** The fields that say which row is meant. */
function whichFields({ key }: EditableType): Readonly<Record<string, MadeField>> {
  const one = key === undefined ? '' : ` Give either this or \`${key}\`.`
  return {
    ...(key !== undefined && { [key]: { type: 'String', description: `Its ${key}.` } }),
    id: { type: 'ID', description: `Its global id.${one}`, required: key === undefined },
    expectedVersion: {
      type: 'Int',
      description: 'The version it was read in. If it was changed since, the changeset is refused as a conflict.',
    },
  }
}
