// Postgres inside this process, for a start without a server.

import { statfs } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { DatabaseError, diskFull, isDiskFull } from './errors.ts'

export interface EmbeddedOptions {
  /** Where its files are; without it, it lives in memory. */
  readonly directory?: string | undefined
  /** What an earlier one dumped, to begin with. */
  readonly snapshot?: Blob | undefined
}

/** What the database's next file of changes takes. Without that much room it ends in ways that do not say why. */
const leastRoomBytes = 16 * 1024 * 1024

async function isWithoutRoom(directory: string | undefined): Promise<boolean> {
  if (directory === undefined) return false
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize < leastRoomBytes
}

const INT8 = 20
const DATE = 1082
const NUMERIC = 1700

/** Opens an embedded database whose values are those a server gives too: numbers as numbers and dates as text. */
export async function openEmbedded({ directory, snapshot }: EmbeddedOptions = {}): Promise<PGlite> {
  try {
    return await PGlite.create({
      ...(directory !== undefined && { dataDir: directory }),
      ...(snapshot !== undefined && { loadDataDir: snapshot }),
      extensions: { pg_trgm, unaccent },
      parsers: { [INT8]: Number, [NUMERIC]: Number, [DATE]: (value: string) => value },
    })
  } catch (error) {
    if (isDiskFull(error) || (await isWithoutRoom(directory))) throw diskFull(error)
    throw new DatabaseError(
      'DATA_DIRECTORY_UNUSABLE',
      directory === undefined
        ? 'The embedded database cannot be started.'
        : `The embedded database in ${directory} cannot be opened. It may be damaged, or of another version; move it away to begin anew.`,
      { cause: error },
    )
  }
}
