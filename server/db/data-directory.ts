// The directory of the embedded database belongs to one process at a time: two writers would destroy it.
import { chmod, mkdir, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseError, diskFull, isDiskFull } from './errors.ts'

export interface DataDirectory {
  /** Where the database's own files go. */
  readonly database: string
  release(): Promise<void>
}

interface Holder {
  readonly pid: number
  /** When the process began, where the system tells: a restarted container gives the same pid to another process. */
  readonly started: string | null
}

const ATTEMPTS = 5

/**
 * Creates the directory where it is missing and takes it for this process; a lock whose process is gone is taken over.
 * Whatever the umask, only the owner can read it. Throws DatabaseError DATA_DIRECTORY_IN_USE,
 * DATA_DIRECTORY_UNUSABLE or DISK_FULL.
 */
export async function lockDataDirectory(dataDir: string): Promise<DataDirectory> {
  const directory = resolve(dataDir)
  const lock = join(directory, 'lock')
  const database = join(directory, 'postgres')
  try {
    await mkdir(database, { recursive: true, mode: ownerOnly })
    await chmod(database, ownerOnly)
    await closeToOthers(directory)
    await acquire(lock, directory)
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    if (isDiskFull(error)) throw diskFull(error)
    throw new DatabaseError('DATA_DIRECTORY_UNUSABLE', `The data directory ${directory} cannot be written to.`, {
      cause: error,
    })
  }
  return { database, release: () => rm(lock, { force: true }) }
}

const ownerOnly = 0o700

/** Closes the directory itself, unless it holds things of others too, such as a home directory. */
async function closeToOthers(directory: string): Promise<void> {
  const names = await readdir(directory)
  if (!names.every((name) => name === 'postgres' || name.startsWith('lock'))) return
  try {
    await chmod(directory, ownerOnly)
  } catch (error) {
    // A volume may belong to the system; what lies in it is closed all the same.
    if (!hasCode(error, 'EPERM')) throw error
  }
}

async function acquire(lock: string, directory: string): Promise<void> {
  const content = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) } satisfies Holder)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await create(lock, content)) return
    const held = await readIfThere(lock)
    if (held === undefined) continue
    const holder = readHolder(held)
    if (holder && (await isAlive(holder))) throw inUse(directory, holder.pid)
    await discard(lock, held)
  }
  throw inUse(directory)
}

/** Moved aside first: where two processes find the same stale lock, only what they both read may be thrown away. */
async function discard(lock: string, stale: string): Promise<void> {
  const aside = `${lock}.${process.pid}`
  try {
    await rename(lock, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const moved = await readIfThere(aside)
  if (moved !== undefined && moved !== stale) await create(lock, moved)
  await unlink(aside)
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function readHolder(content: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
      return undefined
    return { pid: value.pid, started: 'started' in value && typeof value.started === 'string' ? value.started : null }
  } catch {
    // Half a lock is what a process that died while writing it leaves behind.
    return undefined
  }
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    if (!hasCode(error, 'EPERM')) return false
  }
  return started === null || (await startOf(pid)) === started
}

/** The start of a process in clock ticks since boot, as Linux tells it; null elsewhere. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name of the program may hold spaces and brackets; the numbers begin after its last one.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function inUse(directory: string, pid?: number): DatabaseError {
  const by = pid === undefined ? 'by another process' : `by process ${pid}`
  return new DatabaseError(
    'DATA_DIRECTORY_IN_USE',
    `The data directory ${directory} is in use ${by}. Stop it, or choose another directory.`,
  )
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
