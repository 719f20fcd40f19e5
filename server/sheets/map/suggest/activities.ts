// The draft of a mapping for a list of activities, one a row: such as a file of the International Aid Transparency Initiative,
// whose elements every publisher uses alike, or a table of projects.
import type { Table } from '../../read/table.ts'
import type { Role, Suggested } from './columns.ts'
import type { Draft } from './draft.ts'

/** The columns of a list of activities. */
interface Activities {
  readonly id: string
  readonly title: string | undefined
  readonly status: string | undefined
  readonly country: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  readonly people: readonly { readonly as: string; readonly role: string; readonly column: string }[]
  /** What stands between several values of a cell. */
  readonly between: string
  readonly statuses: object
}

/** Whether a table is a file of the initiative. */
export const isIati = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'iati-identifier')

/** The roles of organisations there, and what they are here. */
const iatiRoles = [
  { code: '1', as: 'funder', role: 'FUNDER' },
  { code: '2', as: 'overseer', role: 'AUSPICES' },
  { code: '3', as: 'manager', role: 'PARTNER' },
  { code: '4', as: 'performer', role: 'IMPLEMENTING_PARTNER' },
] as const

/** Its code list ActivityStatus. */
const iatiStatuses = { 1: 'PLANNED', 2: 'ONGOING', 3: 'COMPLETED', 4: 'COMPLETED', 5: 'COMPLETED', 6: 'DORMANT' }

/** Drafts rules for such a file. Sectors need a table of the publisher's own. */
export function draftOfIati({ columns }: Table): Draft {
  const find = (...names: readonly string[]): string | undefined =>
    names.find((name) => columns.some((column) => column.name === name))
  return draftOfActivities({
    id: 'iati-identifier',
    title: find('title/narrative'),
    status: find('activity-status@code'),
    country: find('recipient-country@code'),
    start: find('activity-date[2]@iso-date', 'activity-date[1]@iso-date'),
    end: find('activity-date[4]@iso-date', 'activity-date[3]@iso-date'),
    people: iatiRoles.flatMap(({ code, as, role }) => {
      const column = find(`participating-org[${code}]/narrative`)
      return column === undefined ? [] : [{ as, role, column }]
    }),
    between: ';',
    statuses: iatiStatuses,
  })
}

const projectRoles: readonly { readonly from: Role; readonly as: string; readonly role: string }[] = [
  { from: 'funder', as: 'funder', role: 'FUNDER' },
  { from: 'partner', as: 'partner', role: 'PARTNER' },
  { from: 'organisation', as: 'performer', role: 'IMPLEMENTING_PARTNER' },
]

/** Drafts rules for a table of projects; undefined where it is none: such tables have ids and titles, and no sectors. */
export function draftOfProjects(suggested: readonly Suggested[]): Draft | undefined {
  const of = (role: Role): Suggested | undefined => suggested.find((column) => column.role === role)
  const columnOf = (role: Role): string | undefined => {
    const column = of(role)?.column
    return column && (column.tag ?? column.name)
  }
  const [id, title] = [columnOf('id'), columnOf('title')]
  if (id === undefined || title === undefined || of('sector')) return undefined
  const status = of('status')
  const cells = projectRoles.flatMap(({ from }) => [...(of(from)?.values ?? [])])
  return draftOfActivities({
    id,
    title,
    status: status && (status.hasMore ? undefined : columnOf('status')),
    country: columnOf('countryCode') ?? columnOf('country'),
    start: columnOf('start'),
    end: columnOf('end'),
    people: projectRoles.flatMap(({ from, as, role }) => {
      const column = columnOf(from)
      return column === undefined ? [] : [{ as, role, column }]
    }),
    between: cells.some((cell) => cell.includes(';')) ? ';' : ',',
    statuses: Object.fromEntries([...(status?.values ?? [])].map((value) => [value, 'UNKNOWN'])),
  })
}

/** Each activity is an initiative, with its places and organisations. */
function draftOfActivities({ people, between, statuses, ...named }: Activities): Draft {
  const { status, country, start, end, title } = named
  const split = (column: string) => ({ each: { column, split: between } })
  const places =
    country === undefined
      ? []
      : [
          {
            type: 'Place',
            as: 'place',
            ...split('country'),
            match: { name: '{country}' },
            section: 'BACKGROUND',
            ifMissing: true,
            set: { slug: '{country}', name: '{country}', kind: 'CUSTOM_REGION' },
          },
        ]
  const placed =
    country === undefined
      ? []
      : [
          {
            type: 'InitiativePlace',
            ...split('country'),
            section: 'BACKGROUND',
            set: { initiative: '{activity}', place: '{place}', role: 'COVERAGE' },
          },
        ]
  const period =
    start === undefined || end === undefined
      ? {}
      : {
          'period.text': ['{start} to {end}', 'from {start}', 'until {end}'],
          'period.edtf': ['{start}/{end}', '{start}/', '/{end}'],
        }
  return {
    constants: {},
    columns: Object.fromEntries([
      ...Object.entries(named).filter(([, column]) => column !== undefined),
      ...people.map(({ as, column }) => [as, column]),
    ]),
    values: status === undefined ? {} : { statuses },
    make: [
      ...places,
      {
        type: 'Initiative',
        as: 'activity',
        key: '{id}',
        section: 'BACKGROUND',
        set: {
          name: title === undefined ? '{id}' : ['{title}', '{id}'],
          kind: 'PROGRAMME',
          level: 'NATIONAL',
          coverage: 'MENTION',
          status: status === undefined ? 'UNKNOWN' : { column: 'status', values: 'statuses', default: 'UNKNOWN' },
          ...period,
        },
      },
      ...placed,
      ...people.flatMap(({ as, role }) => [
        {
          type: 'Actor',
          as: `${as}Actor`,
          ...split(as),
          match: { name: `{${as}}` },
          set: { name: `{${as}}`, kind: 'OTHER' },
        },
        {
          type: 'Participation',
          ...split(as),
          key: `{activity}/${role.toLowerCase().replaceAll('_', '-')}/{${as}Actor}`,
          set: { initiative: '{activity}', actor: `{${as}Actor}`, role, certainty: 'STATED', listed: true },
        },
      ]),
    ],
  }
}
