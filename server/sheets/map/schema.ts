// What a mapping file says: how the table of another program becomes things of the catalogue.
import { z } from 'zod'

const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must begin with a small letter, and have letters and digits')
const text = (description: string) => z.string().trim().min(1).describe(description)

/** A value of a row. */
const value = z
  .union([
    z.string().describe('A text; {name} in it stands for a column of the row, or for what an earlier rule made of it.'),
    z.number(),
    z.boolean(),
    z.null(),
    z
      .strictObject({
        column: name.describe('The column, by its name in "columns".'),
        values: name.optional().describe('The table in "values" that says what its values mean.'),
        take: name.optional().describe('Which of the meanings to take, where a value has several.'),
        date: z
          .string()
          .optional()
          .describe(
            'How a date is written, as in "dd/mm/yyyy" or "mmmm"; it becomes 2021-03-07, or what is known of it.',
          ),
        default: z
          .union([z.string(), z.number(), z.boolean(), z.null()])
          .optional()
          .describe('What an empty cell means.'),
      })
      .describe('The value of a column.'),
  ])
  .describe('A value.')

const meaning = z.union([z.string(), z.number(), z.boolean(), z.null()])

const rule = z
  .strictObject({
    type: text('What it makes: Actor, Initiative, Participation, Action, Place or another type that can be edited.'),
    as: name.optional().describe('What later rules call what it makes; as {name} it is its slug, key or code.'),
    each: z
      .strictObject({
        column: name.describe('The column that holds several values.'),
        split: z.string().min(1).describe('What stands between them; each character is one.'),
      })
      .optional()
      .describe(
        'Makes one thing for each value of a cell; later rules that take it apart, too, find what was made of each value.',
      ),
    if: value.optional().describe('Nothing is made where this is empty.'),
    key: value.optional().describe('The slug, key or code. What has it already is the same thing.'),
    match: z
      .strictObject({
        name: value.describe('The name by which it is looked up.'),
        acronym: value.optional().describe('Its acronym, for what it may be.'),
        country: value
          .optional()
          .describe(
            'The code of the country that the table is about: what every country has, as a ministry of health, is that of this one.',
          ),
      })
      .optional()
      .describe('Looks the thing up by its name. What is not there for sure is asked, and never made in silence.'),
    ifMissing: z.boolean().default(false).describe('Leaves what is there already as it is.'),
    section: z.string().default('ACTIONS').describe('The section of the citation. The page is the number of the row.'),
    set: z
      .record(z.string(), value)
      .default({})
      .describe('The fields, as columns of the table of its type are called.'),
    add: z
      .record(z.string(), value)
      .default({})
      .describe('What goes into its sets, as the places of an action. All rows together give the whole set.'),
  })
  .describe('What a row makes.')

export const mappingShape = z
  .strictObject({
    $schema: z.string().optional(),
    mapping: z.literal(1).describe('The version of this format.'),
    dataset: z
      .strictObject({
        slug: text('Its slug.'),
        name: text('Its name.'),
        version: z
          .string()
          .regex(/^\d{4}[.]\d+$/)
          .describe('Its version: year and number, as in "2021.5".'),
        asOf: z
          .string()
          .regex(/^\d{4}(-\d\d){0,2}$/)
          .describe('The date of the source.'),
        licence: text('The terms it may be used under.'),
        attribution: text('How to credit it.'),
        method: z.string().default('').describe('How the ties to action points were made, in sentences.'),
        document: z
          .strictObject({
            slug: text('Its slug.'),
            title: text('Its title.'),
            kind: z.string().default('OTHER'),
            language: z.string().optional(),
            issued: z.string().optional(),
            publisher: z.string().optional(),
            url: z.string().optional(),
            note: z.string().optional(),
          })
          .describe('The file, as the document that everything in it cites.'),
      })
      .describe('The dataset that the file becomes, beside the others.'),
    sheet: z.string().optional().describe('The sheet; by default the first one that is not hidden.'),
    header: z
      .strictObject({
        row: z.int().positive().optional().describe('The number of the row with the names; found by default.'),
        rows: z.int().positive().default(1).describe('How many rows the names have.'),
      })
      .prefault({}),
    columns: z
      .record(name, z.string())
      .describe('Names for the columns: each an HXL tag, as "#adm2+code", or what stands in the header.'),
    fillDown: z.array(name).default([]).describe('Columns whose empty cells mean the value above, as merged cells do.'),
    empty: z.array(z.string()).default([]).describe('Texts that stand for nothing, as "No partner" or "#N/A".'),
    values: z
      .record(name, z.record(z.string(), z.union([meaning, z.record(name, meaning)])))
      .default({})
      .describe('What values mean: tables by name. A value may have several meanings; "*" is any other value.'),
    make: z.array(rule).min(1).describe('What each row makes, in this order.'),
  })
  .describe('How the table of another program becomes a dataset of the catalogue.')

export type Mapping = z.output<typeof mappingShape>
export type Rule = z.output<typeof rule>
export type MappedValue = z.output<typeof value>

/** The shape of mapping files as JSON Schema, for editors that complete and explain. */
export const mappingJsonSchema = (): object => z.toJSONSchema(mappingShape, { io: 'input' })

/** The mapping file is wrong. */
export class MappingError extends Error {
  override readonly name = 'MappingError'
}

/** Reads a mapping. Throws MappingError with all that is wrong. */
export function readMapping(text: string): Mapping {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new MappingError(`The mapping is not JSON: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
  const { data, error } = mappingShape.safeParse(content)
  if (data) return data
  const issues = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new MappingError(`The mapping is wrong:\n${issues.join('\n')}`)
}
