// The network: a picture of who bridges which initiatives, or of one actor's partners; and the same as a list beside it.
import { useMemo, useRef } from 'preact/hooks'
import { linkTo, patchAddress } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerNetworkDocument } from '../generated.ts'
import { csv } from '../map/table-text.ts'
import { Heading } from '../parts/heading.tsx'
import { save } from '../parts/save.ts'
import { text } from '../text.ts'
import { actorKinds, plural } from '../words.ts'
import { Loading } from './loading.tsx'
import { FocusPicture, WholePicture } from './network-pictures.tsx'
import { type Meeting, type Partner, partnersOf } from './ties.ts'
import type { ViewProps } from './view-props.ts'

const leasts = [1, 2, 3, 4]

/** The whole network, or around the actor in `focus`. */
export const NetworkView = (props: ViewProps) => (
  <Loading
    of={`network ${props.facts.revision}`}
    load={async (signal) => {
      const meetings: Meeting[] = []
      const pages = readerAt(props.revision).paginate(ExplorerNetworkDocument, {}, (page) => page.initiatives, {
        signal,
      })
      for await (const meeting of pages) meetings.push(meeting)
      return meetings
    }}
  >
    {(meetings) => <Network {...props} meetings={meetings} />}
  </Loading>
)

function Network({ address, facts, meetings }: ViewProps & { readonly meetings: readonly Meeting[] }) {
  const partners = useMemo(() => partnersOf(meetings), [meetings])
  const focus = partners.find(({ actor }) => actor.slug === address.query.get('focus'))
  const least = Number(address.query.get('least') ?? (focus && focus.shared.size <= 40 ? 1 : 2)) || 1
  const picture = useRef<HTMLDivElement>(null)
  const list = focus
    ? partners.filter(({ actor }) => (focus.shared.get(actor.slug)?.length ?? 0) >= least)
    : partners.filter(({ initiatives }) => initiatives.length >= least)
  const sharedWith = ({ actor }: Partner) => focus?.shared.get(actor.slug) ?? []
  const sorted = focus ? list.toSorted((a, b) => sharedWith(b).length - sharedWith(a).length) : list
  const table = (): string =>
    csv([
      focus
        ? [text.network.partner, text.record.kind, text.network.shared]
        : [text.map.name, text.record.kind, text.nav.initiatives, text.network.partners],
      ...sorted.map((partner) =>
        focus
          ? [partner.actor.name, actorKinds[partner.actor.kind], String(sharedWith(partner).length)]
          : [
              partner.actor.name,
              actorKinds[partner.actor.kind],
              String(partner.initiatives.length),
              String(partner.shared.size),
            ],
      ),
    ])
  const saveSvg = (): void => {
    const svg = picture.current?.querySelector('svg')
    if (svg) save('tenpoint-network.svg', 'image/svg+xml', svgFile(svg))
  }
  return (
    <>
      <Heading
        facts={facts}
        title={focus ? focus.actor.name : text.network.title}
        lede={
          focus
            ? text.network.focusLede(actorKinds[focus.actor.kind], focus.initiatives.length, focus.shared.size)
            : text.network.lede
        }
      >
        <div class="choice noprint">
          {focus && (
            <button type="button" class="btn" onClick={() => patchAddress({ focus: undefined, least: undefined })}>
              {text.network.whole}
            </button>
          )}
          <span class="fld">
            <span>{focus ? text.network.leastShared : text.network.least}</span>
            <span class="seg">
              {leasts.map((count) => (
                <button
                  key={count}
                  type="button"
                  class="btn"
                  aria-pressed={least === count}
                  onClick={() => patchAddress({ least: String(count) }, 'inPlace')}
                >
                  {count}
                </button>
              ))}
            </span>
          </span>
          <button type="button" class="btn" onClick={() => save('tenpoint-network.csv', 'text/csv', table())}>
            {text.map.csv}
          </button>
          <button type="button" class="btn" onClick={saveSvg}>
            {text.map.svg}
          </button>
        </div>
      </Heading>
      <div class="two network">
        <div class="net" ref={picture}>
          {focus ? (
            <FocusPicture focus={focus} partners={sorted} />
          ) : (
            <WholePicture meetings={meetings} partners={list.length > 0 ? list : partners} />
          )}
        </div>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{focus ? text.network.partner : text.map.name}</th>
              <th scope="col" class="r">
                {focus ? text.network.shared : text.nav.initiatives}
              </th>
              <th scope="col" class={focus ? '' : 'r'}>
                {focus ? text.network.which : text.network.partners}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((partner) => (
              <tr key={partner.actor.slug}>
                <th scope="row">
                  <a href={linkTo('network', '', { focus: partner.actor.slug })}>{partner.actor.name}</a>
                  <br />
                  <small class="muted">{actorKinds[partner.actor.kind]}</small>
                </th>
                <td class="r">{focus ? sharedWith(partner).length : partner.initiatives.length}</td>
                {focus ? (
                  <td>
                    {sharedWith(partner).map(({ slug, name, acronym }, index) => (
                      <span key={slug}>
                        {index > 0 && ', '}
                        <a href={linkTo('initiative', slug)} title={name}>
                          {acronym ?? name}
                        </a>
                      </span>
                    ))}
                  </td>
                ) : (
                  <td class="r">{partner.shared.size}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="src">
        {focus && <a href={linkTo('actor', focus.actor.slug)}>{text.network.page}</a>} {plural(sorted.length, 'actor')}
      </p>
    </>
  )
}

/** The picture as a file of its own: with the colours that it has on the page. */
function svgFile(svg: SVGSVGElement): string {
  const style = getComputedStyle(document.documentElement)
  const [ink, paper, data, rule] = ['--ink', '--paper', '--data', '--rule2'].map((name) => style.getPropertyValue(name))
  const css = `text{font:12px sans-serif;fill:${ink}}line{stroke:${rule}}.disc{fill:${paper};stroke:${rule}}.who{fill:${data}}`
  const content = svg.innerHTML
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${svg.getAttribute('viewBox')}"><style>${css}</style>${content}</svg>`
}
