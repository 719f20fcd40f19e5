// The catalogue as its files hold it: read, checked file by file, then checked across files.
import { fileURLToPath } from 'node:url'
import { thing } from './changes/problems.ts'
import { actionKeysOf, checkCodingRules, checkReadings } from './dataset/classification-checks.ts'
import { checkDocument } from './dataset/common-checks.ts'
import type { Dataset } from './dataset/contents.ts'
import { checkActionPoints, checkActors, checkGuidance } from './dataset/entry-checks.ts'
import { type CatalogueFiles, readDescription, readFiles } from './dataset/files.ts'
import { checkInitiatives } from './dataset/initiative-checks.ts'
import { type Known, namesOf, nothingKnown } from './dataset/names.ts'
import { checkPlaces } from './dataset/place-checks.ts'
import { below, DatasetError, type Problem, reportOn } from './dataset/problems.ts'
import { reasons } from './reasons.ts'
import type { LoadedTable } from './tables.ts'

export type { Dataset } from './dataset/contents.ts'
export { DatasetError, type Problem } from './dataset/problems.ts'

/** Where the catalogue that comes with the server is. */
export const catalogueFolder = fileURLToPath(new URL('catalogue', import.meta.url))

/** Finds what a database holds beside a dataset. */
export type FindKnown = (description: Dataset['description']) => Promise<Known>

/**
 * Reads a dataset. Without `findKnown` it must be complete in itself. Throws a {@link DatasetError} with everything that
 * is wrong with it.
 */
export async function readDataset(folder: string = catalogueFolder, findKnown?: FindKnown): Promise<Dataset> {
  const problems: Problem[] = []
  const description = await readDescription(folder, problems)
  const known = (description && (await findKnown?.(description))) ?? nothingKnown
  const files = await readFiles(folder, problems, known.isBeside)
  const { actionPoints, places, guidance, actors, codingRules, readings, initiatives } = files
  const lists = files.lists.filter((list) => list !== undefined)
  // If one of these is missing, every reference to it would be reported as an error.
  const isMissing = lists.length < files.lists.length
  if (isMissing || !description || !actionPoints || !places || !guidance || !actors || !codingRules || !readings)
    throw new DatasetError(problems)

  const entries = initiatives.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
  // Without one of the initiatives, what refers to its actions would be reported as wrong.
  const actions = entries.length === initiatives.length ? actionKeysOf(entries) : undefined
  const names = namesOf({ description, lists, actionPoints, places, actors, initiatives, actions }, known)
  checkOthers(files, known, problems)
  if (known.isBeside) checkBelongings(files, description.document, problems)
  checkDocument(names, description.document, below(reportOn('dataset.json', problems), '.document'))
  for (const list of lists) list.check(names, reportOn(list.file, problems))
  checkActionPoints(actionPoints, names, reportOn('action-points.json', problems))
  checkPlaces(places, names, reportOn('places.json', problems))
  checkGuidance(guidance, names, reportOn('guidance.json', problems))
  checkActors(actors, names, reportOn('actors.json', problems))
  checkInitiatives(initiatives, names, problems)
  if (actions !== undefined) {
    checkCodingRules(codingRules, actions, reportOn('coding-rules.json', problems))
    checkReadings(readings, actions, reportOn('readings.json', problems))
  }
  if (problems.length > 0) throw new DatasetError(problems)

  return {
    description,
    lists,
    actionPoints,
    places,
    guidance,
    actors,
    codingRules,
    readings,
    initiatives: entries,
  }
}

/** Reports entries whose names are those of entries of other datasets. */
function checkOthers(
  { lists, places = [], actors = [], initiatives }: CatalogueFiles,
  { byTable }: Known,
  problems: Problem[],
): void {
  const check = (table: LoadedTable, file: string, path: string, name: string, column = 'slug') => {
    if (byTable.get(table)?.has(name))
      reportOn(file, problems)(`${path}.${column}`, reasons.taken(thing(table), column))
  }
  for (const list of lists)
    if (list !== undefined)
      for (const [index, { slug }] of list.entries.entries()) check(list.table, list.file, `[${index}]`, slug)
  for (const [index, { code }] of places.entries()) check('places', 'places.json', `[${index}]`, code, 'code')
  for (const [index, { slug }] of actors.entries()) check('actors', 'actors.json', `[${index}]`, slug)
  for (const { file, entry } of initiatives) if (entry !== undefined) check('initiatives', file, '', entry.slug)
}

/** Reports places and documents that the database would take for those of the first dataset. */
function checkBelongings(
  { lists, places = [], initiatives }: CatalogueFiles,
  ownDocument: string,
  problems: Problem[],
): void {
  for (const [index, { source }] of places.entries())
    if (source === undefined) reportOn('places.json', problems)(`[${index}]`, "must have the property 'source'")
  // What an initiative refers to is not known where its file is wrong.
  if (initiatives.some(({ entry }) => entry === undefined)) return
  const referred = new Set(initiatives.flatMap(({ entry }) => entry?.references?.map(({ document }) => document) ?? []))
  const documents = lists.find((list) => list?.table === 'documents')?.entries ?? []
  for (const [index, { slug }] of documents.entries())
    if (slug !== ownDocument && !referred.has(slug))
      reportOn('documents.json', problems)(`[${index}].slug`, 'no initiative of this dataset refers to the document')
}
