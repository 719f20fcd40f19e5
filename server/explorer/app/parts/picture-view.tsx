// A picture on the page. Its links stay out of the tab order: the list beside has the same.
import { h } from 'preact'
import { attributesOf, hatch, type Ink, type Picture } from './picture.ts'

interface PictureProps {
  readonly picture: Picture
  readonly label: string
}

const colour = (ink: Ink): string => `var(--${ink})`

/** The picture as SVG in the colours of the page. */
export const PictureView = ({ picture: { x, y, width, height, items }, label }: PictureProps) => (
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
        <g key={key} pointer-events={isInert ? 'none' : undefined}>
          {named}
          {content}
        </g>
      ) : (
        <a key={key} href={href} tabindex={-1}>
          {named}
          {content}
        </a>
      )
    })}
  </svg>
)
