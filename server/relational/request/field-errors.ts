// Field errors: fields with invalid arguments are null with an error, and the other fields have their data.
import { GraphQLError } from 'graphql'
import { type Path, RequestError } from './errors.ts'

/** The most fields of an answer that may have errors, those of each item of a list counted; beyond it, there are no data. */
export const maximumFieldErrors = 100

/** The name under which an answer says that a field has an error, and which. */
export const errorKey = '$error'

const keyOf = (path: Path): string => path.join('.')

/** Whether it is an error of one field only; what a query costs concerns all of it. */
export const isFieldError = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && error.extensions['code'] !== 'QUERY_TOO_COMPLEX' && error.path?.length !== 0

/** Resolvers raise errors without a path: graphql-js adds it, with the indexes of list items. */
const unplaced = ({ message, extensions }: GraphQLError): GraphQLError => new GraphQLError(message, { extensions })

interface FieldError {
  readonly index: number
  readonly error: GraphQLError
  /** Whether nothing around the field may be null, nor an empty list, so that no data can be given at all. */
  isFatal: boolean
}

/** Errors of fields, by their path without the numbers of items; and errors of items of lists at the root. */
export class FieldErrors {
  readonly #fields = new Map<string, FieldError>()
  readonly #items = new Map<string, GraphQLError>()

  get size(): number {
    return this.#fields.size + this.#items.size
  }

  /** All of them, as they are shown where no data is. */
  get all(): readonly GraphQLError[] {
    return [...[...this.#fields.values()].map(({ error }) => error), ...this.#items.values()]
  }

  /** Whether the operation has no data because of them. */
  get areFatal(): boolean {
    return [...this.#fields.values()].some(({ isFatal }) => isFatal)
  }

  /** Notes that a field cannot be answered. The first error of a field counts. */
  add(path: Path, error: GraphQLError): void {
    const key = keyOf(path)
    if (this.#fields.has(key)) return
    const placed = error.path ? error : new RequestError('BAD_USER_INPUT', error.message, path)
    this.#fields.set(key, { index: this.#fields.size, error: placed, isFatal: false })
    this.#refuseTooMany()
  }

  /** Notes that an item of a list at the root cannot be answered; it is null in the text. `error` has its path. */
  addItem(key: string, index: number, error: GraphQLError): void {
    this.#items.set(keyOf([key, index]), error)
    this.#refuseTooMany()
  }

  /** The JSON text in place of a field that has an error. */
  mark(path: Path, isFatal: boolean): string | undefined {
    const found = this.#fields.get(keyOf(path))
    if (!found) return undefined
    found.isFatal ||= isFatal
    return `{"${errorKey}":${found.index}}`
  }

  /**
   * Puts the errors where the answer has marks of them, for the resolvers to raise. Throws the first of them where there
   * are too many marks: each field of each item of a list may have one.
   */
  parse(text: string): Readonly<Record<string, unknown>> {
    if (this.size === 0) return JSON.parse(text)
    const errors = [...this.#fields.values()].map(({ error }) => unplaced(error))
    let marks = 0
    const data: Readonly<Record<string, unknown>> = JSON.parse(text, (_, value: unknown) => {
      const index = typeof value === 'object' && value !== null ? Reflect.get(value, errorKey) : undefined
      if (typeof index !== 'number') return value
      marks += 1
      if (marks > maximumFieldErrors) throw this.all[0]
      return errors[index]
    })
    for (const error of this.#items.values()) {
      const [key, index] = error.path ?? []
      const list = key === undefined ? undefined : data[key]
      if (Array.isArray(list) && typeof index === 'number') list[index] = unplaced(error)
    }
    return data
  }

  #refuseTooMany(): void {
    if (this.size <= maximumFieldErrors) return
    const message = `More than ${maximumFieldErrors} fields of this query have errors.`
    throw new RequestError('BAD_USER_INPUT', message, [])
  }
}
