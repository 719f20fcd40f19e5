// Where facts come from: documents, and citations of their printed pages.
import { citations, documents, initiativeReferences } from '../db/tables.ts'
import type { FieldDefinition, OneField } from '../relational/definition.ts'
import { child, connection, object } from '../relational/fields.ts'

/** The citation every fact has. */
export const citation: OneField = {
  is: 'one',
  type: 'Citation',
  column: 'citation_id',
  nullable: false,
  description: 'The printed page this is taken from.',
}

export const Cited: { readonly description: string; readonly fields: Readonly<Record<string, FieldDefinition>> } = {
  description: 'A fact of the catalogue, with the printed page it is taken from.',
  fields: { citation },
}

export const Citation = object({
  name: 'Citation',
  description: 'A place in a document: pages as printed, the part of the text, and the footnote where it is one.',
  source: citations,
  fields: (f) => ({
    document: f.one('Document', 'document_id', 'The document cited.'),
    pageStart: f.column('page_start', 'The first page, by its printed number.'),
    pageEnd: f.column('page_end', 'The last page, by its printed number; the same as the first where it is one page.'),
    section: f.column('section', 'The part of the text.'),
    footnote: f.column('footnote', 'The number of the footnote, where the fact stands in one.'),
  }),
  filters: ['document', 'pageStart', 'pageEnd', 'section', 'footnote'],
})

export const Document = object({
  name: 'Document',
  description: 'A document the catalogue cites or refers to.',
  source: documents,
  key: 'slug',
  fields: (f) => ({
    slug: f.column('slug', 'A short name that never changes.'),
    title: f.column('title', 'Its title.'),
    kind: f.column('kind', 'What sort of document it is.'),
    language: f.column('language', 'The language it is written in, as a BCP 47 tag such as `en`.'),
    issued: f.column('issued', 'When it was issued, as an EDTF date such as `2008-04`.'),
    publisher: f.column('publisher', 'Who published it.'),
    url: f.column('url', 'Where it can be read on the web, as the source gives the address.'),
    note: f.column('note', 'What else there is to know of it.'),
    references: connection('Reference', {
      description: 'Where initiatives refer to it.',
      links: child(initiativeReferences, 'document_id'),
      order: ['initiative_id', 'ordinal'],
    }),
  }),
  filters: ['slug', 'title', 'kind', 'language', 'publisher', 'references'],
  orders: ['title', 'slug', 'kind', 'issued'],
})
