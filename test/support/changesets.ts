// Changesets through HTTP: keys, requests, and what the database holds before and after.
import { sql } from 'kysely'
import { createKey, type KeyScope } from '../../server/keys/keys.ts'
import { type Answer, type Api, note } from './server.ts'

export const submission = `mutation Submit($input: SubmitChangesetInput!) {
  submitChangeset(input: $input) {
    __typename
    ... on Changeset {
      number status reason author createdAt decidedAt decidedBy comment revision
      warnings { change path code message }
      changes(first: 100) {
        edges { cursor node { operation } }
        nodes { type subjectId key name operation subject { id } revision { number } fields { name before after } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
    ... on ChangesetRefused { message problems { change path code message } }
    ... on ChangesetConflict { message conflicts { change objectId key field base theirs yours } }
    ... on Forbidden { message }
  }
}`

export interface Told {
  readonly change: number
  readonly path: readonly string[]
  readonly code: string
  readonly message: string
}

export interface Result {
  readonly __typename: string
  readonly number?: number | null
  readonly status?: string
  readonly revision?: number | null
  readonly message?: string
  readonly problems?: readonly Told[]
  readonly warnings?: readonly Told[]
  readonly conflicts?: readonly Readonly<Record<string, unknown>>[]
  readonly changes?: {
    readonly nodes: readonly {
      readonly type: string
      readonly subjectId: string | null
      readonly key: string
      readonly name: string
      readonly subject: { readonly id: string } | null
      readonly revision: { readonly number: number } | null
      readonly operation: string
      readonly fields: readonly {
        readonly name: string
        readonly before: string | null
        readonly after: string | null
      }[]
    }[]
  }
}

/** A new key with these scopes. */
export const keyWith = (api: Api, ...scopes: KeyScope[]): Promise<string> =>
  createKey(api.db, { name: `${scopes.join(' and ')} ${crypto.randomUUID()}`, scopes })

/** Sends a request with a key. */
export async function askAs(api: Api, key: string | undefined, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query, variables }),
  })
  const body: Answer['body'] = await response.json()
  if (body.data && !body.errors) note(query, variables, body.data)
  return { status: response.status, body }
}

/** The only field of the data of an answer without errors. */
export function onlyField<Value>({ body }: Answer): Value {
  if (body.errors) throw new Error(JSON.stringify(body.errors, null, 2))
  const [value] = Object.values(body.data ?? {})
  return value
}

/** Submits changes; they are published unless said otherwise. */
export async function submit(api: Api, key: string, changes: readonly object[], more: object = {}): Promise<Result> {
  const input = { reason: 'A test.', publish: true, ...more, changes }
  return onlyField<Result>(await askAs(api, key, submission, { input }))
}

/** The same; fails where the changeset is not taken. */
export async function made(api: Api, key: string, changes: readonly object[], more: object = {}): Promise<Result> {
  const result = await submit(api, key, changes, more)
  if (result.__typename !== 'Changeset') throw new Error(JSON.stringify(result, null, 2))
  return result
}

/** Everything the catalogue holds, as one text that differs where any row does. */
export async function contentOf({ db }: Api): Promise<string> {
  const { rows: found } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'
      and table_name not in ('api_keys') and table_name not like 'kysely%' order by 1`.execute(db)
  const parts = found.map(
    ({ name }) =>
      sql`(select ${sql.lit(name)} || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from ${sql.table(name)} t)`,
  )
  const { rows } = await sql<{ content: string }>`select concat_ws(' ', ${sql.join(parts)}) as content`.execute(db)
  return rows[0]?.content ?? ''
}
