// What the columns of a table are about, by their HXL tags, the words of their headers and what stands in them.
import { fold } from '../../match/fold.ts'
import { cellText } from '../../read/cell.ts'
import type { Column, Table } from '../../read/table.ts'
import { readDate } from '../dates.ts'

/** How many rows are looked at, and how many values a column may have whose meanings are asked for. */
const lookedAt = 20_000
const mostValues = 80

/** What a column is about; the first that fits, and of several such columns the first one. */
const roles = [
  { role: 'countryCode', tag: /^#country\+.*code/, header: /country.*(code|iso)|^iso ?[23]?$/i },
  { role: 'country', tag: /^#country/, header: /country|^pa[ií]s$|^pays$/i },
  { role: 'sector', tag: /^#sector/, header: /sector|cluster/i },
  { role: 'kind', tag: /^#org\+.*type/, header: /(organi[sz]a|partner|agency).*type|tipo de organi|type.*organi/i },
  { role: 'status', tag: /^#status/, header: /status|estado de la|estatus/i },
  { role: 'funderAcronym', tag: /^#org\+(funder|donor).*acronym/, header: /(donor|funder|donante).*acronym/i },
  { role: 'funder', tag: /^#org\+(funder|donor|funding)/, header: /donor|donante|funder|funding/i },
  { role: 'acronym', tag: /^#org\+impl\+.*acronym/, header: /implement.*acronym|^acr[oó]n/i },
  { role: 'organisation', tag: /^#org\+impl/, header: /implement/i },
  { role: 'partner', tag: /^#org/, header: /(partner|l[ií]der|lead|organi[sz]a|agency)(?!.*(type|url|acronym|tipo))/i },
  { role: 'id', tag: /^#(activity|project)\+(id|code)/, header: /(^|[ _])(id|identifier)$/i },
  { role: 'title', tag: /^#(activity|project)\+name/, header: /^(project )?(title|name)$|nombre del proyecto/i },
  { role: 'start', tag: /^#date\+start/, header: /(date.*start|start.*date|fecha de inicio)/i },
  { role: 'end', tag: /^#date\+end/, header: /(date.*end|end.*date|fecha.*fin)/i },
  { role: 'date', tag: /^#date\+(month|report)/, header: /^(report )?date$/i },
] as const

export type Role = (typeof roles)[number]['role'] | 'place' | 'placeCode'

/** A column with its name in the draft. */
export interface Suggested {
  readonly name: string
  readonly column: Column
  readonly role: Role | undefined
  /** Its different values, in their order; not all where there are too many to have meanings. */
  readonly values: ReadonlySet<string>
  readonly hasMore: boolean
}

const rolesOf = ({ name, tag }: Column): readonly Role[] =>
  roles
    // Whatever its tag, a column that is called an acronym holds acronyms.
    .filter(({ role, header, tag: wanted }) =>
      tag === undefined || (role === 'acronym' && header.test(name)) ? header.test(name) : wanted.test(tag),
    )
    .map(({ role }) => role)

/**
 * The code of a place and its name: of the same level by their tags, or by how their headers begin. Of several levels, the
 * one that most rows have; of these the last, which is the smallest.
 */
function placesIn(columns: readonly Column[], filled: (column: Column) => number): ReadonlyMap<Column, Role> {
  for (const code of columns.toReversed().toSorted((a, b) => filled(b) - filled(a))) {
    const level = /^#(adm[1-4]|loc)/.exec(code.tag ?? '')?.[1]
    const isCode = code.tag === undefined ? /p[ _-]?cod/i.test(code.name) : level !== undefined && /code/.test(code.tag)
    if (!isCode) continue
    const name = columns.find(
      (column) =>
        column !== code &&
        (level === undefined
          ? code.name.toLowerCase().startsWith(column.name.toLowerCase())
          : column.tag?.startsWith(`#${level}`) === true && !column.tag.includes('code')),
    )
    if (name)
      return new Map<Column, Role>([
        [code, 'placeCode'],
        [name, 'place'],
      ])
  }
  return new Map()
}

/** The columns of a table that have something in them, each with what it is about. */
export async function readColumns({ columns, rows }: Table): Promise<readonly Suggested[]> {
  const seen = new Map(columns.map((column) => [column.name, { values: new Set<string>(), filled: 0, hasMore: false }]))
  let count = 0
  for await (const { cells } of rows) {
    for (const [name, cell] of cells) {
      const column = seen.get(name)
      const text = cellText(cell).replace(/\s+/g, ' ').trim()
      if (column === undefined || text === '') continue
      column.filled += 1
      if (column.values.size <= mostValues) column.values.add(text)
      else column.hasMore ||= !column.values.has(text)
    }
    count += 1
    if (count >= lookedAt) break
  }
  // What is always empty says nothing.
  const used = columns.filter(({ name }) => (seen.get(name)?.filled ?? 0) > 0)
  const places = placesIn(used, ({ name }) => seen.get(name)?.filled ?? 0)
  const taken = new Set<string>()
  const given = new Set<Role>()
  // Where one column alone names organisations, these are the ones that act.
  const isOnly = !used.some((column) => rolesOf(column)[0] === 'organisation')
  return used.map((column) => {
    const { values = new Set<string>(), hasMore = false } = seen.get(column.name) ?? {}
    const found = places.get(column) ?? rolesOf(column).find((each) => !given.has(each))
    const role = found === 'partner' && isOnly && !given.has('organisation') ? 'organisation' : found
    if (role !== undefined) given.add(role)
    const name = free(role ?? camel(column.tag ?? column.name), taken)
    return { name, column, role, values, hasMore }
  })
}

const camel = (text: string): string => {
  const words = fold(text)
    .replace(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter((word) => word !== '')
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  return /^[a-z]/.test(joined) ? joined : `column${joined.charAt(0).toUpperCase()}${joined.slice(1)}`
}

function free(name: string, taken: Set<string>): string {
  let own = name
  for (let number = 2; taken.has(own); number += 1) own = `${name}${number}`
  taken.add(own)
  return own
}

const formats = ['dd/mm/yyyy', 'mm/dd/yyyy', 'dd.mm.yyyy', 'dd-mm-yyyy', 'yyyy/mm/dd', 'mm/yyyy', 'mmmm yyyy', 'yyyy']

/** The format in which all values of a column are dates. */
export const dateFormatOf = (values: ReadonlySet<string>): string | undefined =>
  formats.find((format) => values.size > 0 && [...values].every((value) => readDate(value, format) !== undefined))

/** Texts that stand for nothing in such tables. */
const nothing = /^(-+|n\/?a|#n\/a|none|nil|null|no partner|not applicable|unknown|ninguno|aucun)$/i

/** The texts of a table that stand for nothing. */
export const emptyIn = (columns: readonly Suggested[]): readonly string[] => [
  ...new Set(columns.flatMap(({ values }) => [...values].filter((value) => nothing.test(value)))),
]
