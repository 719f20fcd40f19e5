// A file of the dataset that is one list: each entry is a row of one table. What an entity of that sort needs is declared in one place:
// the shape of its entries, what they refer to, the row each makes, and those of what stands inside it.
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Naming } from '../export/naming.ts'
import type { Scope } from '../export/scope.ts'
import type { Drafting } from '../load/columns.ts'
import type { DraftOf } from '../load/draft.ts'
import type { Database, LoadedTable } from '../tables.ts'
import { checkExists, checkSources } from './common-checks.ts'
import type { Names } from './names.ts'
import { below, type Report, reportDuplicates } from './problems.ts'
import { list } from './shape/entry.ts'
import type { Pages } from './source.ts'

interface Entry {
  readonly slug: string
  /** Of a document: those that facts can be cited from. */
  readonly pages?: Partial<Pages> | undefined
  readonly source?: string | undefined
}

interface Declaration<T extends LoadedTable, Item extends z.ZodType<Entry>> {
  /** The table it fills; `<table>.json`, with hyphens, is its file. */
  readonly table: T
  /** What the list holds. */
  readonly description: string
  /** The shape of an entry. */
  readonly item: Item
  /** The properties that name a row of another table, and that table. */
  readonly refersTo?: { readonly [Property in keyof z.output<Item>]?: LoadedTable }
  /** The row of an entry. */
  readonly row: (entry: z.output<Item>, drafting: Pick<Drafting, 'cite'>) => DraftOf<T>
  /** Adds the rows of what stands inside an entry. */
  readonly parts?: (entry: z.output<Item>, drafting: Drafting) => void
  /** Reports what is wrong with an entry beyond its shape and `refersTo`. */
  readonly check?: (entry: z.output<Item>, names: Names, report: Report) => void
  /** The entries that a dataset in the database has, their properties in the order of the shape. */
  readonly entries: (db: Kysely<Database>, scope: Scope, naming: Naming) => Promise<readonly z.output<Item>[]>
}

/** Reads a file of the dataset; undefined, and the reasons reported, where it has another shape. */
type Read = <Shape extends z.ZodType>(file: string, shape: Shape) => Promise<z.output<Shape> | undefined>

/** A list as its file has it. */
export interface ReadList {
  readonly table: LoadedTable
  readonly file: string
  readonly entries: readonly Entry[]
  /** Reports what is wrong with entries beyond their shape. */
  readonly check: (names: Names, report: Report) => void
  /** Adds the rows of the entries. */
  readonly addTo: (drafting: Drafting) => void
}

export interface PlainList {
  readonly table: LoadedTable
  readonly shape: z.ZodType<readonly Entry[]>
  readonly read: (read: Read) => Promise<ReadList | undefined>
  /** The entries of a dataset in the database, by slug. */
  readonly entriesOf: (db: Kysely<Database>, scope: Scope, naming: Naming) => Promise<readonly Entry[]>
  readonly file: string
}

/** Declares a list. Entries are identified by their `slug`; a `source`, if present, is checked. */
export function plainList<T extends LoadedTable, Item extends z.ZodType<Entry>>({
  table,
  description,
  item,
  refersTo = {},
  row,
  parts,
  check,
  entries: entriesOf,
}: Declaration<T, Item>): PlainList {
  const file = `${table.replaceAll('_', '-')}.json`
  const shape = list(`${file}: ${description}`, item)
  return {
    table,
    file,
    shape,
    entriesOf: async (db, scope, naming) => [...(await entriesOf(db, scope, naming))].sort(bySlug),
    read: async (read) => {
      const entries = await read(file, shape)
      if (entries === undefined) return undefined
      return {
        table,
        file,
        entries,
        check: (names, report) => {
          reportDuplicates(entries, ({ slug }) => slug, report, 'slug')
          checkSources(entries, names, report)
          for (const [index, entry] of entries.entries()) {
            checkReferences(entry, refersTo, names, `[${index}]`, report)
            check?.(entry, names, below(report, `[${index}]`))
          }
        },
        addTo: (drafting) => {
          for (const entry of entries) {
            drafting.drafts.add(table, entry.slug, row(entry, drafting))
            parts?.(entry, drafting)
          }
        },
      }
    },
  }
}

const bySlug = (a: Entry, b: Entry): number => (a.slug < b.slug ? -1 : 1)

function checkReferences(
  entry: Entry,
  refersTo: Readonly<Record<string, LoadedTable | undefined>>,
  names: Names,
  path: string,
  report: Report,
): void {
  const values = new Map<string, unknown>(Object.entries(entry))
  for (const [property, table] of Object.entries(refersTo)) {
    const existing = table && names.byTable.get(table)
    if (existing === undefined) throw new TypeError(`No file gives names to rows of ${table}.`)
    const value = values.get(property)
    if (value !== undefined) checkExists(existing, String(value), below(report, `${path}.${property}`), property)
  }
}
