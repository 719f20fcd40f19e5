// The SDK's operations as they are written: their texts, their comments, and what each needs of the others.
import { readdir, readFile } from 'node:fs/promises'
import {
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  TokenKind,
  visit,
} from 'graphql'

interface Written<Node> {
  readonly node: Node
  readonly name: string
  /** The comment above it, in one line. */
  readonly comment: string
  /** Its text without layout. */
  readonly text: string
  /** Names of the fragments it spreads itself. */
  readonly spreads: ReadonlySet<string>
}

export type Operation = Written<OperationDefinitionNode>
export type Fragment = Written<FragmentDefinitionNode>

/** Every operation and fragment of the SDK. */
export interface Operations {
  /** All files as one text, always in the same order. */
  readonly source: string
  readonly queries: readonly Operation[]
  readonly mutations: readonly Operation[]
  readonly subscriptions: readonly Operation[]
  readonly fragments: readonly Fragment[]
}

/**
 * Reads the files of a folder, which may spread fragments of `others`. Throws an Error where something has no name
 * or no comment.
 */
export async function readOperations(folder: string, others: readonly Fragment[] = []): Promise<Operations> {
  const files = (await readdir(folder)).sort()
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))
  const source = texts.join('\n')
  const queries: Operation[] = []
  const mutations: Operation[] = []
  const subscriptions: Operation[] = []
  const fragments: Fragment[] = []
  for (const node of parse(source).definitions) {
    if (node.kind === 'OperationDefinition' && node.operation === 'query') queries.push(describe(node))
    else if (node.kind === 'OperationDefinition' && node.operation === 'mutation') mutations.push(describe(node))
    else if (node.kind === 'OperationDefinition') subscriptions.push(describe(node))
    else if (node.kind === 'FragmentDefinition') fragments.push(describe(node))
    else throw new Error(`${folder} holds only operations and fragments, not: ${print(node)}`)
  }
  const own = { source, queries, mutations, subscriptions, fragments: [...fragments, ...others] }
  // Of others' fragments, those that are spread here.
  const spread = new Set(allOf(own).flatMap((operation) => fragmentsOf(operation, own)))
  const borrowed = others.filter((fragment) => spread.has(fragment))
  return {
    ...own,
    source: [source, ...borrowed.map(({ node }) => print(node))].join('\n'),
    fragments: [...fragments, ...borrowed],
  }
}

function describe<Node extends OperationDefinitionNode | FragmentDefinitionNode>(node: Node): Written<Node> {
  const lines: string[] = []
  for (let above = node.loc?.startToken.prev; above?.kind === TokenKind.COMMENT; above = above.prev)
    lines.unshift(above.value.trim())
  const name = node.name?.value
  if (name === undefined || lines.length === 0)
    throw new Error(`Every operation and fragment has a name, and a comment above it: ${print(node)}`)
  const spreads = new Set<string>()
  visit(node, { FragmentSpread: (spread) => void spreads.add(spread.name.value) })
  return { node, name, comment: lines.join(' '), text: stripIgnoredCharacters(print(node)), spreads }
}

/** The fragments an operation needs, directly or not, each once. */
export function fragmentsOf(operation: Operation, { fragments }: Operations): readonly Fragment[] {
  const needed = new Set<Fragment>()
  const add = (spreads: ReadonlySet<string>): void => {
    for (const fragment of fragments)
      if (spreads.has(fragment.name) && !needed.has(fragment)) {
        needed.add(fragment)
        add(fragment.spreads)
      }
  }
  add(operation.spreads)
  return [...needed]
}

/** The text of an operation with its fragments, as it is sent. */
export const fullText = (operation: Operation, operations: Operations): string =>
  [operation, ...fragmentsOf(operation, operations)].map(({ text }) => text).join('')

/** The operations of every kind. */
export const allOf = ({ queries, mutations, subscriptions }: Operations): readonly Operation[] => [
  ...queries,
  ...mutations,
  ...subscriptions,
]

/** The name of an operation's types and constants ends in it. */
export const kindOf = ({ node }: Operation): string => kinds[node.operation]

const kinds = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const
