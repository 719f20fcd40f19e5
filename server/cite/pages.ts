// The printed pages that the answer of a query is taken from, whether or not the query asks for them.
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { z } from 'zod'

/** Pages of a document. */
export interface CitedPages {
  /** The slug of the document. */
  readonly document: string
  readonly title: string
  /** Single pages and ranges, as in `20, 26-27`. */
  readonly pages: string
}

/** The alias that citations are selected under; no client uses it by chance. */
const alias = 'tenpointCitation'

const citationField = fieldOf(`{ ${alias}: citation { document { slug title } pageStart pageEnd } }`)

function fieldOf(text: string): FieldNode {
  const [definition] = parse(text, { noLocation: true }).definitions
  const field = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined
  if (field?.kind !== Kind.FIELD) throw new TypeError('A field was expected.')
  return field
}

/** The document with the citation of everything it selects that has one. */
export function withCitations(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema)
  const cited = schema.getType('Cited')
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType()
          const isCited =
            isInterfaceType(cited) &&
            (type === cited || ((isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().includes(cited)))
          return isCited ? { ...node, selections: [...node.selections, citationField] } : undefined
        },
      },
    }),
  )
}

const shape = z.object({
  document: z.object({ slug: z.string(), title: z.string() }),
  pageStart: z.number(),
  pageEnd: z.number(),
})

/** The pages of all citations in an answer, document by document. */
export function pagesOf(data: unknown): readonly CitedPages[] {
  const documents = new Map<string, { readonly title: string; readonly pages: Set<number> }>()
  const waiting: unknown[] = [data]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      const citation = name === alias ? shape.safeParse(member).data : undefined
      if (!citation) waiting.push(member)
      else {
        const { document, pageStart, pageEnd } = citation
        const known = documents.get(document.slug) ?? { title: document.title, pages: new Set() }
        documents.set(document.slug, known)
        for (let page = pageStart; page <= pageEnd; page += 1) known.pages.add(page)
      }
    }
  }
  return [...documents]
    .map(([document, { title, pages }]) => ({ document, title, pages: rangesOf([...pages]) }))
    .sort((a, b) => (a.document < b.document ? -1 : 1))
}

/** Page numbers as single pages and ranges. */
export function rangesOf(pages: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && page <= last[1] + 1) last[1] = page
    else ranges.push([page, page])
  }
  return ranges.map(([from, to]) => (to > from ? `${from}-${to}` : String(from))).join(', ')
}
