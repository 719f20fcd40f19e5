// What differs between two versions of a row, in the words of the API.

export interface ChangedField {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

/** The name of a field that a column is shown as: `citation_id` is `citation`, `held_on` is `heldOn`. */
const fieldName = (column: string): string =>
  column.replace(/_id$/, '').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The fields that differ between two versions, each JSON of an object; null where there is no such version. */
export function changedFields(before: string | null, after: string | null): readonly ChangedField[] {
  const [old, now] = [valuesIn(before), valuesIn(after)]
  const columns = [...new Set([...old.keys(), ...now.keys()])].sort()
  return columns.flatMap((column) => {
    const field = { name: fieldName(column), before: old.get(column) ?? null, after: now.get(column) ?? null }
    return field.before === field.after ? [] : [field]
  })
}

function valuesIn(version: string | null): ReadonlyMap<string, string> {
  const parsed: unknown = version === null ? {} : JSON.parse(version)
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError('A version of a row is a JSON object.')
  return new Map(
    Object.entries(parsed).flatMap(([column, value]: readonly [string, unknown]) =>
      value === null ? [] : [[column, typeof value === 'string' ? value : JSON.stringify(value)] as const],
    ),
  )
}
