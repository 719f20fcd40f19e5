// Writes what differs between files and database as changes of a changeset.
import type { Cells, CellValue, Origin, RowChange, Target } from '../changes/change.ts'
import { plainLists } from '../lists.ts'
import { Entities } from '../load/changes.ts'
import { type Draft, type Drafts, identityColumns, type LoadedTable, Ref } from '../load/draft.ts'
import type { Existing, Ids, Row, TablePlan } from '../load/plan.ts'

interface Difference {
  readonly plans: readonly TablePlan[]
  readonly drafts: Drafts
  readonly ids: Ids
  readonly existing: Existing
  /** Citations to delete, unless something uses them. */
  readonly orphans: readonly number[]
}

/** The columns in which a row differs from what the files say. */
export const changedColumns = (
  { draft, before }: { readonly draft: Draft; readonly before: Row },
  ids: Ids,
): readonly string[] =>
  Object.entries(ids.resolve(draft)).flatMap(([column, value]) => (value === before[column] ? [] : [column]))

/** The changes: what goes first, then table by table what differs and what is new. */
export function makeChanges({ plans, drafts, ids, existing, orphans }: Difference): readonly RowChange[] {
  const cells = new CellMaker(drafts, ids)
  const places = new Places(existing)
  const changes: RowChange[] = []
  const next = (table: LoadedTable, row: Row | Draft, name: string): Origin => ({
    change: changes.length,
    path: [places.fileOf(table, row), name],
  })
  const written = plans.filter(({ table }) => table !== 'citations')
  for (const { table, deleted } of written.toReversed())
    for (const row of deleted)
      changes.push({ kind: 'delete', table, target: targetOf(table, row), at: next(table, row, nameOf(table, row)) })
  for (const { table, updated, inserted } of written) {
    for (const { draft, before } of updated) {
      const changed = new Set(changedColumns({ draft, before }, ids))
      changes.push({
        kind: 'update',
        table,
        target: targetOf(table, before),
        set: cells.of(Object.fromEntries(Object.entries(draft).filter(([column]) => changed.has(column)))),
        at: next(table, draft, nameOf(table, before)),
      })
    }
    for (const { name, draft } of inserted) {
      const own = naturalName(draft) ?? name
      changes.push({ kind: 'insert', table, name: own, row: cells.of(draft), at: next(table, draft, own) })
    }
  }
  for (const id of orphans)
    changes.push({
      kind: 'delete',
      table: 'citations',
      target: { table: 'citations', id },
      unlessUsed: true,
      at: { change: changes.length, path: ['documents.json'] },
    })
  return changes
}

/** A row that is there: by its id, or by what tells it apart. */
function targetOf(table: LoadedTable, row: Row): Target {
  const { id } = row
  if (typeof id === 'number') return { table, id }
  return { table, identity: Object.fromEntries(identityColumns(table).map((column) => [column, row[column] ?? null])) }
}

/** The name that a row bears itself. */
function naturalName({ slug, code, key }: Row | Draft): string | undefined {
  return [key, code, slug].find((name) => typeof name === 'string')
}

const nameOf = (table: LoadedTable, row: Row): string =>
  naturalName(row) ??
  identityColumns(table)
    .map((column) => String(row[column]))
    .join(' ')

/** Makes cells of what files say: rows that are there by their ids, new ones by their names, citations by their spots. */
class CellMaker {
  readonly #drafts: Drafts
  readonly #ids: Ids

  constructor(drafts: Drafts, ids: Ids) {
    this.#drafts = drafts
    this.#ids = ids
  }

  of(draft: Draft): Cells {
    return Object.fromEntries(Object.entries(draft).map(([column, value]) => [column, this.#cell(value)]))
  }

  #cell(value: Draft[string]): CellValue {
    if (!(value instanceof Ref)) return value
    return value.table === 'citations' ? this.#cite(value) : { row: this.#target(value) }
  }

  #target({ table, name }: Ref): Target {
    const id = this.#ids.of({ table, name })
    if (id > 0) return { table, id }
    const draft = this.#drafts.of(table).get(name)
    return { table, name: (draft && naturalName(draft)) ?? name }
  }

  #cite({ name }: Ref): CellValue {
    const { document_id, page_start, page_end, section, footnote } = this.#drafts.of('citations').get(name) ?? {}
    if (!(document_id instanceof Ref) || typeof section !== 'string') throw new TypeError(`There is no spot ${name}.`)
    return {
      cite: {
        document: this.#target(document_id),
        pageStart: Number(page_start),
        pageEnd: Number(page_end),
        section,
        footnote: typeof footnote === 'number' ? footnote : null,
      },
    }
  }
}

/** Files of entries of their own, by the table of these. */
const ownFiles: ReadonlyMap<LoadedTable, string> = new Map<LoadedTable, string>([
  ['datasets', 'dataset.json'],
  ['coding_rules', 'coding-rules.json'],
  ['guidance', 'guidance.json'],
  ['action_readings', 'readings.json'],
  ['action_reading_points', 'readings.json'],
  ...plainLists.map(({ table, file }) => [table, file] as const),
])

/** Finds the file that a row stands in. */
class Places {
  readonly #entities: Entities

  constructor(existing: Existing) {
    this.#entities = new Entities(existing)
  }

  fileOf(table: LoadedTable, row: Row | Draft): string {
    const own = ownFiles.get(table)
    if (own !== undefined) return own
    const entity = this.#entities.of(table, row)
    if (entity === undefined) return `${table.replaceAll('_', '-')}.json`
    return entity.table === 'initiatives'
      ? `initiatives/${entity.name}.json`
      : `${entity.table.replaceAll('_', '-')}.json`
  }
}
