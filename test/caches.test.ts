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
import { type Api, openApi, schema } from './support/server.ts'

let api: Api
beforeAll(async () => {
  api = await openApi()
  // The catalogue has no identifiers yet.
  await inChangeset(api.db, (db) =>
    sql`insert into actor_identifiers (actor_id, scheme, value)
    select distinct actor_id, 'ROR', '0' || actor_id from actor_names`.execute(db),
  )
})
afterAll(() => api[Symbol.asyncDispose]())

const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__') && name !== 'Query')
/** Lists, their edges and their page info, which caches know by these names. */
const isPage = (type: GraphQLObjectType) =>
  /(Connection|PageInfo)$/.test(type.name) || (type.name.endsWith('Edge') && 'node' in type.getFields())

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

  it('finds the object again by `node` in every type that says so, and in no other', async () => {
    for (const [name, [, way]] of Object.entries(ways)) {
      const interfaces = objects.find((type) => type.name === name)?.getInterfaces() ?? []
      const isNode = interfaces.some((one) => one.name === 'Node')
      const [found] = [...identified(await api.data(`{ ${way?.('__typename id') ?? ''} }`))].filter((one) =>
        Buffer.from(one.id, 'base64url').toString().startsWith(`${name}:`),
      )
      if (!found) throw new TypeError(`No ${name} was found.`)
      const { body } = await api.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id: found.id })
      if (isNode) expect(body.data).toEqual({ node: { __typename: name, id: found.id } })
      else expect(body.errors?.[0]?.extensions?.['code'], name).toBe('BAD_ID')
    }
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
