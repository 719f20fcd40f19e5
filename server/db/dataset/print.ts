// Writes JSON as the files of a catalogue are formatted, so that the same content is always the same bytes.

/** The longest line that a list of plain values may take. */
const lineWidth = 120

/**
 * A value as JSON text with a line end: objects by line, lists of plain values on one line where they fit. The order of
 * properties is theirs; absent ones (`undefined`) are left out.
 */
export const printJson = (value: unknown): string => `${print(value, '', 0)}\n`

/** `before` is how many characters of the line stand before the value; a comma may follow it. */
function print(value: unknown, indent: string, before: number): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    if (value.every(isPlain)) {
      const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
      if (before + line.length < lineWidth) return line
    }
    return `[\n${value.map((item) => inner + print(item, inner, inner.length)).join(',\n')}\n${indent}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const lines = Object.entries(value).flatMap(([name, item]) => {
    if (item === undefined) return []
    const start = `${inner}${JSON.stringify(name)}: `
    return [start + print(item, inner, start.length)]
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null
