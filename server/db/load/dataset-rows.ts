// Turns a dataset into the rows that hold it.
import { createHash } from 'node:crypto'
import { agreementOf } from '../dataset/agreement.ts'
import type { Dataset } from '../dataset/contents.ts'
import type { ActorEntry, PlaceEntry, Source } from '../dataset/shape.ts'
import { readSource } from '../dataset/source.ts'
import { type Drafting, nameOf, ref, refIf } from './columns.ts'
import { Drafts, type Ref } from './draft.ts'
import { addInitiative } from './initiative-rows.ts'
import { methodOf } from './method-text.ts'

/** The same for the same content, however the files are written. */
export const digestOf = (dataset: Dataset): string => createHash('sha256').update(JSON.stringify(dataset)).digest('hex')

/** All rows of a dataset that was read and checked. Beside another dataset, keys that both would make tell them apart. */
export function rowsOf(dataset: Dataset, isBeside = false): Drafts {
  const drafts = new Drafts()
  const document = dataset.description.document
  const drafting: Drafting = {
    drafts,
    asOf: dataset.description.asOf,
    cite: (source) => addCitation(drafts, document, source),
    agreement: agreementOf(dataset),
  }
  for (const list of dataset.lists) list.addTo(drafting)
  addDescription(dataset, ref('documents', document), drafts)
  for (const place of placesInParentOrder(dataset.places)) addPlace(place, drafting)
  addActionPoints(dataset, drafting)
  for (const actor of dataset.actors) addActor(actor, drafting)
  addGuidance(dataset, drafting, isBeside ? `${dataset.description.slug}/` : '')
  for (const initiative of dataset.initiatives) addInitiative(initiative, drafting)
  addReadings(dataset, drafts)
  return drafts
}

function addCitation(drafts: Drafts, ownDocument: string, source: Source): Ref {
  const spot = readSource(source)
  if (typeof spot === 'string') throw new TypeError(spot)
  const { document = ownDocument, pageStart, pageEnd, section, footnote } = spot
  // Named by what it says, not by how it is written: "p23-23" is "p23".
  return drafts.add('citations', `${document} ${pageStart}-${pageEnd} ${section} ${footnote ?? ''}`, {
    document_id: ref('documents', document),
    page_start: pageStart,
    page_end: pageEnd,
    section,
    footnote,
  })
}

function addDescription(dataset: Dataset, document_id: Ref, drafts: Drafts): void {
  const { slug, name, version, asOf, licence, attribution } = dataset.description
  const dataset_id = drafts.add('datasets', slug, {
    slug,
    name,
    dataset_version: version,
    digest: digestOf(dataset),
    as_of: asOf,
    document_id,
    licence,
    attribution,
    method: methodOf(dataset),
  })
  for (const [index, { rule, example }] of dataset.codingRules.entries())
    drafts.add('coding_rules', `${slug} ${index + 1}`, { dataset_id, ordinal: index + 1, rule, example })
}

/** Ids then follow the tree, and a reader of the table meets a region before its countries. */
function placesInParentOrder(places: readonly PlaceEntry[]): readonly PlaceEntry[] {
  const byCode = new Map(places.map((place) => [place.code, place]))
  const ordered = new Set<PlaceEntry>()
  for (const place of places) {
    const above: PlaceEntry[] = []
    for (let at: PlaceEntry | undefined = place; at !== undefined && !ordered.has(at); at = byCode.get(at.parent ?? ''))
      above.push(at)
    for (const next of above.reverse()) ordered.add(next)
  }
  return [...ordered]
}

function addPlace(
  { code, slug, name, kind, iso2, iso3, m49, parent, members, names = [], source }: PlaceEntry,
  { drafts, cite }: Drafting,
): void {
  const place_id = drafts.add('places', code, {
    code,
    slug,
    name,
    kind,
    iso2: iso2 ?? null,
    iso3: iso3 ?? null,
    m49: m49 ?? null,
    parent_id: refIf('places', parent),
    citation_id: source === undefined ? null : cite(source),
  })
  for (const other of names) drafts.add('place_names', `${code} ${other.name}`, { place_id, ...nameOf(other) })
  for (const member of members?.places ?? []) {
    drafts.add('place_members', `${code} ${member}`, {
      place_id,
      member_id: ref('places', member),
      basis: members?.basis ?? 'STATED',
      rationale: members?.rationale ?? null,
      citation_id: members?.source === undefined ? null : cite(members.source),
    })
  }
}

function addActionPoints({ actionPoints }: Dataset, { drafts }: Drafting): void {
  for (const { number, slug, title, gist, titles, subPoints } of actionPoints) {
    const action_point_id = drafts.add('action_points', String(number), { id: number, slug, title, gist })
    for (const { edition, language, title: inEdition } of titles) {
      drafts.add('action_point_titles', `${number} ${edition} ${language}`, {
        action_point_id,
        edition,
        language,
        title: inEdition,
      })
    }
    for (const { code, title: heading, page, parent } of subPoints) {
      drafts.add('sub_points', code, {
        action_point_id,
        code,
        title: heading,
        page: page ?? null,
        parent_id: refIf('sub_points', parent),
      })
    }
  }
}

function addActor(entry: ActorEntry, { drafts, cite }: Drafting): void {
  const { slug, name, acronym, kind, country, parent, names = [], group, description, source } = entry
  const actor = drafts.add('actors', slug, {
    slug,
    name,
    acronym: acronym ?? null,
    kind,
    country_id: refIf('places', country),
    parent_id: refIf('actors', parent?.actor),
    parent_basis: parent?.basis ?? null,
    parent_rationale: parent?.rationale ?? null,
    is_group: group !== undefined,
    stated_count: group?.count ?? null,
    count_qualifier: group?.qualifier ?? null,
    description: description ?? null,
    citation_id: cite(source),
  })
  for (const other of names) drafts.add('actor_names', `${slug} ${other.name}`, { actor_id: actor, ...nameOf(other) })
  for (const { actor: member, role, basis, source: memberSource } of group?.members ?? []) {
    drafts.add('actor_memberships', `${slug} ${member}`, {
      group_id: actor,
      member_id: ref('actors', member),
      role: role ?? null,
      basis,
      citation_id: cite(memberSource),
    })
  }
}

function addGuidance({ guidance }: Dataset, { drafts, cite }: Drafting, prefix: string): void {
  const counts = new Map<string, number>()
  for (const { storedKey, point, subPoint, audience, text, source } of guidance) {
    const list = `${point}/${audience}`
    const ordinal = (counts.get(list) ?? 0) + 1
    counts.set(list, ordinal)
    const key = `${prefix}${list}/${ordinal}`
    drafts.add('guidance', key, {
      key: storedKey ?? key,
      action_point_id: ref('action_points', String(point)),
      sub_point_id: refIf('sub_points', subPoint),
      audience,
      ordinal,
      text,
      citation_id: cite(source),
    })
  }
}

function addReadings({ readings }: Dataset, drafts: Drafts): void {
  for (const { action, first, second, third } of readings) {
    const made = [
      { reader: 'FIRST', confidence: null, points: first },
      { reader: 'SECOND', ...second },
      { reader: 'THIRD', ...third },
    ]
    for (const { reader, confidence, points } of made) {
      const reading_id = drafts.add('action_readings', `${action} ${reader}`, {
        action_id: ref('actions', action),
        reader,
        confidence,
      })
      for (const point of points)
        drafts.add('action_reading_points', `${action} ${reader} ${point}`, {
          reading_id,
          action_point_id: ref('action_points', String(point)),
        })
    }
  }
}
