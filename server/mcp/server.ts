// The server of the Model Context Protocol, for one client or one request.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { GraphQLError } from 'graphql'
import program from '../../package.json' with { type: 'json' }
import { type ToolOptions, tools } from './tools.ts'

/** Characters of the longest answer, some 8,000 tokens. */
export const maximumAnswer = 32_000

const instructions = `Tenpoint is a catalogue of cooperation on mixed migration: who works with whom, in which initiative, where and when, doing what, and on which of the ten points of UNHCR's 10-Point Plan of Action. It covers one chapter of 2011; "present" means February 2011.
Every fact has its "source": document, printed pages, part of the text. Cite those pages, not this tool; "cite" gives the words. Every answer names the revision it is of; pass it as "revision" to get the same answer later.
"basis" EDITORIAL marks what the editors of the catalogue inferred; STATED is what the source says. Counts are of distinct things, so rows do not add up. Do not state what no answer holds.`

export interface McpOptions extends ToolOptions {
  /** Turns a failure of the database into words for clients. */
  readonly toClientError: (error: unknown) => GraphQLError
}

/** Makes a server with all tools; it is not connected yet. */
export function createMcpServer(options: McpOptions): McpServer {
  const server = new McpServer({ name: program.name, version: program.version }, { instructions })
  for (const { name, title, description, input, run } of tools) {
    const annotations = { readOnlyHint: true, openWorldHint: false }
    server.registerTool(
      name,
      { title, description, inputSchema: input.shape, annotations },
      async (args, { signal }): Promise<CallToolResult> => {
        try {
          const { revision, data } = await run(options, args, signal)
          return answer(JSON.stringify({ revision, ...(isObject(data) ? data : { found: null }) }))
        } catch (error) {
          // What a client did wrong is said in its words; of everything else, only that it failed.
          const isOfClient = error instanceof GraphQLError && error.extensions['code'] !== undefined
          return failure((isOfClient ? error : options.toClientError(error)).message)
        }
      },
    )
  }
  return server
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const answer = (text: string): CallToolResult =>
  text.length <= maximumAnswer
    ? { content: [{ type: 'text', text }] }
    : failure(`The answer would have ${text.length} characters; the limit is ${maximumAnswer}. Ask for less.`)

const failure = (text: string): CallToolResult => ({ isError: true, content: [{ type: 'text', text }] })
