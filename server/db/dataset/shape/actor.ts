// The shape of actors.json.
import { ActorKind, CountQualifier } from '../../../vocabulary.ts'
import { alternativeName, editorial, placeCode, positive, reading, slug, source, text, word } from './common.ts'
import { entry, list } from './entry.ts'

const counted = ['EXACT', 'OVER', 'ABOUT'] as const

const member = entry('A member.', {
  actor: slug.describe('The slug of the member.'),
  role: text('Its role in the group, if it has one.').optional(),
  basis: reading.basis,
  source,
})

const group = entry(
  'Present if this stands for several actors together. An empty object is a group of unknown size and members.',
  {
    qualifier: word(CountQualifier).optional(),
    count: positive('The number the source gives.').optional(),
    members: list('The members the source names.', member, { min: 1 }).optional(),
  },
  { where: 'count', needs: { required: ['qualifier'], values: { qualifier: counted } } },
  { where: 'qualifier', is: counted, needs: { required: ['count'] } },
)

const parent = entry(
  'The actor it is part of.',
  { actor: slug.describe('The slug of the other actor.'), ...reading },
  editorial,
)

export const actor = entry('An actor.', {
  slug,
  name: text('The usual English name, without the acronym.'),
  acronym: text('Its usual abbreviation.').optional(),
  kind: word(ActorKind),
  country: placeCode.describe('The country it belongs to; none for an actor of several countries.').optional(),
  parent: parent.optional(),
  names: list('Other names.', alternativeName).optional(),
  group: group.optional(),
  description: text('What the source says of it, in our words.').optional(),
  source: source.describe('The first place the source names it as an actor.'),
})
