// Where things are.

/** The API, and the playground for browsers. */
export const graphqlPath = '/graphql'
/** The schema as text. */
export const schemaPath = '/schema.graphql'
/** Whether the process runs. */
export const livePath = '/health/live'
/** Whether its database answers. */
export const readyPath = '/health/ready'
