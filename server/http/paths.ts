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
/** The feed of revisions. */
export const changesPath = '/changes'
/** Citations. */
export const citePath = '/cite'
/** Stored queries. */
export const storedPath = '/q'
/** Tools for assistants. */
export const mcpPath = '/mcp'
/** The reconciliation service. */
export const reconcilePath = '/reconcile'

/** Addresses that take POST, too; and one that takes nothing else. */
const posted: readonly string[] = [graphqlPath, storedPath, reconcilePath]

/** The methods that an address takes, as the header Allow lists them. */
export function methodsOf(path: string): string {
  if (path === mcpPath || path === importPath) return 'POST, OPTIONS'
  return posted.includes(path) ? 'GET, HEAD, POST, OPTIONS' : 'GET, HEAD, OPTIONS'
}
