// The places of the catalogue agree with the standards their codes come from.
import { expect, it } from 'vitest'
import { readDataset } from '../server/db/dataset.ts'
import { deviations } from './support/standards.ts'

const { places } = await readDataset()

it('gives every country its codes of ISO 3166-1, and every country and region its place in M49', () => {
  expect(deviations(places)).toEqual([])
})

it.each([
  ['a country with another’s code', 'SO', { iso3: 'SDN' }, 'SO: ISO 3166-1 gives SO the code SOM, not SDN'],
  ['a country with another’s number', 'SO', { m49: '729' }, 'SO: SO has the code 706, not 729'],
  ['a country elsewhere', 'SO', { parent: '015' }, 'SO: M49 puts Somalia into 014, not 015'],
  ['a country of no standard', 'SO', { iso2: 'XX' }, 'SO: XX is not a code of ISO 3166-1'],
  ['a region of no standard', '014', { m49: '999' }, '014: 999 is not a region of M49'],
  ['a region elsewhere', '014', { parent: '001' }, '014: M49 puts Eastern Africa into 202, not 001'],
] as const)('would not overlook %s', (_what, code, change, deviation) => {
  const changed = places.map((place) => (place.code === code ? { ...place, ...change } : place))
  expect(deviations(changed)).toContain(deviation)
})
