// All matches of a search, at an address of their own.
import { SearchDocument } from '../../../../sdk/src/index.ts'
import { patchAddress } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { Behind } from '../parts/behind.tsx'
import { Downloads } from '../parts/downloads.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/states.tsx'
import { type Hit, targetOf, typeLabel } from '../search.tsx'
import { text } from '../text.ts'
import { Loading } from './loading.tsx'
import type { ViewProps } from './view-props.ts'

const pageSize = 50
/** More matches than this are no help; other words are. */
const maximumHits = 1000

/** The matches of the words in `q`. */
export function SearchView({ address, facts, revision }: ViewProps) {
  const words = address.query.get('q')?.trim() ?? ''
  const wanted = Math.min(maximumHits, Number(address.query.get('show')) || pageSize)
  if (words === '') return <Heading facts={facts} title={text.search.label} lede={text.search.help} />
  const title = text.search.title(words)
  const variables = { query: words }
  return (
    <Loading
      of={`search ${facts.revision} ${wanted} ${words}`}
      load={async (signal) => {
        const { totalCount } = await readerAt(revision).search({ ...variables, first: 1 }, { signal })
        const hits: Hit[] = []
        for await (const hit of readerAt(revision).search.all(variables, { signal })) {
          hits.push(hit)
          if (hits.length >= wanted) break
        }
        return { totalCount, hits }
      }}
    >
      {({ totalCount, hits }) => (
        <>
          <Heading facts={facts} title={title} lede={text.search.lede(totalCount)}>
            {hits.length > 0 && (
              <div class="choice noprint">
                <Downloads
                  {...{ facts, title }}
                  name="search"
                  lines={() => [
                    [text.search.kind, text.search.match, text.downloads.address],
                    ...hits.map((hit) => {
                      const target = targetOf(hit)
                      return [typeLabel(hit.type), hit.title, target === undefined ? '' : location.origin + target]
                    }),
                  ]}
                />
              </div>
            )}
          </Heading>
          {hits.length === 0 && <Notice title={text.search.none}>{text.search.noneHelp}</Notice>}
          <ol class="section hits">
            {hits.map((hit, index) => {
              const target = targetOf(hit)
              return (
                <li key={`${hit.title} ${index}`}>
                  <span class="muted">{typeLabel(hit.type)}</span>{' '}
                  {target === undefined ? hit.title : <a href={target}>{hit.title}</a>}
                  {hit.snippet.replaceAll('**', '') !== hit.title && <Passage words={hit.snippet} />}
                </li>
              )
            })}
          </ol>
          {hits.length < Math.min(totalCount, maximumHits) && (
            <button
              type="button"
              class="btn"
              onClick={() => patchAddress({ show: String(wanted + pageSize) }, 'inPlace')}
            >
              {text.search.more}
            </button>
          )}
          <Behind
            query={SearchDocument}
            variables={{ ...variables, first: 100 }}
            sdk={`for await (const { title, subject } of client.search.all(${JSON.stringify(variables)})) console.log(title, subject)`}
            view={{ facts, title }}
          />
        </>
      )}
    </Loading>
  )
}

/** The passage that matches. What stands between `**` is what was searched for. */
const Passage = ({ words }: { readonly words: string }) => (
  <p>
    {words.split('**').map((part, index) => (index % 2 === 1 ? <mark key={`${index} ${part}`}>{part}</mark> : part))}
  </p>
)
