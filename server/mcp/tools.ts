// The tools of assistants: ready-made questions, each with a short answer that says where it comes from.
import type { DocumentNode } from 'graphql'
import { z } from 'zod'
import { atRevision } from '../cite/as-of.ts'
import { sentence } from '../cite/formats.ts'
import { citationOf, citedTypes } from '../cite/subjects.ts'
import type { Feed } from '../feed/feed.ts'
import { type Ask, dataOf } from '../operations/ask.ts'
import { compact, compactMatrix } from './compact.ts'
import {
  actionsDocument,
  actorDocument,
  findDocument,
  initiativeDocument,
  matrixDocument,
  partnersDocument,
} from './operations.ts'

/** What tools work with. */
export interface ToolOptions {
  readonly ask: Ask
  readonly feed: Feed
  /** Makes a whole address of a path. */
  readonly address: (path: string) => string
}

/** What a tool found: its data, and the revision they are of. */
export interface Found {
  readonly revision: number | undefined
  readonly data: unknown
}

/** A tool. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodObject
  readonly run: (options: ToolOptions, args: unknown, signal: AbortSignal) => Promise<Found>
}

const tool = <Input extends z.ZodObject>(
  about: Pick<Tool, 'name' | 'title' | 'description'>,
  input: Input,
  run: (options: ToolOptions, args: z.infer<Input>, signal: AbortSignal) => Promise<Found>,
): Tool => ({ ...about, input, run: (options, args, signal) => run(options, input.parse(args), signal) })

const slug = z.string().min(1).max(200)
const revision = z.number().int().min(1).max(2_147_483_646).optional().describe('as of this revision; else now')
const upTo = (most: number, usual: number) =>
  z.number().int().min(1).max(most).default(usual).describe('how many at most')
const after = z.string().max(500).optional().describe('`after` or `endCursor` of the page before')
const levels = ['LOCAL', 'NATIONAL', 'REGIONAL', 'INTERREGIONAL', 'GLOBAL'] as const

/** The data of an operation, now or as of a revision. */
async function read(
  ask: Ask,
  document: DocumentNode,
  { revision: at, ...variables }: { readonly revision?: number | undefined } & Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Found> {
  const result = await ask(at === undefined ? document : atRevision(document, at), variables, { signal })
  return { revision: result.revision ?? at, data: dataOf(result) }
}

const shortened = async (found: Promise<Found>): Promise<Found> => {
  const { data, ...of } = await found
  return { ...of, data: compact(data) }
}

/** All tools. */
export const tools: readonly Tool[] = [
  tool(
    {
      name: 'find',
      title: 'Find',
      description:
        'Searches names and texts of initiatives, actors, actions, outcomes and guidance. Begin here: it gives the slugs that other tools take.',
    },
    z.object({
      text: z.string().min(1).max(200).describe('words; "quoted" for a phrase, -word to exclude'),
      kinds: z
        .array(z.enum(['INITIATIVE', 'ACTOR', 'ACTION', 'OUTCOME', 'GUIDANCE', 'REFERENCE', 'IMPLEMENTATION_PLAN']))
        .max(7)
        .optional(),
      first: upTo(20, 10),
      revision,
    }),
    ({ ask }, args, signal) => shortened(read(ask, findDocument, args, signal)),
  ),
  tool(
    {
      name: 'initiative',
      title: 'One initiative',
      description:
        'An initiative: where, when, who takes part as what, its actions with their action points, outcomes.',
    },
    z.object({ slug, revision }),
    ({ ask }, args, signal) => shortened(read(ask, initiativeDocument, args, signal)),
  ),
  tool(
    {
      name: 'actor',
      title: 'One actor',
      description: 'A State, organisation or group: its initiatives with its roles, its actions, groups and members.',
    },
    z.object({ slug, revision }),
    ({ ask }, args, signal) => shortened(read(ask, actorDocument, args, signal)),
  ),
  tool(
    {
      name: 'partners',
      title: 'Who works with whom',
      description: 'The actors that share initiatives with one actor, and which initiatives.',
    },
    z.object({ slug: slug.describe('of the actor'), first: upTo(30, 15), revision }),
    ({ ask }, args, signal) => shortened(read(ask, partnersDocument, args, signal)),
  ),
  tool(
    {
      name: 'matrix',
      title: 'Matrix and gaps',
      description:
        'Counts actions by row and by the ten action points. `gaps` are points without any action in a row: the source tells of none, which does not prove that there was none.',
    },
    z.object({
      by: z.enum(['COUNTRY', 'REGION', 'LEVEL', 'INITIATIVE', 'ACTOR', 'ACTOR_KIND']).describe('what the rows are'),
      level: z.enum(levels).optional().describe('only initiatives of this level'),
      country: z.string().length(2).optional().describe('only initiatives there; ISO 3166-1 alpha-2'),
      basis: z
        .enum(['STATED', 'EDITORIAL'])
        .optional()
        .describe('only ties that the source states, or that the editors made'),
      first: upTo(30, 12),
      after,
      revision,
    }),
    async ({ ask }, { level, country, ...args }, signal) => {
      const where = {
        ...(level && { level: { eq: level } }),
        ...(country && { places: { some: { place: { code: { eq: country.toUpperCase() } } } } }),
      }
      const { data, ...of } = await read(ask, matrixDocument, { ...args, where }, signal)
      return { ...of, data: compactMatrix(data) }
    },
  ),
  tool(
    {
      name: 'actions',
      title: 'Actions',
      description:
        'Actions with who did them and why they count under which action point: the evidence behind the matrix.',
    },
    z.object({
      point: z.number().int().min(1).max(10).optional().describe('action point'),
      initiative: slug.optional().describe('slug'),
      actor: slug.optional().describe('slug'),
      country: z.string().length(2).optional().describe('of the initiative; ISO 3166-1 alpha-2'),
      search: z.string().min(1).max(200).optional(),
      first: upTo(20, 10),
      after,
      revision,
    }),
    ({ ask }, { point, initiative, actor, country, ...args }, signal) => {
      const where = {
        ...(point && { actionPoints: { some: { number: { eq: point } } } }),
        ...(actor && { actors: { some: { slug: { eq: actor } } } }),
        ...((initiative || country) && {
          initiative: {
            ...(initiative && { slug: { eq: initiative } }),
            ...(country && { places: { some: { place: { code: { eq: country.toUpperCase() } } } } }),
          },
        }),
      }
      return shortened(read(ask, actionsDocument, { ...args, where }, signal))
    },
  ),
  tool(
    {
      name: 'cite',
      title: 'Cite',
      description: 'A citation with the printed pages, as a sentence and as CSL JSON.',
    },
    z.object({
      type: z.enum(citedTypes),
      key: slug.describe('slug, or the id of an action, outcome or guidance'),
      revision,
    }),
    async ({ ask, address }, args, signal) => {
      const found = await citationOf(ask, args, address, signal)
      return { revision: found?.revision, data: found && { text: sentence(found.item), csl: found.item } }
    },
  ),
  tool(
    {
      name: 'changes',
      title: 'What changed',
      description: 'The revisions after one: who changed what, when and why.',
    },
    z.object({ since: z.number().int().min(0).max(2_147_483_646), first: upTo(10, 5) }),
    async ({ feed }, { since, first }) => {
      const revisions = await feed(since, first)
      const data = revisions.map(({ subjects, ...entry }) => ({
        ...entry,
        subjects: subjects.slice(0, 20).map(({ operation, type, key, name }) => ({ operation, type, key, name })),
      }))
      return { revision: revisions.at(-1)?.revision, data: { revisions: data } }
    },
  ),
]
