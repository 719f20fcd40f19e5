// The shape of places.json.
import { z } from 'zod'
import { PlaceKind } from '../../../vocabulary.ts'
import { alternativeName, placeCode, reading, slug, source, text, word } from './common.ts'
import { distinct, entry, list } from './entry.ts'

const code = (pattern: RegExp, must: string, description: string) =>
  z.string().regex(pattern, `must be ${must}`).describe(description)

const members = entry(
  'What a custom region is made of: as the source names it, or whole, as the editors read it.',
  {
    places: distinct('The members.', placeCode, { min: 1 }),
    ...reading,
    source: source.describe('Where the source names the members.').optional(),
  },
  {
    where: 'basis',
    is: ['EDITORIAL'],
    needs: { required: ['rationale'], forbidden: ['source'] },
    otherwise: { required: ['source'], forbidden: ['rationale'] },
  },
)

export const place = entry(
  'A place.',
  {
    code: placeCode,
    slug,
    name: text('The usual short English name.'),
    kind: word(PlaceKind),
    iso2: code(/^[A-Z]{2}$/, 'two capitals', 'ISO 3166-1 alpha-2 code.').optional(),
    iso3: code(/^[A-Z]{3}$/, 'three capitals', 'ISO 3166-1 alpha-3 code.').optional(),
    m49: code(/^[0-9]{3}$/, 'three digits', 'UN M49 code.').optional(),
    parent: placeCode.describe('The place it lies in.').optional(),
    members: members.optional(),
    names: list('Other names.', alternativeName).optional(),
    source: source.describe('Where the source first names it.').optional(),
  },
  {
    where: 'kind',
    is: ['COUNTRY'],
    needs: { required: ['iso2', 'iso3', 'm49', 'parent'] },
    otherwise: { forbidden: ['iso2', 'iso3'] },
  },
  { where: 'kind', is: ['REGION', 'WORLD'], needs: { required: ['m49'] } },
  { where: 'members', needs: { values: { kind: ['CUSTOM_REGION'] } } },
)
