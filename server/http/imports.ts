// `POST /import`: files of tables as one changeset. By default nothing is kept, and the answer says what would change.
import { readFile, stat } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../db/tables.ts'
import { errorCodes } from '../errors.ts'
import { allows, type KeyHolder } from '../keys/keys.ts'
import { AnswersError, importMapped, importTables, MappingError, readAnswers, readMapping } from '../sheets/import.ts'
import { uploadLimits } from '../sheets/read/limits.ts'
import type { ImportOutcome } from '../sheets/report.ts'
import { mayWrite } from './authenticate.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { importPath } from './paths.ts'
import { inPieces, streamOf } from './pieces.ts'
import { jsonReply, type Reply, refusalReply } from './reply.ts'
import { takeUpload, type Upload, UploadError, type UploadLimits } from './upload.ts'

const formLimits: UploadLimits = { files: 5, fileBytes: uploadLimits.fileBytes, fields: 20, fieldBytes: 10_000 }

/** The most bytes of a mapping, and of answers. */
const mostOfMapping = 1_000_000

/** How many imports run at once; each holds a changeset in memory. */
const most = 2

const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true')

/** The fields of the form. */
const form = z.strictObject({
  reason: z.string().trim().min(1, 'must not be empty').max(2000, 'has at most 2,000 characters').optional(),
  dryRun: flag.default(true),
  publish: flag.default(false),
  table: z.string().max(100).optional(),
  encoding: z.string().max(40).optional(),
  delimiter: z.string().length(1, 'must be one character').optional(),
})

/** Takes files of tables. */
export function importDoor({ db }: Pick<DoorOptions, 'db'>): Door {
  let running = 0
  return {
    takes: (path) => path === importPath,
    isForWriters: true,
    answer: async (caller) => {
      const { holder } = caller
      if (holder === undefined)
        return refusalReply(401, errorCodes.UNAUTHENTICATED, { 'www-authenticate': 'Bearer' }, 'UNAUTHENTICATED')
      if (!mayWrite(holder)) return refusalReply(403, errorCodes.FORBIDDEN, {}, 'FORBIDDEN')
      if (running >= most) return refusalReply(503, errorCodes.DATABASE_BUSY, { 'retry-after': '5' }, 'DATABASE_BUSY')
      running += 1
      const onEnd = (): void => {
        running -= 1
      }
      try {
        return { ...(await answer(db, caller, holder)), onEnd }
      } catch (error) {
        onEnd()
        if (error instanceof UploadError) return refusalReply(error.status, error.message, { connection: 'close' })
        if (error instanceof MappingError || error instanceof AnswersError) return refusalReply(400, error.message)
        throw error
      }
    },
  }
}

async function answer(db: Kysely<Database>, { request, signal }: Caller, holder: KeyHolder): Promise<Reply> {
  await using upload = await takeUpload(request, formLimits)
  const { data, error } = form.safeParse(Object.fromEntries(upload.fields))
  if (error)
    return refusalReply(400, error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join(' '))
  if (data.publish && !allows(holder, 'publish')) return refusalReply(403, errorCodes.FORBIDDEN, {}, 'FORBIDDEN')
  if (!data.dryRun && data.reason === undefined) return refusalReply(400, 'The form needs a reason.')
  const { id: keyId, name: author } = holder
  const fields = { ...data, reason: data.reason ?? 'To see what would change.', author, keyId }
  return reportReply(await take(db, upload, fields, signal))
}

type Fields = z.output<typeof form> & { readonly reason: string; readonly author: string; readonly keyId: number }

async function take(
  db: Kysely<Database>,
  { files }: Upload,
  fields: Fields,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  const data = files.filter(({ field }) => field !== 'mapping' && field !== 'answers')
  const [file] = data
  if (file === undefined) throw new UploadError(400, 'The form has no file.')
  const options = {
    ...fields,
    limits: uploadLimits,
    // A client that goes away ends the work.
    onRow: () => signal.throwIfAborted(),
  }
  const mapping = await textOf(files, 'mapping')
  if (mapping === undefined) return importTables(db, data, options)
  if (data.length > 1) throw new UploadError(400, 'With a mapping, the form has one file.')
  const answers = await textOf(files, 'answers')
  const mapped = {
    ...file,
    mapping: readMapping(mapping),
    answers: answers === undefined ? undefined : readAnswers(answers),
  }
  return importMapped(db, mapped, options)
}

/** The text of a small file of the form; undefined where there is none. */
async function textOf(files: Upload['files'], field: string): Promise<string | undefined> {
  const file = files.find((each) => each.field === field)
  if (file === undefined) return undefined
  const { size } = await stat(file.path)
  if (size > mostOfMapping) throw new UploadError(413, `A mapping has at most ${mostOfMapping} bytes.`)
  return readFile(file.path, 'utf8')
}

/** The report as JSON; of its rows there may be a hundred thousand. */
const reportReply = (report: ImportOutcome): Reply => ({
  ...jsonReply(report.outcome === 'REFUSED' ? 422 : 200, {}),
  body: streamOf(inPieces(reportJson(report))),
})

function* reportJson(outcome: ImportOutcome): Generator<string> {
  using kept = outcome
  const { rows, ...report } = kept
  yield `${JSON.stringify(report).slice(0, -1)},"rows":[`
  let separator = ''
  for (const row of rows) {
    yield separator + JSON.stringify(row)
    separator = ','
  }
  yield ']}'
}
