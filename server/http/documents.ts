// From the text of a document to one that is known to be valid, in bounded time and memory.
import { GraphQLError, OverlappingFieldsCanBeMergedRule, parse, validate } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { RequestError } from '../relational/index.ts'
import type { DocumentCache } from './document-cache.ts'
import { refuseDeepFragments } from './nesting.ts'

/** The most tokens of a document: names, values and punctuation. The longest document of the SDK has 341. */
export const maximumTokens = 20_000
/** The most errors of a document that are listed. */
export const maximumErrors = 50

/** graphql-js stops validating where comparing fields with each other would take too long, and says just this. */
const gaveUp = 'Validation aborted.'
/** What its parser says of one token too many. */
const tooManyTokens = /more tha[nt] \d+ tokens/

const tooLarge = (): GraphQLError =>
  new RequestError(
    'QUERY_TOO_COMPLEX',
    `A document is limited to ${maximumTokens} tokens, and must not repeat fields of the same name so often that comparing them takes long.`,
    [],
    { maximum: maximumTokens },
  )

/** Parses and validates what is not known yet. Remembers what is valid, and nothing else. */
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
