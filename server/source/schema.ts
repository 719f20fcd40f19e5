// Where facts come from: documents, and citations of their printed pages.
import { builder } from '../builder.ts'
import { integer } from '../db/columns.ts'
import { citations, documents } from '../db/tables.ts'

export const Citation = builder.tableRef(citations, { name: 'Citation', edits: [] })

export const Document = builder.tableRef(documents, { name: 'Document', key: 'slug' })

export const Cited = builder.tableInterface(
  'Cited',
  { citation_id: integer() },
  {
    description: 'A fact in the catalogue, with the printed page it comes from.',
    fields: (t) => ({ citation: t.one(Citation, 'citation_id', 'The printed page this comes from.') }),
  },
)

builder.tableFields(Citation, {
  description: 'A location in a document: printed pages, part of the text, and the footnote if there is one.',
  fields: (t) => ({
    document: t.one(Document, 'document_id', 'The document cited.', { filter: true }),
    pageStart: t.column('page_start', 'The printed number of the first page.', { filter: true }),
    pageEnd: t.column('page_end', 'The printed number of the last page; equal to the first for a single page.', {
      filter: true,
    }),
    section: t.column('section', 'The part of the text.', { filter: true }),
    footnote: t.column('footnote', 'The number of the footnote, if the fact comes from one.', { filter: true }),
  }),
})

builder.tableFields(Document, {
  description: 'A document that the catalogue cites or refers to.',
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes.', { filter: true, sort: true }),
    title: t.column('title', 'The title.', { filter: true, sort: true }),
    kind: t.column('kind', 'The type of document.', { filter: true, sort: true }),
    language: t.column('language', 'The language it is written in, as a BCP 47 tag such as `en`.', { filter: true }),
    issued: t.column('issued', 'When it was issued, as an EDTF date such as `2008-04`.', { sort: true }),
    publisher: t.column('publisher', 'Who published it.', { filter: true }),
    url: t.column('url', 'The web address, as the source gives it.'),
    note: t.column('note', 'Further information about the document.'),
    firstPage: t.column('first_page', 'The printed number of the first page that can be cited, if it is known.'),
    lastPage: t.column('last_page', 'The printed number of the last page that can be cited, if it is known.'),
  }),
})

builder.queryFields((t) => ({
  document: t.row(Document, 'slug', {
    description: 'One document, or null if no document has this slug.',
    argumentDescription: 'The slug, in upper or lower case.',
  }),
  documents: t.rows(Document, { description: 'Documents. Ordered by title by default.', order: ['title'] }),
}))
