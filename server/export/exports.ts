// Exports: tables of the catalogue as of one revision, ready to be written.
import type { GraphQLSchema } from 'graphql'
import { allEditable } from '../changeset/inputs.ts'
import { type Executor, memberOf } from '../relational/index.ts'
import type { Cell } from '../sheets/write/cells.ts'
import type { About } from './about.ts'
import type { Format, Written } from './formats.ts'
import type { Parameters } from './parameters.ts'
import { type Query, type TableQueries, tableQueries, writtenQuery } from './query.ts'
import { type Reading, readTable, type Wanted } from './read.ts'
import { ExportRefused } from './refused.ts'
import { cellsOf, type Place, shownColumns } from './rows.ts'
import { exportTables, type Table, type Tables } from './tables.ts'

export interface OpenOptions {
  readonly table: Table
  readonly wanted: Wanted
  readonly place: Place
  readonly signal?: AbortSignal | undefined
}

/** The tables of one schema, read by its executor. */
export class Exports {
  readonly executor: Executor
  readonly #schema: GraphQLSchema
  readonly #queries = new Map<string, TableQueries>()
  #tables: Tables | undefined
  #catalogue: Query | undefined

  /** Nothing is made before the first export. */
  constructor(schema: GraphQLSchema, executor: Executor) {
    this.#schema = schema
    this.executor = executor
  }

  get tables(): Tables {
    this.#tables ??= exportTables(this.#schema, allEditable())
    return this.#tables
  }

  /** The revision that is to be exported: the one asked for, or the newest. */
  async revision({ revision }: Pick<Parameters, 'revision'>, signal?: AbortSignal): Promise<number> {
    const newest = await this.executor.newestRevision(signal)
    if (revision === undefined) return newest ?? 0
    if (newest === undefined || revision < 1 || revision > newest)
      throw new ExportRefused(
        400,
        'REVISION_UNKNOWN',
        `The catalogue has no such revision. The newest is ${newest ?? 'unknown'}.`,
      )
    return revision
  }

  /** Opens a table. What is wrong with the request is thrown here, before anything is written. */
  async open({ table, wanted, place, signal }: OpenOptions): Promise<Written> {
    const rows = readTable(table, this.#queriesOf(table), this.#reading(place, signal), wanted)
    const first = await rows.next()
    const toCells = cellsOf(table, this.tables, place)
    const pages = async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
      try {
        if (!first.done) yield first.value.map(toCells)
        for await (const page of rows) yield page.map(toCells)
      } finally {
        await rows.return(undefined)
      }
    }
    return { name: table.name, columns: shownColumns(table), pages: pages() }
  }

  /** What an export says of itself. */
  async about(
    table: Pick<Table, 'name' | 'meaning'>,
    place: Place,
    address: string,
    signal?: AbortSignal,
  ): Promise<About> {
    const { licence, attribution } = await this.catalogue(place, signal)
    return { table: table.name, meaning: table.meaning, revision: place.revision, address, licence, attribution }
  }

  /** The terms of the data, as of a revision. */
  async catalogue(place: Place, signal?: AbortSignal) {
    this.#catalogue ??= writtenQuery(
      'query ExportAbout($revision: Int) @asOf(revision: $revision) { catalogue { name version licence attribution updatedAt } }',
      this.executor,
    )
    const data = await this.ask(this.#catalogue, {}, place, signal)
    const catalogue = memberOf(data, 'catalogue')
    const text = (name: string): string => String(memberOf(catalogue, name) ?? '')
    return {
      name: text('name'),
      version: text('version'),
      licence: text('licence'),
      attribution: text('attribution'),
      updatedAt: text('updatedAt'),
    }
  }

  /** The data of a query as of a revision. */
  async ask(
    { document, operation }: Query,
    variables: Readonly<Record<string, unknown>>,
    { revision }: Place,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const result = await this.executor.text(document, operation, { ...variables, revision }, signal)
    if ('text' in result) return JSON.parse(result.text)
    throw new TypeError('A query of an export was refused.')
  }

  #reading({ revision }: Place, signal: AbortSignal | undefined): Reading {
    return { executor: this.executor, revision, signal }
  }

  #queriesOf(table: Table): TableQueries {
    const known = this.#queries.get(table.name)
    if (known) return known
    const made = tableQueries(table, this.executor)
    this.#queries.set(table.name, made)
    return made
  }
}

/** Refuses what a format cannot have. */
export function refuseOptions(
  { has }: Pick<Format, 'has'>,
  { hxl, byteOrderMark }: Pick<Parameters, 'hxl' | 'byteOrderMark'>,
): void {
  if (hxl && !has.hxl)
    throw new ExportRefused(400, 'BAD_USER_INPUT', 'HXL tags are rows of tables: use them with csv or xlsx.')
  if (byteOrderMark && !has.byteOrderMark)
    throw new ExportRefused(400, 'BAD_USER_INPUT', 'Only csv can have a byte order mark.')
}
