// Exports over HTTP: tables under stable addresses, streamed as fast as the client reads.
import type { IncomingMessage } from 'node:http'
import { type Exports, refuseOptions } from '../export/exports.ts'
import { formats, isFormatName } from '../export/formats.ts'
import { readParameters } from '../export/parameters.ts'
import { ExportRefused } from '../export/refused.ts'
import { exportFolder, type Place, shownColumns } from '../export/rows.ts'
import type { Table } from '../export/tables.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { ExportSlots } from './export-slots.ts'
import { digestOf } from './kept-body.ts'

/** What is to be sent once it is known that the client does not have it. */
interface Sendable {
  readonly name: string
  readonly format: string
  readonly mediaType: string
  readonly isText: boolean
  /** What the bytes depend on, beside the address and the revision: the names of columns, say. */
  readonly shape: string
  readonly open: (place: Place, address: string) => Promise<AsyncIterable<string | Uint8Array>>
}

/** What an address means: how it is written, and as of which revision. */
interface Resolved {
  readonly revision: number
  readonly sendable: Sendable
}

/** The addresses of exports. */
export function exportDoor({ exports }: Pick<DoorOptions, 'exports'>): Door {
  const slots = new ExportSlots()
  return {
    takes: (path) => path.startsWith(`${exportFolder}/`),
    answer: async (caller) => {
      const { revision, sendable } = await resolve(exports, caller)
      const { name, format, mediaType, isText, shape } = sendable
      const place = { base: baseOf(caller.request), revision }
      const address = `${place.base}${addressAsOf(caller, revision)}`
      const headers = {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="tenpoint-${name}-r${revision}.${format}"`,
        'tenpoint-revision': String(revision),
        'cache-control': 'no-cache',
        etag: `W/"${digestOf(address, '\n', caller.path, '\n', shape)}"`,
      }
      if (isHeld(caller.request, headers.etag)) return { status: 304, headers }
      const onEnd = slots.take()
      try {
        const body = streamOf(await sendable.open(place, address))
        return { status: 200, headers, body, isCompressed: !isText, onEnd }
      } catch (error) {
        onEnd()
        throw error
      }
    },
  }
}

async function resolve(exports: Exports, { path, parameters, signal }: Caller): Promise<Resolved> {
  const [, name = '', extension = ''] = /^\/export\/([a-z-]+)\.([a-z]+)$/.exec(path) ?? []
  const table = exports.tables.get(name)
  if (!table) throw notFound(exports)
  if (!isFormatName(extension))
    throw new ExportRefused(404, 'BAD_REQUEST', `A table is written as ${Object.keys(formats).join(', ')}.`)
  return resolveTable(exports, table, extension, parameters, signal)
}

async function resolveTable(
  exports: Exports,
  table: Table,
  formatName: keyof typeof formats,
  given: URLSearchParams,
  signal: AbortSignal,
): Promise<Resolved> {
  const format = formats[formatName]
  const parameters = readParameters(table, given)
  refuseOptions(format, parameters)
  return {
    revision: await exports.revision(parameters, signal),
    sendable: {
      ...format,
      name: table.name,
      format: formatName,
      shape: shownColumns(table)
        .map((column) => column.name)
        .join(),
      open: async (place, address) => {
        const about = await exports.about(table, place, address, signal)
        const written = await exports.open({ table, wanted: parameters, place, signal })
        return format.write(written, { ...parameters, about })
      },
    },
  }
}

const notFound = ({ tables }: Exports): ExportRefused =>
  new ExportRefused(404, 'BAD_REQUEST', `There is no such table. The tables are: ${[...tables.keys()].join(', ')}.`)

/** The address of the server as the client wrote it; a proxy says if that was by https. */
function baseOf({ headers }: IncomingMessage): string {
  const isSecure = headers['x-forwarded-proto'] === 'https'
  return `${isSecure ? 'https' : 'http'}://${headers.host ?? 'localhost'}`
}

/** The address of what is exported, as it is in this revision for ever. */
function addressAsOf({ path, parameters }: Caller, revision: number): string {
  const all = new URLSearchParams(parameters)
  all.set('revision', String(revision))
  return `${path}?${all}`
}

const isHeld = ({ headers }: IncomingMessage, etag: string): boolean =>
  headers['if-none-match']?.split(',').some((tag) => ['*', etag, etag.slice(2)].includes(tag.trim())) ?? false

/** A stream that asks for the next piece only when it is wanted. */
function streamOf(pieces: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
