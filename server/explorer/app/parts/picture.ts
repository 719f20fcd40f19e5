// Pictures as data: what the page draws as SVG, and what becomes a file of its own, is made of the same shapes.

/** The colours of a picture, by the names of the page's tokens. */
export type Ink =
  | 'ink'
  | 'ink2'
  | 'ink3'
  | 'paper'
  | 'sheet'
  | 'wash'
  | 'none'
  | 'rule'
  | 'rule2'
  | 'data'
  | 't1'
  | 't2'
  | 't3'
  | 't4'
  | 'gap'
  | 'land'
  | 'c1'
  | 'c2'
  | 'c3'
  | 'c4'
  | 'onc3'

/** A colour for each name, as CSS writes it. */
export type Palette = Readonly<Record<Ink, string>>

interface Look {
  /** Nothing where it is left out. `hatch` is lines of the colour of data on a plain ground. */
  readonly fill?: Ink | 'hatch' | undefined
  readonly stroke?: Ink | undefined
  readonly strokeWidth?: number | undefined
  readonly dash?: readonly [on: number, off: number] | undefined
}

export type Shape =
  | ({
      readonly is: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    } & Look)
  | ({ readonly is: 'circle'; readonly x: number; readonly y: number; readonly radius: number } & Look)
  | ({ readonly is: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } & Look)
  /** A path as SVG writes it, moved to a spot. */
  | ({ readonly is: 'path'; readonly d: string; readonly x: number; readonly y: number } & Look)
  | Words

export interface Words {
  readonly is: 'text'
  readonly x: number
  readonly y: number
  readonly words: string
  readonly size: number
  readonly fill: Ink
  readonly isBold?: boolean | undefined
  /** Set in the face of prose, slanted. */
  readonly isSlanted?: boolean | undefined
  readonly anchor?: 'start' | 'middle' | 'end' | undefined
  /** Turned around its spot, in degrees; its middle stands on the line then, not its foot. */
  readonly turn?: number | undefined
  /** Moved along its turned line. */
  readonly shift?: number | undefined
  /** Whether it has a rim of the ground's colour, so that it can be read across lines. */
  readonly hasRim?: boolean | undefined
}

/** Words at a spot, in the colour of text. */
export const written = (
  x: number,
  y: number,
  words: string,
  size: number,
  more: Partial<Omit<Words, 'is'>> = {},
): Words => ({ is: 'text', x, y, words, size, fill: 'ink', ...more })

/** Shapes that belong together: what they lead to, and what they are called. */
export interface Item {
  readonly key: string
  readonly href?: string | undefined
  readonly title?: string | undefined
  readonly shapes: readonly Shape[]
  /** Whether the pointer goes through them to what is below. */
  readonly isInert?: true
  /** The keys of the items that it ties together, or that it is tied to. */
  readonly ties?: readonly string[]
}

/** A picture in the units of its own. */
export interface Picture {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
}

/** The keys of all items but one and those that it is tied to, with the ties between: what fades while it is looked at. */
export function othersThan({ items }: Picture, key: string | undefined): ReadonlySet<string> {
  const near = new Set(
    items.flatMap((item) =>
      item.key === key || item.ties?.includes(key ?? '') ? [item.key, ...(item.ties ?? [])] : [],
    ),
  )
  return new Set(near.size === 0 ? [] : items.map((item) => item.key).filter((each) => !near.has(each)))
}

export const fonts = {
  sans: '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  serif: 'Charter, "Bitstream Charter", "Liberation Serif", Georgia, serif',
} as const

/** The lines of a hatched ground: how far apart, and how thick. */
export const hatch = { step: 4, width: 1.3 } as const

/** What stands around a picture that is a file of its own. */
export interface Caption {
  readonly title: string
  /** Lines under the picture: source, revision, address. */
  readonly lines: readonly string[]
}

const [margin, titleSize, lineSize] = [24, 20, 12]

/** The picture with its title above and its source below, on a ground of its own. */
export function captioned({ x, y, width, height, items }: Picture, { title, lines }: Caption): Picture {
  const head = titleSize + 22
  const foot = 18 + lines.length * (lineSize + 5)
  const left = x - margin
  // What is said around it may be wider than it is; letters are about half as wide as they are high.
  const widest = Math.max(
    width,
    title.length * titleSize * 0.6,
    ...lines.map((words) => words.length * lineSize * 0.56),
  )
  const box = { x: left, y: y - head - margin, width: widest + 2 * margin, height: height + head + foot + 2 * margin }
  const line = (words: string, index: number): Words =>
    written(x, y + height + 24 + index * (lineSize + 5), words, lineSize, { fill: 'ink2' })
  return {
    ...box,
    items: [
      { key: 'ground', shapes: [{ is: 'rect', ...box, fill: 'paper' }] },
      {
        key: 'title',
        shapes: [written(x, y - 20, title, titleSize, { isBold: true })],
      },
      ...items,
      { key: 'source', shapes: lines.map(line) },
    ],
  }
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (words: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
  words.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

type Attributes = Readonly<Record<string, string | number | undefined>>

const tag = (name: string, attributes: Attributes, content = ''): string => {
  const list = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(typeof value === 'number' ? String(round(value)) : value)}"`,
  )
  return `<${name}${list.join('')}${content === '' ? '/>' : `>${content}</${name}>`}`
}

const round = (number: number): number => Math.round(number * 100) / 100

/** The attributes of a shape in SVG, with colours as `colour` writes them. */
export function attributesOf(
  shape: Shape,
  colour: (ink: Ink) => string,
): readonly [name: string, attributes: Attributes] {
  if (shape.is === 'text') {
    const { x, y, size, fill, isBold, isSlanted, anchor, turn, shift, hasRim } = shape
    const isTurned = turn !== undefined
    return [
      'text',
      {
        ...(isTurned
          ? { transform: `translate(${round(x)} ${round(y)}) rotate(${round(turn ?? 0)})`, x: shift ?? 0, y: size / 3 }
          : { x, y }),
        'font-size': size,
        fill: colour(fill),
        'font-weight': isBold ? 600 : undefined,
        'font-style': isSlanted ? 'italic' : undefined,
        'font-family': isSlanted ? fonts.serif : fonts.sans,
        'text-anchor': anchor === 'start' ? undefined : anchor,
        ...(hasRim && {
          'paint-order': 'stroke',
          stroke: colour('paper'),
          'stroke-width': 3.5,
          'stroke-linejoin': 'round',
        }),
      },
    ]
  }
  const { fill, stroke, strokeWidth, dash } = shape
  const look = {
    fill: fill === undefined ? 'none' : fill === 'hatch' ? 'url(#hatch)' : colour(fill),
    stroke: stroke && colour(stroke),
    'stroke-width': strokeWidth,
    'stroke-dasharray': dash?.join(' '),
  }
  switch (shape.is) {
    case 'rect': {
      const { x, y, width, height } = shape
      return ['rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), ...look }]
    }
    case 'circle':
      return ['circle', { cx: shape.x, cy: shape.y, r: shape.radius, ...look }]
    case 'line': {
      const { x1, y1, x2, y2 } = shape
      return ['line', { x1, y1, x2, y2, ...look }]
    }
    case 'path':
      return ['path', { transform: `translate(${round(shape.x)} ${round(shape.y)})`, d: shape.d, ...look }]
  }
}

/** The picture as an SVG file. `base` is the origin of its links. */
export function svgText({ x, y, width, height, items }: Picture, palette: Palette, base: string): string {
  const colour = (ink: Ink): string => palette[ink]
  const bar = tag('rect', { width: hatch.width, height: hatch.step, fill: palette.data })
  const ground = tag('rect', { width: hatch.step, height: hatch.step, fill: palette.sheet })
  const pattern = tag(
    'pattern',
    {
      id: 'hatch',
      width: hatch.step,
      height: hatch.step,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    ground + bar,
  )
  const drawn = items.map(({ href, title, shapes }) => {
    const content = shapes.map((shape) => {
      const [name, attributes] = attributesOf(shape, colour)
      return tag(name, attributes, shape.is === 'text' ? escaped(shape.words) : '')
    })
    const name = title === undefined ? '' : tag('title', {}, escaped(title))
    if (href === undefined) return title === undefined ? content.join('') : tag('g', {}, name + content.join(''))
    return tag('a', { href: new URL(href, base).href }, name + content.join(''))
  })
  const box = { viewBox: [x, y, width, height].map(round).join(' '), width, height }
  return tag('svg', { xmlns: 'http://www.w3.org/2000/svg', ...box }, tag('defs', {}, pattern) + drawn.join('\n'))
}
