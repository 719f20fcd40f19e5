// The network: a picture of who bridges which initiatives, or of one actor's partners; and the same as a list beside it.
import { useMemo, useState } from 'preact/hooks'
import { ActorNetworkDocument } from '../../../../sdk/src/index.ts'
import { linkTo, patchAddress } from '../address.ts'
import { readerAt } from '../data/client.ts'
import { ExplorerNetworkDocument } from '../generated.ts'
import { Behind } from '../parts/behind.tsx'
import { Downloads } from '../parts/downloads.tsx'
import type { Lines } from '../parts/files.ts'
import { Heading } from '../parts/heading.tsx'
import { PictureView } from '../parts/picture-view.tsx'
import { text } from '../text.ts'
import { actorKinds, plural } from '../words.ts'
import { Loading } from './loading.tsx'
import { focusPicture, nearest, wholePicture } from './network-pictures.ts'
import { type Meeting, type Partner, partnersOf } from './ties.ts'
import type { ViewProps } from './view-props.ts'
import { Way, WayChoice } from './way.tsx'

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
  const goal = focus && partners.find(({ actor }) => actor !== focus.actor && actor.slug === address.query.get('to'))
  const least = Number(address.query.get('least') ?? (focus && focus.shared.size <= 40 ? 1 : 2)) || 1
  const list = focus
    ? partners.filter(({ actor }) => (focus.shared.get(actor.slug)?.length ?? 0) >= least)
    : partners.filter(({ initiatives }) => initiatives.length >= least)
  const sharedWith = ({ actor }: Partner) => focus?.shared.get(actor.slug) ?? []
  const sorted = focus ? list.toSorted((a, b) => sharedWith(b).length - sharedWith(a).length) : list
  const lines = (): Lines => [
    focus
      ? [text.network.partner, text.record.kind, text.network.shared]
      : [text.map.name, text.record.kind, text.nav.initiatives, text.network.partners],
    ...sorted.map((partner) =>
      focus
        ? [partner.actor.name, actorKinds[partner.actor.kind], sharedWith(partner).length]
        : [partner.actor.name, actorKinds[partner.actor.kind], partner.initiatives.length, partner.shared.size],
    ),
  ]
  const listed = sorted.length
  // The same list gives the same picture, and laying it out takes time.
  const names = sorted.map(({ actor }) => actor.slug).join()
  const picture = useMemo(
    () => (focus ? focusPicture(focus, sorted) : wholePicture(meetings, list.length > 0 ? list : partners)),
    [focus, meetings, names],
  )
  const [marked, setMarked] = useState<string | undefined>()
  const title = focus ? focus.actor.name : text.network.title
  const variables: Readonly<Record<string, string>> = focus ? { around: focus.actor.slug } : {}
  return (
    <>
      <Heading
        facts={facts}
        title={title}
        lede={
          focus
            ? text.network.focusLede({
                kind: actorKinds[focus.actor.kind],
                initiatives: focus.initiatives.length,
                partners: focus.shared.size,
                ...{ least, listed },
              })
            : text.network.lede
        }
      >
        <div class="choice noprint">
          {focus && (
            <button
              type="button"
              class="btn"
              onClick={() => patchAddress({ focus: undefined, least: undefined, to: undefined })}
            >
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
            <span>{text.network.leastOf}</span>
          </span>
          {focus && <WayChoice {...{ partners, focus, goal }} />}
          <Downloads
            {...{ facts, lines }}
            title={focus ? text.network.around(title) : title}
            name={focus ? `network-${focus.actor.slug}` : 'network'}
            picture={() => picture}
          />
        </div>
      </Heading>
      {focus && <Way {...{ partners, focus, goal }} />}
      <div class="two network">
        <div class="net">
          <p class="muted">{focus ? text.network.focusKey(listed, Math.min(listed, nearest)) : text.network.key}</p>
          <PictureView {...{ picture, marked }} label={focus ? text.network.around(title) : title} mark={setMarked} />
        </div>
        <table class="list long">
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
              <tr
                key={partner.actor.slug}
                onMouseEnter={() => setMarked(`a ${partner.actor.slug}`)}
                onMouseLeave={() => setMarked(undefined)}
                onFocusIn={() => setMarked(`a ${partner.actor.slug}`)}
                onFocusOut={() => setMarked(undefined)}
              >
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
      <Behind
        query={ActorNetworkDocument}
        variables={variables}
        sdk={`await client.actorNetwork(${focus ? JSON.stringify(variables) : ''})`}
        tables={[
          [text.behind.ties, '/export/network', variables],
          [text.behind.nodes, '/export/network-nodes', variables],
        ]}
        view={{ facts, title: focus ? text.network.around(title) : title }}
      />
    </>
  )
}
