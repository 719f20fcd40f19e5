// What can be cited by an address of its own: the printed pages that an object is taken from, and the revision it was read of.
import { z } from 'zod'
import { type Ask, dataOf, readyMade } from '../operations/ask.ts'
import { decodeId, encodeId } from '../relational/index.ts'
import { atRevision } from './as-of.ts'
import { factShape, titleOf } from './facts.ts'
import { type CitationItem, citationDate, pageRange } from './item.ts'

/** The types, by their names in addresses. */
const types: Readonly<Record<string, string | undefined>> = {
  document: 'Document',
  initiative: 'Initiative',
  actor: 'Actor',
  action: 'Action',
  outcome: 'Outcome',
  guidance: 'Guidance',
  participation: 'Participation',
  phase: 'Phase',
  objective: 'Objective',
  reference: 'Reference',
  'initiative-place': 'InitiativePlace',
  'initiative-population': 'InitiativePopulation',
  'initiative-relation': 'InitiativeRelation',
  'actor-membership': 'ActorMembership',
  'implementation-plan': 'ImplementationPlan',
  place: 'Place',
}

/** The names of types in addresses. */
export const citedTypes: readonly string[] = Object.keys(types)

const source = z.object({
  slug: z.string(),
  title: z.string(),
  kind: z.string(),
  language: z.string().nullable(),
  issued: z.string().nullable(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
})

const citation = z.object({
  document: source,
  pageStart: z.number(),
  pageEnd: z.number(),
  section: z.string(),
  footnote: z.number().nullable(),
})

const answer = z.object({
  whole: factShape.initiative.nullable(),
  node: z
    .object({
      __typename: z.string(),
      name: z.string().optional(),
      ...factShape,
      citation: citation.optional(),
      author: z.string().optional(),
      document: source.nullish(),
      actionPoint: z.object({ number: z.number() }).optional(),
      code: z.string().optional(),
    })
    .and(source.partial())
    .nullable(),
})

const document = readyMade(`query Cite($id: ID!, $whole: String!, $hasWhole: Boolean!) {
  whole: initiative(slug: $whole) @include(if: $hasWhole) { slug name }
  node(id: $id) {
    __typename
    ... on Cited { citation { document { ...Source } pageStart pageEnd section footnote } }
    ... on Document { ...Source }
    ... on Initiative { slug name }
    ... on Actor { slug name }
    ... on Action { name: summary initiative { slug name } }
    ... on Outcome { name: text initiative { slug name } }
    ... on Guidance { name: text actionPoint { number } }
    ... on Participation { role certainty initiative { slug name } actor { name } phase { name } }
    ... on Phase { name initiative { slug name } }
    ... on Objective { name: text initiative { slug name } }
    ... on Reference { label address: url referred: document { title } initiative { slug name } }
    ... on InitiativePlace { at: place { name } placeRole: role }
    ... on InitiativePopulation { population condition: note }
    ... on InitiativeRelation { relation: kind from { slug name } to { name } }
    ... on ActorMembership { roleInGroup: role group { slug name } member { name } }
    ... on Place { code name }
    ... on ImplementationPlan { slug name author document { ...Source } }
  }
}
fragment Source on Document { slug title kind language issued publisher url }`)

/** What to cite: a type as addresses name it, a slug, key or global id, and a revision. */
export interface CitedSubject {
  readonly type: string
  readonly key: string
  readonly revision?: number | undefined
}

/** A citation, and where people read what it is of. */
export interface Citation {
  readonly item: CitationItem
  readonly revision: number | undefined
  /** The path of the page of the explorer; undefined where it has none. */
  readonly page: string | undefined
}

/** The citation of an object; undefined where there is no such object. `address` makes an address of a path. */
export async function citationOf(
  ask: Ask,
  { type, key, revision }: CitedSubject,
  address: (path: string) => string,
  signal?: AbortSignal,
): Promise<Citation | undefined> {
  const typename = Object.hasOwn(types, type) ? types[type] : undefined
  if (typename === undefined) return undefined
  // A global id names its object, too: actions and the like have no slug.
  const named = decodeId(key, new Set([typename]))?.key ?? key
  const operation = revision === undefined ? document : atRevision(document, revision)
  const variables = { id: encodeId({ type: typename, key: named }), ...wholeIn(typename, named) }
  const result = await ask(operation, variables, { signal })
  const { node: found, whole } = answer.parse(dataOf(result))
  if (!found || found.__typename !== typename) return undefined
  const node = whole ? { ...found, initiative: whole } : found
  const read = result.revision ?? revision
  const own = node.slug ?? node.code ?? named
  const path = `/cite/${type}/${encodeURI(own)}${read === undefined ? '' : `?revision=${read}`}`
  const about = { id: `tenpoint-${type}-${own}-r${read}`, version: `revision ${read}`, URL: address(path) }
  return { item: { ...about, ...itemOf(node, read) }, revision: read, page: pageOf(node, own) }
}

/** Ties of an initiative do not say of which one they are; their key begins with its slug. */
const wholeIn = (typename: string, key: string) => ({
  whole: key.split('/')[0] ?? '',
  hasWhole: typename === 'InitiativePlace' || typename === 'InitiativePopulation',
})

/** Where the explorer shows an object: on a page of its own, or on that of what it belongs to. */
function pageOf({ __typename, initiative, from, group, actionPoint }: Node, key: string): string | undefined {
  const own = encodeURIComponent(key)
  switch (__typename) {
    case 'Outcome':
    case 'Participation':
    case 'Phase':
    case 'Objective':
    case 'Reference':
    case 'InitiativePlace':
    case 'InitiativePopulation':
      return initiative && `/initiative/${encodeURIComponent(initiative.slug)}`
    case 'InitiativeRelation':
      return from && `/initiative/${encodeURIComponent(from.slug)}`
    case 'ActorMembership':
      return group && `/actor/${encodeURIComponent(group.slug)}`
    case 'Guidance':
      return actionPoint && `/point/${actionPoint.number}`
    case 'Place':
      return `/country/${own}`
    case 'ImplementationPlan':
      return `/plan/${own}`
    case 'Action':
      return `/action/${encodeURIComponent(encodeId({ type: __typename, key }))}`
    default:
      return `/${__typename.toLowerCase()}/${own}`
  }
}

type Node = NonNullable<z.infer<typeof answer>['node']>
type Source = z.infer<typeof source>

const kinds: Readonly<Record<string, CitationItem['type'] | undefined>> = {
  LEGISLATION: 'legislation',
  DECLARATION: 'legislation',
  WEB_PAGE: 'webpage',
  REPORT: 'report',
  STUDY: 'report',
  COMPILATION: 'report',
}

/** What a citation takes over from the document. */
const ofSource = ({ language, issued, publisher }: Partial<Source>) => ({
  ...(publisher && { author: [{ literal: publisher }], publisher }),
  issued: citationDate(issued),
  language: language ?? undefined,
})

/** The parts of a document, as a sentence names them. */
const sectionNames: Readonly<Record<string, string>> = {
  BACKGROUND: 'the background section',
  ACTORS: 'the list of actors',
  ACTIONS: 'the list of actions',
  REVIEW: 'the review',
  FURTHER_INFORMATION: 'the further information',
  INTRODUCTION: 'the introduction',
  GUIDANCE: 'the guidance',
  CONTENTS: 'the table of contents',
}

type Details = Omit<CitationItem, 'id' | 'version' | 'URL'> & { readonly URL?: string }

function itemOf(node: Node, revision: number | undefined): Details {
  const catalogue = `Tenpoint catalogue, revision ${revision}`
  if (node.citation) {
    const { document, pageStart, pageEnd, section, footnote } = node.citation
    const spot = footnote === null ? sectionNames[section] : `footnote ${footnote}`
    return {
      type: 'chapter',
      title: titleOf(node),
      'container-title': document.title,
      ...ofSource(document),
      page: pageRange(pageStart, pageEnd),
      note: `Summarised in the ${catalogue}, from ${spot}`,
    }
  }
  if (node.__typename === 'Document')
    return {
      type: kinds[node.kind ?? ''] ?? 'document',
      title: node.title ?? '',
      ...ofSource(node),
      ...(node.url && { URL: node.url }),
      note: `Listed in the ${catalogue}`,
    }
  if (node.__typename === 'Place')
    return {
      type: 'webpage',
      title: node.name ?? '',
      'container-title': `Tenpoint catalogue, revision ${revision}`,
      note: 'What the catalogue has of this place; each fact there cites its own page',
    }
  return {
    type: 'document',
    title: node.name ?? '',
    ...(node.author !== undefined && { author: [{ literal: node.author }] }),
    'container-title': node.document?.title,
    note: `Held in the ${catalogue}; its author's plan, which cites no page`,
  }
}
