// A citation in the words of CSL JSON, from which all other forms are made: https://docs.citationstyles.org/en/stable/specification.html

/** Part of CSL JSON's item: what citations of this catalogue have. */
export interface CitationItem {
  readonly id: string
  readonly type: 'report' | 'chapter' | 'legislation' | 'webpage' | 'document' | 'dataset'
  readonly title: string
  readonly 'container-title'?: string | undefined
  readonly author?: readonly { readonly literal: string }[] | undefined
  readonly publisher?: string | undefined
  readonly issued?: CitationDate | undefined
  /** Printed pages: `26` or `26-27`. */
  readonly page?: string | undefined
  readonly language?: string | undefined
  /** The revision of the catalogue. */
  readonly version?: string | undefined
  readonly URL?: string | undefined
  readonly note?: string | undefined
}

/** A date to the year, month or day; or in words, where it is none of these. */
export type CitationDate = { readonly 'date-parts': readonly [readonly number[]] } | { readonly literal: string }

/** A date as the catalogue has it, in EDTF. */
export function citationDate(edtf: string | null | undefined): CitationDate | undefined {
  if (edtf === null || edtf === undefined) return undefined
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(edtf)
  if (!parts) return { literal: edtf }
  return { 'date-parts': [parts.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]))] }
}

/** Printed pages as a range. */
export const pageRange = (start: number, end: number): string => (end > start ? `${start}-${end}` : String(start))
