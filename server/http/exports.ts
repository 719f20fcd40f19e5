// Exports over HTTP: tables under stable addresses, streamed as fast as the client reads.
import type { IncomingMessage } from 'node:http'
import { resolveExport } from '../export/addresses.ts'
import { exportFolder } from '../export/rows.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { ExportSlots } from './export-slots.ts'
import { digestOf } from './kept-body.ts'
import { streamOf } from './pieces.ts'

/** The addresses of exports. */
export function exportDoor({ exports }: Pick<DoorOptions, 'exports'>): Door {
  const slots = new ExportSlots()
  return {
    takes: (path) => path.startsWith(`${exportFolder}/`),
    answer: async (caller) => {
      const { revision, sendable } = await resolveExport(exports, {
        ...caller,
        path: caller.path.slice(exportFolder.length + 1),
      })
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
