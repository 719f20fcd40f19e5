// The workloads as operations of this API.
import { at, type Dialect, isObject, type Paged } from './dialect.ts'
import type { Parameters, WorkloadName } from './workload.ts'

const queries: Readonly<Record<WorkloadName, string>> = {
  W1: 'query W1($slug: String!) { initiative(slug: $slug) { slug name level region startYear endYear } }',
  W2: `query W2($after: String) { initiatives(first: 20, after: $after) { nodes { slug name level
    actors(first: 100) { edges { roles node { slug name acronym kind } } }
    actions(first: 100) { nodes { ordinal summary status actors { nodes { slug name } } actionPoints { nodes { number title } } } } }
    pageInfo { hasNextPage } } }`,
  W3: `query W3($slug: String!) { actor(slug: $slug) { slug name initiatives(first: 10) { edges { roles node { slug name
    actions(first: 10) { nodes { ordinal summary status actors(first: 10) { nodes { slug name } } } } } } } } }`,
  W4: `query W4($after: String) { matrix(by: INITIATIVE) { rows(first: 50, after: $after) { nodes { label
    cells { actionPoint { number title } actionCount isGap assessment { coverage summary } } } } } }`,
  W5: `query W5($search: String!, $level: Level!) { initiatives(first: 20, search: $search, where: { level: { eq: $level } }, orderBy: [{ field: NAME }]) {
    totalCount nodes { slug name level region startYear } pageInfo { hasNextPage } } }`,
  W6: `query W6($after: String) { actions(first: 20, after: $after) { nodes { ordinal summary status } pageInfo { hasNextPage endCursor } } }`,
}

const lists: Readonly<Record<Paged, string>> = {
  initiatives: 'list: initiatives(first: $first, after: $after) { pageInfo { endCursor } }',
  actions: 'list: actions(first: $first, after: $after) { pageInfo { endCursor } }',
  matrix: 'matrix(by: INITIATIVE) { list: rows(first: $first, after: $after) { pageInfo { endCursor } } }',
}

export function variablesOf({ skip: _, ...more }: Parameters, after: string | undefined): object {
  return { ...more, ...(after !== undefined && { after }) }
}

export const ours: Dialect = {
  path: () => '/graphql',
  body: (workload, parameters, after) =>
    JSON.stringify({ query: queries[workload], variables: variablesOf(parameters, after) }),
  walk: (list, first, after) =>
    JSON.stringify({ query: `query ($first: Int!, $after: String) { ${lists[list]} }`, variables: { first, after } }),
  endCursor: (data) =>
    String(at(data, 'list', 'pageInfo', 'endCursor') ?? at(data, 'matrix', 'list', 'pageInfo', 'endCursor')),
  canonical: (_, data) => withoutCursors(data),
}

/** The same as of the first revision, before every hundredth record was changed and changed back. */
export const past: Dialect = {
  ...ours,
  body: (workload, parameters, after) =>
    JSON.stringify({ query: asOfFirst(queries[workload]), variables: variablesOf(parameters, after) }),
}

const asOfFirst = (query: string): string => query.replace(/^query \w+\(.*?\)/, '$& @asOf(revision: 1)')

/** Cursors are opaque: each contender has its own. */
function withoutCursors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCursors)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === 'endCursor' ? [] : [[key, withoutCursors(inner)]])),
  )
}

/** The limit takes the workload's name, and pages with this server's cursors. */
export const limit: Dialect = {
  path: (workload) => `/${workload}`,
  body: (_, parameters, after) => JSON.stringify(variablesOf(parameters, after)),
  canonical: (_, data) => withoutCursors(data),
}
