// Where facts come from: documents, and citations of their printed pages.
import { builder } from '../builder.ts'
import { integer } from '../db/columns.ts'
import { citations, documents } from '../db/tables.ts'

export const Citation = builder.tableRef(citations, { name: 'Citation' })

export const Document = builder.tableRef(documents, { name: 'Document', key: 'slug' })

export const Cited = builder.tableInterface(
  'Cited',
  { citation_id: integer() },
  {
    description: 'A fact of the catalogue, with the printed page it is taken from.',
    fields: (t) => ({ citation: t.one(Citation, 'citation_id', 'The printed page this is taken from.') }),
  },
)

builder.tableFields(Citation, {
  description: 'A place in a document: pages as printed, the part of the text, and the footnote where it is one.',
  fields: (t) => ({
    document: t.one(Document, 'document_id', 'The document cited.', { filter: true }),
    pageStart: t.column('page_start', 'The first page, by its printed number.', { filter: true }),
    pageEnd: t.column('page_end', 'The last page, by its printed number; the same as the first where it is one page.', {
      filter: true,
    }),
    section: t.column('section', 'The part of the text.', { filter: true }),
    footnote: t.column('footnote', 'The number of the footnote, where the fact stands in one.', { filter: true }),
  }),
})

builder.tableFields(Document, {
  description: 'A document the catalogue cites or refers to.',
  fields: (t) => ({
    slug: t.column('slug', 'A short name that never changes.', { filter: true, sort: true }),
    title: t.column('title', 'Its title.', { filter: true, sort: true }),
    kind: t.column('kind', 'What sort of document it is.', { filter: true, sort: true }),
    language: t.column('language', 'The language it is written in, as a BCP 47 tag such as `en`.', { filter: true }),
    issued: t.column('issued', 'When it was issued, as an EDTF date such as `2008-04`.', { sort: true }),
    publisher: t.column('publisher', 'Who published it.', { filter: true }),
    url: t.column('url', 'Where it can be read on the web, as the source gives the address.'),
    note: t.column('note', 'What else there is to know of it.'),
  }),
})

builder.queryFields((t) => ({
  document: t.row(Document, 'slug', {
    description: 'One document; null where there is none of that name.',
    argumentDescription: 'Its slug, in upper or lower case.',
  }),
  documents: t.rows(Document, { description: 'Documents, by title unless ordered otherwise.', order: ['title'] }),
}))
