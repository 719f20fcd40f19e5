// Countries, regions, and the areas and towns the source names.
import { actors, placeMembers, placeNames, places } from '../db/tables.ts'
import type { ArgumentDefinition } from '../relational/definition.ts'
import { child, compoundId, connection, linked, list, object, through } from '../relational/fields.ts'
import { citation } from '../source/schema.ts'
import { PlaceRole } from '../vocabulary.ts'
import { actionsOf, actorsOf, containing, initiativesOf, inside, pairs } from './queries.ts'

const roles: ArgumentDefinition = {
  is: 'enums',
  vocabulary: PlaceRole,
  description: 'Only where the place has one of these roles for the initiative. Without it, any role.',
}

export const Place = object({
  name: 'Place',
  description: 'A country, a region of several countries, or an area or town in a country.',
  source: places,
  key: 'code',
  fields: (f) => ({
    code: f.column(
      'code',
      'ISO 3166-1 alpha-2 for countries (`SO`), UN M49 for regions (`002`), and codes of this catalogue beginning with `X-` for the rest.',
    ),
    slug: f.column('slug', 'A short name that never changes.'),
    name: f.column('name', 'Its usual short name in English.'),
    kind: f.column('kind', 'What sort of place it is.'),
    iso2: f.column('iso2', 'ISO 3166-1 alpha-2 code of a country.'),
    iso3: f.column('iso3', 'ISO 3166-1 alpha-3 code of a country.'),
    m49: f.column('m49', 'UN M49 code of a country or region.'),
    parent: f.one(
      'Place',
      'parent_id',
      'The place it lies in: the region of a country, the country of an area or town.',
    ),
    names: list('PlaceName', {
      description: 'Other names it goes by.',
      links: child(placeNames, 'place_id'),
      order: ['name'],
    }),
    members: connection('Place', {
      description:
        'Places that make up a region of this catalogue: as the source names them, or as the editors read it.',
      links: through(placeMembers, 'place_id', 'member_id'),
      order: ['name'],
      edge: {
        basis: { is: 'column', column: 'basis', description: 'Whether the source itself names the member.' },
        rationale: {
          is: 'column',
          column: 'rationale',
          description: 'Why the editors count it as a member. Always there where the basis is EDITORIAL.',
        },
        citation: {
          ...citation,
          nullable: true,
          description: 'Where the source names the member. Always there where the basis is STATED.',
        },
      },
    }),
    within: connection('Place', {
      description: 'All places that contain it, at any distance, itself included.',
      links: linked((place) => containing(place), pairs.within),
      order: ['name'],
    }),
    contains: connection('Place', {
      description: 'All places inside it, at any depth, itself included.',
      links: linked((place) => inside(place), pairs.contains),
      order: ['name'],
    }),
    initiatives: connection('Initiative', {
      description: 'Initiatives tied to it, to a place inside it, or to a region that contains it; each once.',
      links: linked(initiativesOf, pairs.initiatives),
      order: ['name'],
      args: { roles },
    }),
    actors: connection('Actor', {
      description: 'Actors that take part in those initiatives; each once.',
      links: linked(actorsOf, pairs.actors),
      order: ['name'],
      args: { roles },
    }),
    actions: connection('Action', {
      description:
        'Actions at this place, inside it, or in a region that contains it: by the places an action itself names, else by what its initiative covers.',
      links: linked((place) => actionsOf(place), pairs.actions),
      order: ['initiative_id', 'ordinal'],
    }),
    actorsBased: connection('Actor', {
      description: 'Actors that belong to this country: its government, its bodies and national organizations.',
      links: child(actors, 'country_id'),
      order: ['name'],
    }),
  }),
  filters: [
    'code',
    'slug',
    'name',
    'kind',
    'iso2',
    'iso3',
    'm49',
    'parent',
    'members',
    'within',
    'contains',
    'initiatives',
    'actorsBased',
  ],
  orders: ['name', 'code', 'kind'],
})

export const PlaceName = object({
  name: 'PlaceName',
  description: 'Another name of a place.',
  source: placeNames,
  identity: ['name'],
  fields: (f) => ({
    id: compoundId('PlaceName', [{ column: 'place_id', of: places, key: 'code' }, 'name']),
    name: f.column('name', 'The name.'),
    kind: f.column('kind', 'How it relates to the place.'),
    language: f.column('language', 'Its language as a BCP 47 tag, where it is not English.'),
  }),
  filters: ['name', 'kind', 'language'],
})
