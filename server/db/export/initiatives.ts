// The entries of initiatives, as their files hold them.
import type { Kysely } from 'kysely'
import type { ActionEntry, InitiativeEntry, OutcomeEntry } from '../dataset/shape.ts'
import type { Database } from '../tables.ts'
import { alternativeName, groupBy, listIfAny, type Naming, periodEntry } from './naming.ts'

type Defined<T> = NonNullable<T>
type Part<Name extends keyof InitiativeEntry> = Defined<InitiativeEntry[Name]>

/** The entries of some initiatives, in the order of their ids. Reads each table once. */
export async function initiativeEntries(
  db: Kysely<Database>,
  ids: readonly number[],
  naming: Naming,
): Promise<readonly InitiativeEntry[]> {
  const initiatives = await db.selectFrom('initiatives').selectAll().where('id', 'in', ids).orderBy('id').execute()
  const keys = await readKeys(db, ids)
  const context = { db, ids, naming, keys }
  const [names, places, populations, phases, objectives, participations, actions, outcomes, references, relations] =
    await Promise.all([
      db.selectFrom('initiative_names').selectAll().where('initiative_id', 'in', ids).orderBy('name').execute(),
      db.selectFrom('initiative_places').selectAll().where('initiative_id', 'in', ids).orderBy('id').execute(),
      db.selectFrom('initiative_populations').selectAll().where('initiative_id', 'in', ids).orderBy('id').execute(),
      readPhases(context),
      readObjectives(context),
      readParticipations(context),
      readActions(context),
      readOutcomes(context),
      readReferences(context),
      readRelations(context),
    ])
  const assessments = await readAssessments(context)
  const namesOf = groupBy(names, (row) => row.initiative_id)
  const placesOf = groupBy(places, (row) => row.initiative_id)
  const populationsOf = groupBy(populations, (row) => row.initiative_id)
  return initiatives.map((row) => ({
    slug: row.slug,
    name: row.name,
    acronym: row.acronym ?? undefined,
    names: listIfAny(namesOf(row.id).map(alternativeName)),
    kind: row.kind,
    level: row.level,
    region: row.region ?? undefined,
    section: row.section ?? undefined,
    coverage: row.coverage,
    status: row.status,
    period: periodEntry(row),
    background: row.background ?? undefined,
    source: naming.source(row.citation_id),
    actsAs: naming.ifAny('actors', row.acts_as_id),
    places: listIfAny(
      placesOf(row.id).map(({ place_id, role, citation_id }) => ({
        place: naming.of('places', place_id),
        role,
        source: naming.source(citation_id),
      })),
    ),
    populations: listIfAny(
      populationsOf(row.id).map(({ population, note, citation_id }) => ({
        population,
        note: note ?? undefined,
        source: naming.source(citation_id),
      })),
    ),
    phases: listIfAny(phases(row.id)),
    objectives: listIfAny(objectives(row.id)),
    participations: listIfAny(participations(row.id)),
    actions: listIfAny(actions(row.id)),
    outcomes: listIfAny(outcomes(row.id)),
    references: listIfAny(references(row.id)),
    relations: listIfAny(relations(row.id)),
    assessments: listIfAny(assessments(row.id)),
  }))
}

interface Context {
  readonly db: Kysely<Database>
  /** The initiatives. */
  readonly ids: readonly number[]
  readonly naming: Naming
  readonly keys: Keys
}

/** The keys that files give to phases and actions: those of the database without the initiative's slug. */
interface Keys {
  readonly phase: (id: number | null) => string | undefined
  readonly action: (id: number | null) => string | undefined
  readonly slug: (initiativeId: number) => string
}

async function readKeys(db: Kysely<Database>, ids: readonly number[]): Promise<Keys> {
  const [initiatives, phases, actions] = await Promise.all([
    db.selectFrom('initiatives').select(['id', 'slug']).where('id', 'in', ids).execute(),
    db.selectFrom('phases').select(['id', 'key']).where('initiative_id', 'in', ids).execute(),
    db.selectFrom('actions').select(['id', 'key']).where('initiative_id', 'in', ids).execute(),
  ])
  const slugs = new Map(initiatives.map(({ id, slug }) => [id, slug]))
  const byId = (rows: readonly { readonly id: number; readonly key: string }[]) => {
    const keys = new Map(rows.map(({ id, key }) => [id, localKey(key)]))
    return (id: number | null) => (id === null ? undefined : keys.get(id))
  }
  return { phase: byId(phases), action: byId(actions), slug: (id) => slugs.get(id) ?? '' }
}

/** `mexico-plan-of-action/a1` is `a1` in the file of its initiative. */
const localKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/** The key of a row, where it is not the one that the loader would make; the files say it then. */
const storedKey = (key: string, made: string): string | undefined => (key === made ? undefined : key)

/** What the files say of a row's place in its list: its key and its number, where they are not those that the loader makes. */
const stored = (
  row: { readonly key: string; readonly ordinal: number },
  index: number,
  initiative: string,
  key: string | number = index + 1,
) => ({
  storedKey: storedKey(row.key, `${initiative}/${key}`),
  ordinal: row.ordinal === index + 1 ? undefined : row.ordinal,
})

async function readPhases({ db, ids, naming, keys }: Context): Promise<(id: number) => Part<'phases'>> {
  const rows = await db.selectFrom('phases').selectAll().where('initiative_id', 'in', ids).orderBy('ordinal').execute()
  const of = groupBy(rows, (row) => row.initiative_id)
  return (id) =>
    of(id).map((row, index) => ({
      key: localKey(row.key),
      ...stored(row, index, keys.slug(id), localKey(row.key)),
      parent: keys.phase(row.parent_id),
      kind: row.kind,
      name: row.name,
      summary: row.summary ?? undefined,
      period: periodEntry(row),
      durationMonths: row.duration_months ?? undefined,
      status: row.status,
      source: naming.source(row.citation_id),
    }))
}

async function readObjectives({ db, ids, naming, keys }: Context): Promise<(id: number) => Part<'objectives'>> {
  const rows = await db
    .selectFrom('objectives')
    .selectAll()
    .where('initiative_id', 'in', ids)
    .orderBy('ordinal')
    .execute()
  const of = groupBy(rows, (row) => row.initiative_id)
  return (id) =>
    of(id).map((row, index) => ({
      ...stored(row, index, keys.slug(id)),
      text: row.text,
      phase: keys.phase(row.phase_id),
      source: naming.source(row.citation_id),
    }))
}

async function readParticipations({ db, ids, naming, keys }: Context): Promise<(id: number) => Part<'participations'>> {
  const rows = await db
    .selectFrom('participations')
    .selectAll()
    .where('initiative_id', 'in', ids)
    .orderBy('id')
    .execute()
  const of = groupBy(rows, (row) => row.initiative_id)
  return (id) =>
    of(id).map((row) => {
      const actor = naming.of('actors', row.actor_id)
      const phase = keys.phase(row.phase_id)
      const made = [keys.slug(id), actor, row.role, ...(phase === undefined ? [] : [phase])].join('/')
      return {
        storedKey: storedKey(row.key, made),
        actor,
        role: row.role,
        phase,
        certainty: row.certainty,
        listed: row.listed,
        note: row.note ?? undefined,
        source: naming.source(row.citation_id),
      }
    })
}

async function readActions({ db, ids, naming, keys }: Context): Promise<(id: number) => readonly ActionEntry[]> {
  const inScope = db.selectFrom('actions').select('id').where('initiative_id', 'in', ids)
  const [rows, actors, ties, places, populations] = await Promise.all([
    db.selectFrom('actions').selectAll().where('initiative_id', 'in', ids).orderBy('ordinal').execute(),
    db.selectFrom('action_actors').selectAll().where('action_id', 'in', inScope).orderBy('id').execute(),
    db.selectFrom('action_classifications').selectAll().where('action_id', 'in', inScope).orderBy('id').execute(),
    db.selectFrom('action_places').selectAll().where('action_id', 'in', inScope).execute(),
    db.selectFrom('action_populations').selectAll().where('action_id', 'in', inScope).orderBy('population').execute(),
  ])
  const of = groupBy(rows, (row) => row.initiative_id)
  const actorsOf = groupBy(actors, (row) => row.action_id)
  const tiesOf = groupBy(ties, (row) => row.action_id)
  const placesOf = groupBy(places, (row) => row.action_id)
  const populationsOf = groupBy(populations, (row) => row.action_id)
  return (id) =>
    of(id).map((row, index) => ({
      key: localKey(row.key),
      ...stored(row, index, keys.slug(id), localKey(row.key)),
      parent: keys.action(row.parent_id),
      phase: keys.phase(row.phase_id),
      summary: row.summary,
      nature: row.nature,
      kind: row.kind,
      status: row.status,
      date: periodEntry(row),
      source: naming.source(row.citation_id),
      actors: actorsOf(row.id).map(({ actor_id, role, attribution }) => ({
        actor: naming.of('actors', actor_id),
        role,
        attribution,
      })),
      actionPoints: tiesOf(row.id).map(({ action_point_id, sub_point_id, basis, rationale }) => ({
        point: action_point_id,
        subPoint: naming.ifAny('sub_points', sub_point_id),
        basis,
        rationale: rationale ?? undefined,
      })),
      places: naming.listIfAny(
        'places',
        placesOf(row.id).map(({ place_id }) => place_id),
      ),
      populations: listIfAny(populationsOf(row.id).map(({ population }) => population)),
    }))
}

async function readOutcomes({ db, ids, naming, keys }: Context): Promise<(id: number) => readonly OutcomeEntry[]> {
  const inScope = db.selectFrom('outcomes').select('id').where('initiative_id', 'in', ids)
  const [rows, actors, places] = await Promise.all([
    db.selectFrom('outcomes').selectAll().where('initiative_id', 'in', ids).orderBy('ordinal').execute(),
    db.selectFrom('outcome_actors').selectAll().where('outcome_id', 'in', inScope).execute(),
    db.selectFrom('outcome_places').selectAll().where('outcome_id', 'in', inScope).execute(),
  ])
  const of = groupBy(rows, (row) => row.initiative_id)
  const actorsOf = groupBy(actors, (row) => row.outcome_id)
  const placesOf = groupBy(places, (row) => row.outcome_id)
  return (id) =>
    of(id).map((row, index) => ({
      ...stored(row, index, keys.slug(id)),
      kind: row.kind,
      text: row.text,
      phase: keys.phase(row.phase_id),
      date: periodEntry(row),
      actors: naming.listIfAny(
        'actors',
        actorsOf(row.id).map(({ actor_id }) => actor_id),
      ),
      places: naming.listIfAny(
        'places',
        placesOf(row.id).map(({ place_id }) => place_id),
      ),
      source: naming.source(row.citation_id),
    }))
}

async function readReferences({ db, ids, naming, keys }: Context): Promise<(id: number) => Part<'references'>> {
  const rows = await db
    .selectFrom('initiative_references')
    .selectAll()
    .where('initiative_id', 'in', ids)
    .orderBy('ordinal')
    .execute()
  const of = groupBy(rows, (row) => row.initiative_id)
  return (id) =>
    of(id).map((row, index) => ({
      ...stored(row, index, keys.slug(id)),
      kind: row.kind,
      label: row.label ?? undefined,
      document: naming.ifAny('documents', row.document_id),
      url: row.url ?? undefined,
      note: row.note ?? undefined,
      source: naming.source(row.citation_id),
    }))
}

async function readRelations({ db, ids, naming, keys }: Context): Promise<(id: number) => Part<'relations'>> {
  const rows = await db
    .selectFrom('initiative_relations')
    .selectAll()
    .where('from_id', 'in', ids)
    .orderBy('id')
    .execute()
  const of = groupBy(rows, (row) => row.from_id)
  return (id) =>
    of(id).map((row) => {
      const to = naming.of('initiatives', row.to_id)
      return {
        storedKey: storedKey(row.key, `${keys.slug(id)}/${row.kind}/${to}`),
        kind: row.kind,
        to,
        note: row.note ?? undefined,
        source: naming.source(row.citation_id),
      }
    })
}

async function readAssessments({ db, ids }: Context): Promise<(id: number) => Part<'assessments'>> {
  const rows = await db
    .selectFrom('matrix_assessments')
    .selectAll()
    .where('initiative_id', 'in', ids)
    .orderBy('action_point_id')
    .execute()
  const of = groupBy(rows, (row) => row.initiative_id)
  return (id) =>
    of(id).map(({ action_point_id, coverage, summary, basis, rationale }) => ({
      point: action_point_id,
      coverage,
      summary,
      basis,
      rationale: rationale ?? undefined,
    }))
}
