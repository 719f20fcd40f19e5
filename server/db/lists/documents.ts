// The documents the catalogue cites or names.
import { DocumentKind } from '../../vocabulary.ts'
import { plainList } from '../dataset/plain-list.ts'
import { documentDate, language, positive, slug, text, url, word } from '../dataset/shape/common.ts'
import { entry } from '../dataset/shape/entry.ts'
import { documentsOf } from '../export/scope.ts'
import { reasons } from '../reasons.ts'

export const list = plainList({
  table: 'documents',
  description: 'the documents the catalogue cites or names.',
  item: entry('A document.', {
    slug,
    title: text('Its title.'),
    kind: word(DocumentKind),
    language: language.optional(),
    issued: documentDate.describe('When it was issued.').optional(),
    publisher: text('Who issued it.').optional(),
    url: url.optional(),
    note: text('A remark of the editors.').optional(),
    pages: entry('The printed pages that facts can be cited from.', {
      first: positive('The first page.').optional(),
      last: positive('The last page.').optional(),
    }).optional(),
  }),
  check: ({ pages: { first, last } = {} }, _names, report) => {
    if (first !== undefined && last !== undefined && last < first) report('.pages', reasons.pagesBackwards(first, last))
  },
  row: (document) => ({
    slug: document.slug,
    title: document.title,
    kind: document.kind,
    language: document.language ?? null,
    issued: document.issued ?? null,
    publisher: document.publisher ?? null,
    url: document.url ?? null,
    note: document.note ?? null,
    first_page: document.pages?.first ?? null,
    last_page: document.pages?.last ?? null,
  }),
  entries: async (db, scope) =>
    (await documentsOf(db, scope).selectAll().execute()).map(
      ({ slug, title, kind, language, issued, publisher, url, note, first_page, last_page }) => ({
        slug,
        title,
        kind,
        language: language ?? undefined,
        issued: issued ?? undefined,
        publisher: publisher ?? undefined,
        url: url ?? undefined,
        note: note ?? undefined,
        pages:
          first_page === null && last_page === null
            ? undefined
            : { first: first_page ?? undefined, last: last_page ?? undefined },
      }),
    ),
})
