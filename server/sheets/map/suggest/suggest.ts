// Drafts a mapping for a table of another program: its columns, what its values usually mean, and rules to go on from.
import { basename, extname } from 'node:path'
import { slugOf } from '../../match/fold.ts'
import { SheetError } from '../../read/error.ts'
import { type OpenOptions, openTables } from '../../read/open.ts'
import { tableOf } from '../../read/table.ts'
import { fillIn, mappingShape } from '../schema.ts'
import { draftOfIati, draftOfProjects, isIati } from './activities.ts'
import { emptyIn, readColumns } from './columns.ts'
import { draftOf } from './draft.ts'

/** A mapping to go on from, with `FILL IN` where a person has to say something. Throws SheetError where the file cannot be read. */
export async function suggestMapping(
  path: string,
  options: OpenOptions & { readonly sheet?: string | undefined } = {},
): Promise<object> {
  await using source = await openTables(path, options)
  const sheet = source.sheets.find(({ name, isHidden }) =>
    options.sheet === undefined ? !isHidden : name === options.sheet,
  )
  if (sheet === undefined) throw new SheetError('NO_SUCH_SHEET', 'The file has no sheet that is not hidden.')
  const table = await tableOf(sheet, { allowsSame: true })
  const slug = slugOf(basename(path, extname(path)))
  const suggested = isIati(table) ? [] : await readColumns(table)
  const empty = emptyIn(suggested)
  const { constants, columns, values, make } = isIati(table)
    ? draftOfIati(table)
    : (draftOfProjects(suggested) ?? draftOf(slug, suggested))
  const draft = {
    mapping: 1,
    dataset: {
      slug,
      name: `${fillIn}: what the dataset is called`,
      version: `${new Date().getFullYear()}.1`,
      asOf: `${fillIn}: the date of the source, as 2021 or 2021-05`,
      licence: `${fillIn}: the terms it may be used under`,
      attribution: `${fillIn}: how to credit it`,
      method: 'Sectors are tied to action points by the table of the mapping. No person read the single rows.',
      document: { slug, title: `${fillIn}: the title of the file`, kind: 'REPORT' },
    },
    ...(source.sheets.length > 1 && { sheet: sheet.name }),
    ...(Object.keys(constants).length > 0 && { constants }),
    columns,
    ...(empty.length > 0 && { empty }),
    values,
    make,
  }
  // A draft that could not be read once it is filled in would be of no use.
  mappingShape.parse({ ...draft, dataset: { ...draft.dataset, asOf: '2021' } })
  return draft
}
