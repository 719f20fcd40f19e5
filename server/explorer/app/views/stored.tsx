// A stored query for people: what it answered, of which revision, and whether it still does.
import { linkTo } from '../address.ts'
import { laidOut } from '../data/layout.ts'
import { Code } from '../parts/code.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Gone } from '../parts/gone.tsx'
import { dayOf } from '../parts/happenings.tsx'
import { Heading } from '../parts/heading.tsx'
import { currentKey } from '../parts/key.ts'
import { playgroundLink } from '../parts/playground-link.ts'
import { text } from '../text.ts'
import { Loading } from './loading.tsx'
import { Fact } from './section.tsx'
import type { ViewProps } from './view-props.ts'

/** What the address of a stored query answers to programs. */
interface Stored {
  readonly id: string
  readonly url: string
  readonly cite: string
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  readonly revision: number
  readonly storedAt: string
  readonly checksum: { readonly algorithm: string; readonly of: string; readonly value: string }
  readonly pages: readonly { readonly document: string; readonly title: string; readonly pages: string }[]
  readonly now: { readonly checksum: string; readonly holds: boolean; readonly problems?: readonly string[] }
  readonly data: unknown
}

async function readStored(id: string, signal: AbortSignal): Promise<Stored | null> {
  const key = currentKey()
  const headers = { accept: 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) }
  const response = await fetch(`/q/${encodeURIComponent(id)}`, { headers, signal })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`The stored query could not be read: ${response.status}.`)
  const stored: Stored = await response.json()
  return stored
}

/** The page of a stored query. */
export const StoredView = ({ address, facts }: ViewProps) => (
  <Loading
    of={`stored ${address.about}`}
    load={async (signal) => ({ stored: await readStored(address.about, signal) })}
  >
    {({ stored }) =>
      stored ? <Whole stored={stored} facts={facts} /> : <Gone title={text.stored.none} help={text.stored.noneHelp} />
    }
  </Loading>
)

const citations = { txt: text.behind.plain, bib: 'BibTeX', ris: 'RIS', json: 'CSL JSON' }

function Whole({ stored, facts }: { readonly stored: Stored } & Pick<ViewProps, 'facts'>) {
  const { id, query, operationName, variables, revision, storedAt, checksum, pages, now, data } = stored
  const name = operationName ?? /^\s*query\s+(\w+)/.exec(query)?.[1] ?? id
  const play = playgroundLink(query, variables)
  return (
    <>
      <Heading facts={{ ...facts, revision }} title={text.stored.title(name)} lede={text.stored.lede} />
      <p class={`assess ${now.holds ? 'good' : 'bad'}`} role="status">
        <b>{now.holds ? text.stored.holds : text.stored.broken}</b>
      </p>
      <div class="section">
        <Fact name={text.stored.revision}>
          {revision} <a href={linkTo('map', '', { revision: String(revision) })}>{text.stored.see}</a>
        </Fact>
        <Fact name={text.stored.stored}>{dayOf(storedAt)}</Fact>
        <Fact name={text.stored.checksum}>
          <code>{checksum.value}</code>{' '}
          <span class="muted">
            {checksum.algorithm} {text.stored.of} {checksum.of}
          </span>
        </Fact>
        {!now.holds && (
          <Fact name={text.stored.now}>
            <code>{now.checksum}</code>
          </Fact>
        )}
        {now.problems && now.problems.length > 0 && (
          <Fact name={text.stored.problems}>
            {now.problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </Fact>
        )}
        {pages.length > 0 && (
          <Fact name={text.stored.pages}>
            {pages.map((page) => (
              <p key={page.document}>
                <a href={linkTo('document', page.document)}>{page.title}</a>, pp. {page.pages}
              </p>
            ))}
          </Fact>
        )}
        <Fact name={text.stored.cite}>
          <p>{stored.cite}</p>
          <p>
            {Object.entries(citations).map(([ending, label]) => (
              <span key={ending}>
                <a href={`/q/${id}.${ending}`}>{label}</a>{' '}
              </span>
            ))}
          </p>
        </Fact>
      </div>
      <section class="section">
        <h2>{text.stored.result}</h2>
        <DataTable value={data} />
      </section>
      <section class="section">
        <h2>{text.stored.query}</h2>
        <Code>{query.includes('\n') ? query : laidOut(query)}</Code>
        {Object.keys(variables).length > 0 && (
          <>
            <h3>{text.stored.variables}</h3>
            <Code>{JSON.stringify(variables, null, 2)}</Code>
          </>
        )}
        {play !== undefined && (
          <p>
            <a href={play}>{text.behind.play}</a>
          </p>
        )}
      </section>
    </>
  )
}
