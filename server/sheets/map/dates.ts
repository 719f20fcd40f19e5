// Dates as people write them, by a format such as `dd/mm/yyyy` or `mmmm yyyy`.

const months: readonly (readonly string[])[] = [
  ['january', 'janvier', 'enero', 'jan'],
  ['february', 'février', 'fevrier', 'febrero', 'feb'],
  ['march', 'mars', 'marzo', 'mar'],
  ['april', 'avril', 'abril', 'apr'],
  ['may', 'mai', 'mayo'],
  ['june', 'juin', 'junio', 'jun'],
  ['july', 'juillet', 'julio', 'jul'],
  ['august', 'août', 'aout', 'agosto', 'aug'],
  ['september', 'septembre', 'septiembre', 'sep', 'sept'],
  ['october', 'octobre', 'octubre', 'oct'],
  ['november', 'novembre', 'noviembre', 'nov'],
  ['december', 'décembre', 'decembre', 'diciembre', 'dec'],
]

const parts = {
  yyyy: '(?<year>\\d{4})',
  mmmm: '(?<word>\\p{L}+)\\.?',
  mm: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
}

/** The date in ISO 8601, as far as the format tells: 2021, 2021-03 or 2021-03-07. Undefined where it is none. */
export function readDate(text: string, format: string): string | undefined {
  const trimmed = text.trim()
  // A cell that is a date already needs no format.
  if (/^\d{4}-\d\d-\d\d(T|$)/.test(trimmed)) return trimmed.slice(0, 10)
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = escaped.replace(/yyyy|mmmm|mm|dd/g, (part) => (isPart(part) ? parts[part] : part))
  const found = new RegExp(`^${pattern}$`, 'u').exec(trimmed)?.groups
  if (!found) return undefined
  const { year, day } = found
  const month = found['word'] === undefined ? found['month'] : monthOf(found['word'])
  if (year === undefined) return undefined
  if (month === undefined) return found['word'] === undefined ? year : undefined
  const date = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
  const full = day === undefined ? `${date}-01` : date
  const time = Date.parse(`${full}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(full) ? date : undefined
}

const isPart = (part: string): part is keyof typeof parts => Object.hasOwn(parts, part)

function monthOf(word: string): string | undefined {
  const at = months.findIndex((names) => names.includes(word.toLowerCase()))
  return at < 0 ? undefined : String(at + 1)
}
