// All matches of a search, at an address of their own.
import { useEffect, useState } from 'preact/hooks'
import { SearchDocument } from '../../../../sdk/src/index.ts'
import { patchAddress } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Page } from '../data/facts.ts'
import { findPlaces } from '../data/find-places.ts'
import { Behind } from '../parts/behind.tsx'
import { Downloads } from '../parts/downloads.tsx'
import { Heading } from '../parts/heading.tsx'
import { PageMark, pageText } from '../parts/page-mark.tsx'
import { Notice } from '../parts/states.tsx'
import { type Hit, ownerOf, targetOf, targetOfPlace, typeLabel } from '../search.tsx'
import { text } from '../text.ts'
import { Loading } from './loading.tsx'
import type { ViewProps } from './view-props.ts'

const pageSize = 50
/** More matches than this are no help; other words are. */
const maximumHits = 1000

/** A box with the words that were searched for, and their matches. */
export function SearchView(props: ViewProps) {
  const { facts, address } = props
  const words = address.query.get('q')?.trim() ?? ''
  return (
    <>
      <Box words={words} />
      {words === '' ? (
        <Heading facts={facts} title={text.search.label} lede={text.search.help} />
      ) : (
        <Matches {...props} words={words} />
      )}
    </>
  )
}

/** Searches for other words, from the keyboard or by the button. It keeps the focus, since it stays while matches come. */
function Box({ words }: { readonly words: string }) {
  const [typed, setTyped] = useState(words)
  // The words follow the address, also by Back and from the box in the head.
  useEffect(() => setTyped(words), [words])
  return (
    <search class="finder noprint">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          patchAddress({ q: typed.trim(), show: undefined })
        }}
      >
        <label>
          {text.search.words}{' '}
          <input type="search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        </label>{' '}
        <button type="submit" class="btn">
          {text.search.label}
        </button>
      </form>
    </search>
  )
}

function Matches({ address, facts, revision, words }: ViewProps & { readonly words: string }) {
  const wanted = Math.min(maximumHits, Number(address.query.get('show')) || pageSize)
  const title = text.search.title(words)
  const variables = { query: words }
  const places = findPlaces(facts, words)
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
          <Heading facts={facts} title={title} lede={text.search.lede(places.length + totalCount)}>
            {places.length + hits.length > 0 && (
              <div class="choice noprint">
                <Downloads
                  {...{ facts, title }}
                  name="search"
                  lines={() => [
                    [text.search.kind, text.search.match, text.search.owner, text.list.page, text.downloads.address],
                    ...places.map((place) => [
                      ...[text.search.places[place.kind], place.name, '', ''],
                      location.origin + targetOfPlace(place),
                    ]),
                    ...hits.map((hit) => {
                      const target = targetOf(hit)
                      const page = pageOf(hit)
                      return [
                        ...[typeLabel(hit.type), hit.title, ownerOf(hit) ?? '', page ? pageText(page) : ''],
                        target === undefined ? '' : location.origin + target,
                      ]
                    }),
                  ]}
                />
              </div>
            )}
          </Heading>
          {places.length + hits.length === 0 && <Notice title={text.search.none}>{text.search.noneHelp}</Notice>}
          <ol class="section hits">
            {places.map((place) => (
              <li key={place.code}>
                <span class="muted">{text.search.places[place.kind]}</span>{' '}
                <a href={targetOfPlace(place)}>{place.name}</a>
              </li>
            ))}
            {hits.map((hit, index) => {
              const [target, owner, page, passage] = [targetOf(hit), ownerOf(hit), pageOf(hit), passageOf(hit)]
              return (
                <li key={`${hit.title} ${index}`}>
                  <span class="muted">{typeLabel(hit.type)}</span>{' '}
                  {target === undefined ? hit.title : <a href={target}>{hit.title}</a>}{' '}
                  {owner !== undefined && <span class="muted">{text.search.of(owner)}</span>}{' '}
                  {page && <PageMark page={page} />}
                  {passage !== '' && <Passage words={passage} />}
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

/** The printed page of a match; undefined where it comes from none. */
const pageOf = ({ subject }: Hit): Page | undefined => (subject && 'citation' in subject ? subject.citation : undefined)

/** As the server writes passages: without marks, and with plain signs. */
const plain = (words: string): string =>
  words
    .replaceAll('**', '')
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’‚]/g, "'")
    .replaceAll(/[‐‒–—―]/g, '-')

/** A text with marks, without as many of its first characters, which are counted without them. */
function after(marked: string, count: number): string {
  let [left, index, isMarked] = [count, 0, false]
  while (left > 0 && index < marked.length) {
    if (marked.startsWith('**', index)) {
      isMarked = !isMarked
      index += 2
    } else {
      left -= 1
      index += 1
    }
  }
  return (isMarked ? '**' : '') + marked.slice(index)
}

/** What matches beside the title, which stands above it: the server puts the title first, and a bar after it. */
export function passageOf({ title, snippet }: Pick<Hit, 'title' | 'snippet'>): string {
  const name = plain(title)
  return snippet
    .split(' … ')
    .map((part) => (plain(part).startsWith(`${name} | `) ? after(part, name.length + 3) : part))
    .filter((part) => !name.includes(plain(part)))
    .join(' … ')
}

/** The passage that matches. What stands between `**` is what was searched for. */
const Passage = ({ words }: { readonly words: string }) => (
  <p>
    {words.split('**').map((part, index) => (index % 2 === 1 ? <mark key={`${index} ${part}`}>{part}</mark> : part))}
  </p>
)
