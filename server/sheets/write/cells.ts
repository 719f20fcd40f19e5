// What the cells of a written sheet hold, whatever its format.

/** A value of a cell; null is an empty cell. */
export type Cell = string | number | boolean | null

/** What a column holds. An identifier is text that no program may take for a number or a date. */
export type CellKind = 'text' | 'integer' | 'boolean' | 'date'

/** Rows as they are read, some at a time. */
export type Pages = AsyncIterable<readonly (readonly Cell[])[]>
