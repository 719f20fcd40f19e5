// A workbook: its sheets, and what their cells mean.
import { SheetError } from '../error.ts'
import type { ReadLimits } from '../limits.ts'
import type { Sheet, Source } from '../source.ts'
import { openParts, type Parts } from './parts.ts'
import { readStrings } from './strings.ts'
import { readStyles } from './styles.ts'
import { type Meaning, readRows } from './worksheet.ts'
import { eachTag } from './xml.ts'

/** The most bytes of the parts that say what else is there. */
const mostOfDirectory = 5e6

interface Relation {
  readonly type: string
  readonly target: string
}

/** Opens a workbook. Throws SheetError. */
export async function openWorkbook(path: string, limits: ReadLimits): Promise<Source> {
  const parts = await openParts(path, limits)
  try {
    const sheets = await readWorkbook(parts)
    return {
      format: 'XLSX',
      sheets,
      guesses: [],
      badRecords: [],
      share: () => parts.share,
      [Symbol.asyncDispose]: async () => parts[Symbol.dispose](),
    }
  } catch (error) {
    parts[Symbol.dispose]()
    throw error
  }
}

/** Where the parts of a workbook are. */
export interface WorkbookLayout {
  /** The parts of the sheets, by name. */
  readonly sheets: ReadonlyMap<string, string>
  readonly styles: string | undefined
}

interface Listed extends WorkbookLayout {
  readonly hidden: ReadonlySet<string>
  readonly strings: string | undefined
  readonly from1904: boolean
}

/** Where the parts of a workbook are. Throws SheetError where the file is none. */
export const layoutOf = (parts: Parts): Promise<WorkbookLayout> => listedIn(parts)

async function listedIn(parts: Parts): Promise<Listed> {
  const root = [...(await relationsOf(parts, '')).values()].find(({ type }) => type === 'officeDocument')
  const workbook = root?.target ?? 'xl/workbook.xml'
  if (!parts.has(workbook)) throw new SheetError('NOT_XLSX', 'The file holds no workbook.')
  const relations = await relationsOf(parts, workbook)
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target
  const sheets = new Map<string, string>()
  const hidden = new Set<string>()
  let from1904 = false
  await eachTag(
    parts,
    workbook,
    {
      open: (tag, attributes) => {
        if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
        if (tag !== 'sheet') return
        const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
        const { name = '', state = 'visible' } = attributes
        const part = relations.get(id)?.target
        if (part === undefined || !parts.has(part)) return
        sheets.set(name, part)
        if (state !== 'visible') hidden.add(name)
      },
    },
    mostOfDirectory,
  )
  return { sheets, hidden, styles: partOf('styles'), strings: partOf('sharedStrings'), from1904 }
}

async function readWorkbook(parts: Parts): Promise<readonly Sheet[]> {
  const { sheets, hidden, styles: stylesPart, strings: stringsPart, from1904 } = await listedIn(parts)
  const styles = await readStyles(parts, stylesPart)
  let strings: Promise<readonly string[]> | undefined
  // The shared texts are read once, and only if a sheet is.
  const meaning = async (): Promise<Meaning> => {
    strings ??= readStrings(parts, stringsPart)
    return { strings: await strings, styles, from1904 }
  }
  return [...sheets].map(([name, part]) => ({
    name,
    isHidden: hidden.has(name),
    hasHeaderRow: true,
    rows: () => rowsOf(parts, part, meaning),
  }))
}

async function* rowsOf(parts: Parts, part: string, meaning: () => Promise<Meaning>) {
  yield* readRows(parts, part, await meaning())
}

/** What a part refers to, by id. */
async function relationsOf(parts: Parts, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = part.replace(/[^/]*$/, '')
  const relations = new Map<string, Relation>()
  await eachTag(
    parts,
    `${folder}_rels/${part.slice(folder.length)}.rels`,
    {
      open: (tag, { Id, Type, Target, TargetMode }) => {
        if (tag !== 'Relationship' || TargetMode === 'External' || !Id || !Type || !Target) return
        const type = Type.slice(Type.lastIndexOf('/') + 1)
        relations.set(Id, { type, target: resolved(folder, Target) })
      },
    },
    mostOfDirectory,
  )
  return relations
}

/** A path inside the file, from a folder of it or from its root. */
const resolved = (folder: string, target: string): string =>
  decodeURIComponent(new URL(target, `http://workbook/${folder}`).pathname.slice(1))
