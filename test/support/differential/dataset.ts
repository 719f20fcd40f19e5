// A catalogue of edge cases: odd texts, repeated values, missing values, objects without relations.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../../server/db/tables.ts'
import * as words from '../../../server/vocabulary.ts'
import { inChangeset } from '../changeset.ts'
import { factRows } from './dataset-facts.ts'
import { type DatasetRow, Draw, type Tables } from './draw.ts'
import { Random } from './random.ts'

const slug = (random: Random, kind: string, id: number): string =>
  `${kind}-${random.pick(['a', 'b0', 'zz', '9'])}-${id}`

/** Generates the rows of every table. */
export function datasetOf(seed: number): Tables {
  const random = new Random(seed)
  const draw = new Draw(random)
  const documents = draw.rows(9, (id) => ({
    slug: slug(random, 'document', id),
    title: draw.text(),
    kind: draw.of(words.DocumentKind),
    language: draw.maybe('en'),
    issued: draw.maybe(random.pick(['2008-04', '2008', '2011-02'])),
    publisher: draw.maybeText(),
    url: draw.maybeText(),
    note: draw.maybeText(),
  }))
  const citations = draw.once(
    ['document_id', 'page_start', 'page_end', 'section', 'footnote'],
    draw.rows(16, () => {
      const section = draw.of(words.CitationSection)
      const page = random.between(1, 5)
      return {
        document_id: draw.id(documents),
        page_start: page,
        page_end: page + random.below(2),
        section,
        footnote: section === 'FOOTNOTE' ? random.between(1, 9) : null,
      }
    }),
  )
  const datasets = draw.rows(3, (id) => ({
    slug: slug(random, 'dataset', id),
    name: draw.text(),
    dataset_version: '1.0.0',
    digest: 'digest',
    as_of: '2011-02',
    document_id: draw.id(documents),
    licence: draw.text(),
    attribution: draw.text(),
    method: draw.text(),
    loaded_at: random.pick(['2011-02-03T04:05:06Z', '2012-02-03T04:05:06Z']),
    updated_at: `2012-02-03T04:05:06.00${id}Z`,
  }))
  const places = placeRows(draw, citations)
  const actionPoints = Array.from({ length: 10 }, (_, index) => ({
    id: index + 1,
    slug: `point-${index + 1}`,
    title: draw.text(),
    gist: draw.text(),
  }))
  const subPoints = draw.rows(8, (id) => ({
    action_point_id: random.between(1, 4),
    code: `${id}.1`,
    title: draw.text(),
    page: draw.maybe(random.between(100, 110)),
    parent_id: null,
  }))
  return {
    documents,
    citations,
    datasets,
    places,
    place_names: draw.once(
      ['place_id', 'name'],
      Array.from({ length: 14 }, () => ({
        place_id: draw.id(places),
        name: draw.text(),
        kind: draw.of(words.NameKind),
        language: draw.maybe('fr'),
      })),
    ),
    place_members: draw
      .once(
        ['place_id', 'member_id'],
        Array.from({ length: 9 }, () => {
          const basis = draw.of(words.Basis)
          return {
            place_id: draw.id(places),
            member_id: draw.id(places),
            basis,
            rationale: basis === 'STATED' ? draw.maybeText() : draw.reason(),
            citation_id: basis === 'STATED' ? draw.id(citations) : draw.maybe(draw.id(citations)),
          }
        }),
      )
      .filter(({ place_id = null, member_id = null }) => Number(place_id) < Number(member_id)),
    action_points: actionPoints,
    action_point_titles: draw.once(
      ['action_point_id', 'edition', 'language'],
      draw.rows(12, () => ({
        action_point_id: random.between(1, 5),
        edition: random.pick(['E2006', 'E2007', 'E2011']),
        language: random.pick(['en', 'fr']),
        title: draw.text(),
      })),
    ),
    sub_points: subPoints,
    ...factRows(draw, { documents, citations, places, subPoints }),
  }
}

/** Regions, countries in some of them, towns in some of those. */
function placeRows(draw: Draw, citations: readonly DatasetRow[]): DatasetRow[] {
  const { random } = draw
  const kinds = [
    'WORLD',
    'REGION',
    'REGION',
    'CUSTOM_REGION',
    'CUSTOM_REGION',
    ...Array(9).fill('COUNTRY'),
    ...Array(5).fill('LOCALITY'),
  ]
  return kinds.map((kind: string, index): DatasetRow => {
    const id = index + 1
    const country = kind === 'COUNTRY'
    const letter = String.fromCharCode(64 + id)
    // A place lies in one with a smaller number: none lies in itself.
    const parent = country
      ? random.pick([null, 1, 2, 3])
      : kind === 'LOCALITY'
        ? random.between(6, 14)
        : index === 0
          ? null
          : random.pick([null, 1])
    return {
      id,
      code: country ? `Z${letter}` : kind === 'REGION' ? `00${id}` : `X-${letter}`,
      slug: slug(random, 'place', id),
      name: draw.text(),
      kind,
      iso2: country ? `Z${letter}` : null,
      iso3: country ? `ZZ${letter}` : null,
      m49: kind === 'REGION' || (country && id % 2 === 0) ? `0${String(id).padStart(2, '0')}` : null,
      parent_id: parent,
      citation_id: draw.maybe(draw.id(citations)),
    }
  })
}

/** Puts the rows into a migrated, empty database. */
export async function insertDataset(db: Kysely<Database>, tables: Tables): Promise<void> {
  await inChangeset(db, async (transaction) => {
    for (const [table, rows] of Object.entries(tables)) {
      const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)))
      if (rows.length === 0) continue
      await sql`insert into ${sql.table(table)} (${columns}) overriding system value
        select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
        transaction,
      )
    }
  })
  await sql`analyze`.execute(db)
}
