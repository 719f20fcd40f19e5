// What entries of several files have in common: texts, codes, sources and periods.
import { z } from 'zod'
import { Basis, CitationSection, NameKind, Population, type Vocabulary, valuesOf } from '../../../vocabulary.ts'
import { entry } from './entry.ts'

/** A text of at least one character. Postgres stores neither NUL nor halves of surrogate pairs, though JSON holds both. */
export const text = (description: string) => storable(z.string().min(1)).describe(description)

const storable = (string: z.ZodString) =>
  string.refine((value) => value.isWellFormed() && !value.includes('\0'), 'holds a character that cannot be stored')

/** A text of a form; `must` says what it must be. */
export const formed = (id: string, pattern: RegExp, must: string, description: string) =>
  storable(z.string().regex(pattern, `must be ${must}`)).meta({ id, description })

/** A whole number from 1 on. Zod's own `int` would leave out what is wrong with the entry around it. */
const whole = (max: number) =>
  z.number().refine(Number.isInteger, 'must be a whole number').min(1).max(max).meta({ type: 'integer' })

/** A whole number that the database has room for. */
export const positive = (description: string) => whole(2 ** 31 - 1).describe(description)

/** One of the words of a vocabulary. A vocabulary that several entries use is one constant: its name stands once in schema.json. */
export const word = <Value extends string>(vocabulary: Vocabulary<Value>) =>
  z.enum(valuesOf(vocabulary)).meta({
    id: vocabulary.name,
    description: vocabulary.description,
    // Not of JSON Schema, but some editors show it beside each value they offer.
    enumDescriptions: Object.values(vocabulary.values),
  })

export const slug = formed(
  'slug',
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'lower-case letters and digits in groups joined by hyphens',
  'The stable public key: lower-case letters and digits in groups joined by hyphens. Never reused.',
)

export const key = formed(
  'key',
  /^[a-z0-9]+([.-][a-z0-9]+)*$/,
  'lower-case letters and digits in groups joined by hyphens or dots',
  'A short key, unique within the initiative.',
)

export const placeCode = formed(
  'placeCode',
  /^([A-Z]{2}|[0-9]{3}|X-[A-Z0-9]+(-[A-Z0-9]+)*)$/,
  'two capitals, three digits, or X- and a name in capitals',
  'The code of a place in places.json: ISO 3166-1 alpha-2 for a country, three digits for an M49 region, X- and a name for any other place.',
)

export const subPointCode = formed(
  'subPointCode',
  /^([1-9]|10)([.][1-9][0-9]*)+$/,
  'the number of an action point and numbers after dots, as in "1.2.1"',
  'The code of a section of the publication, as in "1.2.1".',
)

export const pointNumber = whole(10).meta({ id: 'pointNumber', description: 'The number of an action point.' })

export const language = formed(
  'language',
  /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
  'a BCP 47 language tag, as in "en"',
  'A BCP 47 language tag.',
)

export const url = formed(
  'url',
  /^https?:\/\/[^ ]+$/,
  'an address that begins with http:// or https:// and has no spaces',
  'An absolute web address, as the source prints it.',
)

const sections = valuesOf(CitationSection).map((section) => (section === 'FOOTNOTE' ? 'FOOTNOTE [1-9][0-9]*' : section))

export const source = formed(
  'source',
  new RegExp(`^p[1-9][0-9]*(-[1-9][0-9]*)? (${sections.join('|')})( of [a-z0-9]+(-[a-z0-9]+)*)?$`),
  'a page or page range and a part of the entry, as in "p26-27 ACTORS" or "p24 FOOTNOTE 1"',
  'Where in the document of the dataset a fact is printed: page or page range, then the part of the entry, as in "p23 ACTIONS" or "p26-27 ACTORS"; a footnote with its number, as in "p24 FOOTNOTE 1". Pages are the printed numbers. A fact of another document names that, as in "p3 REVIEW of another-document".',
)

const date = '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?'
const inexact = `${date}[?~%]?`

export const documentDate = formed(
  'documentDate',
  new RegExp(`^${date}$`),
  'a year, month or day, as in "2011", "2011-02" or "2011-02-28"',
  'A year, month or day in ISO form.',
)

const edtf = formed(
  'edtf',
  new RegExp(`^(${inexact}(/(${inexact}|[.][.])?)?|[.][.]/${inexact})$`),
  'a date or interval in EDTF, as in "2008", "2007-04/.." or "2008/2009"',
  'A date or interval in EDTF, level 0 or 1: "2008", "2007-04", "2004-11-16", "2008/2009"; "2007-04/.." has no end yet; the end of "2005/" is not known.',
)

export const period = entry('When something was: as the source prints it, and as EDTF.', {
  text: text('The words of the source.'),
  edtf,
}).meta({ id: 'period' })

export const alternativeName = entry('Another name of the same thing. Never the main name again.', {
  name: text('The name.'),
  kind: word(NameKind),
  language: language.optional(),
}).meta({ id: 'alternativeName' })

export const population = word(Population)

/** Who says so, and why the editors read it so. */
export const reading = {
  basis: word(Basis),
  rationale: text('Why the editors read it so, in one short sentence. Required when basis is EDITORIAL.')
    .meta({ id: 'rationale' })
    .optional(),
}

/** An editor’s reading has its reason. */
export const editorial = { where: 'basis', is: ['EDITORIAL'], needs: { required: ['rationale'] } } as const

/** What the files say of a row that its place in them does not: only files written from a database have these. */
export const stored = {
  storedKey: formed(
    'storedKey',
    /^[A-Za-z0-9._/-]+$/,
    'letters, digits, dots, hyphens, underscores and slashes',
    'The key in the database, if it is not the one made of the entry.',
  ).optional(),
  ordinal: positive('The position in the list, if numbers before it are missing.').optional(),
}
