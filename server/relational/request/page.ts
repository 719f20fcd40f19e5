// The paging arguments of a connection.
import { type Path, RequestError } from './errors.ts'
import type { Input } from './input.ts'
import { defaultPageSize } from './limits.ts'

export interface Page {
  readonly size: number
  /** Counted from the end of the list. */
  readonly backward: boolean
  readonly cursors: readonly { readonly cursor: Input; readonly side: 'after' | 'before' }[]
}

type PageArguments = Readonly<Record<'first' | 'last' | 'after' | 'before', Input | undefined>>

/** Reads the paging arguments. Throws RequestError BAD_PAGE_SIZE where they cannot be answered. */
export function page(args: PageArguments, path: Path): Page {
  const unlessNull = (name: keyof PageArguments): Input | undefined => {
    const input = args[name]
    return input?.isNull() ? undefined : input
  }
  const [first, last] = [unlessNull('first'), unlessNull('last')]
  if (first && last) throw new RequestError('BAD_PAGE_SIZE', 'Use either "first" or "last", not both.', path)
  const size = Number((last ?? first)?.literal() ?? defaultPageSize)
  const [after, before] = [unlessNull('after'), unlessNull('before')]
  return {
    size,
    backward: last !== undefined,
    cursors: [
      ...(after ? [{ cursor: after, side: 'after' as const }] : []),
      ...(before ? [{ cursor: before, side: 'before' as const }] : []),
    ],
  }
}
