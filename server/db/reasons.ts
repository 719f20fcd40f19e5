// What the checks of files and those of changes say in the same words.

export const reasons = {
  unknown: (what: string, name: string) => `there is no ${what} ${name}`,
  noPeriod: (edtf: string) => `"${edtf}" is not a date or interval in EDTF`,
  endsBefore: (edtf: string) => `"${edtf}" ends before it begins`,
  pageOutside: (first: number, last: number, document: string) =>
    `the document ${document} has pages ${first} to ${last}`,
  taken: (what: string, column: string) => `another ${what} has the same ${column}`,
  pagesBackwards: (start: number, end: number) => `page ${end} comes before page ${start}`,
} as const
