// Tools for assistants over stdin and stdout, for programs that start them.
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { updateCatalogue } from '../db/update.ts'
import { databaseError } from '../errors.ts'
import { createFeed } from '../feed/feed.ts'
import { createMcpServer } from '../mcp/server.ts'
import { createAsk } from '../operations/ask.ts'
import { createExecutor } from '../relational/index.ts'
import { News } from '../revision/news.ts'
import { revisions } from '../revision/queries.ts'
import { subjectNames } from '../revision/schema.ts'
import { buildSchema } from '../schema.ts'
import { withDatabase } from './database.ts'

export const mcpCommand = new Command('mcp')
  .description('answer assistants over stdin and stdout (Model Context Protocol); a running API does so at /mcp')
  .option('--address <url>', 'where the API can be reached, for addresses in citations', 'http://127.0.0.1:4000')
  .action(async ({ address }: { address: string }) => {
    await withDatabase(async ({ db, read, watch }) => {
      await updateCatalogue(db, readConfig(process.env).catalogueDir)
      const schema = buildSchema()
      const executor = createExecutor({ schema, db, read, revisions })
      const ask = createAsk({ schema, executor, db, news: new News({ db, watch }) })
      const server = createMcpServer({
        ask,
        feed: createFeed(db, subjectNames),
        address: (path) => address.replace(/\/$/, '') + path,
        toClientError: databaseError,
      })
      const closed = new Promise<void>((resolve) => {
        server.server.onclose = resolve
        process.stdin.once('end', resolve)
      })
      await server.connect(new StdioServerTransport())
      // Nothing but messages goes to stdout.
      console.error('Tenpoint listens on stdin.')
      await closed
      await server.close()
    })
  })
