// Queries as people read them: what is sent has no layout.

const indent = '  '

/** A query with a line for each field, and commas between arguments and the items of lists. */
export function laidOut(query: string): string {
  let depth = 0
  let round = 0
  let before = ''
  const parts = query.matchAll(/"(?:\\.|[^"\\])*"|[{}()[\]]|\.\.\.(?:on )?\w+|[@$]?\w+:?|[^\s\w]/g)
  return Array.from(parts, ([part]) => {
    const last = before
    before = part
    if (part === '(' || part === '[') round += 1
    if (part === ')' || part === ']') round -= 1
    if (round > 0 || '()[]'.includes(part)) {
      const isNext = /^["$\w{]/.test(part) && last !== '' && !/[([{:=.-]$/.test(last)
      return `${isNext ? ', ' : ''}${part}${part.endsWith(':') ? ' ' : ''}`
    }
    if (part === '{') {
      depth += 1
      return `${last === '' ? '' : ' '}{\n${indent.repeat(depth)}`
    }
    if (part === '}') {
      depth -= 1
      return `\n${indent.repeat(depth)}}${depth === 0 ? '\n\n' : ''}`
    }
    if (depth === 0) return last === '' || last === '}' ? part : ` ${part}`
    if (last === '{') return part
    return last.endsWith(':') || part.startsWith('@') ? ` ${part}` : `\n${indent.repeat(depth)}${part}`
  }).join('')
}
