// What tests of ties between actions and points share: the ties as the API answers them, and the readings as the files
// hold them.
import { expect } from 'vitest'
import { readDataset } from '../../server/db/dataset.ts'
import type { Api } from './server.ts'

export const dataset = await readDataset()

/** The numbers of the ten points. */
export const numbers = Array.from({ length: 10 }, (_, index) => index + 1)

export interface Tie {
  readonly action: string
  readonly point: number
  readonly basis: string
  readonly agreement: number
  readonly rationale: string | null
}

/** Every tie, as the API answers it. */
export async function tiesOf(api: Api): Promise<Tie[]> {
  const found: Tie[] = []
  for (let after: string | null = null; ; ) {
    const data: unknown = await api.data(
      `query ($after: String) { actions(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { id classifications { basis agreement rationale actionPoint { number } } actionPoints { edges { agreement node { number } } } } } }`,
      { after },
    )
    const { actions } = data as {
      actions: {
        pageInfo: { hasNextPage: boolean; endCursor: string | null }
        nodes: {
          id: string
          classifications: (Omit<Tie, 'action' | 'point'> & { actionPoint: { number: number } })[]
          actionPoints: { edges: { agreement: number; node: { number: number } }[] }
        }[]
      }
    }
    for (const { id, classifications, actionPoints } of actions.nodes) {
      const action = Buffer.from(id, 'base64url').toString().replace('Action:', '')
      expect(actionPoints.edges.map(({ agreement, node }) => [node.number, agreement])).toEqual(
        classifications.map(({ agreement, actionPoint }) => [actionPoint.number, agreement]),
      )
      for (const { actionPoint, ...tie } of classifications) found.push({ action, point: actionPoint.number, ...tie })
    }
    if (!actions.pageInfo.hasNextPage) return found
    after = actions.pageInfo.endCursor
  }
}

export type Points = ReadonlyMap<string, readonly number[]>
const codings: Readonly<Record<string, Points>> = {
  first: new Map(dataset.readings.map(({ action, first }) => [action, first])),
  second: new Map(dataset.readings.map(({ action, second }) => [action, second.points])),
  third: new Map(dataset.readings.map(({ action, third }) => [action, third.points])),
  decided: new Map(
    dataset.initiatives.flatMap(({ slug, actions = [] }) =>
      actions.map(({ key, actionPoints }) => [`${slug}/${key}`, actionPoints.map(({ point }) => point)] as const),
    ),
  ),
}
/** The points of each action as one of the readings has them, or as they were decided. */
export const coding = (name: string): Points => codings[name] ?? new Map()
