// What clients with normalised caches rely on: an id stands for one thing, and what has none is named as such.
import { readFile } from 'node:fs/promises'
import {
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inChangeset } from './support/changeset.ts'
import { makeChangesets } from './support/coverage-changes.ts'
import { objectsOf } from './support/coverage-queries.ts'
import { enterPlans } from './support/plans.ts'
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  // The catalogue has no identifiers yet.
  await inChangeset(api.db, (db) =>
    sql`insert into actor_identifiers (actor_id, scheme, value)
      select distinct actor_id, 'ROR/~1' || scheme, actor_id || scheme from actor_names, (values (''), ('/~0')) odd (scheme)`.execute(
      db,
    ),
  )
  await inChangeset(api.db, enterPlans)
  await makeChangesets(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !type.name.startsWith('__') && !roots.includes(type))
/** Lists, their edges and their page info, which caches know by these names. */
const isPage = (type: GraphQLObjectType) =>
  /(Connection|PageInfo)$/.test(type.name) || (type.name.endsWith('Edge') && 'node' in type.getFields())

const identifiedTypes = objects.filter((type) => type.getFields()['id'])

/** Types whose objects depend on arguments. Their ids would have to hold these, which may be as long as a request. */
const dependent = new Set([
  'Matrix',
  'MatrixRow',
  'MatrixCell',
  'MatrixTotal',
  'ActorNetwork',
  'NetworkNode',
  'NetworkEdge',
])

/** All of a type that is no object, and depends on no argument. */
function leavesOf(name: string): string {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new TypeError(`${name} is no object type.`)
  const fields = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)))
  return ['__typename', ...fields.filter(({ args }) => !args.some(isRequiredArgument)).map((field) => field.name)].join(
    ' ',
  )
}

/** Objects with an id anywhere in an answer. */
function* identified(value: unknown): Generator<{ readonly id: string }> {
  if (typeof value !== 'object' || value === null) return
  if ('id' in value && typeof value.id === 'string') yield { ...value, id: value.id }
  for (const inner of Object.values(value)) yield* identified(inner)
}

const initiative = (inner: string) => `initiatives(first: 100) { nodes { id ${inner} } }`
const inActions = (inner: string) => initiative(`actions(first: 100) { nodes { id ${inner} } }`)
/** All places, of which there are fewer than two hundred. */
const places = (inner: string) =>
  ['ASC', 'DESC']
    .map(
      (order) =>
        `${order}: places(first: 100, orderBy: { field: NAME, direction: ${order} }) { nodes { id ${inner} } }`,
    )
    .join(' ')

/** Types whose rows hang on others: the table of the rows, and the ways to them. */
const ways: Readonly<Record<string, readonly [table: string, ...ways: ((leaves: string) => string)[]]>> = {
  ActionCredit: [
    'action_actors',
    (leaves) => inActions(`credits { ${leaves} }`),
    (leaves) => inActions(`actors(first: 100) { edges { credits { ${leaves} } } }`),
  ],
  ActionClassification: ['action_classifications', (leaves) => inActions(`classifications { ${leaves} }`)],
  SubPoint: [
    'sub_points',
    (leaves) => `actionPoints { id subPoints { ${leaves} parent { ${leaves} } } }`,
    (leaves) => inActions(`actionPoints { edges { subPoint { ${leaves} } } }`),
  ],
  ActionPointTitle: ['action_point_titles', (leaves) => `actionPoints { id titles { ${leaves} } }`],
  InitiativeName: ['initiative_names', (leaves) => initiative(`names { ${leaves} }`)],
  InitiativePlace: ['initiative_places', (leaves) => initiative(`places { ${leaves} }`)],
  InitiativePopulation: ['initiative_populations', (leaves) => initiative(`populations { ${leaves} }`)],
  ActorName: [
    'actor_names',
    (leaves) => `actors(first: 100, where: { names: { some: {} } }) { nodes { id names { ${leaves} } } }`,
  ],
  ActorIdentifier: [
    'actor_identifiers',
    (leaves) => `actors(first: 100, where: { names: { some: {} } }) { nodes { id identifiers { ${leaves} } } }`,
  ],
  PlaceName: ['place_names', (leaves) => places(`names { ${leaves} }`)],
}

describe('an id', () => {
  it('is there, and never null, in every type that is not named in the SDK’s README as a value', async () => {
    const readme = await readFile(new URL('../sdk/README.md', import.meta.url), 'utf8')
    const [, listed = ''] = /const values = \[([^\]]*)\]/.exec(readme) ?? []
    const values = [...listed.matchAll(/'(\w+)'/g)].map(([, name]) => name)
    const without = objects.filter((type) => !type.getFields()['id'] && !isPage(type)).map(({ name }) => name)
    expect(values.toSorted()).toEqual(without.toSorted())
    for (const type of objects) {
      const { id } = type.getFields()
      if (id) expect(isNonNullType(id.type) && getNamedType(id.type).name, type.name).toBe('ID')
    }
  })

  it.each(identifiedTypes.filter(({ name }) => !dependent.has(name)))(
    'of $name finds the object again by `node` and by `nodes`',
    async (type) => {
      const found = (await objectsOf(api, type.name, '__typename id')).slice(0, 100)
      expect(found.length).toBeGreaterThan(0)
      expect(type.getInterfaces().map(({ name }) => name)).toContain('Node')
      const ids = found.map(({ id }) => id)
      const { data } = (
        await api.ask(
          'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename id } nodes(ids: $ids) { __typename id } }',
          {
            id: ids[0],
            ids,
          },
        )
      ).body
      expect(data).toEqual({ node: found[0], nodes: found })
    },
  )

  it.each(identifiedTypes.filter(({ name }) => dependent.has(name)))(
    'of $name depends on arguments, of which it holds a hash, so that `node` cannot find it, and says so',
    async (type) => {
      expect(type.getFields()['id']?.description).toContain('`node` does not accept it')
      const [found] = await objectsOf(api, type.name, 'id')
      expect(Buffer.from(String(found?.['id']), 'base64url').toString()).toMatch(new RegExp(`^${type.name}:`))
      const { body } = await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id: found?.['id'] })
      expect(body.errors?.[0]?.extensions?.['code']).toBe('BAD_ID')
    },
  )

  it('of rows with keys of several parts finds rows of many types in one statement, each in its place', async () => {
    const found = await Promise.all(
      ['ActorIdentifier', 'ActionCredit', 'Action', 'InitiativePlace', 'ActionPointTitle'].map((name) =>
        objectsOf(api, name, '__typename id'),
      ),
    )
    const mixed = Array.from({ length: 20 }, (_, round) => found.map((rows) => rows[round % rows.length] ?? {})).flat()
    api.statements.length = 0
    const { data } = (
      await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: mixed.map(({ id }) => id) })
    ).body
    expect(api.statements).toHaveLength(1)
    expect(data).toEqual({ nodes: mixed })
  })

  it.each([
    ['with too few parts', 'ActionCredit:iom/PERFORMER', 'BAD_ID'],
    ['with an escape that none is needed for', 'ActorName:i~2om/x', 'BAD_ID'],
    ['with an escape that stands for nothing', 'ActorName:iom~/x', 'BAD_ID'],
    ['of a row that does not exist', 'ActorName:iom/No such name/at all', undefined],
    ['whose parts do not exist', 'ActionCredit:none/none/PERFORMER', undefined],
  ])('%s finds nothing', async (_, text, code) => {
    const id = Buffer.from(text).toString('base64url')
    const { body } = await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id })
    expect([body.data, body.errors?.[0]?.extensions?.['code']]).toEqual([{ node: null }, code])
  })

  it.each(Object.entries(ways))(
    'of %s stands for one row, whichever way leads to it',
    async (name, [table, ...paths]) => {
      const seen = new Map<string, string>()
      for (const path of paths) {
        const { data } = (await api.ask(`{ ${path(leavesOf(name))} }`)).body
        for (const object of identified(data)) {
          if (!('__typename' in object)) continue
          const text = JSON.stringify({ ...object, parent: undefined })
          expect(seen.get(object.id) ?? text).toBe(text)
          seen.set(object.id, text)
        }
      }
      const { rows } = await sql<{ count: number }>`select count(*)::integer as count from ${sql.table(table)}`.execute(
        api.db,
      )
      expect(seen.size).toBe(rows[0]?.count)
    },
  )
})
