// Citations at addresses of their own.

import { type FormatName, formats, isFormatName } from '../cite/formats.ts'
import type { CitationItem } from '../cite/item.ts'
import { citationOf, citedTypes } from '../cite/subjects.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { revisionNumber } from './parameters.ts'
import { citePath } from './paths.ts'
import { jsonReply, type Reply } from './reply.ts'
import { withRevision } from './revision.ts'

const form = new RegExp(`^${citePath}/([a-z-]+)/(.+)\\.(json|bib|ris|txt)$`)

/** Citations of documents, initiatives, actors and what else has pages. */
export function citeDoor({ ask }: Pick<DoorOptions, 'ask'>): Door {
  return {
    takes: (path) => path.startsWith(`${citePath}/`),
    answer: async ({ request, path, parameters, signal }) => {
      const [, type = '', written = '', format = ''] = form.exec(path) ?? []
      const key = decoded(written)
      if (!isFormatName(format) || key === undefined || !citedTypes.includes(type)) return unknownAddress()
      const revision = revisionNumber('revision', parameters.get('revision'))
      const found = await citationOf(ask, { type, key, revision }, addressing(request), signal)
      if (!found) return jsonReply(404, { status: 'not found', reason: `There is no such ${type}.` })
      return citationReply(found.item, format, found.revision)
    },
  }
}

/** A citation in a form. */
export function citationReply(item: CitationItem, format: FormatName, revision: number | undefined): Reply {
  const { type, write } = formats[format]
  return { status: 200, headers: withRevision({ 'content-type': type }, { revision }), body: write(item) }
}

/**
 * Makes whole addresses of paths, as the client knows the server: by the Host header, which has been checked, and by what a
 * proxy says of the scheme.
 */
export function addressing({ headers }: Caller['request']): (path: string) => string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  return (path) => `${scheme}://${headers.host ?? 'localhost'}${path}`
}

const unknownAddress = (): Reply =>
  jsonReply(404, {
    status: 'not found',
    reason: `Citations are at ${citePath}/{${citedTypes.join(',')}}/{slug or id}.{${Object.keys(formats).join(',')}}.`,
  })

function decoded(text: string): string | undefined {
  try {
    const key = decodeURIComponent(text)
    return key.includes('\0') || key.length > 1000 ? undefined : key
  } catch {
    return undefined
  }
}
