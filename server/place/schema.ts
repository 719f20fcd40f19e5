// Countries, regions, and the areas and towns the source names.
import { builder } from '../builder.ts'
import { placeMembers, placeNames, places } from '../db/tables.ts'
import { linked, through } from '../relational/index.ts'
import { Citation } from '../source/schema.ts'
import { PlaceRole } from '../vocabulary.ts'
import { containing, edges, inside } from './queries.ts'

export const Place = builder.tableRef(places, { name: 'Place', key: 'code' })

export const PlaceName = builder.tableRef(placeNames, {
  name: 'PlaceName',
  compoundKey: [['place_id', Place], 'name'],
  identity: ['name'],
})

export const PlaceMembership = builder.tableRef(placeMembers, {
  name: 'PlaceMembership',
  compoundKey: [
    ['place_id', Place],
    ['member_id', Place],
  ],
  identity: ['place_id', 'member_id'],
})

builder.tableFields(Place, {
  description: 'A country, a region of several countries, or an area or town in a country.',
  fields: (t) => ({
    code: t.column(
      'code',
      'ISO 3166-1 alpha-2 for countries (`SO`), UN M49 for regions (`002`), and codes of this catalogue beginning with `X-` for the rest.',
      { filter: true, sort: true },
    ),
    slug: t.column('slug', 'A short name that never changes.', { filter: true }),
    name: t.column('name', 'The usual short name in English.', { filter: true, sort: true }),
    kind: t.column('kind', 'The type of place.', { filter: true, sort: true }),
    iso2: t.column('iso2', 'ISO 3166-1 alpha-2 code of a country.', { filter: true }),
    iso3: t.column('iso3', 'ISO 3166-1 alpha-3 code of a country.', { filter: true }),
    m49: t.column('m49', 'UN M49 code of a country or region.', { filter: true }),
    parent: t.one(
      Place,
      'parent_id',
      'The place that contains it: the region of a country, or the country of an area or town.',
      { filter: true },
    ),
    names: t.list(PlaceName, { description: 'Other names of the place.', by: 'place_id', order: ['name'] }),
    members: t.connection(Place, {
      description: 'The places that make up a region of this catalogue, as the source or the editors list them.',
      relation: through(placeMembers, 'place_id', 'member_id'),
      edge: (t) => ({
        basis: t.column('basis', 'Whether the source or the editors name the member.'),
        rationale: t.column(
          'rationale',
          'Why the editors count the place as a member. Always given if the basis is EDITORIAL.',
        ),
        citation: t.one(
          Citation,
          'citation_id',
          'The page where the source names the member. Always given if the basis is STATED.',
        ),
      }),
      order: ['name'],
      filter: true,
    }),
    memberships: t.list(PlaceMembership, {
      description: 'The same members as separate objects, each with its basis and page.',
      by: 'place_id',
      order: ['member_id'],
    }),
    within: t.connection(Place, {
      description: 'All places that contain this place, directly or indirectly, including itself.',
      relation: linked((place) => containing(place), edges.within),
      order: ['name'],
      filter: true,
    }),
    contains: t.connection(Place, {
      description: 'All places inside this place, directly or indirectly, including itself.',
      relation: linked((place) => inside(place), edges.contains),
      order: ['name'],
      filter: true,
    }),
  }),
})

builder.tableFields(PlaceName, {
  description: 'Another name of a place.',
  fields: (t) => ({
    name: t.column('name', 'The name.', { filter: true }),
    kind: t.column('kind', 'How the name relates to the place.', { filter: true }),
    language: t.column('language', 'The language of the name as a BCP 47 tag, if it is not English.', { filter: true }),
  }),
})

builder.tableFields(PlaceMembership, {
  description: 'That a place belongs to a region of this catalogue.',
  fields: (t) => ({
    place: t.one(Place, 'place_id', 'The region.'),
    member: t.one(Place, 'member_id', 'The place that belongs to it.'),
    basis: t.column('basis', 'Whether the source or the editors name the member.'),
    rationale: t.column(
      'rationale',
      'Why the editors count the place as a member. Always given if the basis is EDITORIAL.',
    ),
    citation: t.one(
      Citation,
      'citation_id',
      'The page where the source names the member. Always given if the basis is STATED.',
    ),
  }),
})

/** Filters what is tied to a place. */
export const rolesArgument = builder.args((t) => ({
  roles: t.field({
    type: [builder.vocabulary(PlaceRole)],
    description: 'Only initiatives for which the place has one of these roles. By default, any role.',
  }),
}))

builder.queryFields((t) => ({
  place: t.row(Place, 'code', {
    description: 'One place, or null if no place has this code.',
    argumentDescription: 'The code, such as `SO`, `002` or `X-PUNTLAND`, in upper or lower case.',
  }),
  places: t.rows(Place, { description: 'Places. Ordered by name by default.', order: ['name'] }),
}))
