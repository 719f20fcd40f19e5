// Checks places.json against itself. A test compares it with ISO 3166-1 and the United Nations' M49.
import { checkExists, checkNames, checkSource } from './common-checks.ts'
import type { Names } from './names.ts'
import { below, type Report, reportCycles, reportDuplicates } from './problems.ts'
import type { PlaceEntry } from './shape.ts'

/** Checks every place. */
export function checkPlaces(places: readonly PlaceEntry[], names: Names, report: Report): void {
  reportDuplicates(places, ({ code }) => code, report, 'code')
  reportDuplicates(places, ({ slug }) => slug, report, 'slug')
  reportDuplicates(places, ({ m49 }) => m49, report, 'M49 code')
  for (const [index, place] of places.entries()) {
    const here = below(report, `[${index}]`)
    checkCode(place, here)
    checkExists(names.places, place.parent, below(here, '.parent'), 'place')
    for (const [at, member] of (place.members?.places ?? []).entries())
      checkExists(names.places, member, below(here, `.members.places[${at}]`), 'place')
    checkSource(place.members?.source, names, below(here, '.members.source'))
    checkNames(place.name, place.names, below(here, '.names'))
    checkSource(place.source, names, below(here, '.source'))
  }
  // A place lies both in its parent and in the regions that count it as a member.
  const inside = new Map(places.map(({ code, members }) => [code, [...(members?.places ?? [])]]))
  for (const { code, parent } of places) if (parent !== undefined) inside.get(parent)?.push(code)
  const indexes = new Map(places.map(({ code }, index) => [code, index]))
  reportCycles(inside, (code) => report(`[${indexes.get(code)}]`, `${code} lies inside itself`))
}

function checkCode({ code, kind, iso2, m49 }: PlaceEntry, report: Report): void {
  if (kind === 'COUNTRY' && code !== iso2) report('.code', `the code of a country is its ISO code ${iso2}`)
  if ((kind === 'REGION' || kind === 'WORLD') && code !== m49)
    report('.code', `the code of a region is its M49 code ${m49}`)
  if (kind !== 'COUNTRY' && kind !== 'REGION' && kind !== 'WORLD' && !code.startsWith('X-')) {
    report('.code', `the code of a ${kind} begins with X-`)
  }
}
