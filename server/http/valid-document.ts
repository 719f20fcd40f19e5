// Documents that are not sent to the API but stored: parsed and validated within the same bounds.
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import type { ErrorCode } from '../errors.ts'
import { maximumErrors, maximumTokens } from './documents.ts'
import { refuseDeepFragments } from './nesting.ts'

/** The document of a text. Throws GRAPHQL_PARSE_FAILED or GRAPHQL_VALIDATION_FAILED, with the first reason. */
export function validDocument(schema: GraphQLSchema, text: string): DocumentNode {
  const document = parsed(text)
  refuseDeepFragments(document)
  const [error] = validate(schema, document, undefined, { maxErrors: maximumErrors })
  if (error) throw coded(error, 'GRAPHQL_VALIDATION_FAILED')
  return document
}

/** What is wrong with a document that was valid once: the schema may have changed. */
export function problemsOf(schema: GraphQLSchema, text: string): readonly string[] {
  try {
    validDocument(schema, text)
    return []
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message]
    throw error
  }
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: maximumTokens })
  } catch (error) {
    throw error instanceof GraphQLError ? coded(error, 'GRAPHQL_PARSE_FAILED') : error
  }
}

const coded = ({ message, nodes, source, positions }: GraphQLError, code: ErrorCode): GraphQLError =>
  new GraphQLError(message.slice(0, 500), { nodes, source, positions, extensions: { code, http: { status: 400 } } })
