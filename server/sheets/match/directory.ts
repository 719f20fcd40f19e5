// Everything that names can be matched with, by the names it has.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { fold, partsOf } from './fold.ts'

/** What is looked up by name. */
export type Matched = 'Actor' | 'Place'

export const isMatched = (type: string): type is Matched => type === 'Actor' || type === 'Place'

/** What a name is. */
export type Match =
  /** For sure: the whole name, or the part before the brackets, is a name of this thing and of no other. */
  | { readonly is: 'known'; readonly slug: string }
  /** Perhaps: these have such an acronym. */
  | { readonly is: 'unsure'; readonly slugs: readonly string[] }

interface Named {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
  readonly names: readonly { readonly name: string; readonly kind: string }[]
}

/** The names of all things of a type. */
export class Directory {
  readonly #byName = new Map<string, Set<string>>()
  readonly #byAcronym = new Map<string, Set<string>>()
  readonly #slugs = new Set<string>()

  /** Takes a thing in. */
  add({ slug, name, acronym, names }: Named): void {
    this.#slugs.add(slug)
    const file = (index: Map<string, Set<string>>, text: string): void => {
      const folded = fold(text)
      if (folded !== '') index.set(folded, (index.get(folded) ?? new Set()).add(slug))
    }
    file(this.#byName, name)
    if (acronym !== null) file(this.#byAcronym, acronym)
    for (const other of names) file(other.kind === 'ACRONYM' ? this.#byAcronym : this.#byName, other.name)
  }

  /** Whether there is a thing of this slug. */
  has(slug: string): boolean {
    return this.#slugs.has(slug)
  }

  /** A slug that no thing has. */
  free(slug: string): string {
    if (slug !== '' && !this.#slugs.has(slug)) return slug
    for (let number = 2; ; number += 1) {
      const next = `${slug === '' ? 'unnamed' : slug}-${number}`
      if (!this.#slugs.has(next)) return next
    }
  }

  /**
   * What a name is. An acronym alone is never sure: many stand for two bodies. Nor is likeness, at any threshold: two branches
   * of one body are more alike than one body's names in two languages.
   */
  match(name: string, acronym?: string): Match {
    const parts = partsOf(name)
    for (const text of [name, ...parts.map((part) => part.name)]) {
      const found = this.#byName.get(fold(text))
      if (found?.size === 1) return { is: 'known', slug: [...found][0] ?? '' }
      if (found) return { is: 'unsure', slugs: [...found] }
    }
    const acronyms = [name, acronym ?? '', ...parts.map((part) => part.acronym)].map(fold)
    return { is: 'unsure', slugs: [...new Set(acronyms.flatMap((text) => [...(this.#byAcronym.get(text) ?? [])]))] }
  }
}

/** Reads the names of all things of a type. */
export async function readDirectory(db: Kysely<Database>, type: Matched): Promise<Directory> {
  const directory = new Directory()
  const { rows } = await (type === 'Actor' ? actors : places).execute(db)
  for (const row of rows) directory.add(row)
  return directory
}

const actors = sql<Named>`
  select t.slug, t.name, t.acronym, coalesce((select json_agg(json_build_object('name', n.name, 'kind', n.kind))
    from actor_names n where n.actor_id = t.id), '[]') as names from actors t`
/** Countries are known by their codes, too. */
const places = sql<Named>`
  select t.code as slug, t.name, t.iso3 as acronym, coalesce((select jsonb_agg(jsonb_build_object('name', n.name, 'kind', n.kind))
    from place_names n where n.place_id = t.id), '[]'::jsonb) || case when t.iso2 is null then '[]'::jsonb
    else jsonb_build_array(jsonb_build_object('name', t.iso2, 'kind', 'CODE'), jsonb_build_object('name', t.iso3, 'kind', 'CODE')) end as names
  from places t`
