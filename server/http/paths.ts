// The paths of the server.

/** The API, and the playground for browsers. */
export const graphqlPath = '/graphql'
/** The schema as text. */
export const schemaPath = '/schema.graphql'
/** Takes files of tables. */
export const importPath = '/import'
/** Whether the process runs. */
export const livePath = '/health/live'
/** Whether the process is ready: its database answers. */
export const readyPath = '/health/ready'

/** The methods that an address takes, as the header Allow lists them. */
export const methodsOf = (path: string): string => {
  if (path === importPath) return 'POST, OPTIONS'
  return path === graphqlPath ? 'GET, HEAD, POST, OPTIONS' : 'GET, HEAD, OPTIONS'
}
