// The entries of the files that are one list each.
import type { Kysely, Selectable } from 'kysely'
import type {
  ActionPointEntry,
  ActorEntry,
  CodingRuleEntry,
  GuidanceEntry,
  PlaceEntry,
  ReadingEntry,
} from '../dataset/shape.ts'
import type { Database } from '../tables.ts'
import { alternativeName, groupBy, listIfAny, type Naming } from './naming.ts'
import { citationsOf, placesOf, type Scope } from './scope.ts'

export async function actionPointEntries(db: Kysely<Database>, naming: Naming): Promise<readonly ActionPointEntry[]> {
  const [points, titles, subPoints] = await Promise.all([
    db.selectFrom('action_points').selectAll().orderBy('id').execute(),
    db.selectFrom('action_point_titles').selectAll().orderBy('id').execute(),
    db.selectFrom('sub_points').selectAll().orderBy('id').execute(),
  ])
  const titlesOf = groupBy(titles, (row) => row.action_point_id)
  const subPointsOf = groupBy(subPoints, (row) => row.action_point_id)
  return points.map(({ id, slug, title, gist }) => ({
    number: id,
    slug,
    title,
    gist,
    titles: titlesOf(id).map(({ edition, language, title }) => ({ edition: editionOf(edition), language, title })),
    subPoints: subPointsOf(id).map(({ code, title, page, parent_id }) => ({
      code,
      title,
      page: page ?? undefined,
      parent: naming.ifAny('sub_points', parent_id),
    })),
  }))
}

type Edition = ActionPointEntry['titles'][number]['edition']
const editions: readonly Edition[] = ['E2006', 'E2007', 'E2011', 'E2016']

function editionOf(value: string): Edition {
  const edition = editions.find((name) => name === value)
  if (edition === undefined) throw new TypeError(`There is no edition ${value}.`)
  return edition
}

export async function placeEntries(db: Kysely<Database>, scope: Scope, naming: Naming): Promise<readonly PlaceEntry[]> {
  const [places, names, members] = await Promise.all([
    placesOf(db, scope).selectAll().orderBy('code').execute(),
    db.selectFrom('place_names').selectAll().orderBy('name').execute(),
    db.selectFrom('place_members').selectAll().execute(),
  ])
  const namesOf = groupBy(names, (row) => row.place_id)
  const membersOf = groupBy(members, (row) => row.place_id)
  return places.map((row) => ({
    code: row.code,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    iso2: row.iso2 ?? undefined,
    iso3: row.iso3 ?? undefined,
    m49: row.m49 ?? undefined,
    parent: naming.ifAny('places', row.parent_id),
    members: membersEntry(membersOf(row.id), naming),
    names: listIfAny(namesOf(row.id).map(alternativeName)),
    source: naming.sourceIfAny(row.citation_id),
  }))
}

type MemberRow = Selectable<Database['place_members']>

/** Members that differ in basis, rationale or source make groups of their own. */
function membersEntry(rows: readonly MemberRow[], naming: Naming): PlaceEntry['members'] {
  const groupOf = groupBy(rows, (row) => JSON.stringify([row.basis, row.rationale, row.citation_id]))
  const groups = [...new Set(rows.map((row) => JSON.stringify([row.basis, row.rationale, row.citation_id])))].map(
    groupOf,
  )
  const entries = groups.flatMap((members) => {
    const [first] = members
    if (first === undefined) return []
    return [
      {
        places: members.map(({ member_id }) => naming.of('places', member_id)).sort(),
        basis: first.basis,
        rationale: first.rationale ?? undefined,
        source: naming.sourceIfAny(first.citation_id),
      },
    ]
  })
  const [only, ...others] = entries
  if (others.length > 0) throw new TypeError('The members of a place have several sources, which a file cannot hold.')
  return only
}

export async function actorEntries(db: Kysely<Database>, scope: Scope, naming: Naming): Promise<readonly ActorEntry[]> {
  const [actors, names, members] = await Promise.all([
    db.selectFrom('actors').selectAll().where('citation_id', 'in', citationsOf(db, scope)).orderBy('slug').execute(),
    db.selectFrom('actor_names').selectAll().orderBy('name').execute(),
    db.selectFrom('actor_memberships').selectAll().orderBy('id').execute(),
  ])
  const namesOf = groupBy(names, (row) => row.actor_id)
  const membersOf = groupBy(members, (row) => row.group_id)
  return actors.map((row) => ({
    slug: row.slug,
    name: row.name,
    acronym: row.acronym ?? undefined,
    kind: row.kind,
    country: naming.ifAny('places', row.country_id),
    parent:
      row.parent_id === null || row.parent_basis === null
        ? undefined
        : {
            actor: naming.of('actors', row.parent_id),
            basis: row.parent_basis,
            rationale: row.parent_rationale ?? undefined,
          },
    names: listIfAny(namesOf(row.id).map(alternativeName)),
    group: row.is_group
      ? {
          qualifier: row.count_qualifier ?? undefined,
          count: row.stated_count ?? undefined,
          members: listIfAny(
            membersOf(row.id).map(({ member_id, role, basis, citation_id }) => ({
              actor: naming.of('actors', member_id),
              role: role ?? undefined,
              basis,
              source: naming.source(citation_id),
            })),
          ),
        }
      : undefined,
    description: row.description ?? undefined,
    source: naming.source(row.citation_id),
  }))
}

export async function guidanceEntries(
  db: Kysely<Database>,
  scope: Scope,
  naming: Naming,
  slug: string,
): Promise<readonly GuidanceEntry[]> {
  const rows = await db
    .selectFrom('guidance')
    .selectAll()
    .where('citation_id', 'in', citationsOf(db, scope))
    .orderBy('id')
    .execute()
  const counts = new Map<string, number>()
  return rows.map(({ key, action_point_id, sub_point_id, audience, text, citation_id }) => {
    const list = `${action_point_id}/${audience}`
    const ordinal = (counts.get(list) ?? 0) + 1
    counts.set(list, ordinal)
    return {
      storedKey: key === `${scope.isFirst ? '' : `${slug}/`}${list}/${ordinal}` ? undefined : key,
      point: action_point_id,
      subPoint: naming.ifAny('sub_points', sub_point_id),
      audience,
      text,
      source: naming.source(citation_id),
    }
  })
}

export async function codingRuleEntries(
  db: Kysely<Database>,
  { datasetId }: Scope,
): Promise<readonly CodingRuleEntry[]> {
  return db
    .selectFrom('coding_rules')
    .select(['rule', 'example'])
    .where('dataset_id', '=', datasetId)
    .orderBy('ordinal')
    .execute()
}

type Confidence = ReadingEntry['second']['confidence']
const confidences: readonly Confidence[] = ['HIGH', 'MEDIUM', 'LOW']

export async function readingEntries(db: Kysely<Database>, scope: Scope): Promise<readonly ReadingEntry[]> {
  const rows = await db
    .selectFrom('action_readings')
    .innerJoin('actions', 'actions.id', 'action_readings.action_id')
    .innerJoin('initiatives', 'initiatives.id', 'actions.initiative_id')
    .select(['action_readings.id', 'reader', 'confidence', 'slug', 'actions.key'])
    .where('initiatives.citation_id', 'in', citationsOf(db, scope))
    .orderBy('action_readings.id')
    .execute()
  const points = await db.selectFrom('action_reading_points').selectAll().orderBy('action_point_id').execute()
  const pointsOf = groupBy(points, (row) => row.reading_id)
  const readings = new Map<string, Map<string, { points: readonly number[]; confidence: Confidence }>>()
  for (const { id, reader, confidence, slug, key } of rows) {
    const action = `${slug}/${key.slice(key.lastIndexOf('/') + 1)}`
    const made = readings.get(action) ?? new Map()
    const sure = confidences.find((name) => name === confidence) ?? 'LOW'
    readings.set(action, made.set(reader, { points: pointsOf(id).map((row) => row.action_point_id), confidence: sure }))
  }
  const none = { points: [], confidence: 'LOW' } as const
  return [...readings].map(([action, made]) => ({
    action,
    first: made.get('FIRST')?.points ?? [],
    second: made.get('SECOND') ?? none,
    third: made.get('THIRD') ?? none,
  }))
}
