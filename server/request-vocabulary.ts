// Enumerations of what is asked for and of what is done to the catalogue, which say nothing of the facts in it.
import { vocabulary } from './enumeration.ts'

export const FacetField = vocabulary('FacetField', 'The properties by which the items of a list can be counted.', {
  KIND: 'The kind of the initiative, actor or action.',
  LEVEL: 'The geographic reach of the cooperation.',
  REGION: 'The regional heading of the chapter.',
  COVERAGE: 'How much the source says about the initiative.',
  STATUS: 'The status of the initiative, action, plan or item of a plan.',
  NATURE: 'Whether the action was done, advised or discussed.',
  COUNTRY: 'The country. Whatever covers a region counts once for each country in it.',
  ROLE: 'The role of participations, of credits for actions, or of actors in items of plans.',
  ACTION_POINT: 'The action point served.',
  BASIS: 'Whether the source or the editors tie the actions to the points.',
  AGREEMENT: 'How many of the three readings tie the actions to the points.',
  YEAR: 'The year of the start.',
  PRIORITY: 'The priority of the item of a plan.',
})

export const SearchType = vocabulary('SearchType', 'What can be searched.', {
  INITIATIVE: 'Initiatives, by name, acronym, other names and background.',
  ACTOR: 'Actors, by name, acronym, other names and description.',
  ACTION: 'Actions, by their summary.',
  OUTCOME: 'Findings of reviews, by their text.',
  GUIDANCE: 'Guidance, by its text.',
  REFERENCE: 'References, by title, label, note and web address.',
  IMPLEMENTATION_PLAN: 'Implementation plans, by name, author and summary.',
  PLAN_ITEM: 'Items of implementation plans, by their texts.',
})

export const MatrixRows = vocabulary('MatrixRows', 'What the rows of a matrix are.', {
  INITIATIVE: 'One row for each initiative.',
  ACTOR:
    'One row for each actor that takes part in an initiative. An action counts for the actors that perform it, collaborate in it or coordinate it.',
  ACTOR_KIND: 'One row for each kind of actor. Actions count as in rows of actors.',
  COUNTRY: 'One row for each country. An action for a region counts once for each country in it.',
  REGION: 'One row for each regional heading of the chapter.',
  LEVEL: 'One row for each level of cooperation.',
})

export const EmptyReason = vocabulary('EmptyReason', 'What it means that a cell of the matrix has no action.', {
  NOT_COVERED: 'The source only names the initiatives of the row. It has no entry that could say more.',
  NONE_STATED:
    'The source describes initiatives of the row, an editor assessed each of them under the point, and none addresses it.',
  NOT_ASSESSED:
    'The source describes an initiative of the row that no editor has assessed under the point yet, and no action was found.',
})

export const ChangesetStatus = vocabulary('ChangesetStatus', 'What became of a changeset.', {
  PROPOSED: 'It waits for somebody to decide; the catalogue is unchanged.',
  PUBLISHED: 'It is part of the catalogue, as a revision of its own.',
  REJECTED: 'It was turned down.',
  WITHDRAWN: 'Its author took it back.',
})

export const ChangesetOrigin = vocabulary('ChangesetOrigin', 'The way a changeset came in.', {
  API: 'Through this API.',
  IMPORT: 'From a spreadsheet.',
  FILES: 'From a folder of dataset files.',
  PROGRAM: 'From the dataset that comes with the program.',
})

export const ChangeOperation = vocabulary('ChangeOperation', 'What a change does to an object.', {
  CREATE: 'The object is new.',
  UPDATE: 'The object has other values.',
  DELETE: 'The object is gone.',
})
