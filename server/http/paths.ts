// The paths of the server.

/** The API, and the playground for browsers. */
export const graphqlPath = '/graphql'
/** The schema as text. */
export const schemaPath = '/schema.graphql'
/** Whether the process runs. */
export const livePath = '/health/live'
/** Whether the process is ready: its database answers. */
export const readyPath = '/health/ready'
