// The map as a query of the API: what gives the same numbers elsewhere.
import type {
  ActionNature,
  ActionStatus,
  ActionWhere,
  ActorKind,
  Basis,
  InitiativeKind,
  InitiativeWhere,
  Level,
  MatrixQueryVariables,
  PlaceWhere,
  Region,
} from '../../../../sdk/src/index.ts'
import { actorKinds, bases, forms, levels, natures, regions, statuses } from '../words.ts'
import type { RowKind } from './count.ts'
import type { Filters } from './filters.ts'

const rowsOf = { initiatives: 'INITIATIVE', actors: 'ACTOR', countries: 'COUNTRY' } as const

/** The values of a vocabulary among those that an address holds. */
const known = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  values: ReadonlySet<string> | undefined,
) => {
  const isKnown = (value: string): value is Value => Object.hasOwn(labels, value)
  return [...(values ?? [])].filter(isKnown)
}

/** The variables of the SDK's `matrix` that count the same. */
export function matrixVariables({
  rows,
  filters,
}: {
  readonly rows: RowKind
  readonly filters: Filters
}): MatrixQueryVariables {
  const and = [...conditions(filters)]
  const nature = known<ActionNature>(natures, filters.get('nature'))
  const status = known<ActionStatus>(statuses, filters.get('status'))
  const basis = known<Basis>(bases, filters.get('basis'))
  return {
    by: rowsOf[rows],
    ...(and.length > 0 && { where: and.length === 1 ? and[0] : { and } }),
    ...(basis.length === 1 && { basis: basis[0] }),
    nature: nature.length > 0 ? nature : known<ActionNature>(natures, new Set(Object.keys(natures))),
    ...(status.length > 0 && { status }),
  }
}

/** Chooses the actions that the map counts under these filters, whichever rows it has. */
export function actionsWhere(filters: Filters): ActionWhere {
  const initiatives = [...conditions(filters)]
  const nature = known<ActionNature>(natures, filters.get('nature'))
  const status = known<ActionStatus>(statuses, filters.get('status'))
  const basis = known<Basis>(bases, filters.get('basis'))
  const tie = { ...(basis.length > 0 && { basis: { in: basis } }) }
  return {
    // A part is not counted by itself, and an action without a point stands in no cell.
    and: [{ not: { parent: { ordinal: { gte: 0 } } } }, { classifications: { some: tie } }],
    ...(initiatives.length > 0 && { initiative: { and: initiatives } }),
    ...(nature.length > 0 && { nature: { in: nature } }),
    ...(status.length > 0 && { status: { in: status } }),
  }
}

/** Variables as parameters of the address of a table: objects as JSON, lists by commas. */
export const tableParameters = (variables: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      if (value === undefined || value === null) return []
      if (Array.isArray(value)) return [[name, value.join(',')]]
      return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]]
    }),
  )

function* conditions(filters: Filters): Generator<InitiativeWhere> {
  const level = known<Level>(levels, filters.get('level'))
  if (level.length > 0) yield { level: { in: level } }
  const region = filters.get('region')
  if (region) {
    const named: readonly Region[] = known<Region | 'NONE'>(regions, region).filter((each) => each !== 'NONE')
    const or: InitiativeWhere[] = []
    if (named.length > 0) or.push({ region: { in: named } })
    if (region.has('NONE')) or.push({ region: { isNull: true } })
    yield or.length === 1 && or[0] ? or[0] : { or }
  }
  const chosen = filters.get('country')
  if (chosen) {
    const code = { in: [...chosen] }
    // Tied to the country itself, to a place in it, or to a region it lies in; of a region, to all that overlaps it.
    const region: PlaceWhere = { code, kind: { in: ['REGION', 'CUSTOM_REGION'] } }
    const place: PlaceWhere = {
      or: [
        { within: { some: { code } } },
        { contains: { some: { code } } },
        { contains: { some: { within: { some: region } } } },
      ],
    }
    yield { places: { some: { place } } }
  }
  const actor = filters.get('actor')
  if (actor) yield { actors: { some: { slug: { in: [...actor] } } } }
  const form = known<InitiativeKind>(forms, filters.get('form'))
  if (form.length > 0) yield { kind: { in: form } }
  const akind = known<ActorKind>(actorKinds, filters.get('akind'))
  if (akind.length > 0) yield { actors: { some: { kind: { in: akind } } } }
  const year = filters.get('year')
  if (year)
    yield {
      or: [...year].map((from) =>
        from === 'NONE' ? { startYear: { isNull: true } } : { startYear: { gte: Number(from), lte: Number(from) + 4 } },
      ),
    }
  const document = filters.get('document')
  if (document) yield { citation: { document: { slug: { in: [...document] } } } }
}
