// Counts the map. Always distinct actions: one that stands under several points, or for several rows, counts once in each
// cell, head and total.
import type { EmptyReason } from '../../../../sdk/src/index.ts'
import type { Column } from './columns.ts'
import type { Action, Actor, Country, Facts, Initiative, Page } from './facts.ts'
import {
  choosesAction,
  choosesCountry,
  choosesInitiative,
  choosesTie,
  type Filters,
  leavesOutActor,
} from './filters.ts'

export type RowKind = 'initiatives' | 'actors' | 'countries'
export type InitiativeOrder = 'level' | 'region'

/** What stands in a cell. */
export interface Cell {
  readonly count: number
  readonly stated: number
  readonly editorial: number
  /** Actions that the filters leave out. */
  readonly outside: number
  /** Why nothing is there; null where something is, inside the filters or outside, or editors find the point addressed. */
  readonly empty: EmptyReason | null
}

/** A line of the map: a row, a group of rows, or all of them. */
export interface Line {
  readonly key: string
  readonly cells: readonly Cell[]
  /** Under all points together. */
  readonly total: Cell
}

export interface Row extends Line {
  readonly label: string
  readonly short: string | null
  readonly page: Page | null
  /** How many initiatives it has, where it is none itself. */
  readonly initiatives: number
  /** Whether there is so little to say of it that it folds away with its like. */
  readonly isQuiet: boolean
}

export interface Group extends Line {
  /** The value by which its rows are grouped. */
  readonly value: string
  readonly rows: readonly Row[]
}

export interface MapData {
  readonly groups: readonly Group[]
  readonly all: Line
  /** How many rows have an action, by column, and how many rows there are. */
  readonly rowsWith: readonly number[]
  readonly rowCount: number
  /** Actors or countries that these initiatives have, too, and which are no rows since a filter chooses others. */
  readonly leftOut: number
}

/** A line that is being counted. */
class Tally {
  readonly count: number[]
  readonly stated: number[]
  readonly editorial: number[]
  readonly outside: number[]
  /** Initiatives with an entry; how many of them are judged, and judged to do nothing, by column. */
  entries = 0
  readonly judged: number[]
  readonly without: number[]
  readonly initiatives = new Set<Initiative>()

  constructor(size: number) {
    const zeros = (): number[] => new Array<number>(size).fill(0)
    this.count = zeros()
    this.stated = zeros()
    this.editorial = zeros()
    this.outside = zeros()
    this.judged = zeros()
    this.without = zeros()
  }

  /** Takes an action in, by the points it has on each basis inside the filters, and by all of its points. */
  add({ stated, editorial, every }: Masks, masks: readonly number[]): void {
    masks.forEach((mask, index) => {
      if ((every & mask) === 0) return
      if (((stated | editorial) & mask) === 0) bump(this.outside, index)
      else bump(this.count, index)
      if ((stated & mask) !== 0) bump(this.stated, index)
      if ((editorial & mask) !== 0) bump(this.editorial, index)
    })
  }

  /** Takes an initiative in that belongs to the line. */
  include(initiative: Initiative, masks: readonly number[]): void {
    if (this.initiatives.has(initiative)) return
    this.initiatives.add(initiative)
    if (initiative.coverage === 'MENTION') return
    this.entries += 1
    let [judged, none] = [0, 0]
    initiative.assessed.forEach((coverage, point) => {
      if (coverage !== null) judged |= 1 << point
      if (coverage === 'NONE') none |= 1 << point
    })
    masks.forEach((mask, index) => {
      if ((judged & mask) === mask) bump(this.judged, index)
      if ((none & mask) === mask) bump(this.without, index)
    })
  }

  line(key: string): Line {
    const cells = this.count.map((_, index) => this.#cell(index))
    const total = this.#cell(cells.length - 1)
    return { key, cells: cells.slice(0, -1), total }
  }

  #cell(index: number): Cell {
    const at = (numbers: readonly number[]): number => numbers[index] ?? 0
    const reason = (): EmptyReason | null => {
      if (at(this.count) + at(this.outside) > 0) return null
      if (this.entries === 0) return 'NOT_COVERED'
      if (at(this.judged) < this.entries) return 'NOT_ASSESSED'
      return at(this.without) === this.entries ? 'NONE_STATED' : null
    }
    return {
      count: at(this.count),
      stated: at(this.stated),
      editorial: at(this.editorial),
      outside: at(this.outside),
      empty: reason(),
    }
  }
}

const bump = (numbers: number[], index: number): void => {
  numbers[index] = (numbers[index] ?? 0) + 1
}

interface Masks {
  readonly stated: number
  readonly editorial: number
  readonly every: number
}

/** The points of an action as bits: inside the filters by basis, and all of them. */
function masksOf(action: Action, filters: Filters): Masks {
  const counts = choosesAction(filters, action)
  let [stated, editorial, every] = [0, 0, 0]
  for (const tie of action.ties) {
    const bit = 1 << tie.point
    every |= bit
    if (!counts || !choosesTie(filters, tie)) continue
    if (tie.basis === 'STATED') stated |= bit
    else editorial |= bit
  }
  return { stated, editorial, every }
}

/** What can be a row: how it is told from others, grouped and named. */
interface Subject {
  readonly key: string
  readonly group: string
  readonly label: string
  readonly short: string | null
  readonly page: Page | null
}

interface Kind {
  /** The rows that an initiative belongs to, and those that an action counts for. */
  readonly ofInitiative: (initiative: Initiative) => readonly Subject[]
  readonly ofAction: (action: Action) => readonly Subject[]
}

const initiativeRow =
  (order: InitiativeOrder) =>
  (initiative: Initiative): readonly Subject[] => {
    const { slug, name, acronym, citation, level, region } = initiative
    const group = order === 'level' ? level : (region ?? 'NONE')
    return [{ key: slug, group, label: name, short: acronym, page: citation }]
  }
const actorRow = ({ slug, name, acronym, kind }: Actor): Subject => ({
  ...{ key: slug, group: kind, label: name, short: acronym, page: null },
})
const countryRow = ({ code, name, continent }: Country): Subject => ({
  ...{ key: code, group: continent, label: name, short: null, page: null },
})

function kindOf({ rows, order, filters }: Omit<MapRequest, 'columns'>): Kind {
  // Who asks for a country, a region or an actor wants no rows of others, to which the same initiatives may be tied.
  const chosenActors = (actors: readonly Actor[]): readonly Subject[] =>
    actors.filter((actor) => !leavesOutActor(filters, actor)).map(actorRow)
  const chosen = (countries: readonly Country[]): readonly Subject[] =>
    countries.filter((country) => choosesCountry(filters, country)).map(countryRow)
  switch (rows) {
    case 'initiatives':
      return { ofInitiative: initiativeRow(order), ofAction: ({ initiative }) => initiativeRow(order)(initiative) }
    case 'actors':
      return { ofInitiative: ({ actors }) => chosenActors(actors), ofAction: ({ doers }) => chosenActors(doers) }
    case 'countries':
      return {
        ofInitiative: ({ countries }) => chosen(countries),
        ofAction: ({ countries }) => chosen(countries),
      }
  }
}

export interface MapRequest {
  readonly rows: RowKind
  readonly order: InitiativeOrder
  readonly columns: readonly Column[]
  readonly filters: Filters
}

const everyPoint = 0b11_1111_1111

/** Counts every row, group and total. Takes time linear in the actions and what they count for. */
export function countMap(facts: Facts, { rows, order, columns, filters }: MapRequest): MapData {
  const masks = [...columns.map(({ mask }) => mask), everyPoint]
  const { ofInitiative, ofAction } = kindOf({ rows, order, filters })
  const newTally = (): Tally => new Tally(masks.length)
  const subjects = new Map<string, Subject>()
  const tallies = new Map<string, Tally>()
  const groups = new Map<string, Tally>()
  const all = newTally()
  const tallyOf = (map: Map<string, Tally>, key: string): Tally => {
    const tally = map.get(key) ?? newTally()
    map.set(key, tally)
    return tally
  }

  const wanted = new Set(facts.initiatives.filter((initiative) => choosesInitiative(filters, initiative)))
  for (const initiative of wanted) {
    all.include(initiative, masks)
    for (const subject of ofInitiative(initiative)) {
      subjects.set(subject.key, subject)
      tallyOf(tallies, subject.key).include(initiative, masks)
      tallyOf(groups, subject.group).include(initiative, masks)
    }
  }
  for (const action of facts.actions) {
    if (!wanted.has(action.initiative)) continue
    const points = masksOf(action, filters)
    // A row is only what an initiative names: a place that only an action names is none.
    const own = ofAction(action).filter(({ key }) => subjects.has(key))
    if (points.every === 0 || own.length === 0) continue
    all.add(points, masks)
    for (const { key } of own) tallyOf(tallies, key).add(points, masks)
    for (const group of new Set(own.map((subject) => subject.group))) tallyOf(groups, group).add(points, masks)
  }

  const made = [...subjects.values()].map((subject): Row & { readonly group: string } => {
    const tally = tallyOf(tallies, subject.key)
    const line = tally.line(subject.key)
    const { count, outside } = line.total
    const isNamedOnly = rows === 'initiatives' ? tally.entries === 0 : true
    return { ...subject, ...line, initiatives: tally.initiatives.size, isQuiet: isNamedOnly && count + outside === 0 }
  })
  return {
    groups: [...groups].map(([value, tally]) => ({
      ...tally.line(value),
      value,
      rows: made.filter(({ group }) => group === value),
    })),
    all: all.line('all'),
    rowsWith: columns.map((_, index) => made.filter(({ cells }) => (cells[index]?.count ?? 0) > 0).length),
    rowCount: made.length,
    leftOut: rows === 'initiatives' ? 0 : distinct(wanted, rows) - made.length,
  }
}

/** How many actors or countries initiatives have together. */
const distinct = (initiatives: Iterable<Initiative>, kind: 'actors' | 'countries'): number =>
  new Set([...initiatives].flatMap((initiative): readonly (Actor | Country)[] => initiative[kind])).size

/** The actions in a cell, in the order of the facts; `row` is a row's key, `group:` and a value, or `all`. */
export function actionsIn(
  facts: Facts,
  request: Omit<MapRequest, 'columns'>,
  row: string,
  points: readonly number[],
): readonly Action[] {
  const { filters } = request
  const { ofAction, ofInitiative } = kindOf(request)
  const mask = points.reduce((sum, point) => sum | (1 << point), 0)
  const isOf = ({ key, group }: Subject): boolean => row === 'all' || key === row || `group:${group}` === row
  const named = new Set(
    facts.initiatives
      .filter((initiative) => choosesInitiative(filters, initiative))
      .flatMap((initiative) => ofInitiative(initiative).map(({ key }) => key)),
  )
  return facts.actions.filter((action) => {
    const { stated, editorial } = masksOf(action, filters)
    return (
      ((stated | editorial) & mask) !== 0 &&
      choosesInitiative(filters, action.initiative) &&
      ofAction(action).some((subject) => named.has(subject.key) && isOf(subject))
    )
  })
}
