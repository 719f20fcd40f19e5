// The shapes of dataset.json, action-points.json and guidance.json.
import { z } from 'zod'
import { Audience } from '../../../vocabulary.ts'
import {
  documentDate,
  language,
  pointNumber,
  positive,
  slug,
  source,
  stored,
  subPointCode,
  text,
  word,
} from './common.ts'
import { entry, list } from './entry.ts'

export const description = entry('dataset.json: what the catalogue is and where it comes from.', {
  slug,
  name: text('The name of the dataset.'),
  version: z
    .string()
    .regex(/^[0-9]{4}[.][0-9]+$/, 'must be a year and a number, as in "2026.1"')
    .describe('The version of the dataset: year and number.'),
  asOf: documentDate.describe('The date of the source: what it calls present was so then.'),
  document: slug.describe('The document all sources cite, by its slug.'),
  licence: text('The terms the dataset may be used under.'),
  attribution: text('How to credit it.'),
})

const title = entry('A title.', {
  edition: z.enum(['E2006', 'E2007', 'E2011', 'E2016']).describe('The edition of the plan or of its compilation.'),
  language,
  title: text('The title in that edition.'),
})

const subPoint = entry('A section. Outside chapter 1 the title may be shortened.', {
  code: subPointCode,
  title: text('Its title.'),
  page: positive('The printed page it begins on.').optional(),
  parent: subPointCode.describe('The section it is part of.').optional(),
})

export const actionPoint = entry('An action point.', {
  number: pointNumber,
  slug,
  title: text('Its title of 2007.'),
  gist: text('What it is about, in our words.'),
  titles: list('Its titles by edition and language.', title),
  subPoints: list('The sections of its chapter in the 2011 edition.', subPoint),
})

export const guidance = entry('A piece of guidance. The order is that of the source.', {
  storedKey: stored.storedKey,
  point: pointNumber,
  subPoint: subPointCode
    .describe('The section it introduces; none where it is about the chapter as a whole.')
    .optional(),
  audience: word(Audience),
  text: text('The guidance, in our words.'),
  source,
})
