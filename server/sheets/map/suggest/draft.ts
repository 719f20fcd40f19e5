// The draft of a mapping for a table of who does what where.
import { fillIn } from '../schema.ts'
import { dateFormatOf, type Role, type Suggested } from './columns.ts'
import { kindFor, statusFor, tieFor } from './meanings.ts'

/** The rules and values of a draft, and the columns that they use. */
export interface Draft {
  readonly constants: Readonly<Record<string, string>>
  readonly columns: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, object>>
  readonly make: readonly object[]
}

/** Drafts rules: an initiative for each sector of each country, its organisations, and an action for each place. */
export function draftOf(slug: string, suggested: readonly Suggested[]): Draft {
  const by = new Map(suggested.flatMap((column) => (column.role === undefined ? [] : [[column.role, column] as const])))
  const has = (role: Role): boolean => by.has(role)
  const valuesOf = (role: Role): readonly string[] => {
    const column = by.get(role)
    return column === undefined || column.hasMore ? [] : [...column.values].toSorted()
  }
  // A country without a code is looked up by its name.
  const isLookedUp = has('country') && !has('countryCode')
  const where = isLookedUp ? '{where}' : '{countryCode}'
  const hasMeanings = valuesOf('sector').length > 0
  const sector = has('sector') ? (hasMeanings ? '{sector:sectors.name}' : '{sector}') : undefined
  const people = (
    [
      ['organisation', 'performer', 'IMPLEMENTING_PARTNER', 'acronym'],
      ['partner', 'partnerActor', 'PARTNER', undefined],
      ['funder', 'funderActor', 'FUNDER', 'funderAcronym'],
    ] as const
  ).filter(([role]) => has(role))
  const [main] = people
  const dates = by.get('date')
  const format = dates && dateFormatOf(dates.values)
  const hasPlaces = has('place') && has('placeCode')
  const status = valuesOf('status').length > 0 ? { column: 'status', values: 'statuses' } : 'UNKNOWN'
  const parts = [
    ...(main ? [`{${main[1]}}`] : []),
    ...(hasPlaces ? ['{placeCode}'] : []),
    ...(format === undefined ? [] : ['{date}']),
    ...(status === 'UNKNOWN' ? [] : ['{status}']),
  ]
  const response = [slug, ...(has('country') ? [where] : []), ...(has('sector') ? ['{sector}'] : [])].join('-')
  return {
    constants: {
      ...(!isLookedUp && !has('countryCode') && { countryCode: `${fillIn}: the code of the country, as CO` }),
      ...(!has('country') && { country: `${fillIn}: the name of the country` }),
    },
    columns: Object.fromEntries(
      suggested.flatMap(({ name, column, role }) => (role === undefined ? [] : [[name, column.tag ?? column.name]])),
    ),
    values: {
      ...(valuesOf('kind').length > 0 && {
        kinds: Object.fromEntries(valuesOf('kind').map((value) => [value, kindFor(value)])),
      }),
      ...(valuesOf('status').length > 0 && {
        statuses: Object.fromEntries(valuesOf('status').map((value) => [value, statusFor(value)])),
      }),
      ...(hasMeanings && {
        sectors: Object.fromEntries(
          valuesOf('sector').map((value) => [value, { name: value, ...(tieFor(value) ?? { point: null, why: null }) }]),
        ),
      }),
    },
    make: [
      ...(isLookedUp
        ? [
            {
              type: 'Place',
              as: 'where',
              match: { name: '{country}' },
              section: 'BACKGROUND',
              ifMissing: true,
              set: { slug: '{country}', name: '{country}', kind: 'CUSTOM_REGION' },
            },
          ]
        : []),
      ...people.map(([role, as, , acronym]) => ({
        type: 'Actor',
        as,
        match: {
          name: `{${role}}`,
          ...(acronym !== undefined && has(acronym) && { acronym: `{${acronym}}` }),
          ...(role !== 'funder' && { country: where }),
        },
        set: {
          name: `{${role}}`,
          kind:
            role === main?.[0] && valuesOf('kind').length > 0
              ? { column: 'kind', values: 'kinds', default: 'OTHER' }
              : 'OTHER',
        },
      })),
      {
        type: 'Initiative',
        as: 'response',
        key: response,
        set: {
          name: sector === undefined ? 'Response in {country}' : `Response in {country}: ${sector}`,
          kind: 'PROGRAMME',
          level: 'NATIONAL',
          coverage: 'MENTION',
          status: 'UNKNOWN',
        },
      },
      {
        type: 'InitiativePlace',
        set: { initiative: '{response}', place: where, role: 'COVERAGE' },
      },
      ...people.map(([, as, role]) => ({
        type: 'Participation',
        key: `{response}/{${as}}/${role.toLowerCase().replaceAll('_', '-')}`,
        set: { initiative: '{response}', actor: `{${as}}`, role, certainty: 'STATED', listed: true },
      })),
      ...(hasPlaces
        ? [
            {
              type: 'Place',
              as: 'site',
              key: '{placeCode}',
              section: 'BACKGROUND',
              ifMissing: true,
              set: { slug: `${slug}-{place}-{placeCode}`, name: '{place}', kind: 'SUBNATIONAL', parent: where },
            },
          ]
        : []),
      {
        type: 'Action',
        as: 'work',
        key: ['{response}', ...parts].join('/'),
        set: {
          initiative: '{response}',
          summary: [
            'Work',
            ...(main ? [`of {${main[0]}}`] : []),
            ...(sector === undefined ? [] : [`in the sector ${sector}`]),
          ]
            .join(' ')
            .concat('.'),
          nature: 'ACTION',
          kind: 'DIRECT_ASSISTANCE',
          status,
          ...(format !== undefined && {
            'period.text': '{date}',
            'period.edtf': { column: 'date', date: format },
          }),
        },
        ...(hasPlaces && { add: { places: '{site}' } }),
      },
      ...(main
        ? [
            {
              type: 'ActionCredit',
              set: { action: '{work}', actor: `{${main[1]}}`, role: 'PERFORMER', attribution: 'NAMED' },
            },
          ]
        : []),
      ...(hasMeanings
        ? [
            {
              type: 'ActionClassification',
              if: '{sector:sectors.point}',
              set: {
                action: '{work}',
                actionPoint: '{sector:sectors.point}',
                basis: 'EDITORIAL',
                rationale: '{sector:sectors.why}',
              },
            },
          ]
        : []),
    ],
  }
}
