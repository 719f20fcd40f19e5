// A client that answers what a test says, held against the real schema. All but the sending is the real client.
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { buildSchema, getNamedType, getVariableValues, isObjectType, parse, validate } from 'graphql'
import { type Client, clientOver } from './client.ts'
import { textOf } from './document.ts'
import { AbortedError } from './errors.ts'
import type { Answers, OwnAnswer } from './fake-answers.ts'
import { Failure } from './fake-failure.ts'
import { type Asked, fitted } from './fake-fit.ts'
import { pageOf } from './fake-pages.ts'
import * as ready from './generated.ts'
import { sdl } from './sdl.ts'
import { anyOf, type ClientOptions, type Transport, throwIfAborted } from './transport.ts'

/** The answers of a test do not fit: there is none for a call, or not one that the API could give. No error of the API. */
export class AnswerError extends Error {
  /** Name of the class. */
  override name = 'AnswerError'
}

/** A call that was made. */
export interface FakeCall {
  /** The name of the operation; empty where a document of your own has none. */
  readonly operation: string
  /** The variables, as they would have been sent. */
  readonly variables: Readonly<Record<string, unknown>>
  /** What it was to be as of: the number of a revision, or a time. Null for the newest. */
  readonly asOf: number | string | null
}

/** What a fake client answers. */
export interface FakeOptions {
  /** Answers by the name of the operation. */
  readonly answers?: Answers | undefined
  /** Answers to documents of your own, each by `answerTo`. */
  readonly own?: readonly OwnAnswer[] | undefined
  /** The revision that answers say they are of. 1 by default. */
  readonly revision?: number | undefined
}

/** A client that answers what it was given. */
export interface FakeClient extends Client {
  /** The calls so far, in their order; those of the clients that `as` and `asOf` made, too. */
  readonly calls: readonly FakeCall[]
}

/** A document, read. */
interface Known {
  readonly document: DocumentNode
  readonly definition: OperationDefinitionNode
}

type Values = Readonly<Record<string, unknown>>

/** The names of the operations by their texts. */
const names: ReadonlyMap<string, string> = new Map(
  Object.entries(ready).map(([name, text]) => [
    String(text),
    name.charAt(0).toLowerCase() + name.slice(1, -'Document'.length),
  ]),
)

let parsedSchema: GraphQLSchema | undefined
const schemaOf = (): GraphQLSchema => {
  parsedSchema ??= buildSchema(sdl, { noLocation: true, assumeValid: true })
  return parsedSchema
}

/**
 * A client for tests, which answers what it is given and asks no server. An answer that the API could not give is an
 * `AnswerError` that names the place in it; so is a call without an answer.
 */
export function fakeClient({ answers = {}, own = [], revision = 1 }: FakeOptions = {}): FakeClient {
  const byName = new Map<string, unknown>(Object.entries(answers))
  for (const name of byName.keys())
    if (![...names.values()].includes(name))
      throw new AnswerError(`There is no operation ${name}. There are: ${[...names.values()].join(', ')}.`)
  const byText = new Map(own.map(({ document, answer }) => [textOf(document), answer]))
  const documents = new Map<string, Known>()
  const calls: FakeCall[] = []

  function known(query: string): Known {
    const read = documents.get(query) ?? readDocument(query)
    documents.set(query, read)
    return read
  }

  /** Notes a call, and gives what there is to answer it with. */
  async function outcomeOf(answer: unknown, call: FakeCall, query: string): Promise<unknown> {
    const given: unknown = typeof answer === 'function' ? await answer(call.variables) : answer
    if (given instanceof Failure) throw given.errorFor(query)
    if (given instanceof Error) throw given
    return given
  }

  const transportOf =
    ({ signal: always }: ClientOptions): Transport =>
    async ({ query, variables: given }, { signal: once, onAnswer } = {}) => {
      const signal = anyOf(always, once)
      throwIfAborted(signal)
      const { asOf_revision, asOf_time, ...variables } = asSent(given)
      const { document, definition } = known(query)
      const name = names.get(query)
      const call = {
        operation: name ?? definition.name?.value ?? '',
        variables,
        asOf: momentIn(asOf_revision, asOf_time),
      }
      calls.push(call)
      const asked = askedWith(document, definition, variables, call.operation)
      const answer = byText.has(query) ? byText.get(query) : name === undefined ? undefined : byName.get(name)
      if (answer === undefined) throw new AnswerError(unanswered(call.operation, name !== undefined))
      const outcome = await orAborted(outcomeOf(answer, call, query), signal)
      const value = byText.has(query) ? outcome : rooted(definition, asked, query, outcome)
      const data = fit(asked, definition, value, call.operation)
      onAnswer?.({ revision: typeof call.asOf === 'number' ? call.asOf : revision })
      return data
    }

  /** The value of the one root field as a whole result; of a list the page that is asked for. */
  function rooted(definition: OperationDefinitionNode, asked: Asked, query: string, value: unknown): object {
    const [root] = definition.selectionSet.selections
    if (root?.kind !== 'Field') return {}
    const field = rootOf(definition)?.getFields()[root.name.value]
    const type = field && getNamedType(field.type)
    const isPaged = Array.isArray(value) && isObjectType(type) && 'pageInfo' in type.getFields()
    const page = isPaged ? pageOf(value, asked.variables) : value
    if (page instanceof Failure) throw page.errorFor(query)
    return { [(root.alias ?? root.name).value]: page }
  }

  /** Answers the request for the events of the subscription: those that there are, and then silence. */
  async function follow(_endpoint: string | URL, { body, signal }: RequestInit): Promise<Response> {
    const { query, variables } = messageIn(String(body))
    const { document, definition } = known(query)
    const call = { operation: 'newRevisions', variables, asOf: null }
    calls.push(call)
    const asked = askedWith(document, definition, variables, call.operation)
    const answer = byName.get(call.operation)
    if (answer === undefined) throw new AnswerError(unanswered(call.operation, true))
    const items = await outcomeOf(answer, call, query)
    if (!Array.isArray(items)) throw new AnswerError('The answer to newRevisions is a list of revisions.')
    const events = items
      .filter((item: unknown) => !(numberOf(item) <= Number(variables['since'] ?? 0)))
      .map((item: unknown) => fit(asked, definition, { revisions: item }, call.operation))
      .map((data) => `event: next\ndata: ${JSON.stringify({ data })}\n\n`)
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(events.join('') || ':\n\n'))
        signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true })
      },
    })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  }

  const client = clientOver({ endpoint: 'http://fake.invalid/graphql', fetch: follow }, transportOf)
  return { ...client, calls }
}

const numberOf = (item: unknown): number =>
  typeof item === 'object' && item !== null && 'number' in item ? Number(item.number) : Number.NaN

const unanswered = (operation: string, isReady: boolean): string =>
  isReady
    ? `There is no answer to ${operation}. Give it as answers: { ${operation}: … }.`
    : `There is no answer to the document ${operation || 'without a name'}. Give it as own: [answerTo(document, …)].`

const rootOf = ({ operation }: OperationDefinitionNode) => schemaOf().getRootType(operation)

/** Reads a document and holds it against the schema. */
function readDocument(query: string): Known {
  const document = parse(query, { noLocation: true })
  const [mistake] = validate(schemaOf(), document)
  if (mistake) throw new AnswerError(`The API would refuse this document: ${mistake.message}`)
  const definition = document.definitions.find((part) => part.kind === 'OperationDefinition')
  if (!definition) throw new AnswerError('The document has no operation.')
  return { document, definition }
}

/** What a call asks. Variables that the API would refuse are an error. */
function askedWith(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Values,
  operation: string,
): Asked {
  const { errors } = getVariableValues(schemaOf(), variableDefinitions, variables)
  if (errors) throw new AnswerError(`${operation}: ${errors.map(({ message }) => message).join('\n')}`)
  // Defaults matter where a part is included or skipped.
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === 'BooleanValue' ? [[variable.name.value, defaultValue.value]] : [],
  )
  const fragments = document.definitions.filter((part) => part.kind === 'FragmentDefinition')
  return {
    schema: schemaOf(),
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables: { ...Object.fromEntries(defaults), ...variables },
  }
}

/** The answer as the API would give it. */
function fit(asked: Asked, definition: OperationDefinitionNode, value: unknown, operation: string): unknown {
  const root = rootOf(definition)
  if (!root || typeof value !== 'object' || value === null)
    throw new AnswerError(`The answer to ${operation || 'the document'} is no object.`)
  const { data, problems } = fitted(asked, root, definition.selectionSet, value)
  if (problems.length > 0)
    throw new AnswerError(
      `The answer to ${operation || 'the document'} does not fit.\n${problems.slice(0, 20).join('\n')}`,
    )
  return data
}

const momentIn = (revision: unknown, time: unknown): number | string | null =>
  typeof revision === 'number' ? revision : typeof time === 'string' ? time : null

/** Variables as they travel: what is undefined does not. What is parsed from an object's text is an object. */
const asSent = (variables: unknown): Values => JSON.parse(JSON.stringify(variables ?? {})) as Values

function messageIn(body: string): { readonly query: string; readonly variables: Values } {
  // As the client has just written it.
  return JSON.parse(body) as { query: string; variables: Values }
}

/** What a promise gives, unless the signal aborts before. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new AbortedError('The call was cancelled.', { cause: signal.reason }))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
