// Parses and validates documents, in bounded time and memory.
import { GraphQLError, OverlappingFieldsCanBeMergedRule, parse, validate } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { RequestError } from '../relational/index.ts'
import type { DocumentCache } from './document-cache.ts'
import { refuseDeepFragments } from './nesting.ts'

/** The most tokens of a document: names, values and punctuation. The longest document of the SDK has 341. */
export const maximumTokens = 20_000
/** The most errors of a document that are listed. */
export const maximumErrors = 50

/** The message of graphql-js where it stops validating because comparing fields would take too long. */
const gaveUp = 'Validation aborted.'
/** The message of its parser for one token too many. */
const tooManyTokens = /more tha[nt] \d+ tokens/

const tooLarge = (): GraphQLError =>
  new RequestError(
    'QUERY_TOO_COMPLEX',
    `A document is limited to ${maximumTokens} tokens, and must not repeat fields of the same name so often that comparing them takes long.`,
    [],
    { maximum: maximumTokens },
  )

/** Parses and validates documents that are not cached yet. Caches valid documents only. */
export function useDocuments(documents: DocumentCache): Plugin {
  return {
    onParse({ params, setParsedDocument, setParseFn }) {
      const cached = documents.find(String(params.source))
      if (cached) return setParsedDocument(cached)
      setParseFn((source, options) => {
        try {
          const document = parse(source, { ...options, maxTokens: maximumTokens })
          refuseDeepFragments(document)
          return document
        } catch (error) {
          throw error instanceof GraphQLError && tooManyTokens.test(error.message) ? tooLarge() : error
        }
      })
    },
    onValidate({ params: { documentAST }, setResult, setValidationFn }) {
      if (documents.holds(documentAST)) return setResult([])
      const validateBounded: typeof validate = (schema, document, rules) => {
        // Yoga's plugin for @defer adds a copy of this rule that has no bound.
        const others = rules?.filter(({ name }) => name !== OverlappingFieldsCanBeMergedRule.name) ?? []
        const bounded = [...others, OverlappingFieldsCanBeMergedRule]
        const errors = validate(schema, document, bounded, { maxErrors: maximumErrors })
        return errors.some(({ message }) => message === gaveUp) ? [tooLarge()] : errors
      }
      setValidationFn(validateBounded)
      return ({ valid }) => {
        if (valid && documentAST.loc) documents.remember(documentAST.loc.source.body, documentAST)
      }
    },
  }
}
