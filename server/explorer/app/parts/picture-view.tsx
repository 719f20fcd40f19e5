// A picture on the page. Its links stay out of the tab order: the list beside has the same.
import { h } from 'preact'
import { attributesOf, hatch, type Ink, othersThan, type Picture } from './picture.ts'

interface PictureProps {
  readonly picture: Picture
  readonly label: string
  /** The key of the item that is looked at: all fade but it and what it is tied to. */
  readonly marked?: string | undefined
  /** Called with the key of the item under the pointer, and with nothing once there is none. */
  readonly mark?: (key: string | undefined) => void
}

const colour = (ink: Ink): string => `var(--${ink})`

/** The picture as SVG in the colours of the page. */
export function PictureView({ picture, label, marked, mark }: PictureProps) {
  const { x, y, width, height, items } = picture
  const faded = othersThan(picture, marked)
  return (
    // biome-ignore lint/a11y/useSemanticElements: an svg with links in it is a group, and can be no fieldset
    <svg viewBox={[x, y, width, height].map(Math.round).join(' ')} role="group" aria-label={label}>
      <defs>
        <pattern
          id="hatch"
          width={hatch.step}
          height={hatch.step}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={hatch.step} height={hatch.step} fill={colour('sheet')} />
          <rect width={hatch.width} height={hatch.step} fill={colour('data')} />
        </pattern>
      </defs>
      {items.map(({ key, href, title, shapes, isInert }) => {
        const content = shapes.map((shape, index) => {
          const [name, attributes] = attributesOf(shape, colour)
          return h(name, { key: index, ...attributes }, shape.is === 'text' ? shape.words : null)
        })
        const named = title === undefined ? null : <title>{title}</title>
        return href === undefined ? (
          <g key={key} class={faded.has(key) ? 'faded' : undefined} pointer-events={isInert ? 'none' : undefined}>
            {named}
            {content}
          </g>
        ) : (
          <a
            key={key}
            href={href}
            tabindex={-1}
            class={faded.has(key) ? 'faded' : undefined}
            onPointerEnter={mark && (() => mark(key))}
            onPointerLeave={mark && (() => mark(undefined))}
          >
            {named}
            {content}
          </a>
        )
      })}
    </svg>
  )
}
