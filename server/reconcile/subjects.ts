// What names are reconciled to: actors, initiatives and places, with the names they are known by.
import { z } from 'zod'
import { type Ask, type AskOptions, dataOf, readyMade } from '../operations/ask.ts'

/** The types, by their ids in the protocol. */
export const subjectTypes = { actor: 'Actor', initiative: 'Initiative', place: 'Place' } as const

export type SubjectType = keyof typeof subjectTypes

export const isSubjectType = (text: string): text is SubjectType => Object.hasOwn(subjectTypes, text)

const named = z.object({ name: z.string() })

const shape = z.object({
  slug: z.string().optional(),
  code: z.string().optional(),
  name: z.string(),
  acronym: z.string().nullish(),
  kind: z.string(),
  names: z.array(named),
  country: z.object({ code: z.string(), name: z.string() }).nullish(),
  level: z.string().optional(),
  region: z.string().nullish(),
  status: z.string().optional(),
  startYear: z.number().nullish(),
  endYear: z.number().nullish(),
  places: z.array(z.object({ place: z.object({ code: z.string(), name: z.string() }) })).optional(),
  iso2: z.string().nullish(),
  iso3: z.string().nullish(),
  m49: z.string().nullish(),
  citation: z
    .object({ document: z.object({ title: z.string() }), pageStart: z.number(), pageEnd: z.number() })
    .optional(),
})

/** Something a name may mean. */
export type Subject = z.infer<typeof shape> & { readonly type: SubjectType; readonly id: string }

const fields = {
  actor:
    'slug name acronym kind names { name } country { code name } citation { document { title } pageStart pageEnd }',
  initiative: `slug name acronym kind names { name } level region status startYear endYear
    places { place { code name } } citation { document { title } pageStart pageEnd }`,
  place: 'code name kind names { name } iso2 iso3 m49',
}

const searched = {
  actor: readyMade(
    `query ($text: String!, $first: Int!) { found: actors(search: $text, first: $first) { nodes { ${fields.actor} } } }`,
  ),
  initiative: readyMade(
    `query ($text: String!, $first: Int!) { found: initiatives(search: $text, first: $first) { nodes { ${fields.initiative} } } }`,
  ),
}

const allPlaces =
  readyMade(`query ($after: String) { found: places(first: 100, after: $after) { nodes { ${fields.place} }
  pageInfo { hasNextPage endCursor } } }`)

const byKey = {
  actor: readyMade(`query ($key: String!) { one: actor(slug: $key) { ${fields.actor} } }`),
  initiative: readyMade(`query ($key: String!) { one: initiative(slug: $key) { ${fields.initiative} } }`),
  place: readyMade(`query ($key: String!) { one: place(code: $key) { ${fields.place} } }`),
}

const list = z.object({ found: z.object({ nodes: z.array(shape) }) })
const page = z.object({
  found: z.object({
    nodes: z.array(shape),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
})
const single = z.object({ one: shape.nullable() })

const subject = (type: SubjectType, node: z.infer<typeof shape>): Subject => ({
  ...node,
  type,
  id: `${type}/${node.slug ?? node.code}`,
})

/** Places that are compared with a name at most. */
const maximumPlaces = 2000
/** How many a search brings to be compared. */
const comparedAtMost = 25

/** Finds what names may mean. */
export class Subjects {
  readonly #ask: Ask
  #places: { readonly revision: number | undefined; readonly all: readonly Subject[] } | undefined

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Those of a type that a name may mean, not ordered. */
  async like(type: SubjectType, text: string, options: AskOptions): Promise<readonly Subject[]> {
    if (type === 'place') return this.#allPlaces(options)
    // Signs of the search language mean nothing in a name.
    const words = text
      .replace(/["-]/g, ' ')
      .replace(/\bor\b/gi, ' ')
      .trim()
      .slice(0, 200)
    if (words === '') return []
    const result = await this.#ask(searched[type], { text: words, first: comparedAtMost }, options)
    // Common words alone name nothing.
    if (result.errors.some(({ extensions }) => extensions['code'] === 'SEARCH_TOO_COMMON')) return []
    return list.parse(dataOf(result)).found.nodes.map((node) => subject(type, node))
  }

  /** What an id names. */
  async byId(id: string, options: AskOptions): Promise<Subject | undefined> {
    const [, type = '', key = ''] = /^([a-z]+)\/(.{1,200})$/.exec(id) ?? []
    if (!isSubjectType(type) || key.includes('\0') || !key.isWellFormed()) return undefined
    const { one } = single.parse(dataOf(await this.#ask(byKey[type], { key }, options)))
    return one ? subject(type, one) : undefined
  }

  /** All places, read again when the catalogue has changed. */
  async #allPlaces(options: AskOptions): Promise<readonly Subject[]> {
    const first = await this.#ask(allPlaces, { after: null }, options)
    if (this.#places && this.#places.revision === first.revision) return this.#places.all
    const all: Subject[] = []
    for (let result = first; ; ) {
      const { nodes, pageInfo } = page.parse(dataOf(result)).found
      all.push(...nodes.map((node) => subject('place', node)))
      if (!pageInfo.hasNextPage || all.length >= maximumPlaces) break
      result = await this.#ask(allPlaces, { after: pageInfo.endCursor }, options)
    }
    this.#places = { revision: first.revision, all }
    return all
  }
}
