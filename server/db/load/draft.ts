// The rows a dataset makes, before they have ids: a row points at another by naming it.
import type { InsertType } from 'kysely'
import type { Database } from '../tables.ts'

/** The tables a dataset fills, each after those it points at, with the columns that tell a row from all others. */
export const loadedTables = {
  documents: ['slug'],
  citations: ['document_id', 'page_start', 'page_end', 'section', 'footnote'],
  datasets: ['slug'],
  places: ['code'],
  place_names: ['place_id', 'name'],
  place_members: ['place_id', 'member_id'],
  action_points: ['id'],
  action_point_titles: ['action_point_id', 'edition', 'language'],
  sub_points: ['code'],
  actors: ['slug'],
  actor_names: ['actor_id', 'name'],
  actor_memberships: ['group_id', 'member_id'],
  initiatives: ['slug'],
  initiative_names: ['initiative_id', 'name'],
  initiative_places: ['initiative_id', 'place_id', 'role'],
  initiative_populations: ['initiative_id', 'population'],
  phases: ['key'],
  objectives: ['key'],
  participations: ['key'],
  actions: ['key'],
  action_actors: ['action_id', 'actor_id', 'role'],
  action_classifications: ['action_id', 'action_point_id'],
  action_places: ['action_id', 'place_id'],
  action_populations: ['action_id', 'population'],
  outcomes: ['key'],
  outcome_actors: ['outcome_id', 'actor_id'],
  outcome_places: ['outcome_id', 'place_id'],
  initiative_references: ['key'],
  initiative_relations: ['key'],
  guidance: ['key'],
  matrix_assessments: ['initiative_id', 'action_point_id'],
} as const satisfies { readonly [T in keyof Database]?: readonly (keyof Database[T])[] }

export type LoadedTable = keyof typeof loadedTables

/** Their names in that order. */
export const loadedTableNames: readonly LoadedTable[] = Object.keys(loadedTables).filter(
  (name): name is LoadedTable => name in loadedTables,
)

/** Another row of the dataset, by its table and the name the dataset gives it. */
export class Ref {
  readonly table: LoadedTable
  readonly name: string

  constructor(table: LoadedTable, name: string) {
    this.table = table
    this.name = name
  }
}

export type Value = string | number | boolean | null
export type Draft = Readonly<Record<string, Value | Ref>>

type KeptByDatabase = 'created_at' | 'updated_at' | 'version' | 'loaded_at'
type Written<Row> = {
  readonly [C in keyof Row as [InsertType<Row[C]>] extends [never] ? never : Exclude<C, KeptByDatabase>]:
    | Exclude<InsertType<Row[C]>, undefined>
    | (C extends `${string}_id` ? Ref : never)
}

/** Gathers rows. Every column that is not the database's own must be given, so that none is forgotten. */
export class Drafts {
  readonly #tables = new Map<LoadedTable, Map<string, Draft>>(loadedTableNames.map((name) => [name, new Map()]))

  /** Adds a row under a name other rows can point at; the same name again is the same row. */
  add<T extends LoadedTable>(table: T, name: string, row: Written<Database[T]> & Draft): Ref {
    this.of(table).set(name, row)
    return new Ref(table, name)
  }

  /** The rows of a table by name, in the order they were added. */
  of(table: LoadedTable): Map<string, Draft> {
    const rows = this.#tables.get(table)
    if (rows === undefined) throw new TypeError(`No rows are loaded into ${table}.`)
    return rows
  }
}
