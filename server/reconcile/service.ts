// The Reconciliation Service API 0.2: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
import { z } from 'zod'
import type { Ask, AskOptions } from '../operations/ask.ts'
import { type Candidate, ranked, type Wanted } from './match.ts'
import { properties, propertyOf } from './properties.ts'
import { isSubjectType, type Subject, Subjects, type SubjectType, subjectTypes } from './subjects.ts'

/** Queries in a batch, ids in an extension, and candidates of a query, at most. */
export const reconcileLimits = { queries: 50, ids: 200, properties: 20, candidates: 25 } as const

const texts = z.union([z.string(), z.array(z.string()).max(20)]).transform((value) => [value].flat())
const wantedValue = z.union([z.string(), z.number(), z.boolean(), z.object({ id: z.string() })])

/** A query of a batch, as clients send it. */
export const querySchema = z.object({
  query: z.string().max(1000).default(''),
  type: texts.optional(),
  limit: z.number().int().min(1).optional(),
  properties: z
    .array(z.object({ pid: z.string(), v: z.union([wantedValue, z.array(wantedValue).max(20)]) }))
    .max(20)
    .optional(),
})

/** A batch of queries by the names that clients give them. */
export const batchSchema = z.record(z.string(), querySchema)

/** Rows to extend, as clients send them. */
export const extendSchema = z.object({
  ids: z.array(z.string()).max(reconcileLimits.ids, `An extension has at most ${reconcileLimits.ids} ids.`),
  properties: z.array(z.object({ id: z.string() })).max(reconcileLimits.properties),
})

type Query = z.infer<typeof querySchema>

const typeEntry = (type: SubjectType) => ({ id: type, name: subjectTypes[type] })
const allTypes = Object.keys(subjectTypes).filter(isSubjectType)

const usualCandidates = 10

export class ReconciliationService {
  readonly #subjects: Subjects

  constructor(ask: Ask) {
    this.#subjects = new Subjects(ask)
  }

  /** What the service is, for clients that are given its address. */
  manifest(base: string): object {
    return {
      versions: ['0.2'],
      name: 'Tenpoint: cooperation on mixed migration',
      identifierSpace: `${base}/entities`,
      schemaSpace: `${base}/types`,
      defaultTypes: allTypes.map(typeEntry),
      view: { url: `${base}/preview?id={{id}}` },
      preview: { url: `${base}/preview?id={{id}}`, width: 400, height: 200 },
      suggest: {
        entity: { service_url: base, service_path: '/suggest/entity' },
        type: { service_url: base, service_path: '/suggest/type' },
        property: { service_url: base, service_path: '/suggest/property' },
      },
      extend: { propose_properties: { service_url: base, service_path: '/properties' }, property_settings: [] },
    }
  }

  /** The candidates of each query of a batch. */
  async reconcile(batch: Readonly<Record<string, Query>>, options: AskOptions): Promise<object> {
    const answers: [string, object][] = []
    // One after the other: a batch must not take all connections of the database.
    for (const [name, query] of Object.entries(batch))
      answers.push([name, { result: (await this.#candidates(query, options)).map(shown) }])
    return Object.fromEntries(answers)
  }

  /** Properties of subjects; an unknown id has an empty row. */
  async extend({ ids, properties: wanted }: z.infer<typeof extendSchema>, options: AskOptions): Promise<object> {
    const known = wanted.map(({ id }) => ({ id, property: propertyOf(id) }))
    const rows: [string, object][] = []
    for (const id of new Set(ids)) {
      const subject = await this.#subjects.byId(id, options)
      const cells = known.map(({ id: name, property }) => [name, subject && property ? property.values(subject) : []])
      rows.push([id, Object.fromEntries(cells)])
    }
    return {
      meta: known.map(({ id, property }) => ({ id, name: property?.name ?? id })),
      rows: Object.fromEntries(rows),
    }
  }

  /** Subjects whose names begin with, or are like, what someone types. */
  async suggestEntities(prefix: string, options: AskOptions): Promise<object> {
    const found = await this.#candidates({ query: prefix, limit: usualCandidates }, options)
    return {
      result: found.map(({ subject }) => ({
        ...entry(subject),
        description: described(subject),
        notable: [typeEntry(subject.type)],
      })),
    }
  }

  suggestTypes(prefix: string): object {
    return { result: allTypes.map(typeEntry).filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase())) }
  }

  suggestProperties(prefix: string): object {
    const wanted = prefix.toLowerCase()
    return {
      result: properties
        .filter(({ id, name }) => [id, name].some((text) => text.toLowerCase().startsWith(wanted)))
        .map(({ id, name }) => ({ id, name })),
    }
  }

  /** The properties of a type. */
  proposeProperties(type: string, limit: number): object {
    const of = properties.filter(({ types }) => isSubjectType(type) && types.includes(type))
    return { type, limit, properties: of.slice(0, limit).map(({ id, name }) => ({ id, name })) }
  }

  /** A small page about a subject; undefined where there is none. */
  async preview(id: string, options: AskOptions): Promise<string | undefined> {
    const subject = await this.#subjects.byId(id, options)
    if (!subject) return undefined
    const rows = properties.flatMap(({ name, types, values }) => {
      const cells = types.includes(subject.type) ? values(subject) : []
      const text = cells.map((value) => ('str' in value ? value.str : 'int' in value ? String(value.int) : value.name))
      return text.length === 0 ? [] : [`<dt>${escaped(name)}</dt><dd>${escaped(text.slice(0, 10).join(', '))}</dd>`]
    })
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(subject.name)}</title>
<h1 style="font: bold 1rem sans-serif">${escaped(subject.name)}</h1><dl style="font: .8rem sans-serif">${rows.join('')}</dl></html>\n`
  }

  async #candidates(
    { query, type, limit = usualCandidates, properties: given = [] }: Query,
    options: AskOptions,
  ): Promise<readonly Candidate[]> {
    const types = type === undefined ? allTypes : type.filter(isSubjectType)
    const wanted: readonly Wanted[] = given.map(({ pid, v }) => ({ property: pid, values: [v].flat().map(textOf) }))
    const found: Subject[] = []
    for (const one of types) found.push(...(await this.#subjects.like(one, query, options)))
    return ranked(query, found, wanted, Math.min(limit, reconcileLimits.candidates))
  }
}

const textOf = (value: z.infer<typeof wantedValue>): string => (typeof value === 'object' ? value.id : String(value))

const entry = ({ id, name }: Subject) => ({ id, name })

const described = ({ type, kind, country, level }: Subject): string =>
  [subjectTypes[type], kind, country?.name, level].filter((part) => part !== undefined).join(', ')

const shown = ({ subject, score, match, features }: Candidate) => ({
  ...{ ...entry(subject), description: described(subject), type: [typeEntry(subject.type)], score, match, features },
})

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
