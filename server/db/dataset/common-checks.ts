// What is checked alike wherever it stands: sources, periods, names and references.
import { reasons } from '../reasons.ts'
import type { Names } from './names.ts'
import { readSpan, runsBackwards } from './period.ts'
import { below, type Report, reportDuplicates } from './problems.ts'
import type { AlternativeName, Period } from './shape.ts'
import { outside, readSource } from './source.ts'

/** Checks the source of each entry of a list. */
export function checkSources(
  entries: readonly { readonly source?: string | undefined }[],
  names: Names,
  report: Report,
): void {
  for (const [index, { source }] of entries.entries()) checkSource(source, names, below(report, `[${index}].source`))
}

export function checkSource(source: string | undefined, names: Names, report: Report): void {
  if (source === undefined) return
  const spot = readSource(source)
  if (typeof spot === 'string') {
    report('', spot)
    return
  }
  const document = spot.document ?? names.document
  const pages = names.documents.get(document)
  // That the dataset has a document is checked once, and not for every fact.
  if (pages === undefined) {
    if (spot.document !== undefined) report('', reasons.unknown('document', document))
    return
  }
  const reason = outside(spot, pages, document)
  if (reason !== undefined) report('', reason)
}

export function checkPeriod(period: Period | undefined, report: Report): void {
  if (period === undefined) return
  if (runsBackwards(period.edtf)) report('.edtf', reasons.endsBefore(period.edtf))
  else if (readSpan(period.edtf) === undefined) report('.edtf', reasons.noPeriod(period.edtf))
}

/**
 * That a status agrees with dates: what has an open end had not ended at the date of the source, and what is under way did
 * not end before it.
 */
export function checkStanding(
  { status, period }: { readonly status: string; readonly period?: Period | undefined },
  asOf: string,
  report: Report,
): void {
  const span = period && readSpan(period.edtf)
  if (period === undefined || span === undefined) return
  if (span.ongoing && status !== 'ONGOING' && status !== 'DORMANT') report('.status', reasons.mustGoOn(period.edtf))
  if (status === 'ONGOING' && span.ends_on !== null && span.ends_on.slice(0, asOf.length) < asOf)
    report('.status', reasons.mustHaveEnded(period.edtf, asOf))
}

export function checkNames(main: string, names: readonly AlternativeName[] = [], report: Report): void {
  reportDuplicates(names, ({ name }) => name, report, 'name')
  for (const [index, { name }] of names.entries()) {
    if (name === main) report(`[${index}].name`, 'repeats the main name')
  }
}

/** Checks that an entry exists that another one refers to. */
export function checkExists(
  names: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  key: string | undefined,
  report: Report,
  what: string,
): void {
  if (key !== undefined && !names.has(key)) report('', reasons.unknown(what, key))
}

export const checkActor = (names: Names, slug: string | undefined, report: Report): void =>
  checkExists(names.actors, slug, report, 'actor')
export const checkPlace = (names: Names, code: string | undefined, report: Report): void =>
  checkExists(names.places, code, report, 'place')
export const checkDocument = (names: Names, slug: string | undefined, report: Report): void =>
  checkExists(names.byTable.get('documents') ?? new Set(), slug, report, 'document')

/** Checks that a section exists and belongs to the action point it stands with. */
export function checkSubPoint(names: Names, point: number, code: string | undefined, report: Report): void {
  if (code === undefined) return
  const owner = names.sections.get(code)
  if (owner === undefined) report('', `there is no section ${code}`)
  else if (owner !== point) report('', `section ${code} belongs to action point ${owner}, not ${point}`)
}

/** Checks a tree written as a list: parents stand before their children, so that there can be no circle. */
export function checkTree(
  entries: readonly { readonly key: string; readonly parent?: string }[],
  report: Report,
  what: string,
): void {
  reportDuplicates(entries, ({ key }) => key, report, `${what} key`)
  const before = new Set<string>()
  for (const [index, { key, parent }] of entries.entries()) {
    if (parent !== undefined && !before.has(parent))
      report(`[${index}].parent`, `no ${what} ${parent} stands before this one`)
    before.add(key)
  }
}
