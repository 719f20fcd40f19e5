// Columns that tables of the catalogue have alike: what tells a row apart, and what it is called.
import { NameKind } from '../vocabulary.ts'
import { computed, generated, integer, jsonSafeText, nullable, oneOf, sortedBy, text } from './columns.ts'

/** The number of a row; the database gives it. */
export const id = computed(integer())
/** What tells a row apart wherever it goes; the database makes one where none is given. */
export const key = generated(jsonSafeText())

/** What something is called. */
export const named = { name: sortedBy('name_sort'), name_sort: computed(text()) }
/** What something that was published is called. */
export const titled = { title: sortedBy('title_sort'), title_sort: computed(text()) }
/** The letters that it is called by for short, if any. */
export const abbreviated = {
  acronym: nullable(sortedBy('acronym_sort')),
  acronym_sort: computed(nullable(text())),
}
/** Another name of something: what kind of name that is, and in which language. */
export const otherName = { ...named, kind: oneOf(NameKind), language: nullable(text()) }
