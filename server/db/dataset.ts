// The catalogue as its files hold it: read, checked file by file, then checked across files.
import { fileURLToPath } from 'node:url'
import { actionKeysOf, checkCodingRules, checkReadings } from './dataset/classification-checks.ts'
import { checkDocument } from './dataset/common-checks.ts'
import type { Dataset } from './dataset/contents.ts'
import { checkActionPoints, checkActors, checkGuidance } from './dataset/entry-checks.ts'
import { readFiles } from './dataset/files.ts'
import { checkInitiatives } from './dataset/initiative-checks.ts'
import { namesOf } from './dataset/names.ts'
import { checkPlaces } from './dataset/place-checks.ts'
import { below, DatasetError, type Problem, reportOn } from './dataset/problems.ts'

export type { Dataset } from './dataset/contents.ts'
export { DatasetError, type Problem } from './dataset/problems.ts'

/** Where the catalogue that comes with the server is. */
export const catalogueFolder = fileURLToPath(new URL('catalogue', import.meta.url))

/** Reads a catalogue. Throws a {@link DatasetError} with everything that is wrong with it. */
export async function readDataset(folder: string = catalogueFolder): Promise<Dataset> {
  const problems: Problem[] = []
  const files = await readFiles(folder, problems)
  const { description, actionPoints, places, guidance, actors, codingRules, readings, initiatives } = files
  const lists = files.lists.filter((list) => list !== undefined)
  // If one of these is missing, every reference to it would be reported as an error.
  const isMissing = lists.length < files.lists.length
  if (isMissing || !description || !actionPoints || !places || !guidance || !actors || !codingRules || !readings)
    throw new DatasetError(problems)

  const entries = initiatives.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
  // Without one of the initiatives, what refers to its actions would be reported as wrong.
  const actions = entries.length === initiatives.length ? actionKeysOf(entries) : undefined
  const names = namesOf({ description, lists, actionPoints, places, actors, initiatives, actions })
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
