// Data in few words: what is null is left out, and a citation is one line.
import { z } from 'zod'
import { pageRange } from '../cite/item.ts'
import { rangesOf } from '../cite/pages.ts'

const citation = z.object({
  document: z.object({ slug: z.string() }),
  pageStart: z.number(),
  pageEnd: z.number(),
  section: z.string(),
  footnote: z.number().nullable(),
})

/** A citation as one line. */
const lineOf = ({ document, pageStart, pageEnd, section, footnote }: z.infer<typeof citation>): string =>
  [
    document.slug,
    `p. ${pageRange(pageStart, pageEnd)}`,
    section,
    ...(footnote === null ? [] : [`footnote ${footnote}`]),
  ].join(', ')

/** The data without nulls, its citations as `source`. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      if (member === null) return []
      const cited = name === 'citation' ? citation.safeParse(member).data : undefined
      return [cited ? ['source', lineOf(cited)] : [name, compact(member)]]
    }),
  )
}

const matrixShape = z.object({
  matrix: z.object({
    columns: z.array(z.object({ number: z.number(), title: z.string() })),
    rows: z.object({
      totalCount: z.number(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(
        z.object({
          label: z.string(),
          cells: z.array(
            z.object({
              actionPoint: z.object({ number: z.number() }),
              actionCount: z.number(),
              isGap: z.boolean(),
              actions: z.object({ nodes: z.array(z.object({ citation })) }),
            }),
          ),
        }),
      ),
    }),
  }),
})

/** A matrix by rows: how many actions serve which point, on which pages they stand, and where there are none. */
export function compactMatrix(data: unknown): object {
  const { columns, rows } = matrixShape.parse(data).matrix
  return {
    points: Object.fromEntries(columns.map(({ number, title }) => [number, title])),
    totalRows: rows.totalCount,
    ...(rows.pageInfo.hasNextPage && { after: rows.pageInfo.endCursor }),
    rows: rows.nodes.map(({ label, cells }) => ({
      label,
      actions: cells
        .filter(({ actionCount }) => actionCount > 0)
        .map(({ actionPoint, actionCount, actions }) => ({
          point: actionPoint.number,
          count: actionCount,
          pages: rangesOf(actions.nodes.flatMap(({ citation: { pageStart, pageEnd } }) => [pageStart, pageEnd])),
        })),
      gaps: cells.filter(({ isGap }) => isGap).map(({ actionPoint }) => actionPoint.number),
    })),
  }
}
