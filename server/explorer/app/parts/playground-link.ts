// The way from a query to the playground.

/** The address of the playground with a query in it; undefined where the server has no playground. */
export const playgroundLink = (query: string, variables: Readonly<Record<string, unknown>>): string | undefined =>
  'playground' in document.documentElement.dataset
    ? `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) })}`
    : undefined
