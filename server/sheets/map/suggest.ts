// Drafts a mapping for a table of another program: what its columns are called, which values they have, and rules to go on from.
import { fold } from '../match/fold.ts'
import { cellText } from '../read/cell.ts'
import { type OpenOptions, openTables } from '../read/open.ts'
import { type Column, tableOf } from '../read/table.ts'
import { readMapping } from './schema.ts'

/** How many rows are looked at, and how many values a column may have whose meanings are asked for. */
const lookedAt = 5_000
const mostValues = 60

/** What columns are about, by their HXL tags or the words of their headers; the first that fits. */
const roles = [
  { role: 'sector', tag: /^#sector/, header: /sector|cluster/i, hasMeanings: true },
  { role: 'kind', tag: /^#org\+type/, header: /(organi[sz]a|partner).*type|tipo de organi/i, hasMeanings: true },
  { role: 'status', tag: /^#status/, header: /status|estado/i, hasMeanings: true },
  { role: 'funder', tag: /^#org\+(funder|donor)/, header: /donor|donante|funder/i, hasMeanings: false },
  { role: 'organisation', tag: /^#org/, header: /organi[sz]a|partner|agency/i, hasMeanings: false },
  { role: 'country', tag: /^#country/, header: /country|pa[ií]s/i, hasMeanings: false },
  { role: 'place', tag: /^#(adm|loc)/, header: /district|region|woreda|municip|admin|province/i, hasMeanings: false },
  { role: 'date', tag: /^#date/, header: /date|month|fecha|mes/i, hasMeanings: false },
] as const

type Role = (typeof roles)[number]

const roleOf = ({ name, tag }: Column): Role | undefined =>
  roles.find((role) => (tag !== undefined && role.tag.test(tag)) || role.header.test(name))

interface Suggested {
  readonly name: string
  readonly column: Column
  readonly role: Role | undefined
  readonly values: Set<string>
}

/** A mapping to go on from. Throws SheetError where the file cannot be read. */
export async function suggestMapping(
  path: string,
  options: OpenOptions & { readonly sheet?: string } = {},
): Promise<object> {
  await using source = await openTables(path, options)
  const sheet = source.sheets.find(({ name, isHidden }) =>
    options.sheet === undefined ? !isHidden : name === options.sheet,
  )
  if (sheet === undefined) throw new TypeError('The file has no sheet that is not hidden.')
  const table = await tableOf(sheet, { allowsSame: true })
  const columns = named(table.columns)
  let rows = 0
  for await (const { cells } of table.rows) {
    for (const { column, values } of columns) {
      const text = cellText(cells.get(column.name)).replace(/\s+/g, ' ').trim()
      if (text !== '' && values.size <= mostValues) values.add(text)
    }
    rows += 1
    if (rows >= lookedAt) break
  }
  const draft = draftOf(sheet.name, columns)
  // A draft that could not be read again would be of no use.
  readMapping(JSON.stringify(draft))
  return draft
}

function named(columns: readonly Column[]): readonly Suggested[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    const role = roleOf(column)
    const words = fold(column.tag ?? column.name)
      .split(' ')
      .filter((word) => /^[a-z]/.test(word))
    const own = words
      .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
      .join('')
    const first = role !== undefined && !taken.has(role.role) ? role.role : own.replace(/[^A-Za-z0-9]/g, '') || 'column'
    let name = first
    for (let number = 2; taken.has(name); number += 1) name = `${first}${number}`
    taken.add(name)
    return { name, column, role, values: new Set<string>() }
  })
}

function draftOf(sheet: string, columns: readonly Suggested[]): object {
  const has = (role: Role['role']): boolean => columns.some(({ name }) => name === role)
  const meanings = columns.filter(
    ({ role, values }) => role?.hasMeanings === true && values.size > 0 && values.size <= mostValues,
  )
  const sector = has('sector') ? '{sector}' : 'all'
  const actor = (name: string) => ({
    type: 'Actor',
    as: `${name}Actor`,
    match: { name: `{${name}}` },
    section: 'ACTORS',
    set: { name: `{${name}}`, kind: 'OTHER' },
  })
  const participation = (name: string, role: string) => ({
    type: 'Participation',
    key: `{response}/{${name}Actor}/${role.toLowerCase().replaceAll('_', '-')}`,
    section: 'ACTORS',
    set: { initiative: '{response}', actor: `{${name}Actor}`, role, certainty: 'STATED', listed: true },
  })
  const people = [
    ...(has('organisation') ? ([['organisation', 'IMPLEMENTING_PARTNER']] as const) : []),
    ...(has('funder') ? ([['funder', 'FUNDER']] as const) : []),
  ]
  return {
    mapping: 1,
    dataset: {
      slug: 'FILL-IN-a-slug',
      name: 'FILL IN: what the dataset is called',
      version: `${new Date().getFullYear()}.1`,
      asOf: String(new Date().getFullYear()),
      licence: 'FILL IN: the terms it may be used under',
      attribution: 'FILL IN: how to credit it',
      method: 'FILL IN: how the ties to action points were made.',
      document: { slug: 'FILL-IN-a-slug', title: 'FILL IN: the title of the file', kind: 'REPORT' },
    },
    sheet,
    columns: Object.fromEntries(columns.map(({ name, column }) => [name, column.tag ?? column.name])),
    values: Object.fromEntries(
      meanings.map(({ name, values }) => [
        `${name}Meanings`,
        Object.fromEntries(
          [...values].toSorted().map((value) => [value, name === 'sector' ? { point: null, why: null } : null]),
        ),
      ]),
    ),
    make: [
      ...people.map(([name]) => actor(name)),
      {
        type: 'Initiative',
        as: 'response',
        key: `FILL-IN-${sector}`,
        set: {
          name: `FILL IN: ${sector}`,
          kind: 'PROGRAMME',
          level: 'NATIONAL',
          coverage: 'MENTION',
          status: 'UNKNOWN',
        },
      },
      ...people.map(([name, role]) => participation(name, role)),
      {
        type: 'Action',
        as: 'work',
        key: `{response}/${has('place') ? '{place}' : 'all'}`,
        set: {
          initiative: '{response}',
          summary: `FILL IN, in words of your own: work of ${sector}${has('place') ? ' in {place}' : ''}.`,
          nature: 'ACTION',
          kind: 'OTHER',
          status: 'UNKNOWN',
        },
      },
      ...(has('organisation')
        ? [
            {
              type: 'ActionCredit',
              set: { action: '{work}', actor: '{organisationActor}', role: 'PERFORMER', attribution: 'NAMED' },
            },
          ]
        : []),
      ...(meanings.some(({ name }) => name === 'sector')
        ? [
            {
              type: 'ActionClassification',
              if: { column: 'sector', values: 'sectorMeanings', take: 'point' },
              set: {
                action: '{work}',
                actionPoint: { column: 'sector', values: 'sectorMeanings', take: 'point' },
                basis: 'EDITORIAL',
                rationale: { column: 'sector', values: 'sectorMeanings', take: 'why' },
              },
            },
          ]
        : []),
    ],
  }
}
