// What the checks of files and those of changes say in the same words.

export const reasons = {
  unknown: (what: string, name: string) => `there is no ${what} ${name}`,
  noPeriod: (edtf: string) => `"${edtf}" is not a date or interval in EDTF`,
  endsBefore: (edtf: string) => `"${edtf}" ends before it begins`,
  mustGoOn: (edtf: string) => `must be ONGOING or DORMANT: "${edtf}" has an open end`,
  mustHaveEnded: (edtf: string, asOf: string) => `must not be ONGOING: "${edtf}" ended before ${asOf}`,
  notOfWhole: (point: number, whole: string) => `is ${point}, which ${whole}, of which it is part, does not serve`,
  assessedNone: (point: number, actions: string) => `is NONE, though action point ${point} is served by ${actions}`,
  assessedWithout: (point: number) => `is PRIMARY, though no action serves action point ${point}`,
  pageOutside: (first: number, last: number, document: string) =>
    `the document ${document} has pages ${first} to ${last}`,
  taken: (what: string, column: string) => `another ${what} has the same ${column}`,
  pagesBackwards: (start: number, end: number) => `page ${end} comes before page ${start}`,
} as const
