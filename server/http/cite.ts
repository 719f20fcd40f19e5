// Citations at addresses of their own.

import { type FormatName, formats, isFormatName } from '../cite/formats.ts'
import type { CitationItem } from '../cite/item.ts'
import { citationOf, citedTypes } from '../cite/subjects.ts'
import type { Caller, Door, DoorOptions } from './door.ts'
import { wantsPage } from './negotiation.ts'
import { revisionNumber } from './parameters.ts'
import { citePath } from './paths.ts'
import { jsonReply, type Reply } from './reply.ts'
import { withRevision } from './revision.ts'

const form = new RegExp(`^${citePath}/([a-z-]+)/(.+?)(?:\\.(json|bib|ris|txt))?$`)

/**
 * Citations of documents, initiatives, actors and what else has pages. The address without a format is the one to print: it
 * leads people to the page of the explorer, and gives programs JSON.
 */
export function citeDoor({ ask, explorer }: Pick<DoorOptions, 'ask' | 'explorer'>): Door {
  return {
    takes: (path) => path.startsWith(`${citePath}/`),
    answer: async ({ request, path, parameters, signal }) => {
      const [, type = '', written = '', format] = form.exec(path) ?? []
      const key = decoded(written)
      if (key === undefined || !citedTypes.includes(type)) return unknownAddress()
      const revision = revisionNumber('revision', parameters.get('revision'))
      const found = await citationOf(ask, { type, key, revision }, addressing(request), signal)
      if (!found) return jsonReply(404, { status: 'not found', reason: `There is no such ${type}.` })
      if (format !== undefined && isFormatName(format)) return citationReply(found.item, format, found.revision)
      if (explorer && found.page !== undefined && wantsPage(request)) return pageReply(found.page, revision)
      const { headers, ...reply } = citationReply(found.item, 'json', found.revision)
      return { ...reply, headers: { ...headers, ...byType } }
    },
  }
}

/** The header of an address whose answer depends on who asks. */
const byType = { vary: 'Accept, Accept-Encoding' } as const

/** Leads to the page for people, of the revision that the address names. */
const pageReply = (page: string, revision: number | undefined): Reply => ({
  status: 303,
  headers: { ...byType, location: revision === undefined ? page : `${page}?revision=${revision}` },
})

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
    reason: `Citations are at ${citePath}/{${citedTypes.join(',')}}/{slug, code or id}, with or without .{${Object.keys(formats).join(',')}}.`,
  })

function decoded(text: string): string | undefined {
  try {
    const key = decodeURIComponent(text)
    return key.includes('\0') || key.length > 1000 ? undefined : key
  } catch {
    return undefined
  }
}
