import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { connect } from '../db/connect.ts'
import { migrateToLatest } from '../db/migrate.ts'

export const migrateCommand = new Command('migrate')
  .description('bring the tables of the database up to date; the API does this at each start, too')
  .action(async () => {
    await using connection = await connect({ ...readConfig(process.env), statementTimeoutMs: 0 })
    const ran = await migrateToLatest(connection.db)
    for (const name of ran) console.log(`ran ${name}`)
    if (ran.length === 0) console.log('The database is up to date.')
  })
