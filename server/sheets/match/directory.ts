// Everything that names can be matched with, by the names it has.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { governmentNames, otherNames } from './aliases.ts'
import { fold, foldMore, isAcronymOf, isLocal, type NameParts, outerWords, partsOf } from './fold.ts'

/** What is looked up by name. */
export type Matched = 'Actor' | 'Place'

export const isMatched = (type: string): type is Matched => type === 'Actor' || type === 'Place'

/** What a name is. */
export type Match =
  /** For sure: the whole name, or the part beside its acronym, is a name of this thing and of no other. */
  | { readonly is: 'known'; readonly slug: string }
  /** Perhaps: these have such an acronym, or such a name elsewhere. */
  | { readonly is: 'unsure'; readonly slugs: readonly string[] }

/** A thing with its names. */
export interface Named {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
  /** Of an actor: its kind, the code of its country, and whether it is a group of others. */
  readonly kind?: string | undefined
  readonly country?: string | null | undefined
  readonly isGroup?: boolean | undefined
  readonly names: readonly { readonly name: string; readonly kind: string }[]
}

/** What stands beside a name and helps to know it. */
export interface Beside {
  readonly acronym?: string | undefined
  /** The code of the country that the table is about. */
  readonly country?: string | undefined
}

/** Where a name is that of a thing. */
type Reach =
  | { readonly is: 'everywhere' }
  /** As the source calls it: elsewhere others are called so. Of something of a country, it holds there. */
  | { readonly is: 'source'; readonly country: string | null }
  /** What every country has, as a ministry of health: known in its own, and where no country is named. */
  | { readonly is: 'local'; readonly country: string | null }

const everywhere: Reach = { is: 'everywhere' }

type Index = Map<string, Map<string, Reach>>

/** The names of all things of a type. */
export class Directory {
  readonly #byName: Index = new Map()
  /** The same without little words and ways of spelling. */
  readonly #byLessOfName: Index = new Map()
  readonly #byAcronym = new Map<string, Set<string>>()
  readonly #acronyms = new Map<string, Set<string>>()
  readonly #slugs = new Set<string>()

  /** Takes a thing in. */
  add(thing: Named): void {
    const { slug, name, acronym, names } = thing
    this.#slugs.add(slug)
    if (acronym !== null) this.#fileAcronym(acronym, slug)
    const parts = partsOf(name).filter((part) => isAcronymOf(part.acronym, part.name))
    for (const part of parts) this.#fileAcronym(part.acronym, slug)
    this.#file(name, slug, reachOf(thing, name, 'NAME'))
    const own = [name, ...parts.map((part) => part.name)]
    for (const { name: words } of parts) this.#fileLess(words, slug, reachOf(thing, words, 'NAME'))
    for (const other of names) {
      if (other.kind === 'ACRONYM') this.#fileAcronym(other.name, slug)
      else this.#file(other.name, slug, reachOf(thing, other.name, other.kind))
    }
    const official = [...own, ...names.map((other) => other.name)].flatMap(otherNames)
    const governments = thing.kind === 'STATE' && thing.isGroup !== true ? own.flatMap(governmentNames) : []
    for (const each of [...official, ...governments]) this.#fileLess(each, slug, everywhere)
  }

  #file(name: string, slug: string, reach: Reach): void {
    fileIn(this.#byName, fold(name), slug, reach)
    this.#fileLess(name, slug, reach)
  }

  /** Files a name that comes after the names of others: they have it word by word. */
  #fileLess(name: string, slug: string, reach: Reach): void {
    fileIn(this.#byLessOfName, foldMore(name), slug, reach)
  }

  #fileAcronym(acronym: string, slug: string): void {
    const folded = fold(acronym)
    if (folded === '') return
    this.#byAcronym.set(folded, (this.#byAcronym.get(folded) ?? new Set()).add(slug))
    this.#acronyms.set(slug, (this.#acronyms.get(slug) ?? new Set()).add(folded))
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
   * What a name is, in a table about a country. An acronym alone is never sure: many stand for two bodies. Nor is likeness, at
   * any threshold: two branches of one body are more alike than one body's names in two languages.
   */
  match(name: string, { acronym, country }: Beside = {}): Match {
    const hints = new Set<string>()
    for (const [index, folded] of [
      [this.#byName, fold],
      [this.#byLessOfName, foldMore],
    ] as const) {
      const sure = sureOf(index.get(folded(name)), country, hints)
      if (sure.length === 1) return { is: 'known', slug: sure[0] ?? '' }
      if (sure.length > 1) return { is: 'unsure', slugs: sure }
      const parts = [...partsOf(name), ...outerWords(name).filter((part) => this.#byAcronym.has(fold(part.acronym)))]
      for (const part of parts) {
        const found = sureOf(index.get(folded(part.name)), country, hints)
        const fitting = found.filter((slug) => this.#fits(slug, part))
        if (fitting.length === 1) return { is: 'known', slug: fitting[0] ?? '' }
        // What stands beside the name may tell another body: its branch in a country.
        for (const slug of found) hints.add(slug)
      }
    }
    for (const text of [name, acronym ?? '', ...partsOf(name).map((part) => part.acronym)].map(fold))
      for (const slug of this.#byAcronym.get(text) ?? []) hints.add(slug)
    return { is: 'unsure', slugs: [...hints] }
  }

  /** Whether what stands beside a name is an acronym of the thing. */
  #fits(slug: string, { acronym, name }: NameParts): boolean {
    return this.#acronyms.get(slug)?.has(fold(acronym)) === true || isAcronymOf(acronym, name)
  }
}

function fileIn(index: Index, folded: string, slug: string, reach: Reach): void {
  if (folded === '') return
  const found = index.get(folded) ?? new Map<string, Reach>()
  index.set(folded, found)
  // What is its name everywhere is so, whatever else it is.
  if (found.get(slug)?.is !== 'everywhere') found.set(slug, reach)
}

function reachOf({ kind, country = null, isGroup }: Named, name: string, nameKind: string): Reach {
  if (nameKind === 'SOURCE_FORM' && isGroup === true) return { is: 'source', country: null }
  if (kind === 'STATE') return everywhere
  if (nameKind === 'SOURCE_FORM' && country !== null) return { is: 'source', country }
  return kind !== undefined && isLocal(name) ? { is: 'local', country } : everywhere
}

/** Whose name it is for sure; the others become hints. */
function sureOf(
  found: ReadonlyMap<string, Reach> | undefined,
  country: string | undefined,
  hints: Set<string>,
): readonly string[] {
  const sure: string[] = []
  for (const [slug, reach] of found ?? []) {
    const isSure =
      reach.is === 'everywhere' ||
      (reach.is === 'local' && country === undefined) ||
      (reach.country !== null && reach.country === country)
    if (isSure) sure.push(slug)
    else hints.add(slug)
  }
  return sure
}

/** Reads the names of all things of a type. */
export async function readDirectory(db: Kysely<Database>, type: Matched): Promise<Directory> {
  const directory = new Directory()
  const { rows } = await (type === 'Actor' ? actors : places).execute(db)
  for (const row of rows) directory.add(row)
  return directory
}

const actors = sql<Named>`
  select t.slug, t.name, t.acronym, t.kind, t.is_group as "isGroup", (select p.code from places p where p.id = t.country_id) as country,
    coalesce((select json_agg(json_build_object('name', n.name, 'kind', n.kind)) from actor_names n where n.actor_id = t.id), '[]') as names
  from actors t`
/** Countries are known by their codes, too. */
const places = sql<Named>`
  select t.code as slug, t.name, t.iso3 as acronym, coalesce((select jsonb_agg(jsonb_build_object('name', n.name, 'kind', n.kind))
    from place_names n where n.place_id = t.id), '[]'::jsonb) || case when t.iso2 is null then '[]'::jsonb
    else jsonb_build_array(jsonb_build_object('name', t.iso2, 'kind', 'CODE'), jsonb_build_object('name', t.iso3, 'kind', 'CODE')) end as names
  from places t`
