// Reads the files of a catalogue and holds each against its part of schema.json.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import schema from '../catalogue/schema.json' with { type: 'json' }
import { type Problem, reportOn } from './problems.ts'
import type {
  ActionPointEntry,
  ActorEntry,
  CodingRuleEntry,
  Description,
  DocumentEntry,
  GuidanceEntry,
  InitiativeEntry,
  PlaceEntry,
  ReadingEntry,
} from './shape.ts'

/** The files as they are, those that could not be read or have a wrong form left out. */
export interface CatalogueFiles {
  readonly description: Description | undefined
  readonly documents: readonly DocumentEntry[] | undefined
  readonly actionPoints: readonly ActionPointEntry[] | undefined
  readonly places: readonly PlaceEntry[] | undefined
  readonly guidance: readonly GuidanceEntry[] | undefined
  readonly actors: readonly ActorEntry[] | undefined
  readonly codingRules: readonly CodingRuleEntry[] | undefined
  readonly readings: readonly ReadingEntry[] | undefined
  readonly initiatives: readonly InitiativeFile[]
}

export interface InitiativeFile {
  readonly file: string
  /** What the file's name promises. */
  readonly slug: string
  readonly entry: InitiativeEntry | undefined
}

/** Reads a catalogue's folder; what is wrong with the form of a file goes to `problems`. */
export async function readFiles(folder: string, problems: Problem[]): Promise<CatalogueFiles> {
  const forms = formsOf()
  const read = <T>(file: string, form: ValidateFunction<T>) => readFileOf(join(folder, file), file, form, problems)
  const [names, description, documents, actionPoints, places, guidance, actors, codingRules, readings] =
    await Promise.all([
      initiativeFiles(folder, problems),
      read('dataset.json', forms.description),
      read('documents.json', forms.documents),
      read('action-points.json', forms.actionPoints),
      read('places.json', forms.places),
      read('guidance.json', forms.guidance),
      read('actors.json', forms.actors),
      read('coding-rules.json', forms.codingRules),
      read('readings.json', forms.readings),
    ])
  const initiatives = await Promise.all(
    names.map(async (file) => ({ file, slug: basename(file, '.json'), entry: await read(file, forms.initiative) })),
  )
  return { description, documents, actionPoints, places, guidance, actors, codingRules, readings, initiatives }
}

/** Sorted, so that the same files always load in the same order. */
async function initiativeFiles(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    const names = await readdir(join(folder, 'initiatives'))
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => `initiatives/${name}`)
  } catch (error) {
    reportOn('initiatives', problems)('', `cannot be read: ${reasonOf(error)}`)
    return []
  }
}

async function readFileOf<T>(
  path: string,
  file: string,
  form: ValidateFunction<T>,
  problems: Problem[],
): Promise<T | undefined> {
  const report = reportOn(file, problems)
  let content: unknown
  try {
    // An accent is part of its letter, however the file was typed; the database keeps texts so, too.
    content = JSON.parse((await textOf(path)).normalize('NFC'))
  } catch (error) {
    report('', error instanceof SyntaxError ? `is not JSON: ${error.message}` : `cannot be read: ${reasonOf(error)}`)
    return undefined
  }
  const before = problems.length
  reportUnstorableText(content, '', report)
  if (form(content)) return problems.length === before ? content : undefined
  for (const error of form.errors ?? []) {
    // A condition that fails is told a second time by what it asks for.
    if (error.keyword !== 'if') report(pathOf(error.instancePath), explain(error))
  }
  return undefined
}

/** The longest file that is read, in bytes: a hundred times all those there are. */
const longestFile = 100_000_000

/** The text of a file. Rejects where it is none: a pipe would be waited for, and a device read, without end. */
async function textOf(path: string): Promise<string> {
  const found = await stat(path)
  if (found.isDirectory()) throw new Error('it is a directory')
  if (!found.isFile()) throw new Error('it is not a file')
  if (found.size > longestFile) throw new Error(`it has more than ${longestFile} bytes`)
  return readFile(path, 'utf8')
}

/** Postgres stores neither NUL characters nor halves of surrogate pairs, though JSON can hold both. */
function reportUnstorableText(value: unknown, path: string, report: (path: string, reason: string) => void): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) report(path, 'holds a character that cannot be stored')
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) reportUnstorableText(item, `${path}[${index}]`, report)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) reportUnstorableText(item, `${path}.${key}`, report)
  }
}

function formsOf() {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  ajv.addSchema(schema)
  const form = <T>(definition: keyof typeof schema.$defs) =>
    ajv.compile<T>({ $ref: `${schema.$id}#/$defs/${definition}` })
  return {
    description: form<Description>('dataset'),
    documents: form<readonly DocumentEntry[]>('documents'),
    actionPoints: form<readonly ActionPointEntry[]>('actionPoints'),
    places: form<readonly PlaceEntry[]>('places'),
    guidance: form<readonly GuidanceEntry[]>('guidance'),
    actors: form<readonly ActorEntry[]>('actors'),
    codingRules: form<readonly CodingRuleEntry[]>('codingRules'),
    readings: form<readonly ReadingEntry[]>('readings'),
    initiative: form<InitiativeEntry>('initiative'),
  }
}

/** `/actions/2/actors` as `.actions[2].actors`. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`))
    .join('')
}

function explain({ keyword, params, message = 'is not as the schema asks' }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${params['allowedValues'].join(', ')}`
  if (keyword === 'const') return `must be ${JSON.stringify(params['allowedValue'])}`
  if (keyword === 'additionalProperties')
    return `has a property the schema does not know: ${params['additionalProperty']}`
  return message
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
