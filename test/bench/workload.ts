// The workloads, and for each the list of parameters its requests go through, the same for all contenders.
import { createHash } from 'node:crypto'
import type { Client } from 'pg'

export const workloadNames = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'] as const
export type WorkloadName = (typeof workloadNames)[number]

export const titles: Readonly<Record<WorkloadName, string>> = {
  W1: 'one initiative by slug, six scalars',
  W2: 'twenty initiatives, their actors and roles, actions, and the actors and points of each action',
  W3: 'an actor, its initiatives, their actions, the actors of these, ten each',
  W4: 'the matrix: fifty initiatives by ten points, counts and assessments',
  W5: 'initiatives by filter and search, first twenty and how many there are',
  W6: 'page 1,000 of all actions',
}

/** What varies from request to request. `skip` is how many rows come before the requested page. */
export interface Parameters {
  readonly slug?: string
  readonly skip?: number
  readonly search?: string
  readonly level?: string
}

/** The actions before page 1,000, and the page's size. */
const beforePage1000 = 19_980

const pages = (count: number, size: number, rows: number, from = 0): Parameters[] =>
  Array.from({ length: count }, (_, page) => ({ skip: from + page * size })).filter(({ skip }) => skip < rows)

const bases = [
  'migrant',
  'border',
  'return',
  'refugee',
  'training',
  'asylum',
  'registration',
  'reception',
  'screening',
  'referral',
  'trafficking',
  'coast',
  'detention',
  'shelter',
  'official',
  'guard',
  'counselling',
  'resettlement',
]

/**
 * Words that the made catalogue holds now and then, of those that begin with a short one: a search takes words for
 * misspelt if they share most of their letters, and of long ones with the same beginning that are tens of thousands.
 */
const madeWords = (count: number): readonly string[] =>
  Array.from({ length: 5000 }, (_, n) => ({ n, base: bases[n % bases.length] ?? '' }))
    .filter(({ n, base }) => n >= 100 && base.length <= 6)
    .slice(0, count)
    .map(({ n, base }) => base + createHash('md5').update(String(n)).digest('hex').slice(0, 5))

const levels = ['NATIONAL', 'REGIONAL']

/** The lists of parameters, drawn from what the database holds. */
export async function parametersFrom(client: Client): Promise<Readonly<Record<WorkloadName, readonly Parameters[]>>> {
  const slugs = async (table: string, condition: string): Promise<Parameters[]> => {
    const { rows } = await client.query<{ slug: string }>(
      `select slug from ${table} t where ${condition} order by md5(slug) limit 200`,
    )
    return rows.map(({ slug }) => ({ slug }))
  }
  const { rows } = await client.query<{ initiatives: number; actions: number }>(
    `select (select count(*)::integer from initiatives) as initiatives, (select count(*)::integer from actions) as actions`,
  )
  const { initiatives = 0, actions = 0 } = rows[0] ?? {}
  const isMade = initiatives > 1000
  const words = isMade ? madeWords(100) : ['protection', 'refugee', 'migration', 'border']
  return {
    W1: await slugs('initiatives', 'true'),
    W2: pages(100, 20, initiatives),
    W3: await slugs('actors', 'exists (select 1 from participations p where p.actor_id = t.id)'),
    W4: pages(100, 50, initiatives),
    W5: words.flatMap((search) => levels.map((level) => ({ search, level }))),
    W6: pages(200, 20, actions, isMade ? beforePage1000 : 0),
  }
}
