// The parts of XLSX workbooks, as XML, whatever packs them: the server as rows come, the explorer in the browser.
import { columnLetters } from '../read/cell.ts'
import type { Cell, CellKind, Pages } from './cells.ts'
import { cellXml, escapedXml, styleOf, stylesXml } from './xlsx-cells.ts'

export interface XlsxColumn {
  readonly name: string
  readonly kind: CellKind
  /** The width in characters. */
  readonly width?: number
  /** Whether it is there for programs, and people need not see it. */
  readonly isHidden?: boolean
  /** The only values that a cell may have; programs offer them as a list. */
  readonly values?: readonly string[]
}

export interface XlsxSheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  readonly columns: readonly XlsxColumn[]
  /** The rows before the data. They stay in place when the rest scrolls, and the first has the filter; none where there is no table. */
  readonly head: readonly (readonly string[])[]
  readonly pages: Pages
}

/** The most rows of a sheet. */
export const maximumRows = 1_048_576
/** How much text is handed on at once, in characters. */
export const piece = 65_536
/** The longest list of values that a workbook can hold beside the cells, in characters. */
const maximumValueList = 255

/** A part: its path, and its text, or a function that gives it piece by piece. */
export type XlsxPart = readonly [path: string, text: string | (() => AsyncIterable<string>)]

/**
 * The parts of a workbook in the order in which they must be read: the last one needs to know where the sheets end. What a
 * function gives throws RangeError where a sheet cannot hold the rows.
 */
export function partsOf(sheets: readonly XlsxSheet[]): readonly XlsxPart[] {
  const ranges = new Map<XlsxSheet, string>()
  return [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', stylesXml],
    ...sheets.map(
      (sheet, index): XlsxPart => [
        `xl/worksheets/sheet${index + 1}.xml`,
        () => sheetXml(sheet, (range) => ranges.set(sheet, range)),
      ],
    ),
    [
      'xl/workbook.xml',
      async function* () {
        yield workbookXml(sheets, ranges)
      },
    ],
  ]
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const documentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

async function* sheetXml(
  { name, columns, head, pages }: XlsxSheet,
  onEnd: (range: string) => void,
): AsyncGenerator<string> {
  const names = columns.map((_, index) => columnLetters(index))
  const isTable = head.length > 0
  let row = 0
  const rowXml = (cells: readonly Cell[], isHead: boolean): string => {
    row += 1
    if (row > maximumRows) throw new RangeError(`The sheet ${name} would have more than ${maximumRows} rows.`)
    const xml = columns.map(({ kind }, index) =>
      cellXml(`${names[index]}${row}`, cells[index] ?? null, isHead ? 'head' : kind),
    )
    return `<row r="${row}">${xml.join('')}</row>`
  }
  const pane = isTable
    ? `<pane ySplit="${head.length}" topLeftCell="A${head.length + 1}" activePane="bottomLeft" state="frozen"/>`
    : ''
  yield `${xmlHead}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.map(columnXml).join('')}</cols><sheetData>`
  let text = head.map((cells) => rowXml(cells, true)).join('')
  for await (const page of pages)
    for (const cells of page) {
      text += rowXml(cells, false)
      if (text.length < piece) continue
      yield text
      text = ''
    }
  const range = `A1:${names.at(-1) ?? 'A'}${Math.max(row, 1)}`
  onEnd(range)
  yield `${text}</sheetData>${isTable ? `<autoFilter ref="${range}"/>` : ''}${validationsXml(columns, head.length)}</worksheet>`
}

/** A whole column has the style of its cells, so that what somebody types into a new one is text where it has to be. */
const columnXml = ({ kind, width = 16, isHidden = false }: XlsxColumn, index: number): string =>
  `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styleOf(kind)}"${isHidden ? ' hidden="1"' : ''} customWidth="1"/>`

function validationsXml(columns: readonly XlsxColumn[], headRows: number): string {
  const lists = columns.flatMap(({ values = [] }, index) => {
    const list = values.join(',')
    if (values.length === 0 || list.length > maximumValueList) return []
    const column = columnLetters(index)
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${column}${headRows + 1}:${column}${maximumRows}"><formula1>"${escapedXml(list)}"</formula1></dataValidation>`,
    ]
  })
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

/** The hidden names are what programs find the filters by. */
function workbookXml(sheets: readonly XlsxSheet[], ranges: ReadonlyMap<XlsxSheet, string>): string {
  const sheetsXml = sheets.map(
    ({ name }, index) => `<sheet name="${escapedXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const filters = sheets.flatMap((sheet, index) => {
    const range = ranges.get(sheet)
    if (sheet.head.length === 0 || range === undefined) return []
    const absolute = range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
    const quoted = escapedXml(sheet.name.replaceAll("'", "''"))
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${quoted}'!${absolute}</definedName>`
  })
  return `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheetsXml.join('')}</sheets>${filters.length > 0 ? `<definedNames>${filters.join('')}</definedNames>` : ''}</workbook>`
}

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${documentType}.worksheet+xml"/>`,
  )
  return `${xmlHead}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${documentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${documentType}.styles+xml"/>${parts.join('')}</Types>`
}

const relationships = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${xmlHead}<Relationships xmlns="${packaging}/relationships">${targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`
