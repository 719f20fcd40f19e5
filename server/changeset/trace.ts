// Where in the request the changes of rows come from: turns the paths of problems into those of the client's own input.
import type { Origin } from '../db/changes/change.ts'
import { fieldName, type Problem } from '../db/changes/problems.ts'
import type { EditableType } from './editable.ts'
import { declaredPath, fieldCalled } from './names.ts'

type Path = Origin['path']

/** What was written at a path. */
export type Source =
  | {
      /** A row: its fields are those of the type, in an object of that path. */
      readonly is: 'row'
      readonly type: EditableType
      readonly inside: Path
      /** The field that names the row, where it is not new. */
      readonly which?: string
      /** The column of what the row is a part of, which is not written in the part. */
      readonly owner?: string
    }
  | { readonly is: 'set' | 'merge' }
  | { readonly is: 'split'; readonly type: EditableType }

const keyOf = (change: number, path: Path): string => JSON.stringify([change, ...path])

/** Remembers what was written where. */
export class Trace {
  readonly #sources = new Map<string, Source>()

  note({ change, path }: Origin, source: Source): void {
    this.#sources.set(keyOf(change, path), source)
  }

  /** A problem with the path of what the client wrote. */
  told(problem: Problem): Problem {
    const { change, path } = problem
    for (let length = path.length; length > 0; length -= 1) {
      const source = this.#sources.get(keyOf(change, path.slice(0, length)))
      if (source)
        return { ...problem, path: [...path.slice(0, length), ...restOf(source, path.slice(length), problem)] }
    }
    return problem
  }
}

function restOf(source: Source, rest: Path, { code }: Problem): Path {
  switch (source.is) {
    case 'set':
      // An item of a set is one value.
      return rest.slice(0, 1)
    case 'merge':
      return rest
    case 'split':
      return isOf(source.type, rest) ? ['actor', ...declaredPath(source.type, rest)] : rest
    case 'row': {
      const { type, inside, which, owner } = source
      if (owner !== undefined && fieldName(owner) === rest[0]) return []
      if (rest.length === 0) return which !== undefined && code === 'UNKNOWN_REFERENCE' ? [which] : []
      return [...inside, ...declaredPath(type, rest)]
    }
  }
}

const isOf = (type: EditableType, [name]: Path): boolean => fieldCalled(type, name) !== undefined || name === 'period'
