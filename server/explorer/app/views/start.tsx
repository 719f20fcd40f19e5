// Getting started: what the API answers, by queries that run here, and how programs, spreadsheets and assistants reach it.
import { textOf } from '../../../../sdk/src/document.ts'
import { linkTo } from '../address.ts'
import {
  StartFilterDocument,
  StartGapsDocument,
  StartPartnersDocument,
  StartPlaceDocument,
  StartSearchDocument,
} from '../generated.ts'
import { Code } from '../parts/code.tsx'
import { Heading } from '../parts/heading.tsx'
import { Worded } from '../parts/worded.tsx'
import { text } from '../text.ts'
import { ProgramNav } from './program-nav.tsx'
import { type KnownQuery, Try } from './try.tsx'
import type { ViewProps } from './view-props.ts'

interface StepWords {
  readonly title: string
  readonly words: string
}

const { steps } = text.start

const known: readonly { readonly words: StepWords; readonly query: KnownQuery }[] = [
  { words: steps.place, query: StartPlaceDocument },
  { words: steps.partners, query: StartPartnersDocument },
  { words: steps.filter, query: StartFilterDocument },
  { words: steps.gaps, query: StartGapsDocument },
  { words: steps.search, query: StartSearchDocument },
]

/** A query as of a revision, which the server need not know. */
const asOf = (revision: number): string =>
  `query @asOf(revision:${revision}){catalogue{name asOf initiativeCount actorCount actionCount}}`

/** The page. */
export function StartView({ facts }: ViewProps) {
  const endpoint = `${location.origin}/graphql`
  return (
    <>
      <Heading facts={facts} title={text.start.title} lede={text.start.lede}>
        <ProgramNav here="start" />
      </Heading>
      <ol class="steps">
        {known.map(({ words, query }, index) => (
          <Item key={words.title} number={index + 1} words={words} query={textOf(query)} known={query} />
        ))}
        <Item number={known.length + 1} words={steps.asOf} query={asOf(facts.revision)} />
      </ol>
      <section class="section steps">
        <h2>{text.start.programs.title}</h2>
        <p>{text.start.programs.sdk}</p>
        <Code>{sdkLines(endpoint)}</Code>
        <p>{text.start.programs.http}</p>
        <Code>{curlLine(endpoint)}</Code>
        <p>{text.start.programs.tables}</p>
        <ul class="brief">
          {tables.map(([path, words]) => (
            <li key={path}>
              <a href={path}>{`${location.origin}${path}`}</a> <span class="muted">{words}</span>
            </li>
          ))}
        </ul>
        <p>{text.start.programs.assistants}</p>
        <Code>{`${location.origin}/mcp`}</Code>
        <p>{text.start.programs.names}</p>
        <Code>{`${location.origin}/reconcile`}</Code>
        <p>{text.start.programs.news}</p>
        <Code>{`${location.origin}/changes`}</Code>
      </section>
      <section class="section steps">
        <h2>{text.start.rules.title}</h2>
        <ul class="dots-list">
          {text.start.rules.list.map((rule) => (
            <li key={rule}>
              <Worded words={rule} />
            </li>
          ))}
        </ul>
        <p>
          <a href={linkTo('reference')}>{text.reference.title}</a>, <a href={linkTo('about')}>{text.nav.about}</a>
        </p>
      </section>
    </>
  )
}

const tables: readonly (readonly [path: string, words: string])[] = [
  ['/export/actions.xlsx?level=NATIONAL', text.start.programs.actions],
  ['/export/gaps.csv?by=INITIATIVE', text.start.programs.gaps],
  ['/export/datapackage.json', text.start.programs.package],
]

interface ItemProps {
  readonly number: number
  readonly words: StepWords
  readonly query: string
  readonly known?: KnownQuery
}

const Item = ({ number, words, query, known: operation }: ItemProps) => (
  <li>
    <h2>
      {number}. {words.title}
    </h2>
    <p>
      <Worded words={words.words} />
    </p>
    <Try name={words.title} query={query} known={operation} />
  </li>
)

const sdkLines = (endpoint: string): string => `import { createClient } from '@tenpoint/sdk'

const client = createClient({ endpoint: '${endpoint}' })
for await (const actor of client.actors.all({ where: { kind: { eq: 'UN_ENTITY' } } })) console.log(actor.name)`

const curlLine = (endpoint: string): string =>
  `curl ${endpoint} -H 'content-type: application/json' -d '{ "query": "{ catalogue { name initiativeCount } }" }'`
