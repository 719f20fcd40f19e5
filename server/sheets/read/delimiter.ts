// What stands between the fields of a CSV file.

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** How many records are looked at. */
const looked = 20

/** The delimiter whose number of fields is the same in most of the first records, and highest; a comma where none is. */
export function delimiterOf(sample: string): Delimiter {
  const counts = delimiters.map((delimiter) => ({ delimiter, ...steadiness(countsIn(sample, delimiter)) }))
  const best = counts.toSorted((a, b) => b.share - a.share || b.fields - a.fields)[0]
  return best !== undefined && best.share > 0 ? best.delimiter : ','
}

/** How often a delimiter stands outside quotes, record by record. The last record of a sample may be cut, and is left out. */
function countsIn(sample: string, delimiter: string): readonly number[] {
  const counts: number[] = []
  let count = 0
  let isQuoted = false
  let isEmpty = true
  for (const letter of sample) {
    if (letter === '"') isQuoted = !isQuoted
    else if (!isQuoted && letter === '\n') {
      if (!isEmpty) counts.push(count)
      if (counts.length === looked) return counts
      count = 0
      isEmpty = true
      continue
    } else if (!isQuoted && letter === delimiter) count += 1
    if (letter !== '\r') isEmpty = false
  }
  return counts.length === 0 ? [count] : counts
}

/** The share of records with the most common number of fields, where that is more than one. */
function steadiness(counts: readonly number[]): { readonly share: number; readonly fields: number } {
  const often = new Map<number, number>()
  for (const count of counts) if (count > 0) often.set(count, (often.get(count) ?? 0) + 1)
  const [most = [0, 0]] = [...often].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
  return { share: counts.length === 0 ? 0 : most[1] / counts.length, fields: most[0] }
}
