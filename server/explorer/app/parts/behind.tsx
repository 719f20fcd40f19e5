// Behind a view: its query, the lines of the SDK, its table and its citation, to take along.
import { useState } from 'preact/hooks'
import { asOfText } from '../../../../sdk/src/as-of.ts'
import { textOf } from '../../../../sdk/src/document.ts'
import { revisionOf } from '../address.ts'
import { text } from '../text.ts'

interface BehindProps {
  /** The document of the view. */
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** The same by a function of the SDK. */
  readonly sdk: string
  /** The path of the table without its format, such as `/export/initiatives`, and its parameters. */
  readonly table?: readonly [path: string, parameters: Readonly<Record<string, string>>]
  /** The path of the citation without its format, such as `/cite/initiative/bali-process`. */
  readonly cite?: string
}

const indent = '  '

/** A query with a line for each field: what is sent has no layout. */
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

const formats = ['csv', 'xlsx', 'json'] as const
const citations = ['bib', 'ris', 'json', 'txt'] as const

/** A closed drawer under a view. */
export function Behind({ query, variables, sdk, table, cite }: BehindProps) {
  const [isOpen, setOpen] = useState(false)
  const revision = revisionOf(new URLSearchParams(location.search))
  const written = textOf(query)
  const sent = revision === undefined ? written : asOfText(written)
  const values = revision === undefined ? variables : { ...variables, asOf_revision: revision }
  const play = `/graphql?${new URLSearchParams({ query: laidOut(sent), variables: JSON.stringify(values, null, 2) })}`
  const parameters = new URLSearchParams({ ...table?.[1], ...(revision !== undefined && { revision: `${revision}` }) })
  const suffix = parameters.size > 0 ? `?${parameters}` : ''
  return (
    <details class="behind noprint" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.behind.title}</summary>
      {isOpen && (
        <>
          {table && (
            <p>
              {text.behind.table}:{' '}
              {formats.map((format) => (
                <a key={format} href={`${table[0]}.${format}${suffix}`}>
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          )}
          {cite !== undefined && (
            <p>
              {text.behind.cite}:{' '}
              {citations.map((format) => (
                <a key={format} href={`${cite}.${format}${revision === undefined ? '' : `?revision=${revision}`}`}>
                  {format === 'bib'
                    ? 'BibTeX'
                    : format === 'ris'
                      ? 'RIS'
                      : format === 'json'
                        ? 'CSL JSON'
                        : text.behind.plain}
                </a>
              ))}
            </p>
          )}
          <h3>{text.behind.sdk}</h3>
          <pre>{revision === undefined ? sdk : sdk.replace('client.', `client.asOf(${revision}).`)}</pre>
          <h3>
            {text.behind.query}
            {'playground' in document.documentElement.dataset && (
              <>
                {' '}
                <a href={play}>{text.behind.play}</a>
              </>
            )}
          </h3>
          <pre>{laidOut(sent)}</pre>
          <pre>{JSON.stringify(values, null, 2)}</pre>
        </>
      )}
    </details>
  )
}
