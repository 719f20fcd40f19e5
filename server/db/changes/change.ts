// What a changeset says, as data: the list of changes that every door makes, and what comes of it.
import type { LoadedTable } from '../tables.ts'
import type { Origin, Problem } from './problems.ts'

export type { Origin, Problem } from './problems.ts'

export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/** A table whose rows are changed in changesets. */
export type EditableTable = LoadedTable | 'actor_identifiers'

/**
 * A row: by its natural name, by its id, or by the values that tell it from all others. The natural name is the slug, code
 * or key; a row without one is named by the names of what identifies it, with spaces between: `unhcr UN Refugee Agency`.
 * A row that the same changeset inserts can be named, too.
 */
export type Target =
  | { readonly table: EditableTable; readonly name: string }
  | { readonly table: EditableTable; readonly id: number }
  | { readonly table: EditableTable; readonly identity: Values }

/** A spot in a document. The citation of it is found or, where nothing cites the spot so far, inserted. */
export interface CitationSpot {
  readonly document: Target
  readonly pageStart: number
  readonly pageEnd: number
  readonly section: string
  readonly footnote: number | null
}

/** What a column is to hold. */
export type CellValue = Value | { readonly row: Target } | { readonly cite: CitationSpot }
export type Cells = Readonly<Record<string, CellValue>>

/**
 * One change. All of it is plain JSON, so that a proposal can be stored and checked again when it is published.
 *
 * Several changes of one row in one changeset are made in their order: the later one wins, column by column. A row deleted
 * by an earlier change cannot be changed by a later one, but another row can be inserted under its name.
 */
export type RowChange =
  | InsertChange
  | UpdateChange
  | DeleteChange
  | ReplaceChange
  | MergeActorsChange
  | SplitActorChange

/**
 * The changes of a changeset, in their order. They are gone through several times, and are the same each time; so they may
 * be made as they are asked for, and need not be held at once.
 */
export type Changes = Iterable<RowChange>

/** A new row. Columns that are left out are empty, or as the database begins them; an `ordinal` left out is the next one. */
export interface InsertChange {
  readonly kind: 'insert'
  readonly table: EditableTable
  /** Its natural name, which other changes can use. */
  readonly name: string
  readonly row: Cells
  readonly at: Origin
}

/** New values for some columns of a row. */
export interface UpdateChange {
  readonly kind: 'update'
  readonly table: EditableTable
  readonly target: Target
  readonly set: Cells
  readonly expectedVersion?: number | undefined
  readonly at: Origin
}

/**
 * The end of a row, and of what the database deletes with it: names, credits and other rows that only describe it. Everything
 * else that points at it - facts of their own, such as the participations of an initiative - keeps it from going.
 */
export interface DeleteChange {
  readonly kind: 'delete'
  readonly table: EditableTable
  readonly target: Target
  readonly expectedVersion?: number | undefined
  readonly reason?: string | undefined
  /** Whether the row stays, without a problem, where something still uses it: a citation that others share. */
  readonly unlessUsed?: boolean
  readonly at: Origin
}

/** The whole set of rows that belong to one owner: rows with the same identity stay, others come and go. */
export interface ReplaceChange {
  readonly kind: 'replace'
  readonly table: EditableTable
  readonly owner: { readonly column: string; readonly target: Target }
  readonly rows: readonly Cells[]
  readonly expectedVersion?: number | undefined
  readonly at: Origin
}

/** Makes several actors one. Everything that points at the others points at the one that is kept. */
export interface MergeActorsChange {
  readonly kind: 'mergeActors'
  readonly into: Target
  readonly from: readonly Target[]
  readonly at: Origin
}

/** Takes a new actor out of another one, with the participations, credits, memberships and findings that are its own. */
export interface SplitActorChange {
  readonly kind: 'splitActor'
  readonly from: Target
  readonly name: string
  readonly row: Cells
  readonly move: readonly Target[]
  readonly at: Origin
}

/** A field that was changed since the caller read it. */
export interface Conflict {
  readonly change: number
  readonly path: readonly (string | number)[]
  readonly table: string
  readonly id: number | null
  readonly key: string
  /** The field; null where all of the row is meant, as for a delete. */
  readonly field: string | null
  readonly base: Value
  readonly theirs: Value
  readonly yours: Value
}

/** What a revision did to one row. */
export interface RecordedChange {
  readonly table: string
  /** The natural name of the row. */
  readonly key: string
  readonly id: number | null
  /** What people call it. */
  readonly name: string
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  /** The slug of the actor that a deleted one became part of; nothing where it just went. */
  readonly mergedInto?: string | null
  /** What differs, as text. References are shown by the natural name of the row they lead to; sets, by their items. */
  readonly fields: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[]
}

export type ChangesetOrigin = 'API' | 'IMPORT' | 'FILES' | 'PROGRAM'
export type ChangesetStatus = 'PROPOSED' | 'PUBLISHED' | 'REJECTED' | 'WITHDRAWN'

/** A changeset as it is submitted. */
export interface Submission {
  readonly reason: string
  readonly author: string
  readonly keyId?: number | undefined
  readonly origin: ChangesetOrigin
  readonly changes: Changes
  /** The revision that the caller read; rows changed since are conflicts. */
  readonly baseRevision?: number | undefined
  /** With it, a repeat of the request gives the result of the first one. */
  readonly idempotencyKey?: string | undefined
  /** What tells a repeat from another request under the same key. */
  readonly requestHash?: string | undefined
  /** Whether the changes are made now; otherwise they are proposed. */
  readonly publish: boolean
  /** Whether everything is tried and nothing kept. */
  readonly dryRun: boolean
  /** How many changes the outcome shows at most; 1,000 where nothing else is said. */
  readonly shown?: number | undefined
}

/** What came of a changeset: it was taken, or nothing at all was changed. */
export type Outcome =
  | {
      readonly is: 'changeset'
      /** Null for a dry run. */
      readonly number: number | null
      readonly status: ChangesetStatus
      /** The revision it made; null unless it is published. */
      readonly revision: number | null
      readonly warnings: readonly Problem[]
      /** The first of its changes, as many as the submission wants to see; `changesOf` has all. */
      readonly changes: readonly RecordedChange[]
    }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }
  | { readonly is: 'conflict'; readonly conflicts: readonly Conflict[] }
