// The timeline: when each initiative ran, drawn only as exactly as the source says; and the same as a table.
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerPeriodsDocument } from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Downloads } from '../parts/downloads.tsx'
import type { Lines } from '../parts/files.ts'
import { Heading } from '../parts/heading.tsx'
import { PageMark, pageText } from '../parts/page-mark.tsx'
import { looseDate, periodText } from '../parts/period.ts'
import { PictureView } from '../parts/picture-view.tsx'
import { text } from '../text.ts'
import { plural } from '../words.ts'
import { Loading } from './loading.tsx'
import { type Dated, timelinePicture } from './timeline-picture.ts'
import type { ViewProps } from './view-props.ts'

/** Whether there is no room for names beside the bars. */
const isNarrow = (): boolean => matchMedia('(max-width: 600px)').matches

/** When each initiative ran. */
export function TimelineView({ facts, revision }: ViewProps) {
  return (
    <Loading
      of={`periods ${facts.revision}`}
      load={async (signal) => {
        const list: Dated[] = []
        const pages = readerAt(revision).paginate(ExplorerPeriodsDocument, {}, (page) => page.initiatives, { signal })
        for await (const initiative of pages) list.push(initiative)
        return list
      }}
    >
      {(list) => {
        const dated = list
          .filter(({ period }) => period?.start)
          .toSorted((a, b) => ((a.period?.start ?? '') < (b.period?.start ?? '') ? -1 : 1))
        const undated = list.filter(({ period }) => !period?.start)
        const picture = timelinePicture(dated, facts.about.asOf)
        const title = text.timeline.title
        return (
          <>
            <Heading
              facts={facts}
              title={title}
              lede={text.timeline.lede(dated.length, list.length, looseDate(facts.about.asOf))}
            >
              <div class="choice noprint">
                <Downloads
                  {...{ facts, title }}
                  name="timeline"
                  lines={() => linesOf([...dated, ...undated])}
                  picture={() => picture}
                />
              </div>
            </Heading>
            <div class="tl">
              <PictureView
                picture={isNarrow() ? timelinePicture(dated, facts.about.asOf, true) : picture}
                label={title}
              />
            </div>
            <div class="two">
              <Table dated={dated} />
              <section>
                <h2>{text.timeline.undated}</h2>
                <p class="muted">{plural(undated.length, 'initiative')}</p>
                <ul>
                  {undated.map(({ slug, name, citation }) => (
                    <li key={slug}>
                      <a href={linkTo('initiative', slug)}>{name}</a> <PageMark page={citation} />
                    </li>
                  ))}
                </ul>
              </section>
            </div>
            <Behind
              query={ExplorerPeriodsDocument}
              variables={{}}
              sdk="for await (const { name, period } of client.initiatives.all({ orderBy: [{ field: 'START_YEAR' }] })) console.log(name, period?.text)"
              table={['/export/initiatives', {}]}
              view={{ facts, title }}
            />
          </>
        )
      }}
    </Loading>
  )
}

/** The table as a file: what is known of each period, and as the source prints it. */
const linesOf = (list: readonly Dated[]): Lines => [
  [
    ...[text.map.head.initiatives, text.record.period, text.timeline.begins, text.timeline.ends],
    ...[text.timeline.printed, text.list.page],
  ],
  ...list.map(({ name, period, citation }) => [
    ...[name, periodText(period), period?.start ?? '', period?.end ?? ''],
    ...[period?.text ?? '', pageText(citation)],
  ]),
]

const Table = ({ dated }: { readonly dated: readonly Dated[] }) => (
  <table class="list">
    <thead>
      <tr>
        <th scope="col">{text.map.head.initiatives}</th>
        <th scope="col">{text.record.period}</th>
        <th scope="col">{text.timeline.printed}</th>
        <th scope="col">{text.list.page}</th>
      </tr>
    </thead>
    <tbody>
      {dated.map(({ slug, name, period, citation }) => (
        <tr key={slug}>
          <th scope="row">
            <a href={linkTo('initiative', slug)}>{name}</a>
          </th>
          <td>{periodText(period)}</td>
          <td>{period?.text}</td>
          <td>
            <PageMark page={citation} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
