// Review: entering a key; everything behind it is in the part for curators.
import { patchAddress } from '../address.ts'
import { Curators } from '../parts/curate.tsx'
import { Heading } from '../parts/heading.tsx'
import { keepKey, useKey } from '../parts/key.ts'
import { KeyForm } from '../parts/key-form.tsx'
import { Notice, Waiting } from '../parts/states.tsx'
import { mayPropose, viewerOf } from '../parts/viewer.ts'
import { text } from '../text.ts'
import { Loading } from './loading.tsx'
import type { ViewProps } from './view-props.ts'

/** Without a key, a form for it; with one that may propose, the proposals, or what the address names. */
export function ReviewView(props: ViewProps) {
  const key = useKey()
  if (key === undefined)
    return (
      <>
        <Heading facts={props.facts} title={text.curate.how} lede={text.curate.enterHelp} />
        <ol class="how">
          {text.curate.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <KeyForm />
      </>
    )
  if (props.revision !== undefined)
    return (
      <Notice title={text.curate.past} isView>
        <p>
          <button type="button" class="btn" onClick={() => patchAddress({ revision: undefined })}>
            {text.past.go}
          </button>
        </p>
      </Notice>
    )
  return (
    <Loading of={`key ${key}`} load={() => viewerOf(key)}>
      {(viewer) =>
        mayPropose(viewer) ? (
          <Curators meanwhile={<Waiting />}>{({ Review }) => <Review {...props} viewer={viewer} />}</Curators>
        ) : (
          <>
            <Heading facts={props.facts} title={text.curate.readOnly(viewer.name)} lede={text.curate.readOnlyHelp} />
            <p class="section">
              <button type="button" class="btn" onClick={() => keepKey(undefined)}>
                {text.curate.forget}
              </button>
            </p>
          </>
        )
      }
    </Loading>
  )
}
