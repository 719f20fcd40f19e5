// Reads the files of a catalogue and holds each against its shape.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { plainLists } from '../lists.ts'
import type { Dataset } from './contents.ts'
import { reportIssue } from './explain.ts'
import type { ReadList } from './plain-list.ts'
import { type Problem, reportOn } from './problems.ts'
import { type InitiativeEntry, initiativeShape, shapes } from './shape.ts'

/** The files as they are, those that could not be read or have a wrong shape left out. */
export type CatalogueFiles = {
  readonly [Part in Exclude<keyof Dataset, 'description' | 'initiatives' | 'lists'>]: Dataset[Part] | undefined
} & { readonly lists: readonly (ReadList | undefined)[]; readonly initiatives: readonly InitiativeFile[] }

export interface InitiativeFile {
  readonly file: string
  /** What the file's name promises. */
  readonly slug: string
  readonly entry: InitiativeEntry | undefined
}

/** Many times what the largest file of the catalogue has. */
const MOST_BYTES = 4 * 2 ** 20

/** More accents in a row than Unicode's Stream-Safe Text Format (UAX #15) has; the time to put them in order grows with the square. */
const manyMarks = /\p{M}{31}/u

/** Reads what the dataset in a folder is; undefined, and the reasons in `problems`, where that is wrong. */
export const readDescription = (folder: string, problems: Problem[]): Promise<Dataset['description'] | undefined> =>
  readFileOf(folder, 'dataset.json', shapes.description, problems)

/**
 * Reads the other files of a dataset; what is wrong with the shape of a file goes to `problems`. A dataset that stands
 * beside another one has only the files that it has something for, and no action points of its own.
 */
export async function readFiles(folder: string, problems: Problem[], isBeside = false): Promise<CatalogueFiles> {
  const present = new Set(isBeside ? await readdir(folder).catch(() => []) : [])
  const isAbsent = (file: string) => isBeside && !present.has(file) && file !== 'documents.json'
  const read = <Shape extends z.ZodType>(file: string, shape: Shape) =>
    readFileOf(folder, file, shape, problems, isAbsent(file) ? '[]' : undefined)
  // These lists are never empty, except by not being there.
  const readIfThere = async <Item>(file: string, shape: z.ZodType<readonly Item[]>) =>
    isAbsent(file) ? [] : read(file, shape)
  if (present.has('action-points.json'))
    reportOn('action-points.json', problems)('', 'the ten points are those of the first dataset: leave this file out')
  const [names, lists, actionPoints, places, guidance, actors, codingRules, readings] = await Promise.all([
    isAbsent('initiatives') ? [] : initiativeFiles(folder, problems),
    Promise.all(plainLists.map((list) => list.read(read))),
    isBeside ? [] : read('action-points.json', shapes.actionPoints),
    read('places.json', shapes.places),
    read('guidance.json', shapes.guidance),
    read('actors.json', shapes.actors),
    readIfThere('coding-rules.json', shapes.codingRules),
    read('readings.json', shapes.readings),
  ])
  const initiatives = await Promise.all(
    names.map(async (file) => ({
      file,
      slug: basename(file, '.json'),
      entry: await readFileOf(folder, file, initiativeShape, problems),
    })),
  )
  return { lists, actionPoints, places, guidance, actors, codingRules, readings, initiatives }
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
    reportOn('initiatives', problems)('', `cannot be read: ${messageOf(error)}`)
    return []
  }
}

async function readFileOf<Shape extends z.ZodType>(
  folder: string,
  file: string,
  shape: Shape,
  problems: Problem[],
  instead?: string,
): Promise<z.output<Shape> | undefined> {
  const report = reportOn(file, problems)
  try {
    if (instead !== undefined) return shape.parse(JSON.parse(instead))
    const found = await stat(join(folder, file))
    // A pipe would be waited for, and a device read, without end.
    if (!found.isFile()) throw new Error(found.isDirectory() ? 'it is a directory' : 'it is not a file')
    const { size } = found
    if (size > MOST_BYTES) {
      report('', `has ${size} bytes; a file may have ${MOST_BYTES}`)
      return undefined
    }
    const text = await readFile(join(folder, file), 'utf8')
    if (manyMarks.test(text)) {
      report('', 'has a letter with more than 30 accents')
      return undefined
    }
    // An accent is part of its letter, however the file was typed; the database keeps texts so, too.
    const content: unknown = JSON.parse(text.normalize('NFC'))
    const { data, error } = shape.safeParse(content, { reportInput: true })
    for (const issue of error?.issues ?? []) reportIssue(issue, report)
    return data
  } catch (error) {
    report('', error instanceof SyntaxError ? `is not JSON: ${error.message}` : `cannot be read: ${messageOf(error)}`)
    return undefined
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
