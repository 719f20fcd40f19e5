// The databases that are measured on: found where an earlier run has filled them, filled otherwise.
import pg from 'pg'
import { fillChapter, fillLarge, sizes } from '../support/large.ts'

export const scales = ['s', 'm', 'l'] as const
export type Scale = (typeof scales)[number]

const initiatives: Readonly<Record<Scale, number>> = { s: 0, m: sizes.M, l: sizes.L }

/** Said of a database that is whole and as this version of the generator makes it. */
const mark = (scale: Scale): string => `tenpoint benchmark 2, scale ${scale}, ${initiatives[scale]} made initiatives`

export interface PrepareOptions {
  /** The address of a server; the scale is added to its database's name. */
  readonly address: string
  /** Fills it anew. */
  readonly fresh: boolean
}

/** Gives the address of a filled database. It is kept for later runs. */
export async function prepareDatabase(scale: Scale, { address, fresh }: PrepareOptions): Promise<string> {
  const url = new URL(address)
  const name = `${url.pathname.slice(1)}_${scale}`
  url.pathname = `/${name}`
  const server = new URL(address)
  server.pathname = '/postgres'
  const client = new pg.Client(server.href)
  await client.connect()
  try {
    const { rows } = await client.query<{ said: string | null }>(
      `select shobj_description(oid, 'pg_database') as said from pg_database where datname = $1`,
      [name],
    )
    const [found] = rows
    if (found?.said === mark(scale) && !fresh) return url.href
    if (found && !found.said?.startsWith('tenpoint benchmark'))
      throw new Error(`The database ${name} was not made by the benchmark. Name another one with --database.`)
    const quoted = client.escapeIdentifier(name)
    console.log(`Filling the database ${name}${scale === 'l' ? ', which takes some minutes' : ''} ...`)
    await client.query(`drop database if exists ${quoted}`)
    await client.query(`create database ${quoted}`)
    await client.query(`comment on database ${quoted} is 'tenpoint benchmark, unfinished'`)
    if (scale === 's') await fillChapter(url.href)
    else console.log('seconds:', await fillLarge(url.href, initiatives[scale]))
    await analyze(url.href)
    await client.query(`comment on database ${quoted} is ${client.escapeLiteral(mark(scale))}`)
    return url.href
  } finally {
    await client.end()
  }
}

/** How many records are as they are, for each that has a history. */
const oneIn = 100

/**
 * Gives a database a history, where it has none: every hundredth initiative, actor and action is changed in one revision and
 * changed back in the next, so that now and as of the first revision all answers are the same.
 */
export async function addHistory(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ newest: number }>('select max(revision) as newest from revisions')
    if ((rows[0]?.newest ?? 0) > 1) return
    console.log('Adding a history ...')
    // Several commands in one text are one transaction, and so one revision.
    const change = (changed: (column: string) => string): string =>
      [
        `select open_changeset('benchmark', 'A history for the benchmark.')`,
        ...[['initiatives', 'name'] as const, ['actors', 'name'] as const, ['actions', 'summary'] as const].map(
          ([table, column]) => `update ${table} set ${column} = ${changed(column)} where id % ${oneIn} = 0`,
        ),
      ].join(';')
    await client.query(change((column) => `${column} || ' (changed)'`))
    await client.query(change((column) => `regexp_replace(${column}, ' .changed.$', '')`))
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Small tables have no statistics otherwise until Postgres comes round to them by itself. */
async function analyze(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
