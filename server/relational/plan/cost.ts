// The cost limits of a query, estimated before it runs from the number of rows its lists may give.
import type { AnswerCost } from '../definition/answer.ts'
import { type Path, RequestError } from '../request/errors.ts'

/** The estimated rows per parent of a list without pages. */
const rowsOfList = 10
/** Rows of all lists together. Two nested pages of a hundred with lists in them are far below it; four are far above. */
export const maximumRows = 2_000_000
/** Lists of one query, each with those inside it. */
export const maximumLists = 250
/**
 * Bytes of the answer, estimated from above: each response key as often as its row may come, with what a value usually takes.
 * Few lists are as long as their pages, so that most answers have a tenth of it or less. They are measured, too (answer.ts).
 */
export const maximumBytes = 150_000_000
/** Bytes of a value with what stands around it. Most have fewer; texts have 60 to 220, and as a rule fewer rows than are priced. */
const bytesOfValue = 16
/** Fields of one query, fragments opened. */
export const maximumFields = 5_000
/** Conditions of all filters of one query, nested ones and repeated ones included. */
export const maximumConditions = 1_000
/**
 * Related objects of one query, those inside each other included. Each is a join, and planning joins of one list takes time
 * and memory that grow with the cube of their number: 100 take 0.2 s, 250 take 1 to 2 s and 1 GB, 1,000 more than 17 s.
 */
export const maximumJoins = 120
/** Texts one query searches for. A text without exact matches is searched by similarity, which takes some 70 ms. */
export const maximumSearches = 20
/** Characters of all values a statement is run with, each as often as it is used: a variable may stand in many places. */
export const maximumValues = 2_000_000
/** The nesting of conditions on related rows. */
export const maximumConditionDepth = 8
/** The cost of a condition nested in more than two relations: a table of edges is read for it. */
const deepCondition = 10
/** The nesting of lists. */
export const maximumDepth = 12
/** Selections visited, with each spread fragment and each repeated field counted every time. */
export const maximumSelections = 20_000

export class Cost {
  #rows = 0
  #lists = 0
  #fields = 0
  #conditions = 0
  #selections = 0
  #bytes = 0
  #joins = 0
  #searches = 0

  /** Counts a list. Returns the estimated number of its rows, over all parents. Throws RequestError QUERY_TOO_COMPLEX. */
  list(parents: number, limit: number | undefined, depth: number, path: Path): number {
    const rows = parents * (limit ?? rowsOfList)
    this.#rows += rows
    this.#lists += 1
    refuse(this.#rows, maximumRows, 'rows', path)
    refuse(this.#lists, maximumLists, 'lists', path)
    refuse(depth, maximumDepth, 'lists inside each other', path)
    return rows
  }

  /** Counts a condition of a filter, by its nesting in relations. Throws RequestError QUERY_TOO_COMPLEX. */
  condition(path: Path, depth: number): void {
    refuse(depth, maximumConditionDepth, 'conditions inside each other', path)
    this.#conditions += depth > 2 ? deepCondition : 1
    refuse(this.#conditions, maximumConditions, 'conditions', path)
  }

  /** Counts a related object. Throws RequestError QUERY_TOO_COMPLEX. */
  join(path: Path): void {
    this.#joins += 1
    refuse(this.#joins, maximumJoins, 'related objects', path)
  }

  /** Counts a text that is searched for. Throws RequestError QUERY_TOO_COMPLEX. */
  search(path: Path): void {
    this.#searches += 1
    refuse(this.#searches, maximumSearches, 'texts to search for', path)
  }

  /** Counts a visited selection. Throws RequestError QUERY_TOO_COMPLEX. */
  selection(): void {
    this.#selections += 1
    refuseSelections(this.#selections)
  }

  /** Counts a key of so many bytes in so many rows, with its value. Throws RequestError QUERY_TOO_COMPLEX. */
  text(rows: number, bytes: number, path: Path): void {
    this.#bytes += rows * (bytes + bytesOfValue)
    refuse(this.#bytes, maximumBytes, 'bytes', path)
  }

  /** The estimated bytes of the answer so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** What was counted, as far as clients need it to stay below the limits. */
  get total(): AnswerCost {
    return { rows: this.#rows, lists: this.#lists, bytes: this.#bytes }
  }

  /** Counts a field. Throws RequestError QUERY_TOO_COMPLEX. */
  field(path: Path): void {
    this.#fields += 1
    refuse(this.#fields, maximumFields, 'fields', path)
  }
}

/** Throws RequestError QUERY_TOO_COMPLEX where an operation has too many selections, fragments opened. */
export function refuseSelections(selections: number): void {
  refuse(selections, maximumSelections, 'selections with all fragments opened', [])
}

/** Throws RequestError QUERY_TOO_COMPLEX where the values of a statement have too many characters. */
export function refuseValues(characters: number): void {
  refuse(characters, maximumValues, 'characters of values in arguments', [])
}

function refuse(cost: number, maximum: number, what: string, path: Path): void {
  if (cost <= maximum) return
  const message = `This query may need ${cost} ${what}; the limit is ${maximum}. Select less, or use smaller pages.`
  throw new RequestError('QUERY_TOO_COMPLEX', message, path, { cost, maximum })
}
