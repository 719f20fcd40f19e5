// Loads the facts by the SDK, page by page, all lists at once.
import type { AnswerInfo, Reader } from '../../../../sdk/src/index.ts'
import {
  ExplorerActionsDocument,
  ExplorerActorsDocument,
  ExplorerInitiativeActorsDocument,
  ExplorerInitiativesDocument,
  ExplorerPlacesDocument,
  ExplorerStartDocument,
} from '../generated.ts'
import { type Facts, factsOf } from './facts.ts'

/** How often the facts are read again because somebody changed the catalogue meanwhile. */
const maximumAttempts = 3

/** The facts that a reader gives. All are of one revision. Rejects with a TenpointError. */
export async function loadFacts(read: Reader, signal: AbortSignal): Promise<Facts> {
  for (let attempt = 1; ; attempt += 1) {
    const revisions = new Set<number>()
    const options = {
      signal,
      onAnswer: ({ revision }: AnswerInfo) => {
        if (revision !== undefined) revisions.add(revision)
      },
    }
    const [start, initiatives, actions, actors, places] = await Promise.all([
      read.query(ExplorerStartDocument, {}, options),
      all(read.paginate(ExplorerInitiativesDocument, {}, (page) => page.initiatives, options)),
      all(read.paginate(ExplorerActionsDocument, {}, (page) => page.actions, options)),
      all(read.paginate(ExplorerActorsDocument, {}, (page) => page.actors, options)),
      all(read.paginate(ExplorerPlacesDocument, {}, (page) => page.places, options)),
    ])
    const whole = await Promise.all(
      initiatives.map(async (initiative) => {
        const { pageInfo, nodes } = initiative.actors
        if (!pageInfo.hasNextPage) return initiative
        const further = read.paginate(
          ExplorerInitiativeActorsDocument,
          { slug: initiative.slug, after: pageInfo.endCursor },
          (page) => page.initiative?.actors,
          options,
        )
        return { ...initiative, actors: { pageInfo, nodes: [...nodes, ...(await all(further))] } }
      }),
    )
    const [revision = 0, ...others] = revisions
    if (others.length === 0 || attempt >= maximumAttempts)
      return factsOf({ revision, start, initiatives: whole, actions, actors, places })
  }
}

/** Everything of a list that comes page by page. */
async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of list) items.push(item)
  return items
}
