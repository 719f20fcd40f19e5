// The workloads in the schema PostGraphile makes of the tables, and of the views it is given beside them.
import { at, type Dialect, isObject, type Paged } from './dialect.ts'
import { variablesOf } from './dialect-ours.ts'
import type { WorkloadName } from './workload.ts'

const queries: Readonly<Record<WorkloadName, string>> = {
  W1: 'query W1($slug: String!) { initiative: initiativeBySlug(slug: $slug) { slug name level region startYear endYear } }',
  W2: `query W2($after: Cursor) { initiatives: allInitiatives(first: 20, after: $after, orderBy: [NAME_SORT_ASC]) { nodes { slug name level
    actors: cooperations(orderBy: [ACTOR_NAME_ASC]) { nodes { roles actor { slug name acronym kind } } }
    actions: actionsByInitiativeId(orderBy: [ORDINAL_ASC]) { nodes { ordinal summary status
      actors: credits(orderBy: [ACTOR_NAME_ASC]) { nodes { actor { slug name } } }
      points: actionClassificationsByActionId(orderBy: [ACTION_POINT_ID_ASC]) { nodes { point: actionPointByActionPointId { number title } } } } } }
    pageInfo { hasNextPage } } }`,
  W3: `query W3($slug: String!) { actor: actorBySlug(slug: $slug) { slug name
    initiatives: cooperations(first: 10, orderBy: [INITIATIVE_NAME_ASC]) { nodes { roles initiative { slug name
      actions: actionsByInitiativeId(first: 10, orderBy: [ORDINAL_ASC]) { nodes { ordinal summary status
        actors: credits(first: 10, orderBy: [ACTOR_NAME_ASC]) { nodes { actor { slug name } } } } } } } } } }`,
  W4: `query W4($after: Cursor) { initiatives: allInitiatives(first: 50, after: $after, orderBy: [NAME_SORT_ASC]) { nodes { name
    cells(orderBy: [ACTION_POINT_ID_ASC]) { nodes { actionPoint { number title } actionCount isGap coverage summary } } } } }`,
  W5: `query W5($search: String!, $level: String!) {
    initiatives: postgraphileBenchSearchInitiatives(first: 20, search: $search, inLevel: $level, orderBy: [NAME_SORT_ASC]) {
      totalCount nodes { slug name level region startYear } pageInfo { hasNextPage } } }`,
  W6: `query W6($after: Cursor) { actions: allActions(first: 20, after: $after, orderBy: [INITIATIVE_ID_ASC, ORDINAL_ASC]) {
    nodes { ordinal summary status } pageInfo { hasNextPage endCursor } } }`,
}

const byName = 'allInitiatives(first: $first, after: $after, orderBy: [NAME_SORT_ASC])'
const lists: Readonly<Record<Paged, string>> = {
  initiatives: byName,
  matrix: byName,
  actions: 'allActions(first: $first, after: $after, orderBy: [INITIATIVE_ID_ASC, ORDINAL_ASC])',
}

export const postgraphile: Dialect = {
  path: () => '/graphql',
  body: (workload, parameters, after) =>
    JSON.stringify({ query: queries[workload], variables: variablesOf(parameters, after) }),
  walk: (list, first, after) =>
    JSON.stringify({
      query: `query ($first: Int!, $after: Cursor) { list: ${lists[list]} { pageInfo { endCursor } } }`,
      variables: { first, after },
    }),
  endCursor: (data) => String(at(data, 'list', 'pageInfo', 'endCursor')),
  canonical: (workload, data) => canonical[workload](data),
}

/** The objects of a connection. */
function nodes(connection: unknown): readonly object[] {
  const found = at(connection, 'nodes')
  if (!Array.isArray(found) || !found.every(isObject)) throw new TypeError('This is not a connection.')
  return found
}

const actionOf = (action: object): object => ({
  ordinal: at(action, 'ordinal'),
  summary: at(action, 'summary'),
  status: at(action, 'status'),
  actors: { nodes: nodes(at(action, 'actors')).map((link) => at(link, 'actor')) },
})

const pageInfo = (connection: unknown): object => ({ hasNextPage: at(connection, 'pageInfo', 'hasNextPage') })

const canonical: Readonly<Record<WorkloadName, (data: unknown) => unknown>> = {
  W1: (data) => data,
  W2: (data) => {
    const initiatives = at(data, 'initiatives')
    return {
      initiatives: {
        nodes: nodes(initiatives).map((initiative) => ({
          slug: at(initiative, 'slug'),
          name: at(initiative, 'name'),
          level: at(initiative, 'level'),
          actors: {
            edges: nodes(at(initiative, 'actors')).map((link) => ({
              roles: at(link, 'roles'),
              node: at(link, 'actor'),
            })),
          },
          actions: {
            nodes: nodes(at(initiative, 'actions')).map((action) => ({
              ...actionOf(action),
              actionPoints: { nodes: nodes(at(action, 'points')).map((tie) => at(tie, 'point')) },
            })),
          },
        })),
        pageInfo: pageInfo(initiatives),
      },
    }
  },
  W3: (data) => ({
    actor: {
      slug: at(data, 'actor', 'slug'),
      name: at(data, 'actor', 'name'),
      initiatives: {
        edges: nodes(at(data, 'actor', 'initiatives')).map((link) => ({
          roles: at(link, 'roles'),
          node: {
            slug: at(link, 'initiative', 'slug'),
            name: at(link, 'initiative', 'name'),
            actions: { nodes: nodes(at(link, 'initiative', 'actions')).map(actionOf) },
          },
        })),
      },
    },
  }),
  W4: (data) => ({
    matrix: {
      rows: {
        nodes: nodes(at(data, 'initiatives')).map((initiative) => ({
          label: at(initiative, 'name'),
          cells: nodes(at(initiative, 'cells')).map((cell) => ({
            actionPoint: at(cell, 'actionPoint'),
            actionCount: at(cell, 'actionCount'),
            isGap: at(cell, 'isGap'),
            assessment:
              at(cell, 'coverage') === null ? null : { coverage: at(cell, 'coverage'), summary: at(cell, 'summary') },
          })),
        })),
      },
    },
  }),
  W5: (data) => data,
  W6: (data) => ({ actions: { nodes: nodes(at(data, 'actions')), pageInfo: pageInfo(at(data, 'actions')) } }),
}
