// The plan cache: compiled statements, bounded in bytes.
import type { OperationDefinitionNode } from 'graphql'
import type { CompiledQuery } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { AnswerCost } from '../definition/answer.ts'
import type { Guard, Variables } from '../request/reader.ts'
import type { FormerKeys } from './answer.ts'

/** An operation as a prepared statement, good for all requests whose variables have the same shape. */
export interface Plan {
  readonly guards: readonly Guard[]
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly cost: AnswerCost
  /** The keys that may be former ones. They are looked up only if one has no row. */
  readonly formerKeys: FormerKeys<CompiledQuery> | undefined
}

/** Memory for the plans of one executor with the documents they are made of, in bytes. */
export const planCacheBytes = 64 * 1024 * 1024

/** The most that one operation takes of it. */
const maximumPerOperation = planCacheBytes / 16

/** Plans kept for one operation. A client that varies the shape of its filters has several; more are made anew each time. */
const plansKept = 16

/**
 * Bytes of heap that parts of a plan take at most, measured on plans of 1,500 fields, 300 lists, 300 literals and 900 values
 * in variables, each kept twenty times: from 8 to 9 for a character of a statement, which is put together of many short
 * texts, up to 1,400 for a parameter and 400 for a guard, with what they read their values by.
 */
const bytesOfCharacter = 10
const bytesOfParameter = 1_500
const bytesOfGuard = 500
const bytesOfPlan = 4_096

const bytesOf = ({ sql, parameters, guards, formerKeys }: Plan): number =>
  guards.reduce((sum, { expected }) => sum + bytesOfGuard + expected.length * 2, bytesOfPlan) +
  (sql.length + (formerKeys?.query.sql.length ?? 0)) * bytesOfCharacter +
  parameters.length * bytesOfParameter

interface Kept {
  readonly plans: readonly Plan[]
  /** What they take together with their document, which they hold on to. */
  readonly bytes: number
}

/** Plans by operation. The least recently used operations give way once all plans take more than the bound. */
export class Plans {
  readonly #kept = new LRUCache<OperationDefinitionNode, Kept>({
    maxSize: planCacheBytes,
    sizeCalculation: ({ bytes }) => bytes,
  })

  /** A plan that fits the shape of the variables. */
  find(operation: OperationDefinitionNode, variables: Variables): Plan | undefined {
    const kept = this.#kept.get(operation)
    return kept?.plans.find(({ guards }) => guards.every(({ read, expected }) => read(variables) === expected))
  }

  /** Keeps a plan of an operation of a document that takes so many bytes. The oldest of an operation give way. */
  keep(operation: OperationDefinitionNode, plan: Plan, documentBytes: number): void {
    const { plans = [] } = this.#kept.get(operation) ?? {}
    const kept: Plan[] = []
    let bytes = documentBytes
    for (const candidate of [plan, ...plans].slice(0, plansKept)) {
      const more = bytesOf(candidate)
      if (bytes + more > maximumPerOperation) break
      bytes += more
      kept.push(candidate)
    }
    if (kept.length > 0) this.#kept.set(operation, { plans: kept, bytes })
  }
}
