import type { Dialect } from './dialect.ts'
export const postgraphile: Dialect = { path: () => '/graphql', body: () => '', canonical: (_, data) => data }
