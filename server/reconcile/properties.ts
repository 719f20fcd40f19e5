// The properties that reconciled subjects have: to tell candidates apart by, and to add to a table.
import { pageRange } from '../cite/item.ts'
import type { Subject, SubjectType } from './subjects.ts'

/** A value: text, a number, or another subject. */
export type PropertyValue =
  | { readonly str: string }
  | { readonly int: number }
  | { readonly id: string; readonly name: string }

/** A property. */
export interface Property {
  readonly id: string
  readonly name: string
  readonly types: readonly SubjectType[]
  readonly values: (subject: Subject) => readonly PropertyValue[]
}

const texts = (text: string | null | undefined): readonly PropertyValue[] =>
  text === null || text === undefined ? [] : [{ str: text }]
const numbers = (number: number | null | undefined): readonly PropertyValue[] =>
  number === null || number === undefined ? [] : [{ int: number }]
const placeValue = ({ code, name }: { readonly code: string; readonly name: string }): PropertyValue => ({
  id: `place/${code}`,
  name,
})

/** All properties. */
export const properties: readonly Property[] = [
  { id: 'kind', name: 'Kind', types: ['actor', 'initiative', 'place'], values: ({ kind }) => texts(kind) },
  { id: 'acronym', name: 'Acronym', types: ['actor', 'initiative'], values: ({ acronym }) => texts(acronym) },
  {
    id: 'otherNames',
    name: 'Other names',
    types: ['actor', 'initiative', 'place'],
    values: ({ names }) => names.flatMap(({ name }) => texts(name)),
  },
  { id: 'country', name: 'Country', types: ['actor'], values: ({ country }) => (country ? [placeValue(country)] : []) },
  { id: 'level', name: 'Level', types: ['initiative'], values: ({ level }) => texts(level) },
  { id: 'region', name: 'Region', types: ['initiative'], values: ({ region }) => texts(region) },
  { id: 'status', name: 'Status', types: ['initiative'], values: ({ status }) => texts(status) },
  { id: 'startYear', name: 'Start year', types: ['initiative'], values: ({ startYear }) => numbers(startYear) },
  { id: 'endYear', name: 'End year', types: ['initiative'], values: ({ endYear }) => numbers(endYear) },
  {
    id: 'places',
    name: 'Places',
    types: ['initiative'],
    values: ({ places }) => (places ?? []).map(({ place }) => placeValue(place)),
  },
  { id: 'iso2', name: 'ISO 3166-1 alpha-2', types: ['place'], values: ({ iso2 }) => texts(iso2) },
  { id: 'iso3', name: 'ISO 3166-1 alpha-3', types: ['place'], values: ({ iso3 }) => texts(iso3) },
  { id: 'm49', name: 'UN M49', types: ['place'], values: ({ m49 }) => texts(m49) },
  {
    id: 'source',
    name: 'Printed source',
    types: ['actor', 'initiative'],
    values: ({ citation }) =>
      citation ? texts(`${citation.document.title}, p. ${pageRange(citation.pageStart, citation.pageEnd)}`) : [],
  },
]

/** A property by its id. */
export const propertyOf = (id: string): Property | undefined => properties.find((property) => property.id === id)
