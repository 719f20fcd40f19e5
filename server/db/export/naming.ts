// What the files call the rows of the database: slugs and codes in place of ids, and where a fact is printed.
import type { Kysely } from 'kysely'
import type { Database } from '../tables.ts'

type Named = 'documents' | 'places' | 'actors' | 'initiatives' | 'sub_points'

/** Names of rows by id. Throws a TypeError for an id that no row has. */
export class Naming {
  readonly #names: ReadonlyMap<string, ReadonlyMap<number, string>>

  constructor(names: ReadonlyMap<string, ReadonlyMap<number, string>>) {
    this.#names = names
  }

  /** The slug or code of a row. */
  of(table: Named, id: number): string {
    return this.#found(table, id)
  }

  /** The same, where there is a row. */
  ifAny(table: Named, id: number | null): string | undefined {
    return id === null ? undefined : this.#found(table, id)
  }

  /** The slugs or codes of several rows in the order of the alphabet; absent if there are none. */
  listIfAny(table: Named, ids: readonly number[]): readonly string[] | undefined {
    return listIfAny(ids.map((id) => this.#found(table, id)).sort())
  }

  /** Where a fact is printed, as in `p26-27 ACTORS`. */
  source(citationId: number): string {
    return this.#found('citations', citationId)
  }

  sourceIfAny(citationId: number | null): string | undefined {
    return citationId === null ? undefined : this.#found('citations', citationId)
  }

  #found(table: string, id: number): string {
    const name = this.#names.get(table)?.get(id)
    if (name === undefined) throw new TypeError(`No row of ${table} has the id ${id}.`)
    return name
  }
}

/** Reads the names of everything that files of a dataset refer to; sources of other documents than its own name these. */
export async function readNaming(db: Kysely<Database>, ownDocument: number): Promise<Naming> {
  const [documents, places, actors, initiatives, subPoints, citations] = await Promise.all([
    db.selectFrom('documents').select(['id', 'slug as name']).execute(),
    db.selectFrom('places').select(['id', 'code as name']).execute(),
    db.selectFrom('actors').select(['id', 'slug as name']).execute(),
    db.selectFrom('initiatives').select(['id', 'slug as name']).execute(),
    db.selectFrom('sub_points').select(['id', 'code as name']).execute(),
    db.selectFrom('citations').select(['id', 'document_id', 'page_start', 'page_end', 'section', 'footnote']).execute(),
  ])
  const byId = (rows: readonly { readonly id: number; readonly name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name] as const))
  const documentNames = byId(documents)
  const documentOf = (id: number) => (id === ownDocument ? undefined : documentNames.get(id))
  return new Naming(
    new Map([
      ['documents', documentNames],
      ['places', byId(places)],
      ['actors', byId(actors)],
      ['initiatives', byId(initiatives)],
      ['sub_points', byId(subPoints)],
      [
        'citations',
        byId(
          citations.map((citation) => ({
            id: citation.id,
            name: sourceText(citation, documentOf(citation.document_id)),
          })),
        ),
      ],
    ]),
  )
}

interface Citation {
  readonly page_start: number
  readonly page_end: number
  readonly section: string
  readonly footnote: number | null
}

function sourceText({ page_start, page_end, section, footnote }: Citation, document: string | undefined): string {
  const pages = page_end === page_start ? `p${page_start}` : `p${page_start}-${page_end}`
  return [
    pages,
    section,
    ...(footnote === null ? [] : [footnote]),
    ...(document === undefined ? [] : ['of', document]),
  ].join(' ')
}

/** The columns of another name, as files have them. */
export const alternativeName = ({
  name,
  kind,
  language,
}: {
  readonly name: string
  readonly kind: Database['actor_names']['kind']
  readonly language: string | null
}) => ({ name, kind, ...(language !== null && { language }) })

/** When something was, as files have it. */
export function periodEntry({
  period_text,
  period_edtf,
}: {
  readonly period_text: string | null
  readonly period_edtf: string | null
}): { readonly text: string; readonly edtf: string } | undefined {
  return period_text === null || period_edtf === null ? undefined : { text: period_text, edtf: period_edtf }
}

/** A list, absent if it is empty. */
export const listIfAny = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items)

/** Rows by the row they belong to. */
export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): (key: Key) => readonly Row[] {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return (key) => groups.get(key) ?? []
}
