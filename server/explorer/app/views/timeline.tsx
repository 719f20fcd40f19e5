// The timeline: when each initiative ran, drawn only as exactly as the source says; and the same as a table.
import { linkTo } from '../address.ts'
import { readerAt } from '../data/client.ts'
import type { Page } from '../data/facts.ts'
import { ExplorerPeriodsDocument } from '../generated.ts'
import { Heading } from '../parts/heading.tsx'
import { PageMark } from '../parts/page-mark.tsx'
import { looseDate, type Period, periodText } from '../parts/period.ts'
import { text } from '../text.ts'
import { plural } from '../words.ts'
import { Loading } from './loading.tsx'
import type { ViewProps } from './view-props.ts'

interface Dated {
  readonly slug: string
  readonly name: string
  readonly acronym: string | null
  readonly period: Period | null
  readonly citation: Page
}

/** A date as a number of years. */
function yearsOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return year + (month - 1) / 12 + (day - 1) / 365
}
const lengthOf = (precision: string | null): number =>
  precision === 'YEAR' ? 1 : precision === 'MONTH' ? 1 / 12 : 1 / 120

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
        return (
          <>
            <Heading
              facts={facts}
              title={text.timeline.title}
              lede={text.timeline.lede(dated.length, list.length, looseDate(facts.about.asOf))}
            />
            <Bars dated={dated} asOf={facts.about.asOf} />
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
          </>
        )
      }}
    </Loading>
  )
}

const [width, labels, rowHeight, top, right] = [1160, 330, 25, 26, 130]

function Bars({ dated, asOf }: { readonly dated: readonly Dated[]; readonly asOf: string | null }) {
  const source = asOf === null ? undefined : yearsOf(asOf)
  const starts = dated.map(({ period }) => yearsOf(period?.start ?? ''))
  const ends = dated.flatMap(({ period }) => (period?.end ? [yearsOf(period.end)] : []))
  const first = Math.floor(Math.min(...starts, source ?? 2000) / 2) * 2
  const last = Math.ceil(Math.max(...starts, ...ends, source ?? 2000)) + 0.2
  const x = (years: number): number => labels + ((years - first) / (last - first)) * (width - labels - right)
  const height = top + dated.length * rowHeight + 8
  const step = last - first > 24 ? 5 : 2
  const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
  return (
    <div class="tl">
      {/* biome-ignore lint/a11y/useSemanticElements: an svg with links in it is a group, and can be no fieldset */}
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={text.timeline.title}>
        <defs>
          <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="b" width="1.4" height="4" />
          </pattern>
        </defs>
        {ticks.map((year) => (
          <g key={year}>
            <line class="tick" x1={x(year)} x2={x(year)} y1={top - 6} y2={height} />
            <text class="ax" x={x(year)} y="12" text-anchor="middle">
              {year}
            </text>
          </g>
        ))}
        {source !== undefined && <line class="now" x1={x(source)} x2={x(source)} y1={top - 10} y2={height} />}
        {dated.map((initiative, index) => (
          <Bar
            key={initiative.slug}
            initiative={initiative}
            y={top + index * rowHeight}
            x={x}
            source={source ?? last}
          />
        ))}
      </svg>
    </div>
  )
}

interface BarProps {
  readonly initiative: Dated
  readonly y: number
  readonly x: (years: number) => number
  readonly source: number
}

function Bar({ initiative: { slug, name, acronym, period }, y, x, source }: BarProps) {
  if (!period?.start) return null
  const start = yearsOf(period.start)
  // It began some time within the year or month that the source gives.
  const known = start + lengthOf(period.startPrecision)
  const end = period.end ? yearsOf(period.end) + 1 / 365 : period.ongoing ? source : known
  const until = Math.min(end, Math.max(source, known))
  const label = name.length > 46 ? (acronym ?? `${name.slice(0, 45)}…`) : name
  return (
    <a href={linkTo('initiative', slug)} tabIndex={-1}>
      <text x={labels - 12} y={y + 14} text-anchor="end">
        {label}
      </text>
      {period.startPrecision !== 'DAY' && (
        <rect class="begin" x={x(start)} y={y + 4} width={x(known) - x(start)} height="13" fill="url(#hatch)" />
      )}
      <rect
        class="b"
        x={x(period.startPrecision === 'DAY' ? start : known)}
        y={y + 4}
        width={Math.max(0, x(until) - x(known)) || (period.startPrecision === 'DAY' ? 3 : 0)}
        height="13"
      />
      {end > until && <rect class="planned" x={x(until)} y={y + 4} width={x(end) - x(until)} height="13" />}
      {period.ongoing && !period.end && <path class="b" d={`M${x(until)} ${y + 4}l8 6.5l-8 6.5z`} />}
      <text class="ax" x={x(Math.max(end, known)) + 12} y={y + 14}>
        {periodText(period)}
      </text>
      <title>{name}</title>
    </a>
  )
}

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
