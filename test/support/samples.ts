// Something of each type that can be edited: what it is made of, and what it is changed to.
import { encodeId } from '../../server/relational/index.ts'
import { made } from './changesets.ts'
import type { Api } from './server.ts'

export const citation = { document: '10-point-plan-in-action-chapter-1', pageStart: 30, section: 'BACKGROUND' }
const otherPage = { ...citation, pageStart: 31, pageEnd: 32 }
const period = { text: 'May 2007 to 2008', edtf: '2007-05/2008' }
const region = { code: 'X-KINDS', slug: 'kinds-region', name: 'Region of kinds', kind: 'CUSTOM_REGION' }
export const actor = (slug: string) => ({
  slug,
  name: `The ${slug} of nowhere`,
  kind: 'OTHER',
  isGroup: true,
  citation,
})
export const initiative = (slug: string) => ({
  ...{ slug, name: `Cooperation called ${slug}`, kind: 'OTHER', level: 'LOCAL', coverage: 'BRIEF', status: 'UNKNOWN' },
  background: 'It was made for a test.',
  citation,
})
const action = (own: string) => ({
  ...{ key: own, summary: 'Trains border guards', nature: 'ACTION', kind: 'TRAINING', status: 'DONE', citation },
})
const plan = (slug: string) => ({ slug, name: `Plan ${slug}`, status: 'DRAFT', author: 'The authors' })
const planItem = (own: string) => ({
  ...{ key: own, actionPoint: 'protection-sensitive-entry-systems', activity: 'Meet', objective: 'Agree' },
  ...{ existingMeasures: 'Talks', gap: 'No agreement', indicator: 'Minutes', resources: 'A room', remarks: 'None' },
  ...{ status: 'PLANNED', priority: 'HIGH', period },
})
export const id = (type: string, ...parts: readonly string[]): string => {
  const escaped = parts.map((part, index) =>
    index === parts.length - 1 ? part : part.replaceAll('~', '~0').replaceAll('/', '~1'),
  )
  return encodeId({ type, key: escaped.join('/') })
}

export interface Sample {
  readonly create?: object
  /** How the created one is named, and after the update, if that changes it. */
  readonly which: object
  readonly renamed?: object
  readonly set: object
  /** Whether it can be deleted: not while it has parts that are facts of their own. */
  readonly gone?: false
}

const ofKinds = { initiative: 'kinds' }

/** Something of each type: what it is made of, and what it is changed to. */
export const samples: Readonly<Record<string, Sample>> = {
  Document: {
    create: {
      slug: 'kinds-paper',
      title: 'A paper of kinds',
      kind: 'REPORT',
      language: 'en',
      issued: '2008',
      note: 'Short.',
    },
    which: { slug: 'kinds-paper' },
    set: {
      slug: 'kinds-report',
      title: 'A report of kinds',
      kind: 'STUDY',
      publisher: 'Nobody',
      url: 'https://kinds.example',
      language: null,
    },
    renamed: { slug: 'kinds-report' },
  },
  Place: {
    create: { code: 'X-HILL', slug: 'kinds-hill', name: 'Kinds Hill', kind: 'LOCALITY', parent: 'so' },
    which: { code: 'X-HILL' },
    set: { name: 'Kinds Hills', slug: 'kinds-hills', parent: 'ET', kind: 'SUBNATIONAL' },
  },
  PlaceName: {
    create: { place: 'X-KINDS', name: 'Kindland', kind: 'ALIAS', language: 'en' },
    which: { id: id('PlaceName', 'X-KINDS', 'Kindland') },
    set: { kind: 'FORMER', language: null },
  },
  PlaceMembership: {
    create: { place: 'X-KINDS', member: 'SO', basis: 'EDITORIAL', rationale: 'For a test.' },
    which: { id: id('PlaceMembership', 'X-KINDS', 'SO') },
    set: { basis: 'STATED', rationale: null, citation },
  },
  Actor: {
    create: {
      ...actor('kinds-made'),
      ...{
        acronym: 'KM',
        country: 'SO',
        parent: 'kinds-other',
        parentBasis: 'EDITORIAL',
        parentRationale: 'So named.',
      },
      ...{ statedCount: 3, countQualifier: 'ABOUT', description: 'Made for a test.' },
      names: [{ name: 'Kind one', kind: 'ALIAS' }],
      identifiers: [{ scheme: 'test', value: '1' }],
      memberships: [{ member: 'unhcr', basis: 'STATED', role: 'Chair', citation }],
    },
    which: { slug: 'kinds-made' },
    set: {
      name: 'Kinds remade',
      slug: 'kinds-remade',
      acronym: null,
      parent: null,
      parentBasis: null,
      parentRationale: null,
    },
    renamed: { slug: 'kinds-remade' },
    gone: false,
  },
  ActorName: {
    create: { actor: 'kinds-actor', name: 'Kinds, the', kind: 'SOURCE_FORM' },
    which: { id: id('ActorName', 'kinds-actor', 'Kinds, the') },
    set: { kind: 'ACRONYM', language: 'fr' },
  },
  ActorIdentifier: {
    create: { actor: 'kinds-actor', scheme: 'test', value: '12/3' },
    which: { id: id('ActorIdentifier', 'kinds-actor', 'test', '12/3') },
    set: { value: '12/4' },
    renamed: { id: id('ActorIdentifier', 'kinds-actor', 'test', '12/4') },
  },
  ActorMembership: {
    create: { group: 'kinds-actor', member: 'iom', basis: 'STATED', citation },
    which: { id: id('ActorMembership', 'kinds-actor', 'iom') },
    set: { role: 'Chair', citation: otherPage },
  },
  Initiative: {
    create: {
      ...initiative('kinds-made'),
      ...{ acronym: 'KMI', region: 'EUROPE', section: '9.9', period, asOf: '2009', actsAs: 'kinds-other' },
      names: [{ name: 'Kinds made', kind: 'ALIAS', language: 'en' }],
      places: [{ place: 'SO', role: 'COVERAGE', citation }],
      populations: [{ population: 'REFUGEES', note: 'Only some.', citation }],
      phases: [
        {
          key: 'kinds-made/first',
          kind: 'PHASE',
          name: 'First',
          status: 'UNKNOWN',
          citation,
          period,
          durationMonths: 3,
        },
      ],
      objectives: [{ text: 'To test.', phase: 'kinds-made/first', citation }],
      participations: [
        { actor: 'unhcr', role: 'LEAD', certainty: 'STATED', listed: true, phase: 'kinds-made/first', citation },
      ],
      outcomes: [{ kind: 'OUTPUT', text: 'A test.', actors: ['unhcr'], places: ['SO'], period, citation }],
      references: [{ kind: 'WEB_ADDRESS', url: 'https://kinds.example', citation }],
      assessments: [
        { actionPoint: 'protection-sensitive-entry-systems', coverage: 'NONE', summary: 'None.', basis: 'STATED' },
      ],
      actions: [
        {
          ...action('kinds-made/whole'),
          ...{ ordinal: 1, phase: 'kinds-made/first', period, places: ['SO'], populations: ['WOMEN'] },
          credits: [{ actor: 'unhcr', role: 'PERFORMER', attribution: 'NAMED' }],
          classifications: [{ actionPoint: 'cooperation-among-key-partners', basis: 'STATED' }],
        },
        { ...action('kinds-made/part'), parent: 'kinds-made/whole' },
      ],
    },
    which: { slug: 'KINDS-MADE' },
    set: {
      name: 'Kinds remade',
      period: null,
      acronym: null,
      region: null,
      status: 'ONGOING',
      level: 'GLOBAL',
      citation: otherPage,
    },
    gone: false,
  },
  InitiativeName: {
    create: { ...ofKinds, name: 'Kinds of things', kind: 'ALIAS' },
    which: { id: id('InitiativeName', 'kinds', 'Kinds of things') },
    set: { name: 'Kinds of all things' },
    renamed: { id: id('InitiativeName', 'kinds', 'Kinds of all things') },
  },
  InitiativePlace: {
    create: { ...ofKinds, place: 'SO', role: 'COVERAGE', citation },
    which: { id: id('InitiativePlace', 'kinds', 'SO', 'COVERAGE') },
    set: { citation: otherPage },
  },
  InitiativePopulation: {
    create: { ...ofKinds, population: 'REFUGEES', citation },
    which: { id: id('InitiativePopulation', 'kinds', 'REFUGEES') },
    set: { note: 'Only in the north.', citation: otherPage },
  },
  InitiativeRelation: {
    create: { key: 'kinds/relation', from: 'kinds', to: 'mexico-plan-of-action', kind: 'BUILDS_ON', citation },
    which: { key: 'kinds/relation' },
    set: { kind: 'COMPLEMENTS', note: 'So it says.' },
  },
  Phase: {
    create: { key: 'kinds/second', ...ofKinds, kind: 'PHASE', name: 'Second', status: 'PLANNED', citation },
    which: { key: 'kinds/second' },
    set: { name: 'The second', summary: 'Comes later.', period, durationMonths: 2, ordinal: 7 },
  },
  Objective: {
    create: { key: 'kinds/goal', ...ofKinds, text: 'To be tested.', citation },
    which: { key: 'kinds/goal' },
    set: { text: 'To be tested well.', ordinal: 4 },
  },
  Participation: {
    create: {
      key: 'kinds/part',
      ...ofKinds,
      actor: 'iom',
      role: 'PARTNER',
      certainty: 'STATED',
      listed: false,
      citation,
    },
    which: { key: 'kinds/part' },
    set: { role: 'FUNDER', note: 'With money.', certainty: 'PLANNED', listed: true },
  },
  Action: {
    create: {
      ...action('kinds/made'),
      ...ofKinds,
      period,
      places: ['SO'],
      populations: ['CHILDREN'],
      parent: 'kinds/whole',
    },
    which: { id: id('Action', 'kinds/made') },
    set: { summary: 'Trains judges', period: null, places: ['ET', 'SO'], populations: null, parent: null, ordinal: 9 },
  },
  ActionCredit: {
    create: { action: 'kinds/whole', actor: 'iom', role: 'PERFORMER', attribution: 'NAMED' },
    which: { id: id('ActionCredit', 'kinds/whole', 'iom', 'PERFORMER') },
    set: { role: 'FUNDER', attribution: 'COLLECTIVE' },
    renamed: { id: id('ActionCredit', 'kinds/whole', 'iom', 'FUNDER') },
  },
  ActionClassification: {
    create: { action: 'kinds/whole', actionPoint: 'cooperation-among-key-partners', basis: 'STATED' },
    which: { id: id('ActionClassification', 'kinds/whole', 'cooperation-among-key-partners') },
    set: { basis: 'EDITORIAL', rationale: 'Because of the test.' },
  },
  Outcome: {
    create: {
      key: 'kinds/outcome',
      ...ofKinds,
      kind: 'OUTPUT',
      text: 'A leaflet.',
      actors: ['unhcr'],
      places: ['SO'],
      citation,
    },
    which: { key: 'kinds/outcome' },
    set: { text: 'Two leaflets.', actors: [], places: ['ET'], period, kind: 'LESSON' },
  },
  Reference: {
    create: {
      key: 'kinds/reference',
      ...ofKinds,
      kind: 'ANNEX',
      label: 'Annex 99',
      document: '1951-convention',
      citation,
    },
    which: { key: 'kinds/reference' },
    set: { label: 'Annex 98', document: null, note: 'Lost.' },
  },
  ActionPoint: {
    which: { slug: 'cooperation-among-key-partners' },
    set: { gist: 'Work together, all of you.' },
    gone: false,
  },
  ActionPointTitle: {
    create: {
      actionPoint: 'cooperation-among-key-partners',
      edition: 'E2016',
      language: 'fr',
      title: 'La coopération',
    },
    which: { id: id('ActionPointTitle', 'cooperation-among-key-partners', 'E2016', 'fr') },
    set: { title: 'De la coopération' },
  },
  SubPoint: {
    create: { actionPoint: 'cooperation-among-key-partners', code: '1.9.9', title: 'The last of all', page: 39 },
    which: { code: '1.9.9' },
    set: { title: 'The very last', page: null },
  },
  Guidance: {
    create: {
      key: 'kinds/guidance',
      actionPoint: 'cooperation-among-key-partners',
      audience: 'STAKEHOLDERS',
      text: 'Be kind.',
      citation,
    },
    which: { key: 'kinds/guidance' },
    set: { text: 'Be very kind.', ordinal: 90 },
  },
  ImplementationPlan: {
    create: {
      ...plan('kinds-plan'),
      ...{ place: 'SO', authorActor: 'kinds-actor', document: '10-point-plan-in-action-chapter-1', period },
      items: [{ ...planItem('kinds-plan/first'), actors: [{ actor: 'kinds-actor', role: 'FUNDING' }] }],
    },
    which: { slug: 'kinds-plan' },
    set: {
      slug: 'kinds-plan-two',
      name: 'Plan two',
      status: 'ADOPTED',
      place: null,
      initiative: 'kinds',
      author: 'The other authors',
      authorActor: 'kinds-other',
      document: null,
      summary: 'Shorter.',
      period: null,
    },
    renamed: { slug: 'kinds-plan-two' },
  },
  PlanItem: {
    create: { plan: 'kinds-plan-of-parts', ...planItem('kinds/item') },
    which: { key: 'kinds/item' },
    set: {
      actionPoint: 'cooperation-among-key-partners',
      activity: 'Meet again',
      existingActions: ['kinds/whole'],
      status: 'DROPPED',
      priority: null,
      remarks: 'It was too late.',
      period,
      ordinal: 40,
    },
  },
  PlanItemActor: {
    create: { item: 'kinds/item-of-parts', actor: 'kinds-actor', role: 'SUPPORTING' },
    which: { id: id('PlanItemActor', 'kinds/item-of-parts', 'kinds-actor', 'SUPPORTING') },
    set: { role: 'RESPONSIBLE' },
    renamed: { id: id('PlanItemActor', 'kinds/item-of-parts', 'kinds-actor', 'RESPONSIBLE') },
  },
  Assessment: {
    create: {
      ...ofKinds,
      actionPoint: 'protection-sensitive-entry-systems',
      coverage: 'NONE',
      summary: 'Not at all.',
      basis: 'STATED',
    },
    which: { id: id('Assessment', 'kinds', 'protection-sensitive-entry-systems') },
    set: { basis: 'EDITORIAL', rationale: 'It is only a test.', summary: 'Not much.', coverage: 'SECONDARY' },
  },
}

/** Makes what the samples refer to. */
export async function makeSampleOwners(api: Api, key: string): Promise<void> {
  await made(api, key, [
    { createActor: actor('kinds-actor') },
    { createActor: actor('kinds-other') },
    { createPlace: region },
  ])
  await made(api, key, [{ createInitiative: { ...initiative('kinds'), actions: [action('kinds/whole')] } }])
  await made(api, key, [
    {
      createImplementationPlan: {
        ...plan('kinds-plan-of-parts'),
        place: 'SO',
        items: [planItem('kinds/item-of-parts')],
      },
    },
  ])
}
