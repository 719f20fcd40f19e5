// Queries as people read them: what is sent has no layout.

const indent = '  '

/** A query with a line for each field. */
export function laidOut(query: string): string {
  let depth = 0
  let round = 0
  return query.replaceAll(
    /"(?:\\.|[^"\\])*"|[{}()[\]]|\.\.\.(?:on )?\w+|[@$]?\w+:?|[^\s\w]/g,
    (part, offset: number) => {
      const before = query[offset - 1] ?? ''
      if (part === '(' || part === '[') round += 1
      if (part === ')' || part === ']') round -= 1
      if (round > 0 || '()[]'.includes(part)) return part.endsWith(':') ? `${part} ` : part
      if (part === '{') {
        depth += 1
        return ` {\n${indent.repeat(depth)}`
      }
      if (part === '}') {
        depth -= 1
        return `\n${indent.repeat(depth)}}${depth === 0 ? '\n\n' : ''}`
      }
      const isNext = depth > 0 && !'{:'.includes(before) && !part.startsWith('@')
      return isNext ? `\n${indent.repeat(depth)}${part}` : part
    },
  )
}

/** The address of the playground with a query in it; undefined where the server has no playground. */
export const playgroundLink = (query: string, variables: Readonly<Record<string, unknown>>): string | undefined =>
  'playground' in document.documentElement.dataset
    ? `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) })}`
    : undefined
