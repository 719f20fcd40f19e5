// What is behind a view, once its drawer is open.
import { asOfText } from '../../../../sdk/src/as-of.ts'
import { textOf } from '../../../../sdk/src/document.ts'
import { formats as citationFormats, type FormatName, sentence } from '../../../cite/formats.ts'
import type { CitationItem } from '../../../cite/item.ts'
import { revisionOf } from '../address.ts'
import { laidOut } from '../data/layout.ts'
import { text } from '../text.ts'
import type { BehindProps } from './behind-props.ts'
import { Code } from './code.tsx'
import { permanentAddress } from './downloads.tsx'
import { looseDate } from './period.ts'
import { playgroundLink } from './playground-link.ts'
import { save } from './save.ts'

const usualFormats = ['csv', 'xlsx', 'json']
const citations = ['txt', 'bib', 'ris', 'json'] as const
const citationNames: Readonly<Record<FormatName, string>> = {
  txt: text.behind.plain,
  bib: 'BibTeX',
  ris: 'RIS',
  json: 'CSL JSON',
}

/** The content of the drawer. */
export function BehindContent({ query, variables, sdk, table, tables, formats, note, cite, view }: BehindProps) {
  const revision = revisionOf(new URLSearchParams(location.search))
  const written = textOf(query)
  const sent = laidOut(revision === undefined ? written : asOfText(written))
  const values = revision === undefined ? variables : { ...variables, asOf_revision: revision }
  const play = playgroundLink(sent, values)
  const all = tables ?? (table ? [[text.behind.table, ...table] as const] : [])
  return (
    <>
      {note !== undefined && <p>{note}</p>}
      {all.map(([label, path, parameters]) => {
        const own = new URLSearchParams({ ...parameters, ...(revision !== undefined && { revision: `${revision}` }) })
        const suffix = own.size > 0 ? `?${own}` : ''
        return (
          <p key={path}>
            {label}:{' '}
            {(formats ?? usualFormats).map((format) => (
              <a key={format} href={`${path}.${format}${suffix}`}>
                {format.toUpperCase()}
              </a>
            ))}
          </p>
        )
      })}
      {cite !== undefined && (
        <p>
          {text.behind.cite}:{' '}
          {citations.map((format) => (
            <a key={format} href={`${cite}.${format}${revision === undefined ? '' : `?revision=${revision}`}`}>
              {citationNames[format]}
            </a>
          ))}
        </p>
      )}
      {view && <ViewCitation {...view} />}
      <h2>{text.behind.sdk}</h2>
      <Code>{revision === undefined ? sdk : sdk.replaceAll('client.', `client.asOf(${revision}).`)}</Code>
      <h2>
        {text.behind.query} {play !== undefined && <a href={play}>{text.behind.play}</a>}
      </h2>
      <Code>{sent}</Code>
      <Code>{JSON.stringify(values, null, 2)}</Code>
    </>
  )
}

/** A citation of the view as it is in this revision, made here: the server has one of records only. */
function ViewCitation({ facts, title }: NonNullable<BehindProps['view']>) {
  const { document: source, asOf } = facts.about
  const today = new Date()
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()] as const
  const item: CitationItem = {
    id: `tenpoint-view-r${facts.revision}`,
    type: 'dataset',
    title,
    author: [{ literal: text.brand }],
    issued: { 'date-parts': [day] },
    version: `revision ${facts.revision}`,
    URL: permanentAddress(facts),
    note: `Tenpoint catalogue, revision ${facts.revision}; ${[source?.title, looseDate(asOf)].filter(Boolean).join(', ')}`,
  }
  return (
    <>
      <p>
        {text.behind.cite}:{' '}
        {citations.map((format) => (
          <button
            key={format}
            type="button"
            class="link"
            onClick={() =>
              save(
                `tenpoint-view-r${facts.revision}.${format}`,
                citationFormats[format].type,
                citationFormats[format].write(item),
              )
            }
          >
            {citationNames[format]}
          </button>
        ))}
      </p>
      <p class="cited">{sentence(item)}</p>
    </>
  )
}
