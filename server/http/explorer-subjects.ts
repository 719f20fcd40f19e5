// Whether there is what an address of the explorer is about, so that an unknown one has the status 404. One short query each.
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { Kysely } from 'kysely'
import { atRevision } from '../cite/as-of.ts'
import type { Database } from '../db/tables.ts'
import { type Ask, readyMade } from '../operations/ask.ts'
import type { FindSubject } from './explorer.ts'
import { requestContexts } from './request-context.ts'
import { isObject } from './values.ts'

interface FinderOptions {
  readonly ask: Ask
  readonly db: Kysely<Database>
  readonly schema: GraphQLSchema
  readonly requireKey: boolean
}

/** The query for each view of one thing, and how it names the thing; undefined where no thing has such a name. */
const subjects: Readonly<Record<string, readonly [document: DocumentNode, key: (about: string) => unknown]>> = {
  initiative: [readyMade('query ($key: String!) { found: initiative(slug: $key) { slug } }'), (about) => about],
  actor: [readyMade('query ($key: String!) { found: actor(slug: $key) { slug } }'), (about) => about],
  document: [readyMade('query ($key: String!) { found: document(slug: $key) { slug } }'), (about) => about],
  plan: [readyMade('query ($key: String!) { found: implementationPlan(slug: $key) { slug } }'), (about) => about],
  country: [readyMade('query ($key: String!) { found: place(code: $key) { code } }'), (about) => about],
  action: [readyMade('query ($key: ID!) { found: action(id: $key) { id } }'), (about) => about],
  point: [
    readyMade('query ($key: Int!) { found: actionPoint(number: $key) { number } }'),
    (about) => (/^\d{1,4}$/.test(about) ? Number(about) : undefined),
  ],
}

/** Codes of errors that say that a name can be that of nothing. */
const namesNothing: ReadonlySet<unknown> = new Set(['BAD_ID', 'BAD_USER_INPUT'])

/** Makes the function that looks. Whoever may not read learns nothing from it: everything counts as there. */
export function subjectFinder({ ask, db, schema, requireKey }: FinderOptions): FindSubject {
  return async (view, about, revision) => {
    if (about === '') return true
    if (view === 'reference') return Object.hasOwn(schema.getTypeMap(), about) || about.startsWith('@')
    if (requireKey) return true
    if (view === 'q') {
      const stored = db.selectFrom('stored_queries').select('id').where('id', '=', about)
      return !about.includes('\0') && (await stored.executeTakeFirst()) !== undefined
    }
    const [document, keyOf] = (Object.hasOwn(subjects, view) && subjects[view]) || []
    if (!document || !keyOf) return true
    const key = keyOf(about)
    if (key === undefined || about.length > 1000 || about.includes('\0')) return false
    const asOf = revision === undefined ? document : atRevision(document, revision)
    const { data, errors } = await ask(asOf, { key }, { signal: requestContexts.getStore()?.signal })
    // Any other error is for the page to show, which asks the same again.
    if (errors.length > 0) return !errors.some(({ extensions }) => namesNothing.has(extensions['code']))
    return isObject(data) && isObject(data['found'])
  }
}
