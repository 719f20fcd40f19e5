// The documents the catalogue cites or names.
import { DocumentKind } from '../../vocabulary.ts'
import { plainList } from '../dataset/plain-list.ts'
import { documentDate, language, slug, text, url, word } from '../dataset/shape/common.ts'
import { entry } from '../dataset/shape/entry.ts'

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
  }),
  row: (document) => ({
    slug: document.slug,
    title: document.title,
    kind: document.kind,
    language: document.language ?? null,
    issued: document.issued ?? null,
    publisher: document.publisher ?? null,
    url: document.url ?? null,
    note: document.note ?? null,
    first_page: null,
    last_page: null,
  }),
})
