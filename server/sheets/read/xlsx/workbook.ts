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
      [Symbol.asyncDispose]: async () => parts[Symbol.dispose](),
    }
  } catch (error) {
    parts[Symbol.dispose]()
    throw error
  }
}

async function readWorkbook(parts: Parts): Promise<readonly Sheet[]> {
  const root = [...(await relationsOf(parts, '')).values()].find(({ type }) => type === 'officeDocument')
  const workbook = root?.target ?? 'xl/workbook.xml'
  if (!parts.has(workbook)) throw new SheetError('NOT_XLSX', 'The file holds no workbook.')
  const relations = await relationsOf(parts, workbook)
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target
  const listed: { name: string; isHidden: boolean; part: string | undefined }[] = []
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
        listed.push({ name, isHidden: state !== 'visible', part: relations.get(id)?.target })
      },
    },
    mostOfDirectory,
  )
  const styles = await readStyles(parts, partOf('styles'))
  let strings: Promise<readonly string[]> | undefined
  // The shared texts are read once, and only if a sheet is.
  const meaning = async (): Promise<Meaning> => {
    strings ??= readStrings(parts, partOf('sharedStrings'))
    return { strings: await strings, styles, from1904 }
  }
  return listed.flatMap(({ name, isHidden, part }) =>
    part === undefined || !parts.has(part)
      ? []
      : [{ name, isHidden, hasHeaderRow: true, rows: () => rowsOf(parts, part, meaning) }],
  )
}

async function* rowsOf(parts: Parts, part: string, meaning: () => Promise<Meaning>) {
  yield* readRows(parts, part, await meaning())
}

/** The part that holds the rows of a sheet. */
export async function sheetPart(parts: Parts, sheet: string): Promise<string | undefined> {
  const root = [...(await relationsOf(parts, '')).values()].find(({ type }) => type === 'officeDocument')
  const workbook = root?.target ?? 'xl/workbook.xml'
  const relations = await relationsOf(parts, workbook)
  let found: string | undefined
  await eachTag(parts, workbook, {
    open: (tag, attributes) => {
      if (tag !== 'sheet' || attributes['name'] !== sheet) return
      const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
      found = relations.get(id)?.target
    },
  })
  return found
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
